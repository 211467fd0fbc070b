"""Rules of accessibility for drawings and other objects, and for the document as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.emit.docx_reading import Element, every, inside, q, value
from tests.emit.word_package import Package, Place, place

VML = "{urn:schemas-microsoft-com:vml}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_FURNITURE = ("header", "footer")


def floating(package: Package) -> Iterator[Place]:
    """Give objects around which text flows; Word's checker leaves heads and feet alone.

    A table beside the text is none: it stands in the order of the text, and is read there.
    """
    for name, root in package.texts.items():
        if name.startswith(_FURNITURE):
            continue
        for anchor in every(root, "wp:anchor"):
            yield place(anchor, name)
        for shape in root.iter(*(f"{VML}{kind}" for kind in ("shape", "rect", "textbox"))):
            if "position:absolute" in str(shape.get("style", "")).replace(" ", ""):
                yield place(shape, name)


def watermarks(package: Package) -> Iterator[Place]:
    """Give pictures that Word takes for watermarks, by the name that it gives them."""
    for name, root in package.texts.items():
        for shape in root.iter(f"{VML}shape"):
            if "WordPictureWatermark" in str(shape.get("id", "")):
                yield place(shape, name)


def captionless_controls(package: Package) -> Iterator[Place]:
    """Give content controls without a title (17.5.2.1)."""
    for name, root in package.texts.items():
        for control in every(root, "w:sdt"):
            gallery = inside(control, "w:sdtPr/w:docPartObj")  # a table of contents is named by its kind
            if gallery is None and not value(inside(control, "w:sdtPr/w:alias")).strip():
                yield place(control, name)


def nameless(package: Package) -> Iterator[Place]:
    """Give drawings without a name, or with the number of another one of the same part."""
    for name, root in package.texts.items():
        seen: set[str] = set()
        for one in every(root, "wp:docPr"):
            if one.get("id", "") in seen or not one.get("name", "").strip():
                yield place(one, name)
            seen.add(one.get("id", ""))


def restricted(package: Package) -> Iterator[Place]:
    """Give what locks a document: protection that is enforced (17.15.1.29), rights management, encryption."""
    settings = etree.fromstring(package.members["word/settings.xml"])
    for tag in ("w:documentProtection", "w:writeProtection"):
        for one in every(settings, tag):
            if value(one, "w:enforcement") not in ("0", "false", "off") or tag == "w:writeProtection":
                yield Place("settings.xml", tag)
    for name in package.members:
        if "DRMContent" in name or "EncryptedPackage" in name:
            yield Place(name, "")


def languageless(package: Package) -> Iterator[Place]:
    """Give where no language is said: in the defaults, the properties, the theme's setting; and empty ones."""
    default = inside(every(_styles(package), "w:docDefaults")[0], "w:rPrDefault/w:rPr/w:lang")
    if not value(default):
        yield Place("styles.xml", "docDefaults")
    if not (package.members["docProps/core.xml"].decode().partition("<dc:language>")[2].partition("<")[0]):
        yield Place("core.xml", "dc:language")
    settings = etree.fromstring(package.members["word/settings.xml"])
    if not any(value(one) for one in every(settings, "w:themeFontLang")):
        yield Place("settings.xml", "themeFontLang")
    for name, root in package.texts.items():
        for one in every(root, "w:lang"):
            if not any(one.get(q(f"w:{kind}")) for kind in ("val", "eastAsia", "bidi")):
                yield place(one, name)


def _styles(package: Package) -> Element:
    return etree.fromstring(package.members["word/styles.xml"])
