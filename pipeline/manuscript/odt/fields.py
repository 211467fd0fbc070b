"""Fields of an OpenDocument text: which show a number that the client counts, and which a list that it makes."""

from __future__ import annotations

from typing import Final

from pipeline.manuscript.counted import is_counting, is_listing, is_number
from pipeline.manuscript.odt.names import FIELD, TEXT
from pipeline.manuscript.xml import Element

# What shows a number that is counted; what may show one, or words (7.3.3 to 7.7.5).
COUNTING: Final = tuple(f"{TEXT}{name}" for name in ("page-number", "page-count", "sequence", "sequence-ref"))
REFERENCES: Final = tuple(f"{TEXT}{name}" for name in ("bookmark-ref", "reference-ref", "note-ref"))
# What shows lines of other places of the document, each with its page (8.3 to 8.9).
LISTS: Final = (
    *(f"{TEXT}{name}-index" for name in ("illustration", "table", "object", "user", "alphabetical")),
    f"{TEXT}table-of-content",
)


class Marks:
    """The fields of Word's that are open at a place, of those LibreOffice does not know: it keeps their code."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self.is_counting = self.is_listing = False

    def open(self, element: Element) -> None:
        """Go into one."""
        codes = (one.get(f"{FIELD}value", "") for one in element if str(one.get(f"{FIELD}name", "")).endswith(".code"))
        self._codes.append("".join(map(str, codes)))
        self._settle()

    def close(self) -> None:
        """Come out of the one opened last."""
        del self._codes[-1:]
        self._settle()

    def _settle(self) -> None:
        self.is_counting = any(map(is_counting, self._codes))
        self.is_listing = any(map(is_listing, self._codes))


def shows_number(element: Element) -> bool:
    """Tell whether a field shows a number that is counted: a reference shows that of a page or a note, or words."""
    counts = element.tag not in REFERENCES or element.tag == f"{TEXT}note-ref"
    counts = counts or element.get(f"{TEXT}reference-format") == "page"
    return counts and is_number("".join(map(str, element.itertext())))
