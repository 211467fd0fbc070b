"""From the leaves of a book to its PDF: what is kept is taken, the rest is laid out, and all is linked.

The numbers that a leaf prints of pages elsewhere are filled in when the book is linked; it is laid out with room for
as many digits as they have. How many is guessed at first; leaves whose guess was wrong are laid out again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.emit.order import Store
from pipeline.emit.pdf.fragment import Fragment, Job, pack, unpack
from pipeline.emit.pdf.linking import Frame, link
from pipeline.emit.pdf.pagination import Piece, folios, openings, paginated
from pipeline.emit.pdf.press import pressed, pressed_here
from pipeline.emit.pdf.slots import targets, with_room

_ROUNDS = 6
_ALONE = 60_000  # letters of HTML: less is laid out before another process would have begun
_PAGE = 3_000  # letters of HTML on a page, about
_ID = re.compile(r'\sid="([^"]+)"')

Numbers = Mapping[str, int]


class Leaf(NamedTuple):
    """A piece of the book that is laid out alone.

    Attributes:
        name: what a message calls it.
        html: the piece.
        on_right: it begins on a right page.
        redraw: gives the piece anew from the pages of named places, for a piece that is made of page numbers.
    """

    name: str
    html: str
    on_right: bool = False
    redraw: Callable[[Numbers], str] | None = None


class Bound(NamedTuple):
    """A book as PDF; how many leaves were laid out for it, what the layout had to say, the page of each id.

    `openings` are the first words of each page, a line for each piece of text.
    """

    data: bytes
    laid: int
    told: tuple[str, ...]
    pages: Numbers
    openings: Mapping[int, str]


class _Press(NamedTuple):
    """What leaves are laid out with."""

    job: Callable[[str], Job]
    store: Store
    processes: int


def bind(
    leaves: Sequence[Leaf], job: Callable[[str], Job], frame: Frame, store: Store, processes: int | None = None
) -> Bound:
    """Give the book; `job` makes the order for the layout of a piece.

    Raises:
        StopBuildError: WeasyPrint or a library it needs is missing (E104), or a process died (E201).
        LayoutError: the library failed on a leaf.
    """
    press = _Press(job, store, processes or os.cpu_count() or 1)
    # Another style has other pages; books of both are made in one build.
    memory = sha256("\0".join((job("").sheet, *(leaf.name for leaf in leaves))).encode()).digest()
    remembered = _remembered(store, memory)
    digits = _digits(remembered) if remembered else _guess(leaves)
    htmls = _drawn(leaves, remembered) if remembered else [leaf.html for leaf in leaves]
    fragments: dict[bytes, Fragment] = {}
    pieces: list[Piece] = []
    numbers: Numbers = {}
    wanted: set[str] = set()
    laid = 0
    for _ in range(_ROUNDS):
        # Jobs are known by their digests: together they may be large, and most are not laid out.
        jobs = (pack(job(with_room(html, digits))) for html in htmls)
        keys, made = _lay(jobs, leaves, fragments, press)
        laid += made
        pieces = paginated([fragments[key] for key in keys], [leaf.on_right for leaf in leaves])
        numbers = folios(pieces)
        drawn = _drawn(leaves, numbers)
        wanted = {name for html in drawn for name in targets(html)}
        now = {name: len(str(numbers.get(name, 1))) for name in wanted}
        if drawn == htmls and all(count == digits.get(name, 1) for name, count in now.items()):
            break
        htmls, digits = drawn, now
    if numbers != remembered:
        store.keep({memory: msgspec.msgpack.encode(numbers)})
    told = dict.fromkeys(sentence for piece in pieces for sentence in piece.fragment.told)
    told.update(dict.fromkeys(f"No place #{name} for a link" for name in sorted(wanted - set(numbers))))
    return Bound(link(pieces, frame, store), laid, tuple(told), numbers, openings(pieces))


@cache
def laid_with() -> str:
    """Give what lays out, by its versions and by the words of this package: another one makes other fragments."""
    own = sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        own.update(file.read_bytes())
    return f"{version('weasyprint')} {version('pydyf')} {own.hexdigest()}"


def _drawn(leaves: Sequence[Leaf], numbers: Numbers) -> list[str]:
    return [leaf.redraw(numbers) if leaf.redraw else leaf.html for leaf in leaves]


def _digits(numbers: Numbers) -> dict[str, int]:
    return {name: len(str(number)) for name, number in numbers.items()}


def _remembered(store: Store, memory: bytes) -> dict[str, int]:
    """Give the pages of all places when the book was bound last, or nothing."""
    data = store.kept(memory)
    try:
        return msgspec.msgpack.decode(data, type=dict[str, int]) if data else {}
    except msgspec.MsgspecError:
        return {}


def _guess(leaves: Sequence[Leaf]) -> dict[str, int]:
    """Guess how many digits the page of each place has, by what stands before it."""
    digits: dict[str, int] = {}
    page = 1.0
    for leaf in leaves:
        for found_id in _ID.finditer(leaf.html):
            digits.setdefault(found_id[1], len(str(int(page + found_id.start() / _PAGE))))
        page += max(1, round(len(leaf.html) / _PAGE))
    return digits


def _lay(
    jobs: Iterable[bytes], leaves: Sequence[Leaf], fragments: dict[bytes, Fragment], press: _Press
) -> tuple[list[bytes], int]:
    """See to it that each job has its fragment; give the jobs' digests, and how many had to be laid out."""
    keys: list[bytes] = []
    missing: dict[bytes, bytes] = {}
    letters = 0
    for job, leaf in zip(jobs, leaves, strict=True):
        key = sha256(job).digest()
        keys.append(key)
        if key not in fragments and key not in missing:
            fragment = _kept(key, press.store)
            if fragment is None:
                missing[key] = job
                letters += len(leaf.html)
            else:
                fragments[key] = fragment
    made = dict(zip(missing, _made(list(missing.values()), letters, press.processes), strict=True))
    fragments.update((key, unpack(data)) for key, data in made.items())
    press.store.keep(made)
    return keys, len(made)


def _kept(key: bytes, store: Store) -> Fragment | None:
    data = store.kept(key)
    try:
        return unpack(data) if data else None
    except msgspec.MsgspecError:
        return None


def _made(jobs: Sequence[bytes], letters: int, processes: int) -> list[bytes]:
    """Lay out jobs: a few at once and here, many in other processes."""
    if processes > 1 and len(jobs) > 1 and letters > _ALONE:
        return pressed(jobs, processes)
    return [pressed_here(job) for job in jobs]
