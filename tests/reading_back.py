"""The words of finished files, read by other means than those that made them."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

from lxml import etree, html

from tests.emit.epub_reading import NAVIGATION, members, texts

_WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_WORD_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_PARAGRAPHS = tuple(f"{{{_OASIS}text:1.0}}{name}" for name in ("p", "h"))
_ODT_SPACES = tuple(f"{{{_OASIS}text:1.0}}{name}" for name in ("s", "tab", "line-break"))
_ODT_ASIDE = tuple(
    f"{{{_OASIS}{name}" for name in ("office:1.0}annotation", "svg-compatible:1.0}desc", "svg-compatible:1.0}title")
)


def docx_text(data: bytes) -> str:
    """Give the text of a Word file: body, notes, headers and footers; comments are not the book's text."""
    pieces = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(r"word/(document|footnotes|header\d*|footer\d*)\.xml", name):
                root = etree.fromstring(package.read(name))
                pieces += ["".join(node.text or "" for node in p.iter(_WORD_TEXT)) for p in root.iter(_WORD_PARAGRAPH)]
    return "\n".join(pieces)


def odt_text(data: bytes) -> str:
    """Give the text of an OpenDocument file: body, notes, heads and feet; comments are not the book's text."""
    pieces = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in ("content.xml", "styles.xml"):
            root = etree.fromstring(package.read(name))
            for node in list(root.iter(*_ODT_ASIDE)):
                tail = node.tail or ""
                node.clear()
                node.tail = tail
            for space in root.iter(*_ODT_SPACES):
                space.tail = f" {space.tail or ''}"
            pieces += ["".join(map(str, p.itertext())) for p in root.iter(*_ODT_PARAGRAPHS)]
    return "\n".join(pieces)


def html_text(data: bytes) -> str:
    """Give the text of a page's body as a reader or a screen reader gets it."""
    return _shown(html.fromstring(data.decode("utf-8")))


def _shown(root: etree._Element) -> str:
    for node in list(root.iter("script", "style", "svg", "head")):
        node.text = None
        del node[:]
    return "\n".join(map(str, root.itertext()))


def epub_text(data: bytes) -> str:
    """Give the text of an e-book, its contents and file by file in reading order, as a reader gets it."""
    shown = []
    for text in (members(data)[NAVIGATION], *texts(data).values()):
        root = etree.fromstring(text)
        for node in root.iter("*"):
            node.tag = etree.QName(node).localname
        shown.append(_shown(root))
    return "\n".join(shown)


def pdf_text(data: bytes) -> str:
    """Give the text of a PDF, page by page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def page_count(data: bytes) -> int:
    """Give how many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def squashed(text: str) -> str:
    """Give a text's letters and digits alone: line ends, hyphens at them and spacing do not count."""
    # What the rules of French typography change by letters is the same to these comparisons.
    bare = unicodedata.normalize("NFKC", text).replace("œ", "oe").replace("Œ", "Oe")
    return "".join(character for character in bare if character.isalnum())


def missing_words(words: list[str], text: str) -> list[str]:
    """Give those words that a text does not hold, each once, in order."""
    whole = squashed(text)
    return [word for word in dict.fromkeys(words) if squashed(word) not in whole]
