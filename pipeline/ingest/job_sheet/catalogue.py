"""The order of a catalogue that nobody put in order: other pages first, then the sheets by their titles."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.model import Handbook, Identity, Page, Part
from pipeline.model.naming import is_catalogue, sorting_key
from pipeline.model.text import plain


def in_order(parts: tuple[Part, ...], wanted: bool | None) -> tuple[Part, ...]:
    """Give the parts of a catalogue with their sheets in alphabetical order; any other book as it is."""
    if not is_catalogue(Handbook(Identity(""), parts), wanted):
        return parts
    return tuple(replace(part, chapters=tuple(sorted(part.chapters, key=_key))) for part in parts)


def _key(page: Page) -> tuple[bool, tuple[str, str]]:
    return (True, sorting_key(plain(page.title))) if page.kind == "job-sheet" else (False, ("", ""))
