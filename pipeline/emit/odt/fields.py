"""Fields (ISO/IEC 29500-1, 17.16.5) as those of OpenDocument (1.3, part 3, 7): their words stay, and stay live."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.xml import Element, make

_PARTS = re.compile(r'"[^"]*"|\S+')


class Code(NamedTuple):
    """The code of a field: its name in capitals, its words, its switches with what follows each."""

    name: str
    words: tuple[str, ...] = ()
    switches: MappingProxyType[str, str] = MappingProxyType({})


def code_of(text: str) -> Code:
    """Read the code of a field; one without any is nameless."""
    parts = [part.strip('"') if part.startswith('"') else part for part in _PARTS.findall(text)]
    words, switches, last = [], {}, ""
    for part in parts[1:]:
        if part.startswith("\\"):
            last = part
            switches[last] = ""
        elif last and last.lower() in _TAKING:
            switches[last] = part
            last = ""
        else:
            words.append(part)
    return Code(parts[0].upper() if parts else "", tuple(words), MappingProxyType(switches))


# Switches that take a word.
_TAKING = frozenset(("\\*", "\\#", "\\@", "\\o", "\\c", "\\b", "\\t", "\\l", "\\r", "\\s", "\\f", "\\n"))


def told_field(scene: Scene, text: str, shown: str) -> Element | None:
    """Give the field that says the same, None where its shown words stay plain words."""
    code = code_of(text)
    tell = _TOLD.get(code.name)
    return None if tell is None else tell(scene, code, shown)


def is_passed_through(text: str) -> bool:
    """Tell whether what a field shows is told as if there were no field: a list of contents, a link."""
    return code_of(text).name in ("TOC", "HYPERLINK")


def is_known(text: str) -> bool:
    """Tell whether a field has a telling."""
    return code_of(text).name in _TOLD or is_passed_through(text)


def _page(_scene: Scene, _code: Code, shown: str) -> Element:
    return make("text:page-number", {"text:select-page": "current"}, shown)


def _pages(_scene: Scene, _code: Code, shown: str) -> Element:
    return make("text:page-count", {}, shown)


def _title(_scene: Scene, _code: Code, shown: str) -> Element:
    return make("text:title", {}, shown)


def _reference(form: str, name: str, shown: str) -> Element:
    return make("text:bookmark-ref", {"text:reference-format": form, "text:ref-name": name}, shown)


def _page_of(_scene: Scene, code: Code, shown: str) -> Element:
    return _reference("page", code.words[0], shown)


def _words_of(_scene: Scene, code: Code, shown: str) -> Element:
    forms = {"\\r": "number", "\\n": "number-no-superior", "\\w": "number-all-superior", "\\p": "direction"}
    form = next((forms[switch] for switch in code.switches if switch in forms), "text")
    return _reference(form, code.words[0], shown)


def _note_of(scene: Scene, code: Code, shown: str) -> Element:
    called = scene.progress.calls.get(code.words[0], "")
    if not called:
        return make("text:span", {}, shown)
    attributes = {"text:note-class": "footnote", "text:reference-format": "text", "text:ref-name": called}
    return make("text:note-ref", attributes, shown)


def _sequence(scene: Scene, code: Code, shown: str) -> Element:
    name = code.words[0]
    scene.progress.sequences[name] = None
    start = code.switches.get("\\r", "")
    return make(
        "text:sequence",
        {
            "text:name": name,
            "text:formula": start or f"ooow:{name}+1",
            "style:num-format": "1",
            "text:ref-name": f"ref{name}{scene.number()}",
        },
        shown,
    )


def _styled(scene: Scene, code: Code, shown: str) -> Element:
    """Give what a running head repeats: a chapter's title, or the words of the last paragraph of a style."""
    name = code.words[0]
    if name.isdigit() or name.startswith("Heading"):
        level = name.removeprefix("Heading ")[:1]
        return make("text:chapter", {"text:display": "name", "text:outline-level": level}, shown)
    known = scene.progress.shown.get(name)
    return make("text:span", {}, shown) if known is None else _reference("text", known[0], shown)


_TOLD: MappingProxyType[str, Callable[[Scene, Code, str], Element]] = MappingProxyType(
    {
        "PAGE": _page,
        "NUMPAGES": _pages,
        "PAGEREF": _page_of,
        "REF": _words_of,
        "NOTEREF": _note_of,
        "SEQ": _sequence,
        "STYLEREF": _styled,
        "TITLE": _title,
    }
)
