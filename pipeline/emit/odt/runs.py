"""Runs of a paragraph, and what stands among them: links, bookmarks, comments, notes, fields, pictures, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote

from pipeline.emit.odt.annotations import annotation, annotation_end
from pipeline.emit.odt.drawings import drawing
from pipeline.emit.odt.fields import code_of, is_known, is_passed_through, told_field
from pipeline.emit.odt.formula import formula
from pipeline.emit.odt.line import Line
from pipeline.emit.odt.names import style_name
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.text_properties import text_element, text_properties
from pipeline.emit.odt.watermark import watermark
from pipeline.emit.odt.xml import Element, child, get, make, need, q, short, value

_ESCAPED = re.compile(r"[\s\"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})")
_PLAIN = "Index_20_Link"
NoteTeller = Callable[[Scene, str], Element]


@dataclass
class Field:
    """A field that is being read: its code, then its shown words."""

    code: str = ""
    shows: bool = False
    words: list[str] = field(default_factory=list)
    style: str = ""


@dataclass
class Reading:
    """A text that is being read from its beginning to its end: open fields, names of bookmarks, ranges of comments."""

    scene: Scene
    tell_note: NoteTeller
    fields: list[Field] = field(default_factory=list)
    bookmarks: dict[str, str] = field(default_factory=dict)
    ranged: set[str] = field(default_factory=set)

    @property
    def collected(self) -> Field | None:
        """Give the outermost field whose words are held back until its end, None where there is none."""
        return next((one for one in self.fields if not (one.shows and is_passed_through(one.code))), None)


def inlines(reading: Reading, line: Line, parent: Element) -> None:
    """Tell what a paragraph, a link or a field holds."""
    for element in parent:
        name = short(element)
        if name == "w:r":
            _run(reading, line, element)
        elif name in _TOLD:
            _TOLD[name](reading, line, element)
        elif name not in _PASSED_OVER:
            reading.scene.miss(name)
            inlines(reading, line, element)


def run_style(scene: Scene, run: Element) -> str:
    """Give the name of the style of a run, "" for none."""
    properties = child(run, "w:rPr")
    named = style_name(scene.word, value(properties, "w:rStyle"))
    attributes = text_properties(scene, properties)
    return automatic(scene, "text", named, *text_element(attributes)) if attributes else named


def _run(reading: Reading, line: Line, run: Element) -> None:
    style = run_style(reading.scene, run)
    is_open = False
    for element in run:
        name = short(element)
        if name in _FIELD:
            if is_open:
                line.close()
                is_open = False
            _FIELD[name](reading, line, element, style)
        elif name in _IN_RUN:
            held = reading.collected
            if held is None and style and not is_open and name not in _BARE:
                line.span(style)
                is_open = True
            _IN_RUN[name](reading, line, element)
        elif name not in _PASSED_OVER:
            reading.scene.miss(f"w:r/{name}")
    if is_open:
        line.close()


def _text(reading: Reading, line: Line, element: Element) -> None:
    _say(reading, line, element.text or "")


def _say(reading: Reading, line: Line, text: str) -> None:
    held = reading.collected
    if held is None:
        line.words(text)
    elif held.shows:
        held.words.append(text)


def _tab(reading: Reading, line: Line, _element: Element) -> None:
    if reading.collected is None:
        line.add(make("text:tab"))


def _break(reading: Reading, line: Line, element: Element) -> None:
    if get(element, "w:type"):
        reading.scene.miss(f"w:br {get(element, 'w:type')}")
    line.add(make("text:line-break"))


def _note_call(reading: Reading, line: Line, element: Element) -> None:
    line.add(reading.tell_note(reading.scene, get(element, "w:id")))


def _drawn(reading: Reading, line: Line, element: Element) -> None:
    line.add(drawing(reading.scene, element))


def _stamp(reading: Reading, line: Line, element: Element) -> None:
    line.mark(watermark(reading.scene, element))


def _comment_call(reading: Reading, line: Line, element: Element) -> None:
    identifier = get(element, "w:id")
    if identifier not in reading.ranged:
        line.mark(annotation(reading.scene, identifier))


def _code(reading: Reading, _line: Line, element: Element, _style: str) -> None:
    if reading.fields:
        reading.fields[-1].code += element.text or ""


def _field(reading: Reading, line: Line, element: Element, style: str) -> None:
    match get(element, "w:fldCharType"):
        case "begin":
            reading.fields.append(Field(style=style))
        case "separate":
            reading.fields[-1].shows = True
            _follow(reading, line, reading.fields[-1])
        case _:
            _end_field(reading, line, reading.fields.pop())


def _follow(reading: Reading, line: Line, one: Field) -> None:
    """Begin to show what a field that is a link shows."""
    code = code_of(one.code)
    if code.name == "HYPERLINK" and reading.collected is None:
        inside = code.switches.get("\\l", "")
        line.open(_link(f"#{inside}" if inside else code.words[0], one.style))


def _end_field(reading: Reading, line: Line, one: Field) -> None:
    if not is_known(one.code):
        reading.scene.miss(f"field {code_of(one.code).name}")
    if is_passed_through(one.code):
        if code_of(one.code).name == "HYPERLINK" and reading.collected is None:
            line.close()
        return
    words = "".join(one.words)
    if (held := reading.collected) is not None:
        held.words.append(words)
        return
    told = told_field(reading.scene, one.code, words)
    if one.style:
        line.span(one.style)
    if told is None:
        line.words(words)
    else:
        line.add(told)
    if one.style:
        line.close()


def _simple_field(reading: Reading, line: Line, element: Element) -> None:
    first = next(iter(element.iter(q("w:r"))), None)
    style = "" if first is None else run_style(reading.scene, first)
    one = Field(get(element, "w:instr"), True, [], style)
    reading.fields.append(one)
    _follow(reading, line, one)
    inlines(reading, line, element)
    _end_field(reading, line, reading.fields.pop())


def _hyperlink(reading: Reading, line: Line, element: Element) -> None:
    scene = reading.scene
    anchor = get(element, "w:anchor")
    target = scene.word.targets.get(scene.part, {}).get(get(element, "r:id"), "")
    runs = [run for run in element.iter(q("w:r")) if child(run, "w:t") is not None]
    styles = {style_name(scene.word, value(run, "w:rPr/w:rStyle")) for run in runs}
    link = _link(target + (f"#{anchor}" if anchor else ""), styles.pop() if len(styles) == 1 else "")
    if get(element, "w:tooltip"):
        link.set(q("office:title"), get(element, "w:tooltip"))
    line.open(link)
    inlines(reading, line, element)
    line.close()


def _content(reading: Reading, line: Line, element: Element) -> None:
    """Tell what a content control holds; that it may be replaced as a whole is Word's alone."""
    inlines(reading, line, need(element, "w:sdtContent"))


def _link(target: str, style: str) -> Element:
    # Without a style of its own, a link would be shown in that of links; its spans have theirs.
    named = {"text:style-name": style or _PLAIN, "text:visited-style-name": style or _PLAIN}
    return make("text:a", {"xlink:type": "simple", "xlink:href": _address(target), **named})


def _address(target: str) -> str:
    """Give an address with only the signs that may stand in one (RFC 3987): of two number signs, the first parts."""
    before, sign, after = target.partition("#")
    return _ESCAPED.sub(lambda one: quote(one.group()), before + sign + after.replace("#", "%23"))


def _bookmark(reading: Reading, line: Line, element: Element) -> None:
    reading.bookmarks[get(element, "w:id")] = get(element, "w:name")
    line.mark(make("text:bookmark-start", {"text:name": get(element, "w:name")}))


def _bookmark_end(reading: Reading, line: Line, element: Element) -> None:
    name = reading.bookmarks.get(get(element, "w:id"))
    if name is not None:
        line.mark(make("text:bookmark-end", {"text:name": name}))


def _range(reading: Reading, line: Line, element: Element) -> None:
    reading.ranged.add(get(element, "w:id"))
    line.mark(annotation(reading.scene, get(element, "w:id")))


def _range_end(reading: Reading, line: Line, element: Element) -> None:
    if get(element, "w:id") in reading.ranged:
        line.mark(annotation_end(get(element, "w:id")))


def _formula(reading: Reading, line: Line, element: Element) -> None:
    line.add(formula(reading.scene, element))


_TOLD: MappingProxyType[str, Callable[[Reading, Line, Element], None]] = MappingProxyType(
    {
        "w:hyperlink": _hyperlink,
        "w:fldSimple": _simple_field,
        "w:sdt": _content,
        "w:bookmarkStart": _bookmark,
        "w:bookmarkEnd": _bookmark_end,
        "w:commentRangeStart": _range,
        "w:commentRangeEnd": _range_end,
        "m:oMath": _formula,
        "m:oMathPara": _formula,
    }
)
_FIELD: MappingProxyType[str, Callable[[Reading, Line, Element, str], None]] = MappingProxyType(
    {"w:fldChar": _field, "w:instrText": _code}
)
_IN_RUN: MappingProxyType[str, Callable[[Reading, Line, Element], None]] = MappingProxyType(
    {
        "w:t": _text,
        "w:tab": _tab,
        "w:br": _break,
        "w:noBreakHyphen": lambda reading, line, _one: _say(reading, line, "\N{NON-BREAKING HYPHEN}"),
        "w:softHyphen": lambda reading, line, _one: _say(reading, line, "\N{SOFT HYPHEN}"),
        "w:footnoteReference": _note_call,
        "w:drawing": _drawn,
        "w:pict": _stamp,
        "w:commentReference": _comment_call,
    }
)
# What brings a style of its own.
_BARE = frozenset(("w:footnoteReference", "w:commentReference", "w:drawing", "w:pict"))
# What OpenDocument says elsewhere (a note's number at its foot), or what says nothing.
_PASSED_OVER = frozenset(
    ("", "w:pPr", "w:rPr", "w:footnoteRef", "w:annotationRef", "w:lastRenderedPageBreak", "w:proofErr")
)
