"""Rules of accessibility for words: headings, links, blanks, contrast, and what is said of objects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.emit.docx_reading import Element, every, inside, q, said, style, value
from tests.emit.word_access_things import VML
from tests.emit.word_looks import contrast, looked_up
from tests.emit.word_package import THINGS, Package, Place, heading_level, is_code, paragraphs, place, shown

__all__ = [
    "blanks",
    "blinking",
    "disordered",
    "empty_headings",
    "empty_paragraphs",
    "long_headings",
    "low_contrast",
    "silent",
    "unclear_links",
    "untitled",
    "without_headings",
]

_ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FILE = re.compile(
    r".*\.(?:png|jpe?g|gif|svg|bmp|tiff?|webp|emf|wmf|ico)|(?:image|picture|img)[ _-]?\d*", re.IGNORECASE
)
LEAST_CONTRAST = 4.5  # to 1: WCAG 2.2, 1.4.3; Word asks it of large type too
LONGEST_HEADING = 100  # characters: Microsoft's list asks for one line, "less than 100 characters"
# What says nothing alone. Compared without marks of punctuation and in small letters.
_BARE = frozenset(
    (
        *("ici", "par ici", "cliquez ici", "cliquer ici", "voir ici", "là", "lien", "liens", "ce lien", "le lien"),
        *("suivre ce lien", "suivez ce lien", "voir", "voir plus", "plus", "en savoir plus", "lire la suite", "suite"),
        *("page", "cette page", "la page", "site", "le site", "article", "document", "télécharger"),
        *("here", "click here", "click", "link", "this link", "page", "this page", "more", "read more", "see more"),
        *("learn more", "download"),
    )
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)\S+", re.I)


# -- objects -------------------------------------------------------------------------------------------------------


def silent(package: Package) -> Iterator[Place]:
    """Give drawings that say nothing and are not marked as decoration, or whose words are a file's name."""
    for name, root in package.texts.items():
        for drawing in every(root, "wp:docPr"):
            words = drawing.get("descr", "").strip() or drawing.get("title", "").strip()
            if (not words and not _is_decoration(drawing)) or _FILE.fullmatch(words):
                yield Place(name, f"<drawing> {drawing.get('name', '')}: {words}")
        for shape in root.iter(*(f"{VML}{kind}" for kind in ("shape", "rect", "oval", "group"))):
            if not str(shape.get("alt", "")).strip() and shape.find(f"{VML}textpath") is None:
                yield place(shape, name)


def _is_decoration(drawing: Element) -> bool:
    return any(mark.get("val") in ("1", "true") for mark in drawing.iter(_ADEC))


# -- headings ------------------------------------------------------------------------------------------------------


def _headings(package: Package) -> Iterator[tuple[int, Element]]:
    for paragraph in every(package.body, "w:p"):
        if level := heading_level(paragraph, package.styles):
            yield level, paragraph


def without_headings(package: Package) -> Iterator[Place]:
    """Give the document when nothing in it is a heading."""
    if next(_headings(package), None) is None:
        yield Place("document.xml", "no heading")


def disordered(package: Package) -> Iterator[Place]:
    """Give headings that skip a level; the first is of level 1."""
    before = 0
    for level, paragraph in _headings(package):
        if level > before + 1:
            yield Place("document.xml", f"{before} → {level}: {said(paragraph)[:60]}")
        before = level


def empty_headings(package: Package) -> Iterator[Place]:
    """Give headings without a word."""
    for _level, paragraph in _headings(package):
        if not re.search(r"\w", said(paragraph)):
            yield place(paragraph, "document.xml")


def long_headings(package: Package) -> Iterator[Place]:
    """Give headings that are sentences."""
    for _level, paragraph in _headings(package):
        if len(said(paragraph)) > LONGEST_HEADING:
            yield Place("document.xml", said(paragraph))


# -- links ---------------------------------------------------------------------------------------------------------


def unclear_links(package: Package) -> Iterator[Place]:
    """Give links whose words do not say where they lead, nor their tip on the screen.

    An address alone says it where it is the one that the link leads to: handbooks are printed, and authors give
    addresses to be read. One that leads elsewhere is found.
    """
    for name, root in package.texts.items():
        targets = _targets(package, name)
        for link in every(root, "w:hyperlink"):
            words = " ".join(said(link).split())
            tip = " ".join(value(link, "w:tooltip").split())
            target = targets.get(value(link, "r:id"), "")
            if _is_unclear(words, target) and _is_unclear(tip, target) and not _has_picture(link):
                yield Place(name, f"{words!r} → {target or value(link, 'w:anchor')}")


def _is_unclear(words: str, target: str) -> bool:
    bare = re.sub(r"[^\w\s]", "", words.casefold()).strip()
    if not bare or bare in _BARE:
        return True
    return bool(target and _ADDRESS.fullmatch(words)) and _essence(words) not in _essence(target)


def _essence(address: str) -> str:
    return re.sub(r"[\W_]", "", re.sub(r"^(?:https?://|mailto:)(?:www\.)?", "", address.casefold()))


def _has_picture(link: Element) -> bool:
    return any(one.get("descr", "").strip() for one in every(link, "wp:docPr"))


def _targets(package: Package, name: str) -> dict[str, str]:
    root = package.members.get(f"word/_rels/{name}.rels")
    return {} if root is None else {str(one.get("Id")): str(one.get("Target")) for one in etree.fromstring(root)}


# -- blanks --------------------------------------------------------------------------------------------------------

_RUN_OF_BLANKS = re.compile(r"[ \u00a0\u2002\u2003\u202f]{2,}|\t[ \u00a0]*\t|\n[ \u00a0\t]*\n")


def blanks(package: Package) -> Iterator[Place]:
    """Give runs of blank characters, lines left empty by breaks, and runs of tabs; not those of code."""
    for name, paragraph in paragraphs(package):
        found = None if is_code(paragraph) else _RUN_OF_BLANKS.search(shown(paragraph))
        if found:
            around = shown(paragraph)[max(found.start() - 25, 0) : found.end() + 25]
            yield Place(name, f"{style(paragraph)} {around!r}")


def empty_paragraphs(package: Package) -> Iterator[Place]:
    """Give paragraphs in which nothing stands.

    A cell has one where it is empty, and so has a head or a foot. One that ends a section is how Word writes a break:
    after a table, a frame or a table of contents nothing else can hold it (17.6.17).
    """
    for name, paragraph in paragraphs(package, furniture=False):
        things = [*(q(one) for one in (*THINGS, "w:fldChar")), f"{_MATH}t"]
        if said(paragraph).strip() or next(iter(paragraph.iter(*things)), None) is not None:
            continue
        parent = paragraph.getparent()
        if parent is not None and parent.tag == q("w:tc") and len(parent.findall(q("w:p"))) == 1:
            continue
        if parent is not None and parent.get(q("w:type")) in ("separator", "continuationSeparator"):
            continue
        before = paragraph.getprevious()
        if inside(paragraph, "w:pPr/w:sectPr") is not None:
            continue
        after = "" if before is None else " ".join(said(before).split())[:40]
        yield Place(name, f"{style(paragraph) or '(no style)'} after {after!r}")


# -- looks ---------------------------------------------------------------------------------------------------------


def low_contrast(package: Package) -> Iterator[Place]:
    """Give words that stand out too little, once for each style and pair of colours."""
    seen: set[tuple[str, str, str]] = set()
    for name, paragraph in paragraphs(package):
        for run in every(paragraph, "w:r"):
            if not said(run).strip() or inside(run, "w:rPr/w:vanish") is not None:
                continue
            look = looked_up(run, package.styles)
            ratio = contrast(look.color, look.ground)
            key = (style(paragraph) + "/" + value(inside(run, "w:rPr/w:rStyle")), look.color, look.ground)
            if ratio < LEAST_CONTRAST and key not in seen:
                seen.add(key)
                yield Place(name, f"{ratio:.1f}: {look.color} on {look.ground}, {key[0]}: {said(run)[:40]!r}")


def blinking(package: Package) -> Iterator[Place]:
    """Give words with an effect that moves (17.3.2.11)."""
    for name, root in package.texts.items():
        for effect in every(root, "w:effect"):
            if value(effect) != "none":
                yield place(effect, name)


def untitled(package: Package) -> Iterator[Place]:
    """Give the document when its properties name no title."""
    if not package.members["docProps/core.xml"].decode().partition("<dc:title>")[2].partition("<")[0].strip():
        yield Place("core.xml", "dc:title")
