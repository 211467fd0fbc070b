"""Drawn tables: cells that are drawn and not yet put together, for a table may be printed whole, split or as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup
from msgspec.structs import replace

from pipeline.emit.fit import Fit
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import classes, tag
from pipeline.emit.pieces import Band, Card, Field, Ref, Shown, Sizes, cards, piece_rows
from pipeline.emit.shares import Piece

Scope: TypeAlias = Literal["col", "row", "colgroup", "rowgroup"]

_LOW_CARD = 0.45  # of a page: a card that is not cut in two


class Drawn(NamedTuple):
    """A cell: what it holds, and what stands where it is repeated (words only); `scope` is that of a header cell.

    `label` are the words of its column, where a small screen shows the rows of its table as cards.
    """

    body: Markup
    again: Callable[[], Markup]
    scope: Scope | None = None
    kind: str = ""
    columns: int = 1
    rows: int = 1
    label: str = ""


class Line(NamedTuple):
    """A row of drawn cells."""

    cells: tuple[Drawn, ...]
    kind: str = ""


class Grid(NamedTuple):
    """A table: the rows of its head, and those of its body in groups. `kind` is its class."""

    head: tuple[Line, ...]
    groups: tuple[tuple[Line, ...], ...]
    kind: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All rows, those of the head first."""
        return (*self.head, *(line for group in self.groups for line in group))


def drawn(
    draw: Callable[[Setting], Markup],
    setting: Setting,
    scope: Scope | None = None,
    kind: str = "",
    columns: int = 1,
    rows: int = 1,
) -> Drawn:
    """Draw a cell. A header cell without words names nothing, and a screen reader would say so: give it no scope."""

    def again() -> Markup:
        # What is drawn again uses nothing up: no id, no number, no note.
        used = replace(setting.progress, given=set(setting.progress.given), waiting=[])
        return draw(setting._replace(bare=True, progress=used))

    return Drawn(draw(setting), again, scope, kind, columns, rows)


def nothing(setting: Setting) -> Markup:
    """Draw an empty cell: a small dot, so that nobody wonders whether something is missing."""
    if setting.medium == "print":
        return tag("span", "·", class_="nothing", aria_hidden="true")
    return tag(
        "span",
        tag("span", "·", aria_hidden="true"),
        tag("span", setting.say("empty"), class_="hidden"),
        class_="nothing",
    )


def whole(grid: Grid, caption: Markup, chosen: Fit | None = None) -> Markup:
    """Put a table together as one; `chosen` says how wide its columns are (a screen decides for itself).

    A small screen shows the rows of a matrix as cards: each cell carries the name of its column.
    """
    is_named = bool(grid.kind) and chosen is None
    pieces = [tag("caption", caption)] if caption else []
    if chosen is not None:
        pieces.append(_columns(chosen.shares))
    if grid.head:
        pieces.append(tag("thead", *(_row(line, is_named=is_named) for line in grid.head)))
    pieces += [tag("tbody", *(_row(line, is_named=is_named) for line in lines)) for lines in grid.groups]
    size = _size(chosen) if chosen else None
    return tag("table", *pieces, class_=grid.kind or None, style=size)


def _size(chosen: Fit) -> str:
    return f"font-size:{chosen.size:g}pt"


def _columns(shares: Sequence[float]) -> Markup:
    return tag("colgroup", *(tag("col", style=f"width:{share * 100:.2f}%") for share in shares))


def _row(line: Line, *, is_named: bool) -> Markup:
    cells = (_cell(one, one.body, one.columns, is_named=is_named) for one in line.cells)
    return tag("tr", *cells, class_=line.kind or None)


def _cell(one: Drawn, body: Markup, columns: int, *, is_named: bool = False) -> Markup:
    return tag(
        "th" if one.scope else "td",
        body,
        class_=one.kind or None,
        scope=one.scope,
        colspan=columns if columns != 1 else None,
        rowspan=one.rows if one.rows != 1 else None,
        data_label=one.label if one.label and is_named else None,
    )


class _Once:
    """Gives what cells hold: the first time as it is drawn, then as it is repeated."""

    def __init__(self, grid: Grid) -> None:
        self.lines = grid.lines
        self.seen: set[Ref] = set()

    def cell(self, ref: Ref) -> Drawn:
        return self.lines[ref.row].cells[ref.cell]

    def body(self, ref: Ref) -> Markup:
        one = self.cell(ref)
        if ref in self.seen:
            return one.again()
        self.seen.add(ref)
        return one.body


def _sizes(grid: Grid) -> Sizes:
    return [[(one.columns, one.rows) for one in line.cells] for line in grid.lines]


def in_pieces(grid: Grid, caption: Markup, chosen: Fit, setting: Setting) -> Iterator[Markup]:
    """Put a table together as several, one below the other, the first column and the head in each."""
    once, sizes = _Once(grid), _sizes(grid)
    count = len(chosen.pieces)
    for number, piece in enumerate(chosen.pieces, start=1):
        said = setting.say("continued, {number} of {count}", number=number, count=count)
        mark = tag("span", said if caption else said[:1].upper() + said[1:], class_="continued")
        again = caption if number == 1 else tag("span", caption.striptags(), " ", mark) if caption else mark
        yield _piece(grid, piece, piece_rows(sizes, piece), again, chosen, once)


def _piece(
    grid: Grid, piece: Piece, rows: Sequence[Sequence[Shown]], caption: Markup, chosen: Fit, once: _Once
) -> Markup:
    drawn_rows = []
    for row, line in zip(rows, grid.lines, strict=True):
        cells = (_cell(once.cell(one.ref), once.body(one.ref), one.columns) for one in row)
        drawn_rows.append(tag("tr", *cells, class_=line.kind or None))
    pieces = [tag("caption", caption)] if caption else []
    pieces.append(_columns(piece.shares))
    done = len(grid.head)
    pieces += [tag("thead", *drawn_rows[:done])] if done else []
    for group in grid.groups:
        pieces.append(tag("tbody", *drawn_rows[done : done + len(group)]))
        done += len(group)
    return tag("table", *pieces, class_=grid.kind or None, style=_size(chosen))


def in_cards(grid: Grid, caption: Markup, chosen: Fit, setting: Setting) -> Iterator[Markup]:
    """Put a table together as cards, one for each row: its head is what the row begins with."""
    once = _Once(grid)
    waiting = caption
    for one in cards(_sizes(grid), len(grid.head)):
        if isinstance(one, Band):
            if waiting:
                yield tag("p", waiting, class_="records-caption")
            yield tag("div", once.body(one.ref), class_="record-band")
        else:
            yield _card(one, grid, waiting, chosen, once, setting)
        waiting = Markup("")


def _card(one: Card, grid: Grid, caption: Markup, chosen: Fit, once: _Once, setting: Setting) -> Markup:
    columns = len(chosen.shares)
    span = columns if columns > 1 else None
    name = _names(one.names, once)
    label = tag("span", name, " ", class_="record-label") if name else Markup("")
    title = once.body(one.title) or tag("span", setting.say("Row {number}", number=one.row + 1))
    head = tag("thead", tag("tr", tag("th", label, title, colspan=span, scope="colgroup")))
    body = tag("tbody", *(_field(field, columns, once, setting) for field in one.fields))
    low = chosen.heights[one.row] < _LOW_CARD
    pieces = [tag("caption", caption)] if caption else []
    pieces += [_columns(chosen.shares), head, *([body] if one.fields else [])]
    return tag("table", *pieces, class_=classes("record", "low" if low else "", grid.kind), style=_size(chosen))


def _names(refs: Sequence[Ref], once: _Once) -> Markup:
    """Give the names above a field, from the widest to its own."""
    return Markup(" · ").join(body for ref in refs if (body := once.body(ref)))


def _field(field: Field, columns: int, once: _Once, setting: Setting) -> Markup:
    own = once.cell(field.value)
    kind = "" if own.kind.startswith("align-") else own.kind
    value = once.body(field.value) or nothing(setting)
    if columns == 1:
        return tag("tr", tag("td", value, class_=kind or None))
    name = _names(field.names, once)
    label = tag("th", name, scope="row") if name else tag("td")
    return tag("tr", label, tag("td", value, class_=kind or None))
