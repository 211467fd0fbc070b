"""Reading a finished Word file back: words and things by its XML (ISO/IEC 29500-1).

Field codes, deleted text and comments (which repeat the text) are not words of the book; footnotes are, at their call.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping

from lxml import etree

from pipeline.build.verify.expected import FRONT
from pipeline.build.verify.found import Found, Places, UnreadableError
from pipeline.build.verify.text import fold
from pipeline.build.verify.things import Seen, address_key, inside_key
from pipeline.emit.docx.names import bookmark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SPACES = frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr"))
_HYPHENS = frozenset((f"{_W}softHyphen", f"{_W}noBreakHyphen"))
# A second drawing of what stands beside it already, and what is no text at all.
_PASSED_OVER = frozenset((f"{_MC}Fallback", f"{_W}del", f"{_W}sectPr", f"{_W}pPr", f"{_W}rPr"))
_FIELD_LINK = re.compile(r'HYPERLINK\s+(?:(\\l)\s+)?"([^"]*)"')


class _Package:
    """The parts of a Word file that are read, and the ways from the body into them."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = frozenset(package.namelist())

            def part(name: str) -> etree._Element | None:
                # Links and entities of an unknown file lead nowhere.
                parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
                return etree.fromstring(package.read(name), parser) if name in names else None

            self.document = part("word/document.xml")
            notes = part("word/footnotes.xml")
            self.notes = {} if notes is None else {str(one.get(f"{_W}id")): one for one in notes}
            self.targets = {
                name: {}
                if (root := part(f"word/_rels/{name}.xml.rels")) is None
                else {str(one.get("Id")): str(one.get("Target")) for one in root}
                for name in ("document", "footnotes")
            }


def read_word(data: bytes, places: Places) -> Mapping[str, Found]:
    """Give what each chapter of a Word file holds, by its id; what stands outside them is the front.

    Raises:
        UnreadableError: it is no Word file.
    """
    try:
        package = _Package(data)
    except (zipfile.BadZipFile, etree.LxmlError, KeyError, OSError) as error:
        raise UnreadableError(str(error)) from error
    if package.document is None:
        raise UnreadableError("word/document.xml")
    starts = {bookmark(name): name for name in places.chapters}
    starts |= dict.fromkeys((bookmark(name) for name in places.fronts), FRONT)
    ids = {bookmark(name): name for name in places.ids}
    reading = _Reading(package, starts, ids)
    reading.walk(package.document, "document")
    return {name: Found("".join(reading.pieces[name]), tuple(reading.things[name])) for name in reading.pieces}


class _Reading:
    """One reading of a body: where it is, and what it has found."""

    def __init__(self, package: _Package, starts: Mapping[str, str], ids: Mapping[str, str]) -> None:
        self.package, self.starts, self.ids = package, starts, ids
        self.here = FRONT
        self.pieces: dict[str, list[str]] = defaultdict(list)
        self.things: dict[str, list[Seen]] = defaultdict(list)
        self.noted: set[str] = set()

    def walk(self, root: etree._Element, part: str) -> None:
        """Read a part's element and all in it, in their order."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                if element.tag in (f"{_W}p", f"{_W}tc", f"{_M}oMath"):
                    self._say("\n")
            elif element.tag in _PASSED_OVER:
                walker.skip_subtree()
            elif element.tag == f"{_M}oMath":
                self._see(Seen("formula"))
                walker.skip_subtree()
            else:
                self._element(element, part)

    def _say(self, text: str) -> None:
        self.pieces[self.here].append(text)

    def _see(self, thing: Seen) -> None:
        self.things[self.here].append(thing)

    def _element(self, element: etree._Element, part: str) -> None:
        name = element.tag
        if name == f"{_W}t":
            self._say(element.text or "")
        elif name in _SPACES:
            self._say(" ")
        elif name in _HYPHENS:
            self._say("-")
        elif name == f"{_W}tbl":
            self._see(Seen("table"))
        elif name == f"{_W}bookmarkStart":
            self.here = self.starts.get(str(element.get(f"{_W}name")), self.here)
        elif name == f"{_WP}docPr":
            self._see(Seen("picture", fold(str(element.get("descr", "")))))
        elif name == f"{_W}hyperlink":
            anchor = element.get(f"{_W}anchor")
            target = self.package.targets[part].get(str(element.get(f"{_R}id")), "")
            self._see(Seen("link", self._inside(anchor) if anchor else address_key(target)))
        elif name == f"{_W}instrText":
            for inside, target in _FIELD_LINK.findall(element.text or ""):
                self._see(Seen("link", self._inside(target) if inside else address_key(target)))
        elif name == f"{_W}footnoteReference":
            self._note(str(element.get(f"{_W}id")))

    def _inside(self, anchor: str) -> str:
        return inside_key(self.ids.get(anchor, anchor))

    def _note(self, number: str) -> None:
        """Read a note where it is called; a call parts two words."""
        self._say(" ")
        note = self.package.notes.get(number)
        if note is not None and number not in self.noted:
            self.noted.add(number)
            self._see(Seen("note"))
            self.walk(note, "footnotes")
            self._say("\n")
