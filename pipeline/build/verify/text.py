"""Words compared: what of a text counts, so that hyphenation, spaces, ligatures and signs do not."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Give a text's letters and digits alone, in one case and in Unicode's compatibility form (ligatures undone).

    Spaces of every kind, hyphens, quotation marks, emoji and arrows are signs, not words.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    return "".join(filter(str.isalnum, normalize("NFKC", text).casefold()))
