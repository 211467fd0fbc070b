"""Files as word processors write them, made from the XML of their text; and how a reading of one is printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.diagnostics import Diagnostic
from pipeline.manuscript.manuscript import Manuscript, Paragraph, whole
from pipeline.manuscript.reading import read

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Maison"><w:name w:val="Titre maison"/><w:basedOn w:val="Titre1"/></w:style>
<w:style w:type="paragraph" w:styleId="Annexe"><w:name w:val="Titre 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Rond"><w:name w:val="Rond"/><w:basedOn w:val="Rond"/></w:style>
<w:style w:type="character" w:styleId="Mot"><w:name w:val="heading 2"/></w:style>
"""
# What Word calls the parts that stand beside the text, by their names here: the element around them, and their kind.
_PARTS = {
    "styles": ("styles", "styles", _OFFICE),
    "footnotes": ("footnotes", "footnotes", _OFFICE),
    "endnotes": ("endnotes", "endnotes", _OFFICE),
    "comments": ("comments", "comments", _OFFICE),
    "commentsExtended": ("commentsEx", "commentsExtended", _MICROSOFT),
}


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Give an archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Give the parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word_parts(body: str, *, more: Mapping[str, str] | None = None, **parts: str) -> dict[str, str]:
    """Give the parts of a Word file around the XML of its text; `parts` are the insides of those beside it.

    `more` are other parts as they are, by name.
    """
    beside = {"styles": _STYLES} | parts
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.{_PARTS[name][1]}+xml"/>' for name in beside
    )
    ways = "".join(
        f'<Relationship Id="rId{place}" Type="{_PARTS[name][2]}/{_PARTS[name][1]}" Target="{name}.xml"/>'
        for place, name in enumerate(beside, start=1)
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_CONTENT}.'
        f'document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{ways}</Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_WORD_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        **{
            f"word/{name}.xml": f"{_HEAD}<{prefix}:{_PARTS[name][0]} {_WORD_SPACES}>{inside}"
            f"</{prefix}:{_PARTS[name][0]}>"
            for name, inside in beside.items()
            for prefix in ("w15" if name == "commentsExtended" else "w",)
        },
        **(more or {}),
    }


def word(body: str, *, more: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """Give a Word file around the XML of its text (see `word_parts`)."""
    return zipped(word_parts(body, more=more, **parts))


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "table", "style", "meta", "manifest")),
        f'xmlns:draw="{_ODF}drawing:1.0"',
        f'xmlns:svg="{_ODF}svg-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
        'xmlns:ooo="http://openoffice.org/2004/office"',
    ]
)
_ODF_TYPE = "application/vnd.oasis.opendocument.text"
_ODF_STYLES = (
    '<office:automatic-styles><style:style style:name="P1" style:family="paragraph" '
    'style:parent-style-name="Text_20_body"/></office:automatic-styles>'
)


def odf_parts(body: str, *, meta: str = "", more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the parts of an OpenDocument text around the XML of its text."""

    def part(root: str, inside: str) -> str:
        return f'{_HEAD}<office:{root} {_ODF_SPACES} office:version="1.3">{inside}</office:{root}>'

    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", _ODF_TYPE), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    return {
        "mimetype": _ODF_TYPE,
        "content.xml": part(
            "document-content", f"{_ODF_STYLES}<office:body><office:text>{body}</office:text></office:body>"
        ),
        "meta.xml": part("document-meta", f"<office:meta>{meta}</office:meta>"),
        "META-INF/manifest.xml": f"{_HEAD}<manifest:manifest {_ODF_SPACES}>{files}</manifest:manifest>",
        **(more or {}),
    }


def odf(body: str, *, meta: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """Give an OpenDocument text around the XML of its text."""
    return zipped(odf_parts(body, meta=meta, more=more))


def flat_odf(body: str, *, meta: str = "", scripts: str = "") -> bytes:
    """Give an OpenDocument text that is one XML file."""
    return (
        f'{_HEAD}<office:document {_ODF_SPACES} office:version="1.3" office:mimetype="{_ODF_TYPE}">'
        f"<office:meta>{meta}</office:meta>{scripts}{_ODF_STYLES}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def reading(data: bytes) -> Manuscript:
    """Read a file of which nothing is to be reported."""

    def report(finding: Diagnostic) -> None:
        raise AssertionError(finding)

    return read(data, report, "retour.docx")


def printed(manuscript: Manuscript) -> list[str]:
    """Give a line for each paragraph: [+inserted+], [-deleted-], ¶+ and ¶- for an ending of its own."""
    return [_paragraph(one) for one in manuscript.paragraphs]


def _paragraph(paragraph: Paragraph) -> str:
    line = ""
    for run in paragraph.runs:
        text = run.text
        for change in run.changes:
            sign = "+" if change.sort == "insertion" else "-"
            text = f"[{sign}{change.author + ':' if change.author else ''}{text}{sign}]"
        line += text
    return line + "".join(f"¶{'+' if change.sort == 'insertion' else '-'}" for change in paragraph.ending)


def anchored(manuscript: Manuscript) -> dict[str, tuple[int, str]]:
    """Give the paragraph and the words of each anchor, by its name."""
    return {
        anchor.name: (place, whole(one)[anchor.start : anchor.end])
        for place, one in enumerate(manuscript.paragraphs)
        for anchor in one.anchors
    }


def commented(manuscript: Manuscript) -> list[tuple[str, str, str]]:
    """Give the author, the text and the words of each comment; "…" stands between the ends of several paragraphs."""
    said = []
    for one in manuscript.comments:
        words = ""
        if one.start is not None and one.end is not None:
            first = whole(manuscript.paragraphs[one.start.paragraph])
            last = whole(manuscript.paragraphs[one.end.paragraph])
            is_one = one.start.paragraph == one.end.paragraph
            words = (
                first[one.start.offset : one.end.offset]
                if is_one
                else f"{first[one.start.offset :]}…{last[: one.end.offset]}"
            )
        said.append((one.author, one.text, words))
    return said
