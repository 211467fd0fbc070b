"""Tables of many columns, made so that a narrow screen can show each row as a card of its own.

The style sheet does it, by the name of its column that each cell carries. Elements that are laid out as blocks are no
table any more for some programs that read aloud: their roles say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from pipeline.emit.epub.xml import Element, classes, q

_MOST = 3  # columns that stand side by side on a phone, but for what has words in frames
_MATRICES = ("skills", "responsibilities")
_ROLES: MappingProxyType[str, str] = MappingProxyType(
    {q("thead"): "rowgroup", q("tbody"): "rowgroup", q("tr"): "row", q("td"): "cell"}
)
_HEADERS: MappingProxyType[str, str] = MappingProxyType(
    {"col": "columnheader", "colgroup": "columnheader", "row": "rowheader", "rowgroup": "rowheader"}
)


def stack(table: Element) -> None:
    """Give the cells of a table the names of their columns, where it has many columns and each has one name."""
    rows = [list(row) for row in table.iter(q("tr"))]
    heads = [list(row) for head in table.iterchildren(q("thead")) for row in head.iterchildren(q("tr"))]
    names = _names(heads)
    body = rows[len(heads) :]
    if (len(names) <= _MOST and classes(table).isdisjoint(_MATRICES)) or any(
        not _is_plain(row, len(names)) for row in body
    ):
        return
    table.set("class", " ".join((*sorted(classes(table)), "stacked")))
    for row in body:
        for cell, name in zip(row, names, strict=False):
            # The first cell is the title of the card, a band across the table that of those below it.
            if cell is not row[0] and name:
                cell.set("data-label", name)
    _say_roles(table)


def _is_plain(row: Sequence[Element], columns: int) -> bool:
    """Tell whether each cell of a row is in one column, or one is in all."""
    spans = [int(cell.get("colspan", "1")) for cell in row]
    return spans == [columns] or (spans == [1] * columns and all(cell.get("rowspan") is None for cell in row))


def _names(heads: Sequence[Sequence[Element]]) -> list[str]:
    """Give the name of each column: the lowest head above it."""
    names: dict[int, str] = {}
    taken: set[tuple[int, int]] = set()
    for place, row in enumerate(heads):
        column = 0
        for cell in row:
            while (place, column) in taken:
                column += 1
            for one, at in _area(cell, place, column):
                taken.add((one, at))
                names[at] = " ".join("".join(map(str, cell.itertext())).split())
    return [names[column] for column in sorted(names)]


def _area(cell: Element, row: int, column: int) -> Iterator[tuple[int, int]]:
    for down in range(int(cell.get("rowspan", "1"))):
        for along in range(int(cell.get("colspan", "1"))):
            yield row + down, column + along


def _say_roles(table: Element) -> None:
    table.set("role", "table")
    for element in table.iter("*"):
        if element.tag == q("th"):
            element.set("role", _HEADERS.get(element.get("scope", "col"), "columnheader"))
        elif element.tag in _ROLES:
            element.set("role", _ROLES[str(element.tag)])
