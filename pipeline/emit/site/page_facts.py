"""What stands at the foot of a page: when it was last changed, by whom, and where it can be edited."""

from __future__ import annotations

from typing import Any

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.forge import edit_link
from pipeline.emit.order import Order
from pipeline.model import Page


def page_facts(order: Order, page: Page | None) -> dict[str, Any]:
    """Give what the foot of a page says; a page without a file of its own has none, nor has one without history."""
    if page is None or not page.file:
        return {"edit": "", "changed": None}
    change = order.publication.changes.get(page.file)
    day = iso_date(change.day) if change is not None else None
    authors = change.authors if change is not None and order.publication.names_authors else ()
    said = {"iso": day.isoformat(), "words": long_date(day, order.handbook.identity.language)} if day else None
    return {
        "edit": edit_link(order.edit_url, page.file, page.span.line) if order.edit_url else "",
        "changed": {**said, "authors": ", ".join(authors)} if said else None,
    }
