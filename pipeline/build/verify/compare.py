"""Finding words in a text, whatever their order: which of the expected words does it lack?

Both sides are letters and digits alone, so a word cut at the end of a line is whole again. First the expected words
are followed through the text, jumping by anchors (stretches of letters) where something stands between or elsewhere;
then what is left on both sides is matched word by word. Every letter of the text serves once: a word that is expected
twice must stand there twice. Linear in the length of both sides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from pipeline.build.verify.text import fold

_ANCHOR = 14  # letters: enough not to be found by chance, few enough to stand in most sentences
_TRIES = 24  # places of one anchor that are looked at
_PIECES = 16  # pieces that a word may be broken into
_HYPHEN = "\ufffe"  # pypdfium2's sign for the hyphen of a word that goes on
_DIGITS = 3  # of the number of a footnote or a marker that is printed against a word
_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_SHORT_RUN = 4  # words: from here on, a run of which most are missing is missing as a whole


class _Text(NamedTuple):
    """A text as its letters.

    `starts` are those that begin a piece; `bounds` is 2 at those that begin a word and at the end, 1 at the other
    starts, 0 elsewhere. `cut` are the beginnings of words that the end of a page cuts in two.
    """

    letters: str
    starts: list[int]
    bounds: bytearray
    cut: frozenset[str]


def pieces(word: str) -> tuple[str, ...]:
    """Give the pieces of a word, folded: what signs part, and letters and digits apart; none where it is signs only."""
    known = word if word.isascii() else normalize("NFKC", word)
    return tuple(folded for piece in _PIECE.findall(known) if (folded := fold(piece)))


def _text(found: str) -> _Text:
    letters: list[str] = []
    starts: list[int] = []
    bounds = bytearray()
    cut: set[str] = set()
    for word in _WORD.findall(found):
        mark = 2
        parts = pieces(word)
        for piece in parts:
            starts.append(len(bounds))
            letters.append(piece)
            bounds += bytes((mark,)) + bytes(len(piece) - 1)
            mark = 1
        if word.endswith(_HYPHEN) and parts:
            cut.add("".join(parts))
    bounds.append(2)
    return _Text("".join(letters), starts, bounds, frozenset(cut))


def missing(expected: Sequence[Sequence[str]], found: str) -> list[bool]:
    """Tell for each expected word, given as its pieces, whether the text lacks it."""
    text = _text(found)
    used = bytearray(len(text.letters))
    words = ["".join(word) for word in expected]
    lacking = _follow(words, text, used)
    _pick_up(expected, words, text, used, lacking)
    return lacking


def _follow(expected: Sequence[str], text: _Text, used: bytearray) -> list[bool]:
    """Follow the expected words through the text; give which are not met."""
    letters, bounds = text.letters, text.bounds
    whole = "".join(expected)
    lacking = [False] * len(expected)
    anchors = _anchors(text)
    cursor = offset = 0

    def fits(place: int, number: int) -> bool:
        """Tell whether a word stands at a place that is free, and ends there as words do."""
        word = expected[number]
        end = place + len(word)
        if not letters.startswith(word, place) or used.find(1, place, end) >= 0:
            return False
        if bounds[end] == 2 or number + 1 == len(expected):
            return bounds[end] == 2
        after = expected[number + 1]
        return letters.startswith(after, end) or (
            letters[end].isdigit() and any(letters.startswith(after, end + more) for more in range(1, _DIGITS + 1))
        )

    for number, word in enumerate(expected):
        place = cursor
        if not fits(place, number):
            places = anchors.get(whole[offset : offset + _ANCHOR], ())
            fitting = [one for one in _nearest(places, cursor) if fits(one, number)]
            # A place where a word begins rather than one inside a word, which is another word's.
            place = next((one for one in fitting if bounds[one] == 2), fitting[0] if fitting else -1)
        if place < 0:
            lacking[number] = True
        else:
            cursor = place + len(word)
            used[place:cursor] = b"\1" * len(word)
        offset += len(word)
    return lacking


def _anchors(text: _Text) -> dict[str, list[int]]:
    """Give the places of every anchor that begins where a piece does."""
    anchors: dict[str, list[int]] = {}
    for start in text.starts:
        anchors.setdefault(text.letters[start : start + _ANCHOR], []).append(start)
    return anchors


def _nearest(places: Sequence[int], cursor: int) -> Iterator[int]:
    """Give the places of an anchor that are worth a look: those behind the cursor first, then those before it."""
    behind = bisect_left(places, cursor)
    yield from places[behind : behind + _TRIES]
    yield from places[: min(behind, _TRIES)]
    yield from places[max(0, behind - _TRIES) : behind]


def _runs(lacking: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give the runs of words that are not met, as ranges."""
    start = -1
    for number, lacks in enumerate((*lacking, False)):
        if lacks and start < 0:
            start = number
        elif not lacks and start >= 0:
            yield start, number
            start = -1


def _pick_up(
    expected: Sequence[Sequence[str]], words: Sequence[str], text: _Text, used: bytearray, lacking: list[bool]
) -> None:
    """Look for the words that were not met among the pieces that nothing used: whole, broken, or piece by piece.

    Where most words of a run stay missing, those that are met stand there by chance: the whole run is missing.
    """
    runs = tuple(_runs(lacking))
    numbers = [number for start, end in runs for number in range(start, end)]
    if not numbers:
        return
    ways = {number: tuple(_ways(words[number], expected[number], text.cut)) for number in numbers}
    wanted = {part for number in numbers for way in ways[number] for part in way}
    free = _Free(_free(text, used, wanted), used)
    for start, end in runs:
        met = {number: taken for number in range(start, end) if (taken := free.take(ways[number]))}
        sure = frozenset(_in_a_row(met, free))
        left = end - start - len(sure)
        by_chance = left >= _SHORT_RUN and 2 * (len(met) - len(sure)) < left
        for number, taken in met.items():
            if by_chance and number not in sure:
                free.give_back(taken)
            else:
                lacking[number] = False


def _in_a_row(met: Mapping[int, list[tuple[str, int]]], free: _Free) -> Iterator[int]:
    """Give those of the words met that stand next to their neighbour in the text too: that is no chance."""
    for one, other in pairwise(sorted(met)):
        word, at = met[one][-1]
        if other == one + 1 and free.places[word][at] + len(word) == free.places[met[other][0][0]][met[other][0][1]]:
            yield one
            yield other


def _ways(word: str, parts: Sequence[str], cut: frozenset[str]) -> Iterator[Sequence[str]]:
    """Give the ways in which a word may stand: whole, in its pieces, or cut in two by the end of a page."""
    yield (word,)
    if len(parts) > 1:
        yield parts
    for beginning in cut:
        if word.startswith(beginning) and word != beginning:
            yield beginning, word[len(beginning) :]


class _Free:
    """The places of wanted words that nothing uses yet; each is looked at once, unless it is given back."""

    def __init__(self, places: dict[str, list[int]], used: bytearray) -> None:
        self.places, self.used = places, used
        self.next: dict[str, int] = {}

    def take(self, ways: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
        """Take the places of a word in the first way that is possible; give what was taken, nothing where none is."""
        for way in ways:
            taken: list[tuple[str, int]] = []
            for one in way:
                at = self._find(one)
                if at < 0:
                    break
                place = self.places[one][at]
                self.used[place : place + len(one)] = b"\1" * len(one)
                taken.append((one, at))
            else:
                return taken
            self.give_back(taken)
        return []

    def give_back(self, taken: Sequence[tuple[str, int]]) -> None:
        """Free what was taken."""
        for word, at in taken:
            place = self.places[word][at]
            self.used[place : place + len(word)] = bytes(len(word))
            self.next[word] = min(self.next[word], at)

    def _find(self, word: str) -> int:
        """Give the number of a word's first free place, or -1."""
        places = self.places.get(word, [])
        at = self.next.get(word, 0)
        while at < len(places) and self.used.find(1, places[at], places[at] + len(word)) >= 0:
            at += 1
        self.next[word] = at
        return at if at < len(places) else -1


def _free(text: _Text, used: bytearray, wanted: set[str]) -> dict[str, list[int]]:
    """Give where the wanted words stand as free pieces or as several of them one after the other."""
    letters = text.letters
    free = [(start, end) for start, end in pairwise((*text.starts, len(letters))) if used.find(1, start, end) < 0]
    longest = max(map(len, wanted))
    places: dict[str, list[int]] = {}
    for number, (start, end) in enumerate(free):
        last = end
        for following in range(number, min(number + _PIECES, len(free))):
            if following > number:
                if free[following][0] != last:
                    break
                last = free[following][1]
            if last - start > longest:
                break
            word = letters[start:last]
            if word in wanted:
                places.setdefault(word, []).append(start)
    return places
