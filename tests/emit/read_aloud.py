"""The words of a tagged PDF as a screen reader says them: in the order of its tags, without heads and feet.

A table that goes on over a page, and a paragraph that a page cuts, are whole here (ISO 32000-1, 14.7).
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Place: TypeAlias = tuple[int, int]  # a page from 0, and the number of marked content there
_BLOCKS = frozenset(("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Caption", "/TOCI", "/TH", "/TD", "/Note"))


class Aloud(NamedTuple):
    """What is said: the text outside tables, and each table as rows of cells. A table stands where it begins, as ""."""

    text: str
    tables: tuple[tuple[tuple[str, ...], ...], ...]


def read_aloud(file: Path) -> Aloud:
    """Read a PDF as its tags say."""
    words = _words(file)
    said: list[str] = []
    tables: list[tuple[tuple[str, ...], ...]] = []
    with pikepdf.open(file) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        roles = {str(key): str(value) for key, value in root.get("/RoleMap", pikepdf.Dictionary()).items()}
        reader = _Reader(words, numbers, roles, tables)
        said = list(reader.text(root))
    return Aloud("".join(said), tuple(tables))


class _Reader(NamedTuple):
    words: dict[Place, str]
    numbers: dict[tuple[int, int], int]
    roles: dict[str, str]
    tables: list[tuple[tuple[str, ...], ...]]

    def text(self, element: pikepdf.Object) -> Iterator[str]:
        """Give the words of an element; those of tables in it go to `tables`."""
        for kid in _kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                yield self.words.get((self.numbers[element.Pg.objgen], int(kid)), "")
            elif "/MCID" in kid:
                page = kid.Pg if "/Pg" in kid else element.Pg
                yield self.words.get((self.numbers[page.objgen], int(kid.MCID)), "")
            elif self._role(kid) == "/Table":
                self.tables.append(tuple(self._rows(kid)))
            elif "/S" in kid:
                yield from self.text(kid)
                yield "\n" if self._role(kid) in _BLOCKS else ""

    def _rows(self, table: pikepdf.Object) -> Iterator[tuple[str, ...]]:
        for kid in _kids(table):
            if self._role(kid) == "/TR":
                yield tuple("".join(self.text(cell)) for cell in _kids(kid))
            elif isinstance(kid, pikepdf.Dictionary):
                yield from self._rows(kid)

    def _role(self, element: pikepdf.Object | int) -> str:
        role = str(element.get("/S", "")) if isinstance(element, pikepdf.Dictionary) else ""
        return self.roles.get(role, role)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _words(file: Path) -> dict[Place, str]:
    """Give the words of each piece of marked content."""
    pieces: dict[Place, list[str]] = defaultdict(list)
    document = pypdfium2.PdfDocument(file)
    try:
        for place, page in enumerate(document):
            text = page.get_textpage()
            for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=1):
                number = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
                if number >= 0:
                    pieces[place, number].append(_said(one.raw, text.raw))
    finally:
        document.close()
    return {place: "".join(run) for place, run in pieces.items()}


def _said(thing: object, text: object) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, text, None, 0)
    room = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(thing, text, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[: size - 2].decode("utf-16-le", "replace")
