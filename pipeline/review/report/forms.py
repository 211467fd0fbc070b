"""The forms of the report of a review, by the ending of their file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.emit.order import Files, Order
from pipeline.review.report.document import document
from pipeline.review.report.gathered import Account
from pipeline.review.report.markdown import markdown
from pipeline.review.report.text import text


def _page(account: Account, order: Order) -> str:
    # Imported when it is asked for: the other forms must not pay for fonts.
    from pipeline.review.report.page import page

    return page(account, order)


FORMS: Mapping[str, Callable[[Account, Order], str]] = MappingProxyType(
    {
        "text": lambda account, order: text(account, order.say),
        "md": lambda account, order: markdown(account, order.say),
        "html": _page,
        "json": lambda account, _order: document(account),
    }
)
_FILES = ("html", "md", "json")


def as_files(account: Account, order: Order) -> Files:
    """Give `review.html`, `review.md` and `review.json`."""
    return {f"review.{form}": FORMS[form](account, order).encode("utf-8", "replace") for form in _FILES}
