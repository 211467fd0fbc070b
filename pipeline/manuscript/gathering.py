"""What is read of a file, gathered in its order: paragraphs and their characters, anchors, the places of comments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipeline.manuscript.counted import is_number
from pipeline.manuscript.manuscript import Anchor, Change, Paragraph, Point, Region, Run
from pipeline.manuscript.xml import VastError

_MOST: Final = 250_000  # paragraphs: ten thousand pages


def settled(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes of a run out of all those around it, outermost first: one insertion, then one deletion.

    A row that was inserted holds runs that were inserted: the innermost of a sort says who and when.
    """
    last = {one.sort: one for one in changes}
    return tuple(last[sort] for sort in ("insertion", "deletion") if sort in last)


class Sheet:
    """A paragraph being read."""

    __slots__ = ("ending", "is_listed", "length", "level", "place", "region", "runs", "style", "table")

    def __init__(self, place: int, style: str, level: int, region: Region, table: tuple[int, ...]) -> None:
        self.place, self.style, self.level, self.region, self.table = place, style, level, region, table
        self.ending: tuple[Change, ...] = ()
        self.runs: list[tuple[tuple[Change, ...], list[str]]] = []
        self.length = 0
        self.is_listed = False


class Gathering:
    """Paragraphs in the order of reading, with what is anchored in them.

    A frame stands after the paragraph that holds it, before it where that has no words yet or where it holds a table:
    LibreOffice puts a table that floats into a frame of the next paragraph, at its beginning, or as Word file its end.

    `changes` are the tracked changes of what is added next, `region` and `table` the place of the next paragraph;
    `is_listing`: it is a line of a list that the client makes, at the end of which the page is its own.
    """

    def __init__(self) -> None:
        self.changes: tuple[Change, ...] = ()
        self.is_listing = False
        self.region: Region = "body"
        self.table: tuple[int, ...] = ()
        # As they begin; and their places in it in the order of reading.
        self._sheets: list[Sheet] = []
        self._order: list[int] = []
        self._open: list[Sheet | None] = [None]
        # Of each frame that is open: the region around it, the rank of its paragraph if that may stand after it, and
        # whether it does.
        self._frames: list[tuple[Region, int | None, bool]] = []
        self._anchors: dict[str, tuple[str, Point]] = {}
        self._anchored: list[tuple[str, Point, Point]] = []
        self._starts: dict[str, Point] = {}
        self._commented: dict[str, tuple[Point, Point]] = {}

    def begin(self, style: str = "", level: int = 0, ending: tuple[Change, ...] = ()) -> None:
        """Begin a paragraph.

        Raises:
            VastError: there are more than in any document.
        """
        if len(self._sheets) == _MOST:
            raise VastError
        sheet = Sheet(len(self._sheets), style, level, self.region, self.table)
        sheet.ending = ending
        self._sheets.append(sheet)
        self._order.append(sheet.place)
        self._open.append(sheet)

    def end(self, ending: tuple[Change, ...] | None = None) -> None:
        """End the paragraph begun last; with `ending`, its own ending has these changes."""
        sheet = self._open.pop() if len(self._open) > 1 else None
        if sheet is not None and ending is not None:
            sheet.ending = ending

    def enter(self) -> None:
        """Go into a frame: the paragraph around it waits."""
        around = self._open[-1]
        is_last = around is not None and self._order[-1] == around.place
        is_first = around is not None and not around.length
        self._frames.append((self.region, len(self._order) - 1 if is_last else None, is_first))
        self._open.append(None)
        self.region = "frame"

    def leave(self) -> None:
        """Come out of a frame."""
        while self._open.pop() is not None:
            """A paragraph that has no end."""
        self.region, rank, is_first = self._frames.pop()
        if rank is not None and (is_first or self._has_table(rank)):
            self._order.append(self._order.pop(rank))

    def _has_table(self, rank: int) -> bool:
        """Tell whether a table stands in what came after a paragraph."""
        around, *inside = (self._sheets[place] for place in self._order[rank:])
        return any(len(one.table) > len(around.table) for one in inside)

    @property
    def is_inside(self) -> bool:
        """Whether a paragraph is open."""
        return self._open[-1] is not None

    def add(self, text: str) -> None:
        """Add characters to the paragraph; outside of any they make one of their own, so that none is lost."""
        sheet = self._open[-1]
        if sheet is None:
            self.begin()
            self.add(text)
            self.end()
            return
        sheet.length += len(text)
        sheet.is_listed = sheet.is_listed or self.is_listing
        if sheet.runs and sheet.runs[-1][0] == self.changes:
            sheet.runs[-1][1].append(text)
        else:
            sheet.runs.append((self.changes, [text]))

    def open_anchor(self, key: str, name: str) -> None:
        """Begin an anchor here; between two paragraphs, at the beginning of the second."""
        self._anchors[key] = name, self._start()

    def close_anchor(self, key: str) -> None:
        """End an anchor here; between two paragraphs, at the end of the first."""
        if key in self._anchors:
            self._anchored.append((*self._anchors.pop(key), self._end()))

    def open_comment(self, key: str) -> None:
        """Begin what a comment speaks of."""
        self._starts.setdefault(key, self._start())

    def close_comment(self, key: str) -> None:
        """End what a comment speaks of."""
        if key in self._starts and key not in self._commented:
            self._commented[key] = self._starts[key], self._end()

    def mark_comment(self, key: str) -> None:
        """Say that a comment is called here: what it speaks of ends here at the latest, if nothing else says where."""
        if key not in self._commented:
            self._starts.setdefault(key, self._start())
            self.close_comment(key)

    def _start(self) -> Point:
        sheet = self._open[-1]
        return Point(len(self._sheets), 0) if sheet is None else Point(sheet.place, sheet.length)

    def _end(self) -> Point:
        sheet = self._open[-1] or (self._sheets[self._order[-1]] if self._sheets else None)
        return Point(0, 0) if sheet is None else Point(sheet.place, sheet.length)

    def commented(self) -> dict[str, tuple[Point, Point]]:
        """Give where each comment stands, by its key; nothing lies beyond the last paragraph."""
        if not self._sheets:
            return {}
        ranks = {place: rank for rank, place in enumerate(self._order)}
        last = Point(len(self._order) - 1, self._sheets[self._order[-1]].length)

        def ranked(point: Point) -> Point:
            return min(Point(ranks.get(point.paragraph, len(ranks)), point.offset), last)

        points = {key: (start, start) for key, start in self._starts.items()} | self._commented
        return {key: (ranked(start), max(ranked(start), ranked(end))) for key, (start, end) in points.items()}

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Give the paragraphs read so far; an anchor that never ends stands where it begins."""
        anchors: dict[int, list[Anchor]] = {}
        opened = [(name, start, start) for name, start in self._anchors.values()]
        for name, start, end in sorted([*self._anchored, *opened], key=lambda one: one[1:]):
            if start.paragraph < len(self._sheets):
                stop = self._sheets[start.paragraph].length if end.paragraph > start.paragraph else end.offset
                # One that ends before it begins stands between two paragraphs: at the beginning of the second.
                anchor = Anchor(name, start.offset, start.offset if end < start else stop)
                anchors.setdefault(start.paragraph, []).append(anchor)
        return tuple(_paragraph(self._sheets[place], tuple(anchors.get(place, ()))) for place in self._order)


def _paragraph(sheet: Sheet, anchors: tuple[Anchor, ...]) -> Paragraph:
    runs = tuple(Run("".join(texts), changes) for changes, texts in sheet.runs)
    if sheet.is_listed:
        runs = _without_page(runs)
    return Paragraph(runs, anchors, sheet.style, sheet.region, sheet.table, sheet.ending, sheet.level)


def _without_page(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Give a line of a list without the page at its end, which stands behind a tab."""
    text = "".join(run.text for run in runs)
    stop = text.rfind("\t") + 1
    if not stop or not is_number(text[stop:]):
        return runs
    kept: list[Run] = []
    for run in runs:
        if stop > 0:
            kept.append(Run(run.text[:stop], run.changes))
        stop -= len(run.text)
    return tuple(kept)
