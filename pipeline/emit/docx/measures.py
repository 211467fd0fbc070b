"""Distances of the Word page, in points, from the tokens.

Word's left margin is where the text column begins; what stands in the outer column (numerals, wide tables, running
heads) reaches left of it by a negative indent. So a paragraph that somebody types has no indent of its own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

MILLIMETRE = 72 / 25.4


class Page(NamedTuple):
    """A page, in points: its size and margins, the outer column's width, and the widths that things may have.

    `edge` is from the edge of the sheet to the running head, and to the footer.

    `text` is that of the column, `whole` that of wide things on an upright page, `turned` on a turned one.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    side: float
    text: float
    whole: float
    turned: float
    edge: float

    @property
    def free(self) -> float:
        """What there is between the margins, from top to bottom."""
        return self.height - self.top - self.bottom


def page(tokens: dict[str, Any]) -> Page:
    """Give the page of the tokens: A4 unless an organisation says otherwise."""
    size = {name: value * MILLIMETRE for name, value in tokens["page"].items()}
    left = size["inner"] + size["side"]
    right = size["width"] - left - size["text"]
    return Page(
        width=size["width"],
        height=size["height"],
        top=size["top"],
        bottom=size["bottom"],
        left=left,
        right=right,
        side=size["side"],
        text=size["text"],
        whole=size["width"] - size["inner"] - size["outer"],
        turned=size["height"] - size["inner"] - size["outer"],
        edge=size["head"],
    )
