"""The pattern on the cover, drawn from the title: each guide has its own face, all a family likeness."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from pipeline.emit.look import Look

_TILE = 100
# Shapes on a square of 100, as SVG path data; turned by quarters they fit at every edge.
_SHAPES = (
    "M0 0H100A100 100 0 0 1 0 100Z",
    "M0 0H100V100Z",
    "M0 50A50 50 0 0 1 100 50Z",
    "M50 5A45 45 0 1 1 49.9 5Z",
    "M0 0A100 100 0 0 0 100 100V60A60 60 0 0 1 40 0Z",
    "M0 0H100V20H0ZM0 40H100V60H0ZM0 80H100V100H0Z",
)


def _chances(seed: str) -> Iterator[int]:
    """Give bytes drawn from a text, without end, the same for the same text."""
    block = 0
    while True:
        yield from sha256(f"{seed}\0{block}".encode()).digest()
        block += 1


def mark(seed: str, look: Look) -> str:
    """Give a corner of a pattern as an SVG file: what a browser shows on a page's tab."""
    return pattern(seed, look, 2, 2)


def pattern(seed: str, look: Look, columns: int, rows: int) -> str:
    """Give the pattern as an SVG file of `columns` by `rows` squares."""
    cover = look.tokens["cover"]
    chances = _chances(seed)
    warm = {next(chances) % (columns * rows) for _ in range(max(1, columns * rows // 24))}
    tiles = []
    for place in range(columns * rows):
        kind, tone, turn, ground = (next(chances) for _ in range(4))
        x, y = place % columns * _TILE, place // columns * _TILE
        # The pattern thins out towards the title below it.
        if kind % 16 < 3 + 5 * (place // columns) // max(rows - 1, 1) and place not in warm:
            continue
        tones = cover["tones"]
        fill = cover["accent"] if place in warm else tones[tone % len(tones)]
        if ground % 4 == 0 and place not in warm:
            tiles.append(f'<path fill="{tones[(tone + 1) % 2]}" d="M{x} {y}h{_TILE}v{_TILE}h-{_TILE}z"/>')
        move = f"translate({x} {y}) rotate({turn % 4 * 90} {_TILE // 2} {_TILE // 2})"
        shape = _SHAPES[3] if place in warm else _SHAPES[kind % len(_SHAPES)]
        tiles.append(f'<path fill="{fill}" transform="{move}" d="{shape}"/>')
    width, height = columns * _TILE, rows * _TILE
    box = f'viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
        f'<path fill="{cover["ground"]}" d="M0 0H{width}V{height}H0z"/>{"".join(tiles)}</svg>'
    )
