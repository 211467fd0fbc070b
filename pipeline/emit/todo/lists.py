"""The to-do report as plain lists: text for a terminal, Markdown for an issue or a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.emit.todo.report import Chapter, Count, Item, Report, headline
from pipeline.messages import Say

# CommonMark 2.4: what could begin markup in the middle of a line, and @ and # that forges turn into links.
_MARKUP = re.compile(r"([\\`*_{}\[\]#|~@])")


def _levels(report: Report, between: str) -> str:
    return between.join(f"{number} {name}" for name, number in report.levels if number)


def _heading(chapter: Chapter) -> str:
    return f"{chapter.number} {chapter.title}".strip()


def _text_item(item: Item, width: int) -> Iterator[str]:
    yield f"{item.marker.number:>{width}}  {item.before}{item.words}{item.after}"
    facts = [item.kind, *([item.level] if item.marker.level != "sure" else [])]
    facts += [item.marker.owner] if item.marker.owner else []
    yield f"{'':>{width}}  {item.marker.span}  {', '.join(facts)}"


def text(report: Report, say: Say) -> str:
    """Give the list for a terminal: a heading for each chapter, two lines for each marker."""
    lines = [headline(report.total, say)]
    if report.total:
        lines.append(_levels(report, ", "))
    width = len(str(report.total)) + 2
    for chapter in report.chapters:
        lines += ["", _heading(chapter)]
        lines += [line for item in chapter.items for line in _text_item(item, width)]
    return "\n".join(lines) + "\n"


def escaped(words: str) -> str:
    """Make words safe inside a line of Markdown: they stay words."""
    return _MARKUP.sub(r"\\\1", words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _code(words: str) -> str:
    """Put words between enough backticks (CommonMark 6.1)."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{space}{words}{space}{fence}"


def _markdown_item(item: Item) -> str:
    marker = item.marker
    words = f"**{escaped(item.words)}**" if item.written else escaped(item.words)
    said = f"{escaped(item.before)}{words}{escaped(item.after)}"
    owner = f" · **{escaped(marker.owner)}**" if marker.owner else ""
    place = _code(f"{marker.span.file}:{marker.span.line}")
    return f"- [ ] {marker.number} · {item.kind} — {said}{owner} · {place}"


def _names(counts: tuple[Count, ...]) -> str:
    return ", ".join(f"{escaped(name)} {number}" for name, number in counts)


def markdown(report: Report, say: Say) -> str:
    """Give the list in Markdown: the counts, then a task list for each chapter."""
    title = say("To be completed: {title}", title=report.title)
    lines = [f"# {escaped(title)}", "", headline(report.total, say)]
    if report.total:
        lines += ["", f"- **{_levels(report, ', ')}**"]
        lines.append("- " + say("By kind: {counts}", counts=_names(report.kinds)))
        lines.append("- " + say("By person: {counts}", counts=_names(report.owners)))
    for chapter in report.chapters:
        lines += ["", f"## {escaped(_heading(chapter))}", ""]
        lines += [_markdown_item(item) for item in chapter.items]
    return "\n".join(lines) + "\n"
