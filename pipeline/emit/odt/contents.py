"""Lists of contents, of figures and of tables: filled, and able to be made again (OpenDocument 1.3, part 3, 8)."""

from __future__ import annotations

from pipeline.emit.odt.fields import Code, code_of
from pipeline.emit.odt.names import encoded
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.xml import Element, get, make, q, short

_LAST = 10


def toc_code(element: Element) -> Code | None:
    """Give the code of the list of contents that begins in a block, None where none does."""
    text = "".join(one.text or "" for one in element.iter(q("w:instrText")))
    code = code_of(text)
    return code if code.name == "TOC" else None


def depth_change(element: Element) -> int:
    """Count the fields that begin in a block and do not end there."""
    kinds = [get(one, "w:fldCharType") for one in element.iter(q("w:fldChar"))]
    return kinds.count("begin") - kinds.count("end")


def contents(scene: Scene, code: Code, inside: list[Element]) -> Element:
    """Give a list with what it is made of and what it holds now."""
    figures = code.switches.get("\\c", "")
    body = make("text:index-body", {}, *inside)
    name = f"{figures or 'Contents'} {scene.number()}"
    if not figures:
        kind, source = "text:table-of-content", _source(scene, int(code.switches.get("\\o", "1-3").rpartition("-")[2]))
    else:
        kind = "text:illustration-index" if figures == "Figure" else "text:table-index"
        source = _figures(f"{kind}-source", figures)
    return make(kind, {"text:name": name, "text:protected": "false"}, source, body)


def _source(scene: Scene, depth: int) -> Element:
    source = make("text:table-of-content-source", {"text:outline-level": str(depth), "text:use-index-marks": "false"})
    known = {style.name for style in scene.word.styles.values()}
    for level in (one for one in range(1, _LAST + 1) if f"toc {one}" in known):
        entry = make(
            "text:table-of-content-entry-template",
            {"text:outline-level": str(level), "text:style-name": encoded(f"Contents {level}")},
        )
        source.append(_entry(entry, "text:index-entry-chapter", "left"))
    return source


def _figures(name: str, sequence: str) -> Element:
    source = make(name, {"text:caption-sequence-name": sequence, "text:caption-sequence-format": "text"})
    template = f"{name.removesuffix('-source')}-entry-template"
    source.append(_entry(make(template, {"text:style-name": encoded("Figure Index 1")}), "", ""))
    return source


def _entry(entry: Element, number: str, after: str) -> Element:
    """Give how a line of a list is made: number, title, page, all of it a link."""
    entry.append(make("text:index-entry-link-start", {"text:style-name": "Index_20_Link"}))
    if number:
        entry.append(make(number))
        entry.append(make("text:index-entry-tab-stop", {"style:type": after, "style:position": "31.2pt"}))
    entry.append(make("text:index-entry-text"))
    entry.append(make("text:index-entry-tab-stop", {"style:type": "right", "style:leader-char": "."}))
    entry.append(make("text:index-entry-page-number"))
    entry.append(make("text:index-entry-link-end"))
    return entry


def is_block(element: Element) -> bool:
    """Tell whether an element is a block of text."""
    return short(element) in ("w:p", "w:tbl")
