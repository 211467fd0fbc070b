"""Every folder of real exports in all formats: no crash, no raw tag, no lost word, every construct understood."""

from __future__ import annotations

import os
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pytest
from msgspec import Struct

from pipeline import model
from pipeline.build.verify import FILES, Finished, verified
from pipeline.build.verify.losses import KINDS
from pipeline.emit.odt.document import told_again
from pipeline.model import Handbook
from pipeline.model.walk import each_page, walk
from tests.build.corpora import FOLDERS, Built
from tests.emit.epub_check import complaints
from tests.emit.epub_reading import everywhere
from tests.emit.tag_tree import faults, misplaced, tag_tree
from tests.emit.verapdf import broken_rules, lacking
from tests.reading_back import docx_text, epub_text, html_text, odt_text, page_count, pdf_text, squashed


def _site_text(files: Finished) -> str:
    assert not isinstance(files, bytes)
    return "\n".join(html_text(data) for name, data in files.items() if name.endswith(".html"))


def _file_text(read: Callable[[bytes], str]) -> Callable[[Finished], str]:
    def text(data: Finished) -> str:
        assert isinstance(data, bytes)
        return read(data)

    return text


TEXTS: dict[str, Callable[[Finished], str]] = {
    "docx": _file_text(docx_text),
    "odt": _file_text(odt_text),
    "pdf": _file_text(pdf_text),
    "html": _file_text(html_text),
    "epub": _file_text(epub_text),
    "site": _site_text,
}


# -- nothing lost ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", list(FILES))
@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_of_the_model_is_lost(built: Callable[[str], Built], name: str, output: str) -> None:
    own = built(name)
    (verdict,) = verified(own.book, {output: own.files[output]})
    assert [(loss.kind, str(loss.where), loss.text) for loss in verdict.losses] == []
    assert all(verdict.total(kind).found == verdict.total(kind).expected for kind in KINDS)
    assert verdict.total("word").expected > 500


@pytest.mark.parametrize("output", list(FILES))
@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_of_the_sources_is_lost(built: Callable[[str], Built], name: str, output: str) -> None:
    """The words of the files themselves, taken by rough means that know nothing of the pipeline."""
    own = built(name)
    words = {page.file: _rough_words(own.folder / page.file) for page in _pages(own.book)}
    text = TEXTS[output](own.files[output])
    known = {squashed(word).lower() for word in re.findall(r"[^\W_]+", text)}
    whole = squashed(text).lower()
    lacking = {
        word
        for word in {word for own_words in words.values() for word in own_words}
        if (bare := squashed(word).lower()) not in known and bare not in whole and not _is_cut(word, text, known)
    }
    lost = {file: [word for word in own_words if word in lacking] for file, own_words in words.items()}
    assert {file: some for file, some in lost.items() if some} == {}


@pytest.mark.parametrize("name", FOLDERS)
def test_the_tags_of_the_pdf_fit_together(built: Callable[[str], Built], name: str) -> None:
    data = built(name).file("pdf")
    assert faults(data) == []
    assert misplaced(tag_tree(data)) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_the_e_book_keeps_the_standard(built: Callable[[str], Built], name: str, tmp_path: Path) -> None:
    """EPUB 3.3, by EPUBCheck's verdict: no error and no warning."""
    data = built(name).files["epub"]
    assert isinstance(data, bytes)
    assert complaints({name: data}, tmp_path) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_the_pages_of_the_pdf_are_those_of_the_e_book(built: Callable[[str], Built], name: str) -> None:
    """From the first page of text to the last, none left out."""
    own = built(name)
    book, pdf = own.files["epub"], own.files["pdf"]
    assert isinstance(book, bytes)
    assert isinstance(pdf, bytes)
    marks = [int(one.removeprefix("page.")) for one in everywhere(book, "//*[@epub:type='pagebreak']/@id")]
    assert marks == list(range(marks[0], page_count(pdf) + 1))


@pytest.mark.parametrize("name", FOLDERS)
def test_the_odt_tells_all_of_the_word_file(built: Callable[[str], Built], name: str) -> None:
    assert told_again(built(name).file("docx"), is_final=False).unknown == ()


def _is_cut(word: str, text: str, known: set[str]) -> bool:
    """Tell whether a word may be one that the foot of a page cuts: its halves are there, a hyphen after the first."""
    halves = ((word[:place], word[place:]) for place in range(2, len(word) - 1))
    return any(re.search(rf"\b{first}[-\ufffe\u00ad]", text) and last.lower() in known for first, last in halves)


def _pages(book: Handbook) -> Iterator[model.Page]:
    """Give the pages that are files: the indexes of a catalogue are not."""
    pages = each_page(tuple(page for part in book.parts for page in part.chapters))
    return (page for page in pages if page.file)


def _rough_words(file: Path) -> list[str]:
    """Give the words of a page's text, each once: tags, addresses, settings and code are left out."""
    text = file.read_bytes().decode("utf-8")
    if "√" in text:
        text = text.encode("mac_roman").decode("utf-8")
    text = normalize("NFC", text)
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = _without_code(text)
    # Where a card or a pointer leads, and its picture: the title of the page stands there instead.
    text = re.sub(r"\{% content-ref .*?endcontent-ref %\}", " ", text, flags=re.DOTALL)
    text = re.sub(r'<a href="[^"]*">[^<]*\.(?:png|jpe?g|svg|md)</a>|<a href="([^"]*?)/?">\1/?</a>', " ", text)
    text = re.sub(r"\{%.*?%\}|<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"\$\$.*?\$\$", " ", text, flags=re.DOTALL)  # formulas are drawn
    text = re.sub(r"^\s*\|?[\s|:-]+\|?\s*$", " ", text, flags=re.MULTILINE)
    text = re.sub(r"\]\((?:<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)", "] ", text)
    text = re.sub(r"!\[[^\]]*\]", " ", text)  # what a picture shows is said only to who cannot see it
    text = re.sub(r"\[\^[^\]]*\]", " ", text)
    text = re.sub(r"<[a-zA-Z/][^<>]*>", " ", text)
    text = re.sub(r"&#x?[0-9a-fA-F]+;|&[a-z]+;", " ", text)
    text = re.sub(r":[a-z0-9_+-]+:", " ", text)
    text = re.sub(r"https?://\S+", " ", text)
    text = re.sub(r"[\w./-]*\.(?:md|png|jpe?g|svg|gif|webp|pdf)\b\S*|#[\w-]+", " ", text)  # files, anchors
    text = re.sub(r"\d+(?:[eè]re|[eè]me)s?\b|\\?xNAN", " ", text)  # ordinals are set in type; debris of an export
    return [word for word in dict.fromkeys(re.findall(r"[^\W_]+", text)) if len(word) > 1]


def _without_code(text: str) -> str:
    text = re.sub(r"^([ \t]*)(`{3,}|~{3,}).*?^[ \t]*\2[`~]*[ \t]*$", " ", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", " ", text)


# -- for the archive, and for all readers --------------------------------------------------------------------------


@pytest.mark.clients
@pytest.mark.parametrize("name", FOLDERS)
def test_the_pdf_keeps_both_standards(built: Callable[[str], Built], name: str, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a, by veraPDF's verdict, with the sources attached."""
    if lacking() and os.environ.get("CI", "").lower() != "true":
        pytest.skip(f"veraPDF needs {', '.join(lacking())}")
    file = tmp_path / "handbook.pdf"
    file.write_bytes(built(name).file("pdf"))
    assert broken_rules(file) == []


# -- no raw tag --------------------------------------------------------------------------------------------------

RAW = re.compile(
    r"\{%|%\}|</?(?:hint|tabs?|figure|figcaption|mark|details|summary|table|t[dr]|p|br|img|a|strong|span|div)\b[^<>\n]*>"
    r"|&#x|&[a-z]+;|\\[\[\]*_]|data-[a-z-]+=|\*\*\*\*"
)


@pytest.mark.parametrize("output", list(FILES))
@pytest.mark.parametrize("name", FOLDERS)
def test_no_raw_tag_reaches_a_reader(built: Callable[[str], Built], name: str, output: str) -> None:
    """But in code, where the author shows tags as such."""
    own = built(name)
    shown = Counter(_squeezed(TEXTS[output](own.files[output])))
    code = Counter(match for text in _code(own.book) for match in _squeezed(text))
    assert dict(shown - code) == {}


def _squeezed(text: str) -> Iterator[str]:
    return (re.sub(r"\s+", " ", match[0]) for match in RAW.finditer(text))


def _code(book: Handbook) -> Iterator[str]:
    for node in walk(book):
        if isinstance(node, model.Code | model.CodeBlock):
            yield node.text


# -- every construct understood ------------------------------------------------------------------------------------


class Construct(NamedTuple):
    """A construct of the dialect: how it is written (outside code), and the node that it becomes."""

    name: str
    written: str
    nodes: Callable[[Struct], bool]


def _is(*kinds: type[Struct]) -> Callable[[Struct], bool]:
    return lambda node: isinstance(node, kinds)


CONSTRUCTS = (
    Construct("hints and alerts", r"\{%\s*hint\b|^\s*>\s*\[!\w+\]", _is(model.Callout)),
    Construct("tabs", r"\{%\s*tabs\b", _is(model.Tabs)),
    Construct("tab", r"\{%\s*tab\b", _is(model.Tab)),
    Construct("steppers", r"\{%\s*stepper\b", _is(model.Steps)),
    Construct("steps", r"\{%\s*step\s*%\}", _is(model.Step)),
    Construct("columns", r"\{%\s*columns\b", _is(model.Columns)),
    Construct("column", r"\{%\s*column\b(?!s)", _is(model.Column)),
    Construct("details", r"<details\b", _is(model.Details)),
    Construct("cards", r"""data-view=["']cards["']""", _is(model.Cards)),
    Construct("content references", r"\{%\s*(?:content|page)-ref\b", _is(model.ContentReference)),
    Construct("embeds", r"\{%\s*embed\b", _is(model.Embed)),
    Construct("files", r"\{%\s*file\b", _is(model.Attachment)),
    Construct("API calls", r"\{%\s*(?:swagger|openapi|openapi-operation)\s(?!.*-)", _is(model.ApiOperation)),
    Construct("journals", r"\{%\s*updates\b", _is(model.Updates)),
    Construct("entries of journals", r"\{%\s*update\s", _is(model.Update)),
    Construct("formulas", r"\$\$.+?\$\$", _is(model.Math, model.MathBlock)),
    Construct("calls of notes", r"\[\^[^\]]+\](?!:)", _is(model.FootnoteReference)),
    Construct("notes", r"^\[\^[^\]]+\]:", _is(model.Footnote)),
    Construct(
        "tasks",
        r"^\s*(?:[-*+]|\d+[.)]) \[[ xX]\] ",
        lambda node: isinstance(node, model.ListItem) and node.done is not None,
    ),
    Construct("colours", r"<mark\b", _is(model.Highlight)),
    Construct("buttons", r"""<a\b[^>]*class=["']button""", _is(model.Button)),
    Construct("keys", r"<kbd\b", _is(model.Keyboard)),
)

# Job sheets are recognised by their layout, not by a mark that could be counted.
SHEETS = {"job-sheets": 117, "seeds": 1}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_construct_is_understood(built: Callable[[str], Built], name: str) -> None:
    """For each construct at least as many nodes as it is written in the pages; pieces that they include add some."""
    own = built(name)
    texts = [_without_code((own.folder / page.file).read_bytes().decode("utf-8")) for page in _pages(own.book)]
    nodes = list(walk(own.book))
    table = {}
    for one in CONSTRUCTS:
        written = sum(len(re.findall(one.written, text, re.MULTILINE | re.DOTALL)) for text in texts)
        made = sum(map(one.nodes, nodes))
        if written or made:
            table[one.name] = (written, made)
    assert {what: counts for what, counts in table.items() if counts[0] > counts[1]} == {}


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_is_left_unread(built: Callable[[str], Built], name: str) -> None:
    own = built(name)
    unread = [node for node in walk(own.book) if isinstance(node, model.UnreadBlock | model.UnreadInline)]
    assert [(str(node.span), node.text[:60]) for node in unread] == []


@pytest.mark.parametrize(("name", "count"), SHEETS.items())
def test_every_job_sheet_is_one(built: Callable[[str], Built], name: str, count: int) -> None:
    assert sum(isinstance(node, model.JobSheet) for node in walk(built(name).book)) == count


# A picture in a page is written in letters (base64, RFC 4648): four for three bytes.
_INSIDE = re.compile(r"data:[\w/+-]+;base64,([A-Za-z0-9+/=]+)")


@pytest.mark.parametrize("name", FOLDERS)
def test_the_single_file_weighs_little_more_than_its_parts(built: Callable[[str], Built], name: str) -> None:
    file = built(name).files["html"]
    assert isinstance(file, bytes)
    inside = _INSIDE.findall(file.decode())
    parts = len(_INSIDE.sub("", file.decode()).encode()) + sum(len(b64decode(one)) for one in inside)
    assert len(file) < 1.3 * parts
