"""What telling a Word document again needs to know, and what it uses up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.emit.odt.word import DOCUMENT, Word
from pipeline.emit.odt.xml import Element, make, plain, q

CONTENT = "content"
PAGES = "styles"


@dataclass
class Progress:
    """What was made on the way.

    `unknown` holds what OpenDocument was not told of, `automatic` the names of automatic styles by file and content,
    `made` those styles in order by file, `variants` the paragraph styles that a table's type size asks for, as (style,
    table style), `labels` the styles of numbers by their content. `files` joins the package, by path, `media` says of
    what kind each is. `lists` names the last list of each number, `begun` the levels that have an item, `levels` those
    of titles that have numbers. `shown` are the last bookmark and words of each style, for running heads, `calls` the
    notes by the bookmarks of their calls. `serial` and `notes` count.
    """

    unknown: set[str] = field(default_factory=set)
    automatic: dict[tuple[str, bytes], str] = field(default_factory=dict)
    made: dict[str, list[Element]] = field(default_factory=lambda: {CONTENT: [], PAGES: []})
    variants: dict[tuple[str, str], None] = field(default_factory=dict)
    labels: dict[bytes, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    levels: set[int] = field(default_factory=set)
    sequences: dict[str, None] = field(default_factory=dict)
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    calls: dict[str, str] = field(default_factory=dict)
    serial: int = 0
    notes: int = 0


class Scene(NamedTuple):
    """Where the telling is.

    `part` is the part of the Word file that is read, `file` the OpenDocument file whose automatic styles are used,
    `table` the style of the table around, "" outside of tables.
    """

    word: Word
    progress: Progress
    part: str = DOCUMENT
    file: str = CONTENT
    table: str = ""

    def miss(self, what: str) -> None:
        """Remember something that has no telling."""
        self.progress.unknown.add(what)

    def number(self) -> int:
        """Give the next number, for names."""
        self.progress.serial += 1
        return self.progress.serial


_LETTERS = {"paragraph": "P", "text": "T", "table": "Ta", "table-column": "Co", "table-row": "Ro", "table-cell": "Ce"}


def automatic(scene: Scene, family: str, parent: str, *properties: Element, **attributes: str) -> str:
    """Give the name of the automatic style that has these properties; equal ones are one style."""
    named = {"style:family": family} | ({"style:parent-style-name": parent} if parent else {})
    named |= {f"style:{key.replace('_', '-')}": value for key, value in attributes.items() if value}
    style = make("style:style", named, *properties)
    known = scene.progress.automatic
    key = (scene.file, plain(style))
    if key not in known:
        made = scene.progress.made[scene.file]
        letters = _LETTERS.get(family, "G")
        known[key] = f"{'M' if scene.file == PAGES else ''}{letters}{len(made) + 1}"
        style.set(q("style:name"), known[key])
        made.append(style)
    return known[key]
