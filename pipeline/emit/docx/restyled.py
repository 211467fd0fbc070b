"""An organisation's own styles: those of a Word document that it restyled, in the place of ours.

Only styles and theme are read from it. Styles are known by their names, as Word writes them in every language; their
ids, which Word translates, become ours. Bullets and numbers stay ours: Word renumbers the lists that styles name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from pipeline.diagnostics import Report, StopBuildError, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.docx.package import part_named, same_bytes
from pipeline.emit.docx.xml import Element, made, put_numbering, take_out
from pipeline.emit.order import Reference
from pipeline.manuscript.package import Package
from pipeline.messages import mark as _

_STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_LOOKS = tuple(qn(f"w:{tag}") for tag in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_NAMING = (qn("w:basedOn"), qn("w:next"), qn("w:link"))


class _Taken(NamedTuple):
    """What is taken of a document: its styles, and its theme or nothing."""

    styles: bytes
    theme: bytes


def restyled(reference: bytes, given: Reference, report: Report) -> bytes:
    """Give our reference document with the styles of another one; ours stand in for what it lacks, and are told.

    A file that is no Word document is told (E156), and ours is given back.
    """
    taken = _taken(given, report)
    if taken is None:
        return reference
    document = Document(BytesIO(reference))
    theirs = parse_xml(taken.styles)
    lacking, other = _settle(theirs, document.styles.element)
    for code, names in ((Code.E157, lacking), (Code.E158, other)):
        if names:
            report(found(code, given.place, file=given.file, styles=", ".join(names)))
    part_named(document, f"/{_STYLES}")._element = theirs  # type: ignore[attr-defined]
    if taken.theme:
        part_named(document, f"/{_THEME}")._blob = taken.theme
    out = BytesIO()
    document.save(out)
    return same_bytes(out.getvalue(), {})


def _taken(given: Reference, report: Report) -> _Taken | None:
    """Read styles and theme within bounds; what a document may not be stops nothing but is told."""
    try:
        package = Package(given.data, given.file)
        root = package.root(_STYLES)
        styles = package.read(_STYLES) if root is not None and root.tag == qn("w:styles") else b""
        theme = package.read(_THEME) if package.root(_THEME) is not None else b""
    except StopBuildError:
        styles, theme = b"", b""
    if not styles:
        problem = _("it is no Word document (.docx)")
        report(found(Code.E156, given.place, file=given.file, problem=problem))
        return None
    # A theme with pictures names files of its own, which do not come along.
    return _Taken(styles, b"" if b"r:embed" in theme else theme)


def _settle(theirs: Element, ours: Element) -> tuple[list[str], list[str]]:
    """Make their styles whole by ours; give the names that are not there, and those of another kind."""
    own = {_name(style): style for style in ours.iter(qn("w:style"))}
    known = _each_once(theirs, own)
    lacking = [name for name in own if name not in known]
    other = [name for name in own if name in known and _kind(known[name]) != _kind(own[name])]
    ids = dict(_ids(known, own))
    for style in list(known.values()):
        if _name(style) in other:
            take_out(style)
            continue
        _rename(style, ids)
        if _name(style) in own:
            style.find(qn("w:name")).set(qn("w:val"), _shown(own[_name(style)]))
            _number(style, own[_name(style)])
        elif style.get(qn("w:default")) is not None:
            del style.attrib[qn("w:default")]
    for name in (*lacking, *other):
        theirs.append(own[name])
    return [_shown(own[name]) for name in lacking], [_shown(own[name]) for name in other]


def _each_once(theirs: Element, own: Mapping[str, Element]) -> dict[str, Element]:
    """Give their styles by name; of two that differ in capitals only, the one written as ours is stays."""
    known: dict[str, Element] = {}
    for style in list(theirs.iter(qn("w:style"))):
        name = _name(style)
        first = known.get(name)
        if first is None:
            known[name] = style
        elif name in own and _shown(style) == _shown(own[name]):
            take_out(first)
            known[name] = style
        else:
            take_out(style)
    return known


def _ids(known: Mapping[str, Element], own: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """Give the id that each of their styles gets, by the one that it has: ours by name, else one that is free."""
    taken = {_id(style) for style in own.values()}
    for name, style in known.items():
        if name in own:
            yield _id(style), _id(own[name])
        else:
            new = _id(style)
            while new in taken:
                new += "x"
            taken.add(new)
            yield _id(style), new


def _rename(style: Element, ids: Mapping[str, str]) -> None:
    style.set(qn("w:styleId"), ids[_id(style)])
    for named in style:
        if named.tag in _NAMING:
            named.set(qn("w:val"), ids.get(named.get(qn("w:val")), named.get(qn("w:val"))))


def _number(style: Element, own: Element) -> None:
    """Give a style the list that ours names, and no other."""
    inside, mine = style.find(qn("w:pPr")), own.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if mine is not None:
        if inside is None:
            inside = made("<w:pPr/>")
            place = sum(1 for child in style if child.tag not in _LOOKS)
            style.insert(place, inside)
        put_numbering(inside, mine)
    elif inside is not None:
        take_out(inside.find(qn("w:numPr")))


def _name(style: Element) -> str:
    """Give a style's name; LibreOffice writes those of Word with other capitals."""
    return _shown(style).casefold()


def _shown(style: Element) -> str:
    named = style.find(qn("w:name"))
    return "" if named is None else str(named.get(qn("w:val")))


def _kind(style: Element) -> str:
    return str(style.get(qn("w:type")))


def _id(style: Element) -> str:
    return str(style.get(qn("w:styleId")))
