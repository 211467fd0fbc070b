"""Hands on a Word file: a script's, by python-docx, and Word's own XML (revisions, split runs, threads)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from itertools import count
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from tests.review.trips import Edit

_WHEN = "2026-03-02T09:30:00Z"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_EXTENDED = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_EXTENDED_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"

Element = etree._Element


# -- the words in their runs ---------------------------------------------------------------------------------------


def _parts(document: WordDocument) -> Iterator[Part]:
    yield document.part
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            yield relation.target_part


class _Desk:
    """A Word file being edited. Footnotes are no part that python-docx reads: their XML is written back at the end."""

    def __init__(self, data: bytes) -> None:
        self.document = Document(BytesIO(data))
        self.numbers = count(9000)
        self.notes: list[tuple[Part, Element]] = [
            (part, etree.fromstring(part.blob)) for part in _parts(self.document) if part is not self.document.part
        ]
        self.roots = [self.document.element, *(root for _part, root in self.notes)]
        self.by_text = [(one, one.text or "") for root in self.roots for one in root.iter(qn("w:t"))]

    def saved(self) -> bytes:
        """Give the file."""
        for part, root in self.notes:
            part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def run(self, word: str) -> Element:
        """Give the run that holds only a word, cut out of the run that holds it."""
        text = next(one for one, before in self.by_text if word in before and word in (one.text or ""))
        run = _parent(text)
        before, _word, after = (text.text or "").partition(word)
        whole = list(run)
        at = whole.index(text)
        if before or any(one.tag != qn("w:rPr") for one in whole[:at]):
            first = deepcopy(run)
            for one in list(first)[at + 1 :]:
                first.remove(one)
            _say(first[at], before)
            self.by_text.append((first[at], before))
            run.addprevious(first)
        if after or whole[at + 1 :]:
            last = deepcopy(run)
            for one in [one for one in list(last)[:at] if one.tag != qn("w:rPr")]:
                last.remove(one)
            rest = next(last.iter(qn("w:t")))
            _say(rest, after)
            self.by_text.append((rest, after))
            run.addnext(last)
        for one in whole:
            if one is not text and one.tag != qn("w:rPr"):
                run.remove(one)
        _say(text, word)
        return run


def _say(text: Element, words: str) -> None:
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _parent(one: Element) -> Element:
    found = one.getparent()
    assert found is not None
    return found


def _paragraph(run: Element) -> Element:
    return next(run.iterancestors(qn("w:p")))


def _words(run: Element) -> Element:
    return next(run.iter(qn("w:t")))


def _style_only(paragraph: Element) -> Element:
    """Give a new paragraph in the style of another."""
    made: Element = paragraph.makeelement(qn("w:p"))
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    return made


# -- a script ------------------------------------------------------------------------------------------------------


def by_script(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Do edits by python-docx; it keeps track of none."""
    desk = _Desk(data)
    for edit in edits:
        _BY_SCRIPT[edit.sort](desk, desk.run(edit.place.word), edit)
    return desk.saved()


def _script_comment(desk: _Desk, run: Element, edit: Edit) -> None:
    paragraph = Paragraph(cast(CT_P, _paragraph(run)), desk.document._body)
    desk.document.add_comment(Run(cast(CT_R, run), paragraph), f"Voir {edit.tag}.", author=edit.author)


def _script_change(_desk: _Desk, run: Element, edit: Edit) -> None:
    _words(run).text = edit.tag


def _script_insert(_desk: _Desk, run: Element, edit: Edit) -> None:
    _words(run).text = f"{edit.place.word} {edit.tag}"


def _script_delete(_desk: _Desk, run: Element, _edit: Edit) -> None:
    _parent(run).remove(run)


def _script_new(_desk: _Desk, run: Element, edit: Edit) -> None:
    paragraph = _paragraph(run)
    made = _style_only(paragraph)
    paragraph.addnext(made)
    Paragraph(made, None).add_run(f"Une phrase de plus, {edit.tag}.")  # type: ignore[arg-type]


def _script_gone(_desk: _Desk, run: Element, _edit: Edit) -> None:
    paragraph = _paragraph(run)
    _parent(paragraph).remove(paragraph)


_BY_SCRIPT: dict[str, Callable[[_Desk, Element, Edit], None]] = {
    "comment": _script_comment,
    "change": _script_change,
    "insert": _script_insert,
    "delete": _script_delete,
    "new paragraph": _script_new,
    "paragraph gone": _script_gone,
}


# -- Word ----------------------------------------------------------------------------------------------------------


def by_word(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Do edits as Word writes them: words in several runs with their sessions, tracked changes, threads of comments."""
    desk = _Desk(data)
    threads: list[tuple[str, str, bool]] = []
    for edit in edits:
        _BY_WORD[edit.sort](desk, desk.run(edit.place.word), edit)
        if edit.sort == "comment":
            _thread(desk, edit, threads)
    for number, paragraph in enumerate(desk.document.element.iter(qn("w:p"))):
        paragraph.set(f"{{{_W14}}}paraId", f"{0x10000000 + number:08X}")
        paragraph.set(qn("w:rsidR"), "00AB12CD")
    extended = "".join(
        f'<w15:commentEx w15:paraId="{own}"{f" w15:paraIdParent={chr(34)}{above}{chr(34)}" if above else ""}'
        f' w15:done="{int(done)}"/>'
        for own, above, done in threads
    )
    blob = f'<w15:commentsEx xmlns:w15="{_W15}">{extended}</w15:commentsEx>'.encode()
    part = Part(PackURI("/word/commentsExtended.xml"), _EXTENDED, blob, desk.document.part.package)
    desk.document.part.relate_to(part, _EXTENDED_RELATION)
    return desk.saved()


def _thread(desk: _Desk, edit: Edit, threads: list[tuple[str, str, bool]]) -> None:
    """Answer a comment, and mark it as dealt with where it is."""
    first = next(one for one in desk.document.comments if edit.tag in one.text)
    own, answer = (f"{0x20000000 + next(desk.numbers):08X}" for _time in range(2))
    below = desk.document.part._comments_part.comments.add_comment(f"Réponse à {edit.tag}.", author="Léa Roy")
    for comment, name in ((first, own), (below, answer)):
        comment._comment_elm.findall(qn("w:p"))[-1].set(f"{{{_W14}}}paraId", name)
    end = next(
        one
        for one in desk.document.element.iter(qn("w:commentRangeEnd"))
        if one.get(qn("w:id")) == str(first.comment_id)
    )
    call = end.getnext()
    assert call is not None
    again = deepcopy(call)
    next(again.iter(qn("w:commentReference"))).set(qn("w:id"), str(below.comment_id))
    call.addnext(again)
    threads += [(own, "", edit.is_settled), (answer, own, False)]


def _run_of(run: Element, words: str) -> Element:
    """Give a run of other words that looks as one, of a later session."""
    made = deepcopy(run)
    _say(_words(made), words)
    made.set(qn("w:rsidR"), "00CD34EF")
    return made


def _typed(run: Element, words: str) -> list[Element]:
    """Give words as they are typed: in several runs, with a sign of the speller's between them."""
    cut = len(words) // 2
    error = run.makeelement(qn("w:proofErr"), {qn("w:type"): "spellStart"})
    return [_run_of(run, words[:cut]), error, _run_of(run, words[cut:])]


def _tracked(desk: _Desk, name: str, inside: Sequence[Element], edit: Edit) -> Element:
    made: Element = inside[0].makeelement(
        qn(name),
        {qn("w:id"): str(next(desk.numbers)), qn("w:author"): edit.author, qn("w:date"): _WHEN},
    )
    made.extend(inside)
    if name == "w:del":
        for text in list(made.iter(qn("w:t"))):
            text.tag = qn("w:delText")
    return made


def _put_after(run: Element, made: Sequence[Element]) -> None:
    for one in reversed(made):
        run.addnext(one)


def _inserted(desk: _Desk, run: Element, words: str, edit: Edit) -> None:
    typed = _typed(run, words)
    _put_after(run, [_tracked(desk, "w:ins", typed, edit)] if edit.is_seen else typed)


def _deleted(desk: _Desk, run: Element, edit: Edit) -> None:
    if edit.is_seen:
        run.addprevious(_tracked(desk, "w:del", [_run_of(run, _words(run).text or "")], edit))
    _parent(run).remove(run)


def _word_change(desk: _Desk, run: Element, edit: Edit) -> None:
    _inserted(desk, run, edit.tag, edit)
    _deleted(desk, run, edit)


def _word_insert(desk: _Desk, run: Element, edit: Edit) -> None:
    _inserted(desk, run, f" {edit.tag}", edit)


def _mark(desk: _Desk, paragraph: Element, name: str, edit: Edit) -> None:
    """Track the end of a paragraph."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = paragraph.makeelement(qn("w:pPr"))
        paragraph.insert(0, properties)
    look = properties.makeelement(qn("w:rPr"))
    look.append(
        look.makeelement(
            qn(name), {qn("w:id"): str(next(desk.numbers)), qn("w:author"): edit.author, qn("w:date"): _WHEN}
        )
    )
    properties.append(look)


def _word_new(desk: _Desk, run: Element, edit: Edit) -> None:
    """Press Enter at the end of a paragraph and type: the first has a new end, the second has the old one."""
    paragraph = _paragraph(run)
    made = _style_only(paragraph)
    typed = _typed(run, f"Une phrase de plus, {edit.tag}.")
    made.extend([_tracked(desk, "w:ins", typed, edit)] if edit.is_seen else typed)
    paragraph.addnext(made)
    if edit.is_seen:
        _mark(desk, paragraph, "w:ins", edit)


def _word_gone(desk: _Desk, run: Element, edit: Edit) -> None:
    paragraph = _paragraph(run)
    if not edit.is_seen:
        _parent(paragraph).remove(paragraph)
        return
    for one in list(paragraph.iter(qn("w:r"))):
        if _parent(one).tag in (qn("w:p"), qn("w:hyperlink")) and one.find(qn("w:t")) is not None:
            one.addprevious(_tracked(desk, "w:del", [deepcopy(one)], edit))
            _parent(one).remove(one)
    _mark(desk, paragraph, "w:del", edit)


_BY_WORD: dict[str, Callable[[_Desk, Element, Edit], None]] = {
    "comment": _script_comment,
    "change": _word_change,
    "insert": _word_insert,
    "delete": _deleted,
    "new paragraph": _word_new,
    "paragraph gone": _word_gone,
}
