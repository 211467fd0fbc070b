"""Where the pages of the PDF begin in the text of the e-book (EPUB Accessibility 1.1, 3.3: page navigation).

The layout of the PDF tells the first words of each page. They are looked for in the text of the chapter, between the
headings whose pages are known; print breaks lines, cuts words and tables, so letters and digits alone are compared.
Where they are not found (a table that paper has in another order), the page is put where it must be about: no page is
left out, and the order of pages is that of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from pipeline.emit.epub.xml import Element, insert_in_text, make, texts
from pipeline.messages import Say

# What a screen shows beside the text, and print elsewhere or not at all.
_ADDED = frozenset(
    ("marker-number", "marker-notes", "note-number", "call", "back", "nothing", "index-jumps", "numeral")
)
_LENGTHS = (48, 24, 12, 6)  # letters by which a beginning is known, the surest first
_STARTS = 4  # pieces of a page that are tried: the first may be words that only paper has
_SHORTEST = 4


class Piece(NamedTuple):
    """A text of the tree: where its letters begin among all, the element it belongs to, whether it stands behind it."""

    start: int
    element: Element
    behind: bool
    text: str


class Letters(NamedTuple):
    """The letters of a chapter, the texts they stand in, and where its known places are."""

    all: str
    pieces: tuple[Piece, ...]
    places: dict[str, int]


def page_id(number: int) -> str:
    """Give the id of the place where a page begins; with a full stop, which no id of the book's own pages has."""
    return f"page.{number}"


def mark_pages(
    section: Element, first: int, last: int, known: Mapping[str, int], openings: Mapping[int, str], say: Say
) -> list[int]:
    """Mark in a section where pages begin, of those from `first` to `last`; give the numbers of those marked.

    `known` are the pages of places, `openings` the first words of pages, a line for each piece; a page without words
    is none of the text.
    """
    section.insert(0, _mark(first, say))
    section[0].tail, section.text = section.text, None
    numbers = [number for number in range(first + 1, last + 1) if openings.get(number, "").strip()]
    letters = _letters(section, known)
    found = list(_found(numbers, letters, known, openings))
    # From the last to the first: a mark parts the text behind which it is put.
    for number, place in reversed(list(zip(numbers, found, strict=True))):
        _put(letters, place, _mark(number, say))
    return [first, *numbers]


def _mark(number: int, say: Say) -> Element:
    label = say("page {number}", number=number)
    return make("span", {"epub:type": "pagebreak", "role": "doc-pagebreak", "id": page_id(number), "aria-label": label})


def _letters(section: Element, known: Mapping[str, int]) -> Letters:
    drawn: list[str] = []
    pieces: list[Piece] = []
    places: dict[str, int] = {}
    owner: Element | None = None
    total = 0
    begun: set[Element] = set()
    for element, behind, text in texts(section, _ADDED):
        pieces.append(Piece(total, element, behind, text))
        squashed = "".join(_squashed(text))
        drawn.append(squashed)
        owner = element
        for one in (owner, *owner.iterancestors()):
            if one in begun:
                break
            begun.add(one)
            name = one.get("id", "")
            if not behind and name in known and "--" not in name:
                places[name] = total
        total += len(squashed)
    return Letters("".join(drawn), tuple(pieces), places)


def _squashed(text: str) -> Iterator[str]:
    """Give the letters and digits of a text, compatible ones as one."""
    for character in text:
        for one in normalize("NFKC", character).casefold():
            if one.isalnum():
                yield one


def _found(
    numbers: Sequence[int], letters: Letters, known: Mapping[str, int], openings: Mapping[int, str]
) -> Iterator[int]:
    """Give where each page begins, none before the one before it."""
    here = 0
    for number in numbers:
        before = [place for name, place in letters.places.items() if known[name] < number]
        after = [place for name, place in letters.places.items() if known[name] >= number]
        low = max([here, *before])
        high = max(low, min(after, default=len(letters.all)))
        place = _beginning(openings[number], letters.all, low, high)
        if place is None:
            # A heading of the page itself begins it, or stands a little below its beginning.
            own = [at for name, at in letters.places.items() if known[name] == number and at >= low]
            place = min(own, default=(low + high) // 2)
        here = place
        yield place


def _beginning(opening: str, text: str, low: int, high: int) -> int | None:
    """Find the first words of a page in a stretch of a text; `high` is the last place where they may begin."""
    pieces = ["".join(_squashed(piece)) for piece in opening.split("\n")]
    for length in _LENGTHS:
        for start in range(min(_STARTS, len(pieces))):
            wanted = "".join(pieces[start:])[:length]
            if len(wanted) >= min(length, _SHORTEST if start == 0 else length):
                place = text.find(wanted, low, high + len(wanted))
                if place >= 0:
                    return place
    return None


def _put(letters: Letters, place: int, mark: Element) -> None:
    """Put a mark before the word in which a letter stands."""
    index = max(bisect_right([piece.start for piece in letters.pieces], place) - 1, 0)
    piece = letters.pieces[index]
    counts = accumulate((sum(1 for _ in _squashed(one)) for one in piece.text), initial=piece.start)
    offset = bisect_right(list(counts), place) - 1
    start = max(piece.text.rfind(blank, 0, offset) for blank in " \n\t\u00a0\u202f") + 1
    insert_in_text(piece.element, piece.behind, start, mark)
