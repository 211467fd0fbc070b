"""Numbers that a client counts: it counts them anew, or empties them, when it saves, and nobody wrote them."""

from __future__ import annotations

import re
from typing import Final

# Fields of Word whose words are such numbers: of a page, a figure, a note (ISO/IEC 29500-1, 17.16.5).
_COUNTING: Final = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SEQ", "NOTEREF", "FTNREF"))
# Those whose words are lines of other places of the document, each with its page.
_LISTING: Final = frozenset(("TOC", "INDEX"))
_CODE: Final = re.compile(r"\s*(\w+)")
# In digits, or in letters as pages before the first chapter have them; or what stands there instead where the place is
# gone: "Erreur ! Signet non défini.", "Error: Reference source not found".
_NUMBER: Final = re.compile(r"\s*(\d+|[ivxlcdm]+|err(or|eur)\b.*)\s*", re.IGNORECASE | re.DOTALL)


def is_number(text: str) -> bool:
    """Tell whether what a field shows that counts is a number, and not what somebody wrote there."""
    return _NUMBER.fullmatch(text) is not None


def is_counting(code: str) -> bool:
    """Tell whether a field of Word counts, by its code."""
    return _name(code) in _COUNTING


def is_listing(code: str) -> bool:
    """Tell whether a field of Word is a table of contents or another list of places."""
    return _name(code) in _LISTING


def _name(code: str) -> str:
    found = _CODE.match(code)
    return found.group(1).upper() if found else ""
