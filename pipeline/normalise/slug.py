"""GitBook's rule for the anchor of a heading, so that links written for GitBook keep working."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = re.compile("['\"`’‘“”«»]")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "&": "and"})
_OTHER = re.compile(r"[^\w.]+")


def slug(words: str) -> str:
    """Give the anchor that GitBook makes of a heading's words ("" where nothing is left of them).

    Accents dropped (NFKD), lower case, `&` becomes `and`, quotes dropped, `.` and `_` kept, any other run
    becomes `-`, and `id-` stands before a leading digit (field guide, GitBook, rule 4).
    """
    letters = unicodedata.normalize("NFKD", words)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    kept = _OTHER.sub("-", _QUOTES.sub("", bare.lower().translate(_LETTERS))).strip("-")
    return f"id-{kept}" if kept[:1].isdigit() else kept
