"""Floor 4: cleaning the model, by small passes, before markers are looked for and outputs are made.

Each pass does one thing and does it once: running it again changes nothing. The order of `PASSES` is the
order of the work, and says why it is so.
"""

from __future__ import annotations

from pipeline.model import Handbook
from pipeline.normalise.anchors import anchors
from pipeline.normalise.catalogue import catalogue
from pipeline.normalise.context import Context as Context
from pipeline.normalise.context import Pass as Pass
from pipeline.normalise.drafts import drafts
from pipeline.normalise.headings import headings
from pipeline.normalise.joiners import joiners
from pipeline.normalise.levels import levels
from pipeline.normalise.links import links
from pipeline.normalise.pages import pages
from pipeline.normalise.tables import tables
from pipeline.normalise.terms import terms
from pipeline.normalise.terms import terms_again as terms_again
from pipeline.normalise.typography import typography

PASSES: tuple[Pass, ...] = (
    drafts,  # first: what is left out of an edition needs no cleaning, and nothing may lead to it
    joiners,  # an emoji must be whole before a table can be known by its signs
    headings,  # empty headings go before levels are counted
    levels,
    anchors,  # needs the headings' final words
    links,  # needs the anchors
    typography,  # anchors and links are made of the words as written
    tables,  # a cell is empty or a sign once its dead links are gone
    pages,  # it speaks of what is left
    catalogue,  # an index names titles as they ended up
    terms,  # last: it puts nothing into words that others read; catalogues' own indexes are no places of use
)


def normalise(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook put through every pass, in order; normalising twice gives what once gives."""
    for each_pass in PASSES:
        handbook = each_pass(handbook, context)
    return handbook
