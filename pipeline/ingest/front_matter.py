"""The settings at the top of a page (front matter): YAML between `---`, or TOML between `+++`, with places."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from typing import Any, NamedTuple

from pipeline.config import YamlProblem, YamlValue, read_yaml
from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.lines import Line, Script, rows_span, span, text_at
from pipeline.messages import mark as _
from pipeline.model import Inline, Inlines, SoftBreak, Text
from pipeline.source import Span


class FrontMatter(NamedTuple):
    """The settings of a page, in the author's order, and the row where the page proper begins."""

    values: YamlValue | None
    first_row: int


def split(page: Script, report: Report) -> tuple[FrontMatter, Script]:
    """Read a page's settings and give the page with their lines blanked, so that rows keep their numbers.

    Settings that cannot be read are reported (S110) and their lines stay in the page as text: nothing is lost.
    """
    nothing = FrontMatter(None, 0)
    fence = page.lines[0].text.rstrip() if page.lines else ""
    if fence not in ("---", "+++"):
        return nothing, page
    closing = ("---", "...") if fence == "---" else ("+++",)
    end = next((row for row in range(1, len(page.lines)) if page.lines[row].text.rstrip() in closing), None)
    if end is None:
        return nothing, page
    text = "\n".join(line.text for line in page.lines[1:end])
    if fence == "---" and not _looks_like_settings(text):
        return nothing, page
    value = read_yaml(text) if fence == "---" else _read_toml(text)
    if isinstance(value, YamlProblem):
        row = min(value.at[0] + 1, end)
        place = span(page, row, 0, row, len(page.lines[row].text))
        report(found(Code.S110, place, problem=value.problem))
        return FrontMatter(None, end + 1), _as_code(page, end)
    if value is not None and value.sort != "mapping":
        report(
            found(
                Code.S110,
                rows_span(page, 1, end),
                problem=_("it must be made of lines such as “title: My page”"),
            )
        )
        return FrontMatter(None, end + 1), _as_code(page, end)
    lines = tuple(Line("", line.number) if row <= end else line for row, line in enumerate(page.lines))
    return FrontMatter(value, end + 1), page._replace(lines=lines)


def _looks_like_settings(text: str) -> bool:
    """Tell settings from a page that begins with a thematic break."""
    return not text.strip() or re.search(r"^[ \t]*[\w\"'-]+[ \t]*:|^[ \t]*[-{#]", text, re.MULTILINE) is not None


def _as_code(page: Script, end: int) -> Script:
    """Give the page with its unreadable settings fenced as code, so that no line of them becomes a heading."""
    lines = list(page.lines)
    lines[0] = Line("~~~", lines[0].number)
    lines[end] = Line("~~~", lines[end].number)
    return page._replace(lines=tuple(lines))


_TOML_PLACE = re.compile(r"^(.*) \(at line (\d+), column (\d+)\)$")


def _read_toml(text: str) -> YamlValue | YamlProblem | None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        matched = _TOML_PLACE.match(str(error))
        if matched is None:
            return YamlProblem(_("the end comes too soon"), (text.count("\n"), 0))
        return YamlProblem(matched.group(1), (int(matched.group(2)) - 1, int(matched.group(3)) - 1))
    rows = text.split("\n")
    return _from_toml(data, rows, (0, 0))


def _from_toml(data: Any, rows: list[str], at: tuple[int, int]) -> YamlValue:
    """Give TOML's data in the same form as YAML's; keys are found again by their names."""
    if isinstance(data, dict):
        entries = []
        for key, item in data.items():
            place = _toml_place(rows, str(key), at)
            entries.append((YamlValue("scalar", str(key), place, place), _from_toml(item, rows, place)))
        return YamlValue("mapping", None, at, at, entries=tuple(entries))
    if isinstance(data, list):
        return YamlValue("list", None, at, at, items=tuple(_from_toml(item, rows, at) for item in data))
    row = rows[at[0]] if rows else ""
    column = row.find(str(data), at[1])
    start = (at[0], column if column >= 0 else at[1])
    plain = str(data) if isinstance(data, datetime) else data
    known = plain if isinstance(plain, str | int | float | bool | date) else str(plain)
    return YamlValue("scalar", known, start, (start[0], start[1] + len(str(data))))


def _toml_place(rows: list[str], key: str, after: tuple[int, int]) -> tuple[int, int]:
    for row in range(after[0], len(rows)):
        matched = re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=\s*[\"']?", rows[row])
        if matched:
            return row, matched.end()
    return after


def place(page: Script, value: YamlValue) -> Span:
    """Give the place in the file of a value of the settings."""
    (row, left), (end_row, right) = value.start, value.end
    last = len(page.lines) - 1
    return span(page, min(row + 1, last), left, min(end_row + 1, last), right)


def inlines(page: Script, value: YamlValue) -> Inlines:
    """Give a scalar as text, each line of it with its exact place where it stands verbatim in the file."""
    words = value.text().strip()
    if not words:
        return ()
    (row, _left), (end_row, _right) = value.start, value.end
    found_lines: list[Inline] = []
    rest = words
    for at in range(row + 1, min(end_row + 2, len(page.lines))):
        line = page.lines[at].text
        begin = value.start[1] if at == row + 1 else 0
        piece = _shared(line[begin:], rest)
        if not piece:
            continue
        if found_lines:
            found_lines.append(SoftBreak())
        found_lines.append(text_at(page, at, line.index(piece, begin), [(piece, len(piece))]))
        rest = rest[len(piece) :].lstrip()
        if not rest:
            return tuple(found_lines)
    return (Text(words, _one_line(place(page, value))),)


def _shared(line: str, words: str) -> str:
    """Give the beginning of `words` that this line of a (perhaps folded) scalar holds, without outer blanks."""
    bare = line.strip()
    for quote in ("", '"', "'"):
        text = bare.removeprefix(quote) if quote else bare
        if not text:
            continue
        if words in text:
            return words
        if words.startswith(text):
            return text
    return ""


def _one_line(where: Span) -> Span:
    if where.line == where.end_line:
        return where
    return Span(where.file, where.line, where.column, where.line, where.column + 1)
