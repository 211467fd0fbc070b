"""Comments: as annotations with the words they speak of (OpenDocument 1.3, part 3, 14.1)."""

from __future__ import annotations

from pipeline.emit.odt.line import Line
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.xml import Element, get, make, q, short

_COMMENTS = "word/comments.xml"


def annotation(scene: Scene, identifier: str) -> Element:
    """Give a comment where what it speaks of begins."""
    root = scene.word.tree(_COMMENTS)
    found = next(one for one in (() if root is None else root) if get(one, "w:id") == identifier)
    made = make(
        "office:annotation",
        {"office:name": _name(identifier)},
        make("dc:creator", {}, get(found, "w:author")),
        make("dc:date", {}, get(found, "w:date").removesuffix("Z")),
        make("meta:creator-initials", {}, get(found, "w:initials")),
    )
    for paragraph in found.findall(q("w:p")):
        made.append(_paragraph(scene, paragraph))
    return made


def annotation_end(identifier: str) -> Element:
    """Give where what a comment speaks of ends."""
    return make("office:annotation-end", {"office:name": _name(identifier)})


def _name(identifier: str) -> str:
    return f"marker_{identifier}"


def _paragraph(scene: Scene, paragraph: Element) -> Element:
    """Give a paragraph of a comment: its words, for LibreOffice shows comments in its own way."""
    line = Line(make("text:p"))
    for one in paragraph.iter():
        match short(one):
            case "w:t":
                line.words(one.text or "")
            case "w:br":
                line.add(make("text:line-break"))
            case "w:tab":
                line.add(make("text:tab"))
            case name if name not in _PASSED_OVER and not _is_property(one):
                scene.miss(f"w:comment/{name}")
    return line.finish()


def _is_property(element: Element) -> bool:
    return any(short(one) in ("w:pPr", "w:rPr") for one in element.iterancestors())


_PASSED_OVER = frozenset(("w:p", "w:r", "w:pPr", "w:rPr", "w:annotationRef"))
