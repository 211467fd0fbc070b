"""The kinds of editorial markers as people read them: the one list that the markers stage and the emitters share."""

from __future__ import annotations

from pipeline.messages import mark as _

KIND_TITLES: tuple[tuple[str, str], ...] = (
    ("enrich", _("To enrich")),
    ("plan", _("Idea to develop")),
    ("to-write", _("To write")),
    ("to-complete", _("To complete")),
    ("to-update", _("To update")),
    ("to-check", _("To check")),
    ("to-decide", _("To decide")),
    ("to-add", _("To add")),
    ("picture", _("Picture to provide")),
    ("link", _("Link to add")),
    ("todo", _("To do")),
    ("to-come", _("To come")),
    ("in-progress", _("Being written")),
    ("under-construction", _("Under construction")),
    ("empty", _("Empty")),
    ("untitled", _("Untitled")),
    ("filler", _("Filler text")),
    ("template", _("Template not filled in")),
    ("draft", _("Draft")),
    ("placeholder", _("Placeholder")),
    ("question", _("Highlighted question")),
    ("blank", _("Blank to fill in")),
    ("empty-row", _("Empty rows")),
    ("empty-skill", _("Skill to describe")),
    ("empty-section", _("Empty section")),
    ("dead-link", _("Broken link")),
    ("missing-image", _("Missing picture")),
    ("empty-page", _("Empty page")),
)


def kind_title(kind: str) -> str:
    """Give the English name of a kind, to be said by `say`; a kind that is not built in is its own name."""
    return next((title for name, title in KIND_TITLES if name == kind), kind)
