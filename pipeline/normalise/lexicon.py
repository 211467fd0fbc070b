"""Finding the words of a vocabulary in running text: one pattern for all of them.

An acronym is found as it is written, with the -s that many give to its plural. A term is found with or without the
capital of a sentence's beginning, in the singular or the regular plural of each of its words. Of two that begin at one
place the longest wins; none is found inside a longer word, a compound, a file's name or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model import Headword
from pipeline.model.text import plain

_SPACE = "[ \u00a0\u202f]"
# What makes a neighbour part of the word: a letter or digit, a hyphen (also the one that does not break), a point in a
# name such as `page.RGAA` or `RGAA.fr`; `#` begins the name of a channel or a ticket.
_BEFORE = r"(?<![\w#\-\u2011]{0})(?<!\w\.{0})"
_AFTER = r"(?![\w]|[\-\u2011]\w|\.\w)"
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_SHORT = 3  # letters: articles and prepositions have no plural


class Found(NamedTuple):
    """Characters `start` to `end` of a text are this word."""

    start: int
    end: int
    word: Headword


class Lexicon(NamedTuple):
    """A vocabulary ready to be looked for: the pattern of all words, and each word's own."""

    pattern: re.Pattern[str]
    words: tuple[tuple[re.Pattern[str], Headword], ...]
    known: dict[str, Headword]


def lexicon(vocabulary: Sequence[Headword]) -> Lexicon:
    """Give the lexicon of a vocabulary."""
    ways = [(way, word) for word in vocabulary for form in _forms(word) for way in _ways(form, word)]
    ways.sort(key=lambda one: len(one[0]), reverse=True)
    by_first: dict[str, list[str]] = {}
    for way, _word in ways:
        first, rest = _first(way)
        by_first.setdefault(first, []).append(rest)
    # Each branch begins with a letter, so that the search passes over all others at once.
    branches = (f"{first}{_BEFORE.format(first)}(?:{'|'.join(rests)}){_AFTER}" for first, rests in by_first.items())
    own = tuple((re.compile(way), word) for way, word in ways)
    return Lexicon(re.compile("|".join(branches) or r"(?!)"), own, {})


def _forms(word: Headword) -> Iterator[str]:
    yield " ".join(plain(word.words).split())
    yield from (" ".join(form.split()) for form in word.forms if form.strip())


def _ways(form: str, word: Headword) -> Iterator[str]:
    """Give the patterns of one way to write a word."""
    if word.expansion:
        yield _escaped(form) + ("s?" if form[-1:].isupper() else "")
        return
    whole = _SPACE.join(_plural(one) for one in form.split(" "))
    first, rest = _first(whole)
    for letter in dict.fromkeys((first, first.upper() if len(first) == 1 else first)):
        yield letter + rest


def _plural(word: str) -> str:
    """Give the pattern of a word in the singular or its regular plural."""
    written = _escaped(word)
    if len(word) < _SHORT or not word[-1].isalpha() or word[-1] in "sxz" or word.isupper():
        return written
    return written + ("x?" if word.endswith(("eau", "eu", "au")) else "s?")


def _escaped(words: str) -> str:
    return "".join("['’]" if one in "'’" else _SPACE if one.isspace() else re.escape(one) for one in words)


def _first(pattern: str) -> tuple[str, str]:
    """Give a pattern's first character, escaped or not, and the rest."""
    size = pattern.index("]") + 1 if pattern[:1] == "[" else 2 if pattern[:1] == "\\" else 1
    return pattern[:size], pattern[size:]


def find(line: str, of: Lexicon) -> Iterator[Found]:
    """Give the words found in a line, in order; what is part of an address is none."""
    match = of.pattern.search(line)
    if match is None:
        return
    addresses = [one.span() for one in _ADDRESS.finditer(line)]
    for match in of.pattern.finditer(line):
        start, end = match.span()
        if not any(first <= start < last for first, last in addresses):
            yield Found(start, end, _word(match[0], of))


def _word(written: str, of: Lexicon) -> Headword:
    """Give the word that is written so: the first whose own pattern fits, acronyms being told by their capitals."""
    if written not in of.known:
        of.known[written] = next(word for way, word in of.words if way.fullmatch(written))
    return of.known[written]
