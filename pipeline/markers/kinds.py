"""Every kind of editorial marker, in French and English: the table.

What each kind is, and which look-alikes it leaves alone, stands in its `why`; the counts are from the field guide on
markers. Between two kinds that would take the same words, the earlier wins.
"""

from __future__ import annotations

from pipeline.markers.shape import Kind as Kind
from pipeline.markers.states import DRAFT, EMPTY, IN_PROGRESS, TO_COME, UNDER_CONSTRUCTION
from pipeline.markers.stopgaps import BLANK, FILLER, PLACEHOLDER, QUESTION, TEMPLATE, UNTITLED
from pipeline.markers.tasks import (
    ENRICH,
    LINK,
    PICTURE,
    PLAN,
    TO_ADD,
    TO_CHECK,
    TO_COMPLETE,
    TO_DECIDE,
    TO_UPDATE,
    TO_WRITE,
    TODO,
)
from pipeline.messages import mark as _

# Unfinished places without words of their own: `passages` finds them.
EMPTY_ROW = Kind("empty-row", "suspected", _("Rows of a skills or responsibility table that were left empty."), ())
EMPTY_SKILL = Kind(
    "empty-skill",
    "suspected",
    _("A row of a skills table that names a skill and says nothing of it at any level."),
    (),
)
EMPTY_SECTION = Kind(
    "empty-section",
    "suspected",
    _(
        "A heading with nothing below it before the next one, or at the end of its page. A heading that opens smaller "
        "ones, that is a link or shows a picture, and those of a form or a template are left alone."
    ),
    (),
)
DEAD_LINK = Kind(
    "dead-link",
    "suspected",
    _(
        "A link, a pointer or a file to take along that leads nowhere: its words stay in the text, the link is gone. "
        "The warning that tells it (S151, N120, S202) says where it was to lead."
    ),
    (),
)
MISSING_IMAGE = Kind(
    "missing-image", "suspected", _("A picture that the text shows and that is not in the folder."), ()
)
EMPTY_PAGE = Kind(
    "empty-page",
    "suspected",
    _("A page with a title and nothing else. A page that opens a group of pages may be empty by design."),
    (),
)

KINDS: tuple[Kind, ...] = (
    *(ENRICH, PLAN, TO_WRITE, TO_COMPLETE, TO_UPDATE, PICTURE, LINK, TO_CHECK, TO_DECIDE, TO_ADD, TODO),
    *(TO_COME, IN_PROGRESS, UNDER_CONSTRUCTION, EMPTY, UNTITLED, FILLER, TEMPLATE, DRAFT),
    *(PLACEHOLDER, QUESTION, BLANK, EMPTY_ROW, EMPTY_SKILL, EMPTY_SECTION, DEAD_LINK, MISSING_IMAGE, EMPTY_PAGE),
)


def explain(name: str) -> str:
    """Give the English text that explains a kind, to be said by `say`; "" for a name that is no kind."""
    return next((kind.why for kind in KINDS if kind.name == name), "")
