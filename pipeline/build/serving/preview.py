"""The preview: the book that is shown now, its pages as they are asked for, its documents, and who listens."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from pipeline.build.serving.aside import aside
from pipeline.build.serving.events import Listeners
from pipeline.build.serving.making import document
from pipeline.build.serving.shown import Shown, read_again, unforeseen
from pipeline.diagnostics import Diagnostic
from pipeline.emit.fonts import FACES, font_bytes
from pipeline.emit.look import look
from pipeline.emit.site import Site, drawn
from pipeline.emit.site.addresses import HOME
from pipeline.emit.site.assets import shared_file
from pipeline.emit.site.declaring import FILE as DECLARATION
from pipeline.emit.site.declaring import declaration_page
from pipeline.emit.site.redraw import Around, Sheet, around, redrawn
from pipeline.emit.site.style import font_address, style_and_script
from pipeline.messages import Say

# A browser looks at what a font's file holds, not at its name: whole fonts need no cutting after each save.
_FONTS = {font_address(face): face.file for face in FACES}
_PAGE = "text/html; charset=utf-8"


class Answer(NamedTuple):
    """What stands at an address: its bytes and their type; `mark` (ETag) is another when they are others."""

    data: bytes
    kind: str

    @property
    def mark(self) -> str:
        """Give what the bytes are known by."""
        return f'"{sha256(self.data).hexdigest()[:24]}"'


class _Sheet(NamedTuple):
    """A page as it was drawn, the generation that it was last asked for in, and what came up while it was drawn."""

    generation: int
    sheet: Sheet
    told: tuple[Diagnostic, ...]


@dataclass
class Preview:
    """A preview of the sources in a folder. What it shows is replaced as a whole, so that threads may read it.

    Attributes:
        place: the folder of the sources.
        voice: gives the reader's voice for a handbook in a language.
        shown: the book as it is shown now.
        listeners: the pages that are open.
        heard: what came up while pages were drawn, of the generation that is shown.
        sheets: the pages as they were drawn last, by their addresses.
        documents: the documents made or being made, by name, with their generation.
        drawing: held by who draws a page of the book that is shown, or replaces that book.
        around: what stands around the pages of that book, None until one of them is drawn.
    """

    place: Path
    voice: Callable[[str], Say]
    shown: Shown = field(default_factory=Shown)
    listeners: Listeners = field(default_factory=Listeners)
    heard: list[Diagnostic] = field(default_factory=list)
    sheets: dict[str, _Sheet] = field(default_factory=dict)
    documents: dict[str, tuple[int, bytes | None]] = field(default_factory=dict)
    drawing: Lock = field(default_factory=Lock)
    around: Around | None = None

    @property
    def language(self) -> str:
        """The language of the book, French where it is not known yet."""
        opened = self.shown.opened
        return opened.config.language if opened is not None else "fr"

    @property
    def say(self) -> Say:
        """The reader's voice."""
        return self.voice(self.language)

    def read(self, saved: Collection[str] = (), *, is_look: bool = False) -> None:
        """Read the sources again; where the look was saved, that too."""
        if is_look:
            look.cache_clear()
        heard: list[Diagnostic] = []
        now = read_again(self.shown, self.place, heard.append, saved)
        with self.drawing:
            self.shown, self.heard, self.around = now, heard, None
            there = {HOME, *(leaf.address for leaf in now.site.pages)} if now.site is not None else set()
            self.sheets = {} if is_look else {one: sheet for one, sheet in self.sheets.items() if one in there}

    async def follow(self, saved: Collection[str], *, is_look: bool) -> None:
        """Read the sources again after a save, and tell the pages."""
        await aside(partial(self.read, saved, is_look=is_look))
        self.listeners.tell("saved", self.news())

    def news(self) -> dict[str, object]:
        """Give what pages are told: the generation, the pages that the last save changed, the place in the first."""
        shown = self.shown
        return {
            "generation": shown.generation,
            "at": [f"/{address}" for address in shown.at],
            "place": f"/{shown.place}",
        }

    def answer(self, address: str) -> Answer | None:
        """Give what stands at an address of the site, None where nothing does.

        Raises:
            Exception: whatever keeps a page from being drawn.
        """
        site = self.shown.site
        if address in _FONTS:
            return Answer(font_bytes(_FONTS[address]), "font/ttf")
        if site is None:
            style = style_and_script(look()).get(address)
            return Answer(style, _kind(address)) if style is not None else None
        if address == HOME or any(leaf.address == address for leaf in site.pages):
            return Answer(self._page(site, address), _PAGE)
        if address == DECLARATION and (declared := declaration_page(site)):
            return Answer(declared[DECLARATION], _PAGE)
        data = shared_file(site, address)
        return Answer(data, _kind(address)) if data is not None else None

    def _page(self, site: Site, address: str) -> bytes:
        with self.drawing:
            if site is not self.shown.site:  # replaced since the page was asked for
                return drawn(site, address)
            former = self.sheets.get(address)
            if former is not None and former.generation == self.shown.generation:
                return former.sheet.page
            if self.around is None:
                self.around = around(site)
            before = len(self.heard)
            sheet = redrawn(self.around, address, former.sheet if former is not None else None)
            if former is not None and sheet is former.sheet:
                self.heard += (one for one in former.told if one not in self.heard)
            self.sheets[address] = _Sheet(self.shown.generation, sheet, tuple(self.heard[before:]))
            return sheet.page

    def made(self, name: str, generation: int) -> bytes | None:
        """Give a document of the book as it was at a generation, None where it is not made, or no more kept."""
        its, data = self.documents.get(name, (0, None))
        return data if its == generation else None

    async def make(self, name: str) -> None:
        """Make a document of the book as it is shown now, and tell the pages when that is done."""
        shown = self.shown
        if shown.former is None or self.documents.get(name, (0, None))[0] == shown.generation:
            return
        self.documents[name] = (shown.generation, None)
        made: bytes | Diagnostic
        try:
            made = await aside(partial(document, name, shown.former.handbook, self.place))
        except Exception as error:  # noqa: BLE001  (whatever it is, the preview goes on and says it)
            made = unforeseen(error)
        if self.documents.get(name, (0, None))[0] > shown.generation:  # a newer one is asked for, and will be told
            return
        if isinstance(made, Diagnostic):
            self.documents.pop(name, None)
            said = made.message(self.say), made.hint(self.say)
            self.listeners.tell("failed", {"name": name, "said": " ".join(filter(None, said))})
            return
        self.documents[name] = (shown.generation, made)
        self.listeners.tell("made", {"name": name, "generation": shown.generation})


def _kind(address: str) -> str:
    kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
