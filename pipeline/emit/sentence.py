"""The sentence that a marker stands in or speaks of, with the marker's own words found in it."""

from __future__ import annotations

import re

from pipeline.emit.words import marker_words
from pipeline.model import Marker

# Kinds that no words of the author's stand for.
_UNWRITTEN = frozenset(("empty-row", "empty-skill", "empty-section", "empty-page", "missing-image"))
# What typography may have changed in a sentence since the marker was written: each class by one of its characters.
_SPACED = frozenset("?!:;»%")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # those that French typography sets stay
_ALIKE = {"'": "['’]", "’": "['’]", '"': '["«»“”]', "…": r"(?:…|\.\.\.)"}


def one_line(text: str) -> str:
    """Give a text on one line, without what a terminal obeys (C0 and C1 controls)."""
    shown = "".join(sign if sign.isprintable() or sign.isspace() else _sign(sign) for sign in text)
    return _BLANKS.sub(" ", shown).strip()


def _sign(sign: str) -> str:
    return "" if ord(sign) < 0x20 or 0x7F <= ord(sign) < 0xA0 else sign


def _as_typeset(words: str) -> re.Pattern[str]:
    """Give a pattern of words whatever spaces, apostrophes and quotes typography has put in them since."""
    pieces = []
    for sign in words:
        if sign.isspace():
            pieces.append(r"\s*")
        else:
            pieces.append((r"\s*" if sign in _SPACED else "") + _ALIKE.get(sign, re.escape(sign)))
    return re.compile("".join(pieces).replace(r"\.\.\.", r"(?:…|\.\.\.)"))


def is_written(marker: Marker) -> bool:
    """Tell whether a marker's words are what its author wrote to say so; "2 empty rows" is not."""
    return marker.kind not in _UNWRITTEN


def sentence(marker: Marker) -> tuple[str, str, str]:
    """Give what is read before a marker's words, the words, and what is read after them.

    Words that are not the author's ("2 empty rows") go before what they speak of.
    """
    words, subject = one_line(marker_words(marker)), one_line(marker.subject)
    if marker.kind == "missing-image":
        words = words.rsplit("/", 1)[-1] or words
    if not is_written(marker):
        return "", words, "" if words == subject else f" — {subject}"
    found = _as_typeset(words).search(subject) if words else None
    if found is not None:
        return subject[: found.start()], found[0], subject[found.end() :]
    return "", words, f" {subject}" if subject else ""
