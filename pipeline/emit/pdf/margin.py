"""The outer column of a draft's pages: numbers of markers and what is said of them, so that none covers another.

A page is laid out before anybody knows which markers share a line. This settles it on the laid-out boxes (those of
WeasyPrint, whose version is locked): numbers of one line stand side by side, and a note that would touch something
says less, or nothing. The notes are moved to the page's margin: what is read aloud and copied is the text alone, and
the annotations of the finished file say the rest. Lengths are CSS pixels from the sheet's upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

Box: TypeAlias = Any  # WeasyPrint has no types

_SLOT = 15.0  # from the right edge of a number to the column of text
_GAP = 6.0  # between neighbours
_SAME_LINE = 9.0  # numbers closer than that stand in one line
_LINE = 14.0  # the height of a line of a note
_AIR = 4.0  # at both sides of what stands in the outer column


class Rectangle(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Rectangle) -> bool:
        """Tell whether two rectangles have a point in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Mark(NamedTuple):
    """Where a marker stands: the page from 0, its height, and the rectangles of its words there, one for each line."""

    anchor: str
    page: int
    height: float
    lines: tuple[Rectangle, ...]


class _Met(NamedTuple):
    """A box as it is met on the way down a page, with the box that holds it."""

    box: Box
    parent: Box


def marks_of(page: Box, number: int) -> list[Mark]:
    """Give the places of the markers that stand on a page: of their words, or of their number where they have none."""
    marks: dict[str, list[Rectangle]] = {}
    for box, _parent in _walk(page):
        anchor = box.element.get("id") if box.element is not None else None
        if anchor and _is_inline(box) and _has(box, "marker"):
            marks.setdefault(anchor, []).append(_area(box))
        elif anchor and _is_inline(box) and _has(box, "spot"):
            inner = [one.box for one in _walk(box) if _is_number(one.box)]
            marks.setdefault(anchor, []).extend(_as_high_as_a_line(_area(one)) for one in inner[:1])
    return [Mark(anchor, number, page.margin_height(), tuple(lines)) for anchor, lines in marks.items() if lines]


def settle(page: Box, side: float) -> None:
    """Put a page's numbers and notes in their places; `side` is the width of the outer column."""
    met = list(_walk(page))
    numbers = [one.box for one in met if _is_number(one.box) and one.box.style["position"] == "absolute"]
    notes = [one for one in met if _is_note(one.box)]
    for note in notes:
        note.parent.children = [child for child in note.parent.children if child is not note.box]
    column = page.content_box_x() + side
    obstacles = list(_obstacles(page, column))
    alone = _set_numbers(numbers, column, obstacles)
    _move(_set_notes([note.box for note in notes], alone, page.content_box_x(), obstacles), page)


def _walk(box: Box) -> Iterator[_Met]:
    """Give a box and those in it, in the order of the text."""
    waiting = [_Met(box, None)]
    while waiting:
        met = waiting.pop()
        yield met
        waiting += [_Met(child, met.box) for child in reversed(getattr(met.box, "children", ()))]


def _has(box: Box, kind: str) -> bool:
    return box.element is not None and kind in (box.element.get("class") or "").split()


def _is_inline(box: Box) -> bool:
    """Tell whether a box is an element's own, in a line or taken out of it: not that of a line or of words."""
    return getattr(box, "children", None) is not None and box.element_tag in ("mark", "span") and not _is_line(box)


def _is_line(box: Box) -> bool:
    return hasattr(box, "text_overflow")


def _is_number(box: Box) -> bool:
    return box.element_tag in ("a", "span") and _has(box, "marker-number") and not _is_line(box) and _holds(box)


def _is_note(box: Box) -> bool:
    return _has(box, "margin-note") and box.style["position"] == "absolute"


def _holds(box: Box) -> bool:
    return getattr(box, "children", None) is not None


def _area(box: Box) -> Rectangle:
    left, top, width, height = box.hit_area()
    return Rectangle(left, top, left + width, top + height)


def _as_high_as_a_line(area: Rectangle) -> Rectangle:
    middle = (area.top + area.bottom) / 2
    return area._replace(top=middle - _LINE / 2, bottom=middle + _LINE / 2)


def _obstacles(page: Box, column: float) -> Iterator[Rectangle]:
    """Give what else stands in the outer column: words, pictures, icons, panels."""
    waiting = [child for child in page.children if not hasattr(child, "at_keyword")]
    while waiting:
        box = waiting.pop()
        if _is_number(box):
            continue
        if not _holds(box) or _is_painted(box):
            area = _area(box)
            if area.left < column - 1 and area.right > area.left and area.bottom > area.top:
                yield area._replace(left=area.left - _AIR, right=area.right + _AIR)
        waiting += getattr(box, "children", ())


def _is_painted(box: Box) -> bool:
    if box.element_tag in ("html", "body"):
        return False
    pictures = any(kind != "none" for kind, _value in box.style["background_image"])
    return pictures or box.style["background_color"].alpha > 0


def _set_numbers(numbers: Sequence[Box], column: float, obstacles: list[Rectangle]) -> dict[str, Rectangle]:
    """Put the numbers before the column of text, those of one line side by side; give the places of the first.

    A note belongs to a number that has its line for itself. Every place that is taken joins the obstacles.
    """
    alone: dict[str, Rectangle] = {}
    for line in _lines(numbers):
        right = column - _SLOT
        for box in reversed(line):
            place = _free(_area(box), right, obstacles)
            box.translate(place.left - _area(box).left, 0)
            right = place.left - _GAP
            obstacles.append(place)
            if len(line) == 1:
                alone[box.element.get("href")] = place
    return alone


def _lines(boxes: Sequence[Box]) -> list[list[Box]]:
    """Give boxes by line, each as they come in the text."""
    lines: list[list[Box]] = []
    for box in boxes:
        same = next((one for one in lines if abs(one[0].position_y - box.position_y) < _SAME_LINE), None)
        if same is None:
            lines.append([box])
        else:
            same.append(box)
    return lines


def _free(area: Rectangle, right: float, obstacles: Sequence[Rectangle]) -> Rectangle:
    """Give the place nearest to `right` where a number touches nothing."""
    width = area.right - area.left
    place = area._replace(left=right - width, right=right)
    for other in sorted(obstacles, key=lambda one: -one.right):
        if place.touches(other):
            place = area._replace(left=other.left - _GAP - width, right=other.left - _GAP)
    return place


def _set_notes(notes: Sequence[Box], alone: dict[str, Rectangle], edge: float, obstacles: list[Rectangle]) -> list[Box]:
    """Put each note before its number; give those that have room, down to their first line, from `edge` on."""
    wanted = []
    for box in notes:
        number = alone.get(box.element.get("data-of"))
        if number is not None:
            area = _area(box)
            middle = (number.top + number.bottom - _LINE) / 2
            box.translate(number.left - _GAP - area.right, middle - area.top)
            if _area(box).left >= edge - 1:
                wanted.append(box)
    shown: list[Box] = []
    for box in wanted:
        # The first lines of the others have the right to their place, whichever note is set first.
        firsts = [_first_line(other) for other in wanted if other is not box]
        if _fits(box, [*obstacles, *firsts, *(_area(other) for other in shown)]):
            shown.append(box)
    return shown


def _first_line(box: Box) -> Rectangle:
    area = _area(box)
    return area._replace(bottom=min(area.bottom, area.top + _LINE))


def _fits(box: Box, taken: Sequence[Rectangle]) -> bool:
    """Tell whether a note touches nothing, if need be without its second line, which then goes."""
    if not any(_area(box).touches(other) for other in taken):
        return True
    if len(box.children) > 1 and not any(_first_line(box).touches(other) for other in taken):
        box.children = box.children[:1]
        box.height = _LINE
        return True
    return False


def _move(boxes: Sequence[Box], page: Box) -> None:
    """Hang notes into a margin of their page, which no reader takes for the text."""
    margin = next((child for child in page.children if hasattr(child, "at_keyword")), None)
    if margin is not None and boxes:
        page.children = [*page.children, margin.copy_with_children(list(boxes))]
