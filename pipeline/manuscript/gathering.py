"""What is read of a file, gathered in its order: paragraphs and their characters, anchors, the places of comments."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.manuscript.manuscript import Anchor, Change, Paragraph, Point, Region, Run


def settled(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes of a run out of all those around it, outermost first: one insertion, then one deletion.

    A row that was inserted holds runs that were inserted: the innermost of a sort says who and when.
    """
    last = {one.sort: one for one in changes}
    return tuple(last[sort] for sort in ("insertion", "deletion") if sort in last)


class Sheet:
    """A paragraph being read."""

    __slots__ = ("ending", "length", "level", "place", "region", "runs", "style", "table")

    def __init__(self, place: int, style: str, level: int, region: Region, table: tuple[int, ...]) -> None:
        self.place, self.style, self.level, self.region, self.table = place, style, level, region, table
        self.ending: tuple[Change, ...] = ()
        self.runs: list[tuple[tuple[Change, ...], list[str]]] = []
        self.length = 0


class Gathering:
    """Paragraphs in the order in which they begin, with what is anchored in them.

    `changes` are the tracked changes of what is added next, `region` and `table` the place of the next paragraph.
    """

    def __init__(self) -> None:
        self.changes: tuple[Change, ...] = ()
        self.region: Region = "body"
        self.table: tuple[int, ...] = ()
        self._sheets: list[Sheet] = []
        self._open: list[Sheet | None] = [None]
        self._regions: list[Region] = []
        self._anchors: dict[str, tuple[str, Point]] = {}
        self._anchored: list[tuple[str, Point, Point]] = []
        self._starts: dict[str, Point] = {}
        self._commented: dict[str, tuple[Point, Point]] = {}

    def begin(self, style: str = "", level: int = 0, ending: tuple[Change, ...] = ()) -> None:
        """Begin a paragraph; one inside another (a frame's) stands after it."""
        sheet = Sheet(len(self._sheets), style, level, self.region, self.table)
        sheet.ending = ending
        self._sheets.append(sheet)
        self._open.append(sheet)

    def end(self, ending: tuple[Change, ...] | None = None) -> None:
        """End the paragraph begun last; with `ending`, its own ending has these changes."""
        sheet = self._open.pop() if len(self._open) > 1 else None
        if sheet is not None and ending is not None:
            sheet.ending = ending

    def enter(self) -> None:
        """Go into a frame: the paragraph around it waits."""
        self._open.append(None)
        self._regions.append(self.region)
        self.region = "frame"

    def leave(self) -> None:
        """Come out of a frame."""
        while self._open.pop() is not None:
            """A paragraph that has no end."""
        self.region = self._regions.pop()

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
            name, start = self._anchors.pop(key)
            self._anchored.append((name, start, max(start, self._end())))

    def open_comment(self, key: str) -> None:
        """Begin what a comment speaks of."""
        self._starts.setdefault(key, self._start())

    def close_comment(self, key: str) -> None:
        """End what a comment speaks of."""
        if key in self._starts and key not in self._commented:
            start = self._starts[key]
            self._commented[key] = start, max(start, self._end())

    def mark_comment(self, key: str) -> None:
        """Say that a comment is called here: what it speaks of ends here at the latest, if nothing else says where."""
        if key not in self._commented:
            self._starts.setdefault(key, self._start())
            self.close_comment(key)

    def _start(self) -> Point:
        sheet = self._open[-1]
        return Point(len(self._sheets), 0) if sheet is None else Point(sheet.place, sheet.length)

    def _end(self) -> Point:
        sheet = self._open[-1] or (self._sheets[-1] if self._sheets else None)
        return Point(0, 0) if sheet is None else Point(sheet.place, sheet.length)

    def commented(self) -> dict[str, tuple[Point, Point]]:
        """Give where each comment stands, by its key; nothing lies beyond the last paragraph."""
        if not self._sheets:
            return {}
        last = Point(len(self._sheets) - 1, self._sheets[-1].length)
        points = {key: (start, start) for key, start in self._starts.items()} | self._commented
        return {key: (min(start, last), min(end, last)) for key, (start, end) in points.items()}

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Give the paragraphs read so far; an anchor that never ends stands where it begins."""
        anchors: dict[int, list[Anchor]] = {}
        opened = [(name, start, start) for name, start in self._anchors.values()]
        for name, start, end in sorted([*self._anchored, *opened], key=lambda one: one[1:]):
            if start.paragraph < len(self._sheets):
                length = self._sheets[start.paragraph].length
                stop = end.offset if end.paragraph == start.paragraph else length
                anchors.setdefault(start.paragraph, []).append(Anchor(name, start.offset, stop))
        return tuple(_paragraph(sheet, tuple(anchors.get(sheet.place, ()))) for sheet in self._sheets)


def _paragraph(sheet: Sheet, anchors: tuple[Anchor, ...]) -> Paragraph:
    runs = tuple(Run("".join(texts), changes) for changes, texts in sheet.runs)
    return Paragraph(runs, anchors, sheet.style, sheet.region, sheet.table, sheet.ending, sheet.level)
