"""The to-do report: what is still unfinished, for editors, for spreadsheets and for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType

from pipeline.emit.order import Files, Order
from pipeline.emit.todo.issue import markdown
from pipeline.emit.todo.lists import text
from pipeline.emit.todo.report import Report, report
from pipeline.emit.todo.tables import as_csv, as_json


def _text(order: Order, report: Report) -> str:
    return text(report, order.say)


def _markdown(order: Order, report: Report) -> str:
    return markdown(report, order.say)


def _html(order: Order, report: Report) -> str:
    # Imported when it is asked for: the other forms must not pay for fonts.
    from pipeline.emit.todo.page import page

    return page(order, report)


def _json(_order: Order, report: Report) -> str:
    return as_json(report)


def _csv(order: Order, report: Report) -> str:
    return as_csv(report, order.say)


def _svg(order: Order, report: Report) -> str:
    from pipeline.emit.todo.burndown import alone

    names = (report.levels[0].name, report.levels[1].name)
    return alone(report.history, names, order.look, report.language, order.say)


FORMS: MappingProxyType[str, Callable[[Order, Report], str]] = MappingProxyType(
    {"text": _text, "md": _markdown, "html": _html, "json": _json, "csv": _csv, "svg": _svg}
)
# What is no text, and so can only be a file.
BINARY = ("xlsx",)
_FILES = ("md", "html", "json", "csv", "xlsx")


def written(order: Order, form: str) -> str:
    """Give the report in one form.

    Raises:
        KeyError: `form` is not one of `FORMS`.
    """
    return FORMS[form](order, report(order))


def _as_file(order: Order, gathered: Report, form: str) -> bytes:
    if form in BINARY:
        # Imported when it is asked for, as the page is.
        from pipeline.emit.todo.workbook import workbook

        return workbook(order, gathered)
    return FORMS[form](order, gathered).encode()


def as_file(order: Order, form: str) -> bytes:
    """Give the report in one form as the bytes of a file.

    Raises:
        KeyError: `form` is neither one of `FORMS` nor of `BINARY`.
    """
    return _as_file(order, report(order), form)


def as_files(order: Order, forms: Iterable[str]) -> Files:
    """Give the report in several forms, gathered once: `todo.md` and so on.

    Raises:
        KeyError: a form is neither one of `FORMS` nor of `BINARY`.
    """
    gathered = report(order)
    return {f"todo.{form}": _as_file(order, gathered, form) for form in forms}


def emit(order: Order) -> Files:
    """Give `todo.md`, `todo.html`, `todo.json`, `todo.csv` and `todo.xlsx`."""
    return as_files(order, _FILES)
