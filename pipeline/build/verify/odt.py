"""Reading a finished OpenDocument text back: words and things by its XML (OpenDocument 1.3, part 3).

Annotations (which repeat the text) are not words of the book; footnotes are, at their call.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from lxml import etree

from pipeline.build.verify.expected import FRONT
from pipeline.build.verify.found import Found, Places, UnreadableError
from pipeline.build.verify.text import fold
from pipeline.build.verify.things import Seen, address_key, inside_key
from pipeline.emit.docx.names import bookmark

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT: Final = f"{{{_OASIS}text:1.0}}"
_TABLE: Final = f"{{{_OASIS}table:1.0}}"
_DRAW: Final = f"{{{_OASIS}drawing:1.0}}"
_SVG: Final = f"{{{_OASIS}svg-compatible:1.0}}"
_OFFICE: Final = f"{{{_OASIS}office:1.0}}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"

_SPACES = frozenset((f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"))
_ENDS = frozenset((f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-cell", f"{_TEXT}note-body"))
# What is said beside the text or of a table, what a list of contents is made of, and a note's own number.
_PASSED_OVER = frozenset(
    (
        f"{_OFFICE}annotation",
        f"{_TABLE}title",
        f"{_TABLE}desc",
        f"{_TEXT}note-citation",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}table-of-content-source",
        f"{_TEXT}illustration-index-source",
        f"{_TEXT}table-index-source",
    )
)


def read_odt(data: bytes, places: Places) -> Mapping[str, Found]:
    """Give what each chapter of an ODT file holds, by its id; what stands outside them is the front.

    Raises:
        UnreadableError: it is no OpenDocument text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            # Links and entities of an unknown file lead nowhere.
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            body = etree.fromstring(package.read("content.xml"), parser).find(f"{_OFFICE}body")
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, OSError) as error:
        raise UnreadableError(str(error)) from error
    if body is None:
        raise UnreadableError("content.xml")
    starts = {bookmark(name): name for name in places.chapters}
    starts |= dict.fromkeys((bookmark(name) for name in places.fronts), FRONT)
    reading = _Reading(starts, {bookmark(name): name for name in places.ids})
    reading.walk(body)
    return {name: Found("".join(reading.pieces[name]), tuple(reading.things[name])) for name in reading.pieces}


class _Reading:
    """One reading of a body: where it is, and what it has found."""

    def __init__(self, starts: Mapping[str, str], ids: Mapping[str, str]) -> None:
        self.starts, self.ids = starts, ids
        self.here = FRONT
        self.pieces: dict[str, list[str]] = defaultdict(list)
        self.things: dict[str, list[Seen]] = defaultdict(list)

    def walk(self, root: etree._Element) -> None:
        """Read an element and all in it, in their order."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._say(("\n" if element.tag in _ENDS else "") + (element.tail or ""))
            elif element.tag in _PASSED_OVER or (element.tag == f"{_DRAW}frame" and self._drawn(element)):
                # Nothing in it is text; what follows it is told at its end.
                walker.skip_subtree()
            else:
                self._element(element)
                self._say(element.text or "")

    def _say(self, text: str) -> None:
        self.pieces[self.here].append(text)

    def _see(self, thing: Seen) -> None:
        self.things[self.here].append(thing)

    def _element(self, element: etree._Element) -> None:
        name = element.tag
        if name in _SPACES:
            self._say(" ")
        elif name == f"{_TABLE}table":
            self._see(Seen("table"))
        elif name == f"{_TEXT}bookmark-start":
            self.here = self.starts.get(str(element.get(f"{_TEXT}name")), self.here)
        elif name == f"{_TEXT}a":
            target = str(element.get(_HREF))
            inside = target[1:] if target.startswith("#") else ""
            self._see(Seen("link", inside_key(self.ids.get(inside, inside)) if inside else address_key(target)))
        elif name == f"{_TEXT}note":
            self._say(" ")
            self._see(Seen("note"))

    def _drawn(self, frame: etree._Element) -> bool:
        """See what a frame shows; tell whether it is a picture or a formula, and no frame around text."""
        if frame.find(f"{_DRAW}object") is not None:
            self._see(Seen("formula"))
            return True
        if frame.find(f"{_DRAW}image") is not None:
            self._see(Seen("picture", fold(frame.findtext(f"{_SVG}desc", ""))))
            return True
        return False
