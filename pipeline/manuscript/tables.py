"""Where a cell stands: its table, row and column, from 1, and those of the tables around it."""

from __future__ import annotations

from dataclasses import dataclass

# A table says how often a row repeats or how many columns a cell covers; more than that no page shows.
_MOST = 100_000


@dataclass(slots=True)
class _Place:
    table: int
    row: int = 0
    next_row: int = 1
    column: int = 0
    next_column: int = 1
    inner: int = 0


class Tables:
    """The tables that are open; a frame has its own, none at first. Columns are those of the grid."""

    def __init__(self) -> None:
        self._count = 0
        self._frames: list[list[_Place]] = [[]]

    @property
    def place(self) -> tuple[int, ...]:
        """The place of the cell: table, row, column; of inner tables, one group after the other."""
        return tuple(number for one in self._frames[-1] for number in (one.table, one.row, one.column))

    def begin(self) -> None:
        """Begin a table."""
        around = self._frames[-1]
        if around:
            around[-1].inner += 1
            around.append(_Place(around[-1].inner))
        else:
            self._count += 1
            around.append(_Place(self._count))

    def end(self) -> None:
        """End the table begun last."""
        if self._frames[-1]:
            self._frames[-1].pop()

    def row(self, many: int = 1, skipped: int = 0) -> None:
        """Begin a row that stands for `many`, after columns without a cell."""
        if self._frames[-1]:
            at = self._frames[-1][-1]
            at.row, at.next_row = at.next_row, at.next_row + _within(many, 1)
            at.column, at.next_column = 0, 1 + _within(skipped, 0)

    def cell(self, many: int = 1) -> None:
        """Begin a cell that covers, or stands for, `many` columns."""
        if self._frames[-1]:
            at = self._frames[-1][-1]
            at.column, at.next_column = at.next_column, at.next_column + _within(many, 1)
            at.inner = 0

    def enter(self) -> None:
        """Go into a frame."""
        self._frames.append([])

    def leave(self) -> None:
        """Come out of a frame."""
        self._frames.pop()


def _within(many: int, least: int) -> int:
    return max(least, min(many, _MOST))


def whole_number(text: str | None, otherwise: int) -> int:
    """Give a number that a file says, or `otherwise` where it says none."""
    return int(text[:9]) if text and text.isascii() and text.isdigit() else otherwise
