"""The rules by which an author's text is repaired: the one list that the stages, the settings and the reports share.

Each rule has a name (handbook.yml switches it off by it) and a title for people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.messages import mark as _
from pipeline.model.book import Repair
from pipeline.source import Span

RULE_TITLES: tuple[tuple[str, str], ...] = (
    ("encoding", _("Text read in a wrong encoding")),
    ("joiners", _("Emoji fallen apart")),
    ("entities", _("Character codes left by the export")),
    ("stray-marks", _("Formatting marks left by the export")),
    ("stray-backslash", _("Backslashes left by the export")),
    ("invisible", _("Invisible characters left by the export")),
    ("bold-heading", _("Bold around a whole heading")),
    ("empty-heading", _("Empty headings")),
    ("heading-level", _("Heading levels that skip one")),
    ("wide-bar", _("Vertical bars of the width of East Asian letters")),
    ("apostrophe", _("Straight apostrophes")),
    ("quotes", _("Straight quotation marks")),
    ("ellipsis", _("Three dots for an ellipsis")),
    ("ligature", _("Words written with oe for œ")),
    ("ordinals", _("Ordinal numbers (1er, 2e, XXe)")),
    ("punctuation-spaces", _("Spaces before ; : ! ? and inside « »")),
    ("thousands", _("Spaces between thousands")),
    ("units", _("Spaces before units, % and €")),
    ("numbers", _("Spaces that bind a number to its word")),
    ("acronym", _("Acronyms written out at their first use")),
)

# What these rules change is white space alone: nothing of it is listed or written back to the sources.
WHITE_SPACE = frozenset(("punctuation-spaces", "thousands", "units", "numbers"))


# No repair, and nothing that can be switched off: what a final edition does not show of its sources.
WITHHELD = "withheld"


class Mending(NamedTuple):
    """How repairs are made: the rules that are switched off, and where each repair is told."""

    off: frozenset[str]
    tell: Callable[[Repair], None]

    def wants(self, rule: str) -> bool:
        """Tell whether a rule is to be applied."""
        return rule not in self.off

    def record(self, rule: str, span: Span, before: str, after: str, is_writable: bool = True) -> None:
        """Tell one repair: `before` as it stands on disk at `span`."""
        self.tell(Repair(rule, span, before, after, is_writable))


def no_mending() -> Mending:
    """Give the way that makes every repair and tells none: for texts whose repairs are told elsewhere."""
    return Mending(frozenset(), lambda _repair: None)
