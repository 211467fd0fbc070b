"""The to-do report for programs (JSON) and for spreadsheets (CSV)."""

from __future__ import annotations

import csv
import json
from collections import Counter
from io import StringIO

from pipeline.emit.todo.report import Count, Item, Report
from pipeline.emit.words import marker_words
from pipeline.messages import Say

# Spreadsheets take a cell that begins so for a formula and run it (OWASP: CSV injection).
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# The separator that a spreadsheet expects where the decimal separator is a comma.
_SEMICOLON = ("fr", "de", "es", "it", "pt", "nl")


def _record(item: Item) -> dict[str, object]:
    marker, span = item.marker, item.marker.span
    return {
        "kind": marker.kind,
        "level": marker.level,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "text": marker.text,
        "subject": marker.subject,
        "section": list(marker.section),
        "owner": marker.owner,
        "fingerprint": marker.fingerprint,
        "number": marker.number,
        "page": marker.page,
        "id": item.id,
        "due": marker.due,
        "overdue": item.due.late > 0,
        "priority": marker.priority,
        "author": marker.author,
        "since": marker.since,
        "age": item.age,
        "link": item.link,
    }


def as_json(report: Report) -> str:
    """Give the markers and their counts as JSON.

    Dates are ISO 8601; `age` is in days, null where it is not known; the key "" of `by_owner` is for those that nobody
    owns. What authors set aside is not in the counts, but for `suppressed`.
    """
    counts: dict[str, object] = {
        "total": report.total,
        **{count.key: count.number for count in report.levels},
        "by_kind": _by_key(report.kinds),
        "by_owner": _by_key(report.owners),
        "by_page": dict(Counter(item.marker.page for item in report.items).most_common()),
        "overdue": len(report.overdue),
        "suppressed": len(report.vouched),
    }
    data = {
        "markers": [_record(item) for item in report.items],
        "counts": counts,
        "suppressed": [{**_record(one.item), "reason": one.reason} for one in report.vouched],
        "history": [point._asdict() for point in report.history],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _by_key(counts: tuple[Count, ...]) -> dict[str, int]:
    return {count.key: count.number for count in counts}


def safe_cell(words: str) -> str:
    """Give words that a spreadsheet shows and never runs: an apostrophe goes before what looks like a formula."""
    return f"'{words}" if words.startswith(_FORMULA) or words.lstrip().startswith(_FORMULA) else words


def _cells(chapter: str, item: Item) -> list[str | int]:
    marker = item.marker
    words = [item.kind, item.level, marker_words(marker), marker.subject, chapter, " › ".join(item.where)]
    words += [marker.owner, marker.span.file]
    places: list[str | int] = [marker.span.line, marker.span.column]
    times = map(safe_cell, (marker.due, item.priority, marker.author, marker.since))
    old = "" if item.age is None else item.age
    return [marker.number, *map(safe_cell, words), *places, marker.fingerprint, *times, old, item.link]


def as_csv(report: Report, say: Say) -> str:
    """Give the list for a spreadsheet: a byte order mark so that Excel reads UTF-8, its language's separator.

    New columns are added at the end: people have formulas that count on the places of the others.
    """
    semicolon = report.language.split("-")[0].lower() in _SEMICOLON
    out = StringIO()
    sheet = csv.writer(out, delimiter=";" if semicolon else ",", lineterminator="\r\n")
    names = (say("Number"), say("Kind"), say("Certainty"), say("Marker"), say("Subject"), say("Chapter"))
    places = (say("Section"), say("Person"), say("File"), say("Line"), say("Column"), say("Fingerprint"))
    times = (say("Due"), say("Priority"), say("Author"), say("Changed"), say("Age in days"), say("Link"))
    sheet.writerow((*names, *places, *times))
    for chapter in report.chapters:
        sheet.writerows(_cells(chapter.heading, item) for item in chapter.items)
    return "\ufeff" + out.getvalue()
