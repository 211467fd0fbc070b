"""The to-do report for programs (JSON) and for spreadsheets (CSV)."""

from __future__ import annotations

import csv
import json
from collections import Counter
from io import StringIO

from pipeline.emit.todo.report import LEVELS, Item, Report, counted
from pipeline.emit.words import marker_words
from pipeline.messages import Say
from pipeline.model import Handbook, Marker

# Spreadsheets take a cell that begins so for a formula and run it (OWASP: CSV injection).
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# The separator that a spreadsheet expects where the decimal separator is a comma.
_SEMICOLON = ("fr", "de", "es", "it", "pt", "nl")


def _record(marker: Marker) -> dict[str, object]:
    span = marker.span
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
    }


def as_json(handbook: Handbook) -> str:
    """Give the markers and their counts as JSON; the key "" of `by_owner` is for those that nobody owns."""
    markers = handbook.markers
    levels = Counter(marker.level for marker in markers)
    counts: dict[str, object] = {
        "total": len(markers),
        **{str(level): levels[level] for level in LEVELS},
        "by_kind": dict(counted(marker.kind for marker in markers)),
        "by_owner": dict(counted(marker.owner for marker in markers)),
        "by_page": dict(counted(marker.page for marker in markers)),
    }
    data = {"markers": [_record(marker) for marker in markers], "counts": counts}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def safe_cell(words: str) -> str:
    """Give words that a spreadsheet shows and never runs: an apostrophe goes before what looks like a formula."""
    return f"'{words}" if words.startswith(_FORMULA) or words.lstrip().startswith(_FORMULA) else words


def _cells(chapter: str, item: Item) -> list[str | int]:
    marker = item.marker
    words = [item.kind, item.level, marker_words(marker), marker.subject, chapter, " › ".join(item.where)]
    words += [marker.owner, marker.span.file]
    places: list[str | int] = [marker.span.line, marker.span.column]
    return [marker.number, *map(safe_cell, words), *places, marker.fingerprint]


def as_csv(report: Report, say: Say) -> str:
    """Give the list for a spreadsheet: a byte order mark so that Excel reads UTF-8, its language's separator."""
    semicolon = report.language.split("-")[0].lower() in _SEMICOLON
    out = StringIO()
    sheet = csv.writer(out, delimiter=";" if semicolon else ",", lineterminator="\r\n")
    names = (say("Number"), say("Kind"), say("Certainty"), say("Marker"), say("Subject"), say("Chapter"))
    places = (say("Section"), say("Person"), say("File"), say("Line"), say("Column"), say("Fingerprint"))
    sheet.writerow((*names, *places))
    for chapter in report.chapters:
        title = f"{chapter.number} {chapter.title}".strip()
        sheet.writerows(_cells(title, item) for item in chapter.items)
    return "\ufeff" + out.getvalue()
