"""The to-do report as a workbook (XLSX): the list, and the counts on a second sheet. The only user of XlsxWriter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from pipeline.emit.dates import iso_date
from pipeline.emit.order import Order
from pipeline.emit.todo.report import Chapter, Count, Item, Report, overdue_words
from pipeline.emit.unfinished import headline
from pipeline.emit.words import marker_words
from pipeline.messages import Say

# What a cell may hold, how long an address may be and how many a sheet may hold: Excel's own limits.
_CELL, _ADDRESS, _ADDRESSES = 32_767, 2_079, 65_530
# The height of a line in points, and the highest row that a sheet may have.
_LINE, _ROW = 15.0, 409.0
# What paper shows: the columns for people; where a line stands in its file is for the screen.
_PRINTED = 11

# The library brings no types: sheets and formats are its own.
_Sheet = Any
_Formats = dict[str, Any]
_Value = str | int | date | None


class _Column(NamedTuple):
    """A column: its title, its width in characters, the format of its cells, and what stands in them."""

    title: str
    width: float
    form: str
    value: Callable[[Chapter, Item], _Value]


def _columns(say: Say) -> tuple[_Column, ...]:
    return (
        _Column(say("Number"), 9, "number", lambda _chapter, item: item.marker.number),
        _Column(say("Kind"), 17, "words", lambda _chapter, item: item.kind),
        _Column(say("Certainty"), 12, "words", lambda _chapter, item: item.level),
        _Column(say("Marker"), 24, "words", lambda _chapter, item: marker_words(item.marker)),
        _Column(say("Subject"), 48, "words", lambda _chapter, item: item.marker.subject),
        _Column(say("Chapter"), 24, "words", lambda chapter, _item: chapter.heading),
        _Column(say("Section"), 20, "words", lambda _chapter, item: " › ".join(item.where)),
        _Column(say("Person"), 16, "words", lambda _chapter, item: item.marker.owner),
        _Column(say("Due"), 12, "date", lambda _chapter, item: item.due.day or item.marker.due),
        _Column(say("Overdue"), 14, "words", lambda _chapter, item: item.due.words if item.due.late else ""),
        _Column(say("Priority"), 11, "words", lambda _chapter, item: item.priority),
        _Column(say("Author"), 18, "words", lambda _chapter, item: item.marker.author),
        _Column(say("Changed"), 12, "date", lambda _chapter, item: iso_date(item.marker.since) or item.marker.since),
        _Column(say("Age in days"), 9, "number", lambda _chapter, item: item.age),
        _Column(say("File"), 32, "link", lambda _chapter, item: item.marker.span.file),
        _Column(say("Line"), 8, "number", lambda _chapter, item: item.marker.span.line),
        _Column(say("Column"), 9, "number", lambda _chapter, item: item.marker.span.column),
        _Column(say("Identifier"), 22, "quiet", lambda _chapter, item: item.id),
    )


def _formats(book: Any, order: Order) -> _Formats:
    """Make the formats of cells, in the colours and the typeface of the look."""
    color, hint = order.look.tokens["color"]["light"], order.look.tokens["hint"]["light"]
    cell = {"font_name": order.look.tokens["font"]["body"], "font_size": 11, "valign": "top"}
    body = {**cell, "bottom": 1, "bottom_color": color["line"], "font_color": color["ink"]}
    head = {**cell, "bold": True, "bg_color": color["primary"], "font_color": color["on_primary"], "valign": "vcenter"}
    plain = {
        "words": {**body, "text_wrap": True},
        "number": {**body, "align": "center"},
        "date": {**body, "num_format": "dd/mm/yyyy", "align": "left"},
        "link": {**body, "text_wrap": True},
        "linked": {**body, "text_wrap": True, "font_color": color["primary"], "underline": 1},
        "quiet": {**body, "font_color": color["ink_faint"]},
        "head": {**head, "text_wrap": True},
        "title": {**cell, "font_size": 16, "bold": True, "font_color": color["primary"]},
        "lead": {**cell, "font_color": color["ink_soft"]},
        "sure": {"font_color": color["accent_text"], "bg_color": color["accent_tint"]},
        "suspected": {"font_color": hint["warning"], "bg_color": hint["warning_tint"]},
        "blank": {"font_color": hint["info"], "bg_color": hint["info_tint"]},
        "late": {"font_color": hint["danger"], "bg_color": hint["danger_tint"], "bold": True},
    }
    return {name: book.add_format(properties) for name, properties in plain.items()}


def _put(sheet: _Sheet, row: int, column: int, value: _Value, form: Any) -> None:
    """Write a value as what it is: words are never a formula, a number or an address."""
    match value:
        case None | "":
            sheet.write_blank(row, column, None, form)
        case str():
            sheet.write_string(row, column, value if len(value) <= _CELL else value[: _CELL - 1] + "…", form)
        case int():
            sheet.write_number(row, column, value, form)
        case date() if value.year < 1900:  # before the first day that a workbook knows
            sheet.write_string(row, column, value.isoformat(), form)
        case date():
            sheet.write_datetime(row, column, datetime.combine(value, time()), form)


def _height(cells: Sequence[tuple[_Column, _Value]]) -> float:
    """Give the height that the words of a row need: not every program fits rows to words by itself.

    A column holds about as many letters as it is wide, the end of a line being made up for by the narrow ones.
    """
    wrapped = ((len(value), column.width) for column, value in cells if isinstance(value, str))
    return min(_ROW, _LINE * max(1, *(ceil(length / room) for length, room in wrapped)) + 3)


def _row(sheet: _Sheet, row: int, cells: Sequence[tuple[_Column, _Value]], link: str, formats: _Formats) -> None:
    sheet.set_row(row, _height(cells))
    for place, (column, value) in enumerate(cells):
        _put(sheet, row, place, value, formats[column.form])
        if column.form == "link" and link and len(link) <= _ADDRESS and row <= _ADDRESSES:
            sheet.write_url(row, place, link, formats["linked"], str(value)[:_CELL])


def _colors(sheet: _Sheet, columns: Sequence[_Column], report: Report, formats: _Formats, say: Say) -> None:
    """Colour levels and delays, by rules that go on holding when somebody changes a cell."""
    last = max(1, report.total)
    titles = [column.title for column in columns]
    level = titles.index(say("Certainty"))
    for count in report.levels:
        quoted = count.name.replace('"', '""')
        rule = {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": formats[count.key]}
        sheet.conditional_format(1, level, last, level, rule)
    delay = titles.index(say("Overdue"))
    sheet.conditional_format(1, delay, last, delay, {"type": "no_blanks", "format": formats["late"]})


def _list(book: Any, report: Report, formats: _Formats, say: Say) -> None:
    sheet = book.add_worksheet(say("To be completed"))
    columns = _columns(say)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, formats["head"])
    row = 0
    for chapter in report.chapters:
        for item in chapter.items:
            row += 1
            cells = [(column, column.value(chapter, item)) for column in columns]
            _row(sheet, row, cells, item.link, formats)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, row), len(columns) - 1)
    _colors(sheet, columns, report, formats, say)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.print_area(0, 0, max(1, row), _PRINTED - 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")


def _counts(
    sheet: _Sheet, row: int, column: int, title: str, counts: Sequence[Count], formats: _Formats, number: str
) -> None:
    sheet.write_string(row, column, title, formats["head"])
    sheet.write_string(row, column + 1, number, formats["head"])
    for place, count in enumerate(counts, start=row + 1):
        _put(sheet, place, column, count.name, formats["words"])
        _put(sheet, place, column + 1, count.number, formats["number"])


def _summary(book: Any, report: Report, formats: _Formats, say: Say) -> None:
    """Write the counts: at the top how much, then side by side by level, kind, person, chapter and age."""
    sheet = book.add_worksheet(say("Summary"))
    sheet.hide_gridlines(2)
    _put(sheet, 0, 0, report.title, formats["title"])
    late = f" {overdue_words(len(report.overdue), say)}." if report.overdue else ""
    _put(sheet, 1, 0, headline(report.total, say) + late, formats["lead"])
    chapters = tuple(Count(chapter.heading, len(chapter.items), chapter.id) for chapter in report.chapters)
    tables = [(say("By certainty"), report.levels), (say("By kind"), report.kinds), (say("By person"), report.owners)]
    tables += [(say("By chapter"), chapters), *([(say("By age"), report.ages)] if report.ages else [])]
    for place, (title, counts) in enumerate(tables):
        sheet.set_column(place * 3, place * 3, 44 if counts is chapters else 26)
        sheet.set_column(place * 3 + 1, place * 3 + 1, 9)
        sheet.set_column(place * 3 + 2, place * 3 + 2, 3)
        _counts(sheet, 3, place * 3, title, counts, formats, say("Count"))
    sheet.set_row(0, 26)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def workbook(order: Order, report: Report) -> bytes:
    """Give the workbook; the same bytes each time, since its only date is that of the report."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    identity, say = order.handbook.identity, order.say
    book.set_properties(
        {
            "title": say("To be completed: {title}", title=report.title),
            "author": identity.organisation or ", ".join(identity.authors),
            "subject": headline(report.total, say),
            "created": datetime.combine(order.built, time()),
        }
    )
    formats = _formats(book, order)
    _list(book, report, formats, say)
    _summary(book, report, formats, say)
    book.close()
    return out.getvalue()
