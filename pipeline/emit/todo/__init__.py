"""The to-do report: what is still unfinished, for editors, for spreadsheets and for programs."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from pipeline.emit.order import Files, Order
from pipeline.emit.todo.lists import markdown, text
from pipeline.emit.todo.report import report
from pipeline.emit.todo.tables import as_csv, as_json


def _text(order: Order) -> str:
    return text(report(order), order.say)


def _markdown(order: Order) -> str:
    return markdown(report(order), order.say)


def _html(order: Order) -> str:
    # Imported when it is asked for: the other forms must not pay for fonts.
    from pipeline.emit.todo.page import page

    return page(order, report(order))


def _json(order: Order) -> str:
    return as_json(order.handbook)


def _csv(order: Order) -> str:
    return as_csv(report(order), order.say)


FORMS: MappingProxyType[str, Callable[[Order], str]] = MappingProxyType(
    {"text": _text, "md": _markdown, "html": _html, "json": _json, "csv": _csv}
)


def written(order: Order, form: str) -> str:
    """Give the report in one form.

    Raises:
        KeyError: `form` is not one of `FORMS`.
    """
    return FORMS[form](order)


def emit(order: Order) -> Files:
    """Give `todo.md`, `todo.html`, `todo.json` and `todo.csv`."""
    return {f"todo.{form}": written(order, form).encode() for form in ("md", "html", "json", "csv")}
