"""When words are the same: word processors change apostrophes, spaces and hyphens, and nobody meant anything by it.

So typography that a client (or our own French passes) puts in or takes out is no change: ' and ’, spaces of every
width and number, hyphens that may not break, soft hyphens, joiners, three dots and the one character for them. It is
neither reported nor counted where nobody tracked it; a change that the word processor tracked is always reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u2011": "-", "\u2010": "-", **dict.fromkeys(_UNSEEN)})
_TOKEN = re.compile(rf"[\w\u0300-\u036f{_UNSEEN}]+|\.\.\.|[\u2029\n\t]|[^\S\u2029\n\t]+|.")
_BESIDE_SIGNS = re.compile(r" (?=[^\w\s])|(?<=[^\w\s]) ")
_SET = re.compile("[ «»“”„\"']")
_WORD = re.compile(r"\w")


class Token(NamedTuple):
    """A word, a stretch of spaces or a sign of a text, from `start` to `end`; `key` is what it is compared by."""

    start: int
    end: int
    key: str


def _key(words: str) -> str:
    if words.isspace():
        return words if words in ("\n", "\u2029", "\t") else " "
    if words == "...":
        return "…"
    return unicodedata.normalize("NFC", words.translate(_SAME))


def tokens(text: str) -> list[Token]:
    """Give the tokens of a text, those that nobody sees aside."""
    found = (Token(one.start(), one.end(), _key(one.group())) for one in _TOKEN.finditer(text))
    return [token for token in found if token.key]


def likened(text: str) -> str:
    """Give the form of a text by which it is compared with others."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_SAME)).replace("...", "…").split())


def settled(text: str) -> str:
    """Give the form of a text by which it is compared where spaces beside signs do not count: typography sets them."""
    return _BESIDE_SIGNS.sub("", likened(text))


def bare(settled_text: str) -> str:
    """Give the form of a text by which it is compared where typography may have set spaces and quotes too."""
    return _SET.sub("", settled_text)


def words(text: str) -> Counter[str]:
    """Count the words of a text, each as often as it has letters."""
    found: Counter[str] = Counter()
    for token in tokens(text.casefold()):
        if _WORD.match(token.key):
            found[token.key] += len(token.key)
    return found


def likeness(left: Counter[str], right: Counter[str]) -> float:
    """Tell how much of the words of two texts is the same, from 0 to 1."""
    total = left.total() + right.total()
    if not total:
        return 0.0
    small, large = (left, right) if len(left) < len(right) else (right, left)
    return 2 * sum(min(count, large[word]) for word, count in small.items() if word in large) / total


def has_words(text: str) -> bool:
    """Tell whether a text holds more than spaces."""
    return bool(likened(text))
