"""Names of jobs: the two forms of an inclusive title, the order of French dictionaries, what makes a catalogue.

Rules of the forms: a shortened feminine after `/`, `·` or in brackets (`conseiller/ère`, `chargé/e`, `chef/fe`,
`technicien(ne)`), or the whole word (`acheteur / acheteuse`). 774 of 1,043 sheets have such a title (field guide). A
title that no rule understands as a whole gives no forms: a wrong form would be worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from pipeline.model.book import Handbook
from pipeline.model.walk import each_page

# From this many sheets on, a book of nothing but its files is a catalogue.
SHEETS_OF_A_CATALOGUE = 10

# (feminine ending as written, ending of the masculine, what replaces that ending); the first that fits.
_ENDINGS = (
    ("trice", "teur", "trice"),
    ("rice", "teur", "trice"),
    ("euse", "eur", "euse"),
    ("euse", "eux", "euse"),
    ("se", "eur", "euse"),
    ("se", "eux", "euse"),
    ("ière", "ier", "ière"),
    ("ère", "er", "ère"),
    ("re", "er", "ère"),
    ("ienne", "ien", "ienne"),
    ("enne", "en", "enne"),
    ("onne", "on", "onne"),
    ("elle", "el", "elle"),
    ("ale", "al", "ale"),
    ("ive", "if", "ive"),
    ("ve", "f", "ve"),
    ("esse", "e", "esse"),
    ("sse", "e", "esse"),
    ("fe", "f", "ffe"),
    ("ne", "n", "nne"),
    ("le", "l", "lle"),
    ("te", "t", "tte"),
    ("e", "er", "ère"),
    ("e", "", "e"),
)
_SHORT = re.compile(
    r"(?P<word>[^\W\d_]{2,})(?:[/·•](?P<ending>[^\W\d_]{1,5})|\((?P<closed>[^\W\d_]{1,5})\))(?![^\W\d_])"
)
_WHOLE = re.compile(r"(?P<word>[^\W\d_]{3,}) ?/ ?(?P<feminine>[^\W\d_]{4,})(?![^\W\d_])")
_LEFT = re.compile(r"[/·•]|(?<=[^\W\d_])\([^\W\d_]{1,5}\)")


class Forms(NamedTuple):
    """The feminine and the masculine of a name."""

    feminine: str
    masculine: str


def forms(title: str) -> Forms | None:
    """Give the two forms of an inclusive title; None where it has none, or is not understood as a whole."""
    title = " ".join(title.split())
    both = _side_by_side(title)
    if both is not None:
        return both
    she = _WHOLE.sub(lambda m: m["feminine"] if _is_pair(m["word"], m["feminine"]) else m.group(), title)
    he = _WHOLE.sub(lambda m: m["word"] if _is_pair(m["word"], m["feminine"]) else m.group(), title)
    # A word whose ending does not fit keeps its sign, and so the title is refused below.
    she = _SHORT.sub(lambda m: _feminine(m["word"], m["ending"] or m["closed"]) or m.group(), she)
    he = _SHORT.sub(lambda m: m["word"], he)
    return None if she == he or _LEFT.search(she) or _LEFT.search(he) else Forms(she, he)


def _side_by_side(title: str) -> Forms | None:
    """Read `assistant commercial / assistante commerciale à bord`: two names word for word, then what they share."""
    first, slash, second = title.partition(" / ")
    his, hers = first.split(), second.split()
    if not slash or "/" in first + second or len(hers) < len(his):
        return None
    pairs = list(zip(his, hers, strict=False))
    if not _is_pair(*pairs[0]) or not all(he == she or _is_pair(he, she) for he, she in pairs):
        return None
    return Forms(second, " ".join([*his, *hers[len(his) :]]))


def _feminine(word: str, ending: str) -> str:
    """Give the feminine of a word by its shortened ending; "" where the ending does not go with the word."""
    for written, old, new in _ENDINGS:
        if ending == written and word.endswith(old):
            return word[: len(word) - len(old)] + new
    return ""


def _is_pair(word: str, feminine: str) -> bool:
    """Tell a masculine and its feminine from two trades: they begin alike, and the second ends with an e."""
    alike = 0
    while alike < min(len(word), len(feminine)) and word[alike] == feminine[alike]:
        alike += 1
    return feminine.endswith("e") and alike >= max(3, len(word) - 4) and len(feminine) >= len(word)


def sorting_key(words: str) -> tuple[str, str]:
    """Give the key of French dictionaries' order: letters without accents, then with; signs count as spaces."""
    letters = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    kept = "".join(letter if letter.isalnum() else " " for letter in bare)
    return " ".join(kept.split()), words.casefold()


def first_letter(words: str) -> str:
    """Give the letter under which words stand in an index: a capital without accent, or # for a digit or a sign."""
    letter = sorting_key(words)[0][:1].upper()
    return letter if letter.isalpha() and letter.isascii() else "#"


def is_catalogue(handbook: Handbook, wanted: bool | None) -> bool:
    """Tell whether a book is a catalogue of job sheets: by the setting, else by how many sheets it holds."""
    pages = (page for part in handbook.parts for page in each_page(part.chapters))
    sheets = sum(page.kind == "job-sheet" for page in pages)
    return sheets > 0 and (wanted if wanted is not None else sheets >= SHEETS_OF_A_CATALOGUE)
