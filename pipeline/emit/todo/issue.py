"""The to-do report in Markdown: a task list that fits in an issue or a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.history import evenly
from pipeline.emit.todo.lists import escaped, facts, levels
from pipeline.emit.todo.report import Count, Item, Report, overdue_words, vouched_words
from pipeline.emit.unfinished import headline
from pipeline.messages import Say

# GitHub takes so many characters as the text of an issue (its API's "body is too long (maximum is 65536 characters)").
LIMIT = 65_536
# Left free for the sentence that says what did not fit: eight chapters' titles at their longest, escaped.
_CLOSING = 6_500
_NAMED = 8
# How much of an author's words a line holds.
_TITLE = 80
_BEFORE, _WORDS, _AFTER = 200, 300, 400
_FACT, _ADDRESS = 120, 2_000
_POINTS = 6


class _Task(NamedTuple):
    heading: str
    chapter: str
    line: str


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _size(text: str) -> int:
    """Give the length of a text as JavaScript counts it: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _code(words: str) -> str:
    """Put words between enough backticks (CommonMark 6.1)."""
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{space}{words}{space}{fence}"


def _place(item: Item) -> str:
    span = item.marker.span
    file = span.file if len(span.file) <= _AFTER else "…" + span.file[-_AFTER:]
    place = _code(" ".join(f"{file}:{span.line}".split()))
    return f"[{place}]({item.link})" if 0 < len(item.link) <= _ADDRESS else place


def _line(item: Item) -> str:
    before = item.before if len(item.before) <= _BEFORE else "…" + item.before[-_BEFORE:]
    words = escaped(_cut(item.words, _WORDS))
    said = f"{escaped(before)}{f'**{words}**' if item.written else words}{escaped(_cut(item.after, _AFTER))}"
    owner = [f"**{escaped(_cut(item.marker.owner, _TITLE))}**"] if item.marker.owner else []
    known = [
        f"**{words}**" if item.due.late and words == item.due.words else escaped(_cut(words, _FACT))
        for words in facts(item)
    ]
    kind = escaped(_cut(item.kind, _TITLE)) + ("" if item.marker.level == "sure" else f" ({item.level})")
    return f"- [ ] {item.marker.number} · {kind} — {' · '.join((said, *owner, *known, _place(item)))}"


def _tasks(report: Report, say: Say) -> Iterator[_Task]:
    """Give the line of each marker, once: those that are overdue before the chapters."""
    late, overdue = {item.marker.number for item in report.overdue}, "## " + say("Overdue")
    lines = {item.marker.number: _line(item) for item in report.items}
    titles = {
        item.marker.number: _cut(chapter.heading, _TITLE) for chapter in report.chapters for item in chapter.items
    }
    for item in report.overdue:
        number = item.marker.number
        yield _Task(overdue, titles[number], f"{lines[number]} · {escaped(titles[number])}")
    for chapter in report.chapters:
        for item in chapter.items:
            if item.marker.number not in late:
                title = titles[item.marker.number]
                yield _Task(f"## {escaped(title)}", title, lines[item.marker.number])


def _names(counts: Sequence[Count], say: Say) -> str:
    kept = counts if len(counts) <= 12 else counts[:11]
    names = [f"{escaped(_cut(count.name, _TITLE))} {count.number}" for count in kept]
    rest = sum(count.number for count in counts[len(kept) :])
    return ", ".join([*names, *([say("others {count}", count=rest)] if rest else [])])


def _history(report: Report, say: Say) -> list[str]:
    if not report.history:
        return []
    named = " | ".join(count.name for count in report.levels[:2])
    rows = []
    for point in evenly(report.history, _POINTS):
        known = iso_date(point.day)
        words = long_date(known, report.language) if known is not None else escaped(point.day)
        rows.append(f"| {words} | {point.sure} | {point.suspected} |")
    title, day = "## " + say("Over time"), say("Date")
    return ["", title, "", f"| {day} | {named} |", "| --- | ---: | ---: |", *rows]


def _head(report: Report, say: Say) -> list[str]:
    title = say("To be completed: {title}", title=_cut(report.title, _TITLE * 2))
    lines = [f"# {escaped(title)}", "", headline(report.total, say)]
    if report.total:
        late = f" · **{overdue_words(len(report.overdue), say)}**" if report.overdue else ""
        lines += ["", f"- **{levels(report, ', ')}**{late}"]
        lines.append("- " + say("By kind: {counts}", counts=_names(report.kinds, say)))
        lines.append("- " + say("By person: {counts}", counts=_names(report.owners, say)))
        lines += ["- " + say("By age: {counts}", counts=_names(report.ages, say))] if report.ages else []
    lines += [f"- {vouched_words(len(report.vouched), say)}"] if report.vouched else []
    return [*lines, *_history(report, say)]


def _left_out(tasks: Sequence[_Task], say: Say) -> list[str]:
    """Say how many tasks are not shown, and where they are."""
    numbers: dict[str, int] = {}
    for task in tasks:
        numbers[task.chapter] = numbers.get(task.chapter, 0) + 1
    named = [f"- {escaped(title)} : {number}" for title, number in list(numbers.items())[:_NAMED]]
    named += ["- …"] if len(numbers) > _NAMED else []
    words = say("{count} more are not shown here.", count=len(tasks))
    where = say("The whole list is in todo.html.")
    return ["", "---", "", f"**{words}** {where}", "", *named]


def markdown(report: Report, say: Say) -> str:
    """Give the list in Markdown: the counts, what is overdue, then a task list for each chapter; `LIMIT` at most."""
    lines, tasks = _head(report, say), tuple(_tasks(report, say))
    whole = _size("\n".join(chain(lines, *(("", task.heading, "", task.line) for task in tasks)))) + 1
    room = LIMIT if whole <= LIMIT else LIMIT - _CLOSING
    used, heading, done = _size("\n".join(lines)) + 1, "", 0
    for task in tasks:
        new = [task.line] if task.heading == heading else ["", task.heading, "", task.line]
        used += _size("\n".join(new)) + 1
        if used > room:
            break
        lines += new
        heading, done = task.heading, done + 1
    if done < len(tasks):
        lines += _left_out(tasks[done:], say)
    return "\n".join(lines) + "\n"
