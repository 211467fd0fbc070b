"""XML with exact places: a small tree of elements, read with expat, which gives the line and column of every event.

Nothing but the file itself is read: no entity may be declared (so none can multiply itself or name another file), and
no document type is looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from pipeline.ingest.decoding import Decoded, Widths
from pipeline.ingest.lines import Line, Script
from pipeline.messages import mark as _

# Elements one inside the other; ONISEP's have four.
_DEEPEST = 40
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


class Run(NamedTuple):
    """Characters of an element's own: `taken` characters of the file from row and character (from 0) on."""

    text: str
    row: int
    left: int
    taken: int


@dataclass
class Element:
    """An element: its name, its attributes, the elements and the characters in it, and where it begins."""

    name: str
    attributes: dict[str, str]
    row: int
    left: int
    children: list[Element] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """Give the first element of that name in it, or None."""
        return next((child for child in self.children if child.name == name), None)

    def words(self, name: str = "") -> str:
        """Give its own characters, or those of the first element of that name in it, blanks put together."""
        of = self.child(name) if name else self
        return " ".join("".join(run.text for run in of.runs).split()) if of is not None else ""


class Broken(NamedTuple):
    """Why an XML file could not be read to its end, and where (row and character from 0)."""

    problem: str
    row: int
    left: int


class Tree(NamedTuple):
    """What was read: the root (None: not even that), and what stopped the reading, if anything did."""

    root: Element | None
    broken: Broken | None


class _RefusedError(Exception):
    """The file holds something that is not accepted."""


# What expat says, as an editor can act on it.
_PROBLEMS = {
    expat.errors.XML_ERROR_TAG_MISMATCH: _("a closing tag does not match the one that is open"),
    expat.errors.XML_ERROR_INVALID_TOKEN: _("a character such as < or & stands there by itself"),
    expat.errors.XML_ERROR_NO_ELEMENTS: _("the file ends too early"),
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: _("the file ends too early"),
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _("the file ends too early"),
    expat.errors.XML_ERROR_PARTIAL_CHAR: _("the file ends too early"),
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: _("something stands after the last closing tag"),
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: _("an entity is used that XML does not know"),
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: _("an attribute stands twice in a tag"),
}


def read_xml(decoded: Decoded) -> Tree:
    """Read a decoded file; whatever was complete before a mistake is in the tree."""
    builder = _Builder(decoded.lines)
    parser = expat.ParserCreate(encoding="utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    builder.listen(parser)
    try:
        parser.Parse("\n".join(decoded.lines), True)
    except _RefusedError as refused:
        row, left = parser.CurrentLineNumber - 1, parser.CurrentColumnNumber
        return Tree(builder.root, Broken(str(refused), row, left))
    except expat.ExpatError as error:
        problem = _PROBLEMS.get(expat.errors.messages[error.code], _("it is not well-formed XML"))
        return Tree(builder.root, Broken(problem, error.lineno - 1, error.offset))
    return Tree(builder.root, None)


class _Builder:
    """Builds the tree from expat's events."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.root: Element | None = None
        self.open: list[Element] = []

    def listen(self, parser: expat.XMLParserType) -> None:
        """Take the parser's events."""
        self.parser = parser
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.EntityDeclHandler = self.refuse
        parser.SkippedEntityHandler = self.skipped

    def refuse(self, *_declared: object) -> None:
        """Stop at a declaration of an entity."""
        raise _RefusedError(_("it declares entities, which are refused"))

    def skipped(self, *_named: object) -> None:
        """Stop at an entity that would have to be looked up."""
        raise _RefusedError(_("an entity is used that XML does not know"))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if len(self.open) >= _DEEPEST:
            raise _RefusedError(_("it is nested too deep"))
        row, left = self.parser.CurrentLineNumber - 1, self.parser.CurrentColumnNumber
        element = Element(name.rpartition(":")[2], attributes, row, left)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        """Close an element."""
        self.open.pop()

    def characters(self, text: str) -> None:
        """Add characters, a run per line."""
        row, left = self.parser.CurrentLineNumber - 1, self.parser.CurrentColumnNumber
        runs = self.open[-1].runs
        for number, piece in enumerate(text.split("\n")):
            if number:
                row, left = row + 1, 0
                runs.append(Run("\n", row, 0, 0))
            if piece:
                entity = _ENTITY.match(self.lines[row], left) if len(piece) == 1 else None
                runs.append(Run(piece, row, left, len(entity.group()) if entity else len(piece)))


def element_script(element: Element, file: str, widths: dict[int, Widths]) -> Script:
    """Give an element's own characters as lines to read, each knowing its place in the file.

    An entity, and a break between two CDATA sections, take more columns than the characters that they stand for.
    """
    lines: list[Line] = []
    taken: dict[int, Widths] = {}
    row, start, right = -1, 0, 0
    text: list[str] = []
    wide: list[tuple[int, int]] = []

    def flush() -> None:
        if row >= 0:
            lines.append(Line("".join(text), row + 1, start))
            taken[row + 1] = tuple(sorted([*widths.get(row + 1, ()), *wide]))

    count = 0  # characters of the line so far
    for run in element.runs:
        if run.row != row:
            flush()
            row, start, right, count, text, wide = run.row, run.left, run.left, 0, [], []
        if run.text == "\n":
            continue
        if not text:
            start = right = run.left
        if run.left > right:
            wide.append((start + count - 1, 1 + run.left - right))
        if run.taken != len(run.text):
            wide.append((start + count, run.taken))
        text.append(run.text)
        count += len(run.text)
        right = run.left + run.taken
    flush()
    return Script(file, tuple(lines) or (Line("", element.row + 1, element.left),), taken)
