"""Finding the markers in one run of inlines: each shape of each kind where its place allows, then one per word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.markers.flat import OPAQUE, Flat
from pipeline.markers.shape import Hit, Home, Kind, Place, Shape, exception, needed, pattern

# Addresses, e-mail addresses and file names: never words. A closing bracket ends an address (`[TODO https://…]`).
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\])»>]+|(?<![\w.+-])[\w.+-]{1,200}@[\w-]+(?:\.[\w-]+)+|"
    r"(?<![\w./-])[\w./-]{1,200}\.(?:md|html?|pdf|docx?|ya?ml|json|png|jpe?g|svg)\b"
)
_SQUARE = re.compile(r"(?<!\[)\[([^\[\]]{1,300})\](?!\])")
_ROUND = re.compile(r"\(([^()]{1,200})\)")
_STRENGTH = {"sure": 0, "suspected": 1, "blank": 2}
_OPENING, _CLOSING = "«\"“", "»\"”"


class Line(NamedTuple):
    """The offsets of a line of a run."""

    start: int
    end: int


class Scene(NamedTuple):
    """A run as the shapes see it.

    Attributes:
        text: the flat text, addresses made opaque.
        lines: its lines.
        squares, rounds: its brackets, each by the offsets of its content.
        flat: the run.
        home: what the run is.
        alone: whether it is all that its page says.
    """

    text: str
    lines: tuple[Line, ...]
    squares: tuple[tuple[int, int], ...]
    rounds: tuple[tuple[int, int], ...]
    flat: Flat
    home: Home
    alone: bool


Stretch = tuple[int, int]


def _opaque(match: re.Match[str]) -> str:
    return OPAQUE * len(match.group())


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        yield Line(start, start + len(line))
        start += len(line) + 1


def _scene(flat: Flat, home: Home, alone: bool) -> Scene:
    text = _ADDRESS.sub(_opaque, flat.text) if "." in flat.text or "@" in flat.text else flat.text
    squares = tuple(match.span(1) for match in _SQUARE.finditer(text)) if "[" in text else ()
    rounds = tuple(match.span(1) for match in _ROUND.finditer(text)) if "(" in text else ()
    return Scene(text, tuple(_lines(text)), squares, rounds, flat, home, alone)


def _matched(match: re.Match[str]) -> Stretch:
    return match.span("m") if "m" in match.re.groupindex else match.span()


def _line_of(scene: Scene, at: int) -> Line:
    return scene.lines[bisect_right(scene.lines, at, key=_start) - 1]


def _start(stretch: tuple[int, ...] | Line | Hit) -> int:
    return int(stretch[0])


def _ordinary(shape: Shape, text: str) -> bool:
    """Tell whether the shape's exception holds in this text."""
    unless = exception(shape)
    return unless is not None and unless.search(text) is not None


def _anywhere(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    for match in pattern(shape).finditer(scene.text):
        start, end = _matched(match)
        line = _line_of(scene, start)
        if not shape.unless or not _ordinary(shape, scene.text[line.start : line.end]):
            yield start, end


def _bracket(scene: Scene, shape: Shape, contents: Iterable[Stretch]) -> Iterator[Stretch]:
    for start, end in contents:
        if pattern(shape).match(scene.text, start, end) and not _ordinary(shape, scene.text[start:end]):
            yield start - 1, end + 1


def _square(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    return _bracket(scene, shape, scene.squares)


def _round(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    return _bracket(scene, shape, scene.rounds)


def _line(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    for line in scene.lines:
        match = pattern(shape).match(scene.text, line.start, line.end)
        if match and not _ordinary(shape, scene.text[line.start : line.end]):
            yield _matched(match)


def _page(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    return _line(scene, shape) if scene.alone and len(scene.lines) == 1 else iter(())


def _bold(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    """Find whole bold stretches that open a line or follow a colon or a dash, and that no sentence goes on after."""
    for start, end in scene.flat.bold:
        line = _line_of(scene, start)
        before = scene.text[line.start : start].rstrip()
        led_in = not re.search(r"\w", before) or before.endswith((":", "–", "—", "-", "(", "["))
        goes_on = scene.text[end : line.end].lstrip()[:1].islower()
        if led_in and not goes_on and pattern(shape).match(scene.text, start, end):
            yield start, end


def _title(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    if scene.home == "title" and pattern(shape).match(scene.text):
        yield 0, len(scene.text)


def _yellow(scene: Scene, shape: Shape) -> Iterator[Stretch]:
    return (
        (start, end) for start, end in scene.flat.yellow if pattern(shape).match(scene.text, start, end)
    )


PLACES: Mapping[Place, Callable[[Scene, Shape], Iterator[Stretch]]] = {
    "anywhere": _anywhere,
    "square": _square,
    "round": _round,
    "line": _line,
    "page": _page,
    "bold": _bold,
    "title": _title,
    "yellow": _yellow,
}


def _trimmed(text: str, stretch: Stretch) -> Stretch:
    """Take blanks off both ends of a stretch."""
    words = text[stretch[0] : stretch[1]]
    return stretch[0] + len(words) - len(words.lstrip()), stretch[0] + len(words.rstrip())


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether quotation marks stand round a stretch: then the text speaks of a marker and has none."""
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return bool(before) and before in _OPENING and bool(after) and after in _CLOSING


def _hits(scene: Scene, lower: str, kinds: tuple[Kind, ...]) -> Iterator[Hit]:
    for kind in kinds:
        for shape in kind.shapes:
            if shape.needs and not any(word in lower for word in shape.needs):
                continue
            if scene.home in shape.never or (shape.only and scene.home not in shape.only):
                continue
            for stretch in PLACES[shape.place](scene, shape):
                start, end = _trimmed(scene.text, stretch)
                if start < end and not _quoted(scene.text, start, end):
                    yield Hit(start, end, kind.name, shape.level or kind.level, shape.inside)


def _settle(hits: Iterable[Hit]) -> list[Hit]:
    """Keep one hit for the same words: the surest, then the longest, then that of the earlier kind."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (_STRENGTH[hit.level], hit.start - hit.end)):
        index = bisect_right(kept, hit.start, key=_start)
        free_before = index == 0 or kept[index - 1].end <= hit.start
        free_after = index == len(kept) or hit.end <= kept[index].start
        if free_before and free_after:
            kept.insert(index, hit)
    return kept


def _announced_once(scene: Scene, hits: list[Hit]) -> list[Hit]:
    """Drop the 🚧 of a line that holds another sure marker: « 🚧 En cours de rédaction 🚧 » is one place."""

    def is_sign(hit: Hit) -> bool:
        return hit.kind == "under-construction" and scene.text[hit.start] in "🚧:"

    said = {_line_of(scene, hit.start) for hit in hits if hit.level == "sure" and not is_sign(hit)}
    kept = []
    for hit in hits:
        line = _line_of(scene, hit.start)
        if not is_sign(hit) or line not in said:
            kept.append(hit)
            said.add(line)
    return kept


def find(flat: Flat, home: Home, alone: bool, kinds: tuple[Kind, ...]) -> tuple[Hit, ...]:
    """Find the markers of a run, in order, none overlapping another.

    Args:
        flat: the run.
        home: what it is; a heading is not searched as a paragraph is.
        alone: whether it is all that its page says.
        kinds: what to look for.
    """
    lower = flat.text.lower()
    if not flat.yellow and needed(kinds).search(lower) is None:
        return ()
    scene = _scene(flat, home, alone)
    hits = _settle(_hits(scene, lower, kinds))
    return tuple(_announced_once(scene, hits) if len(hits) > 1 else hits)
