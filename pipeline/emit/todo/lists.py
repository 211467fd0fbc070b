"""The to-do report for a terminal, and how an author's words stay words in plain text and in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.emit.todo.report import Item, Report, overdue_words, vouched_words
from pipeline.emit.unfinished import headline
from pipeline.messages import Say

# CommonMark 2.4: what could begin markup in the middle of a line.
_MARKUP = re.compile(r"([\\`*_{}\[\]#|~])")
# What forges turn into a link or a call to somebody. They look at the words once markup is undone, so that neither a
# backslash nor an entity holds them off; a space of no width does (github/markup issue 1168, cmark-gfm issue 181).
_CALL = re.compile(r"(@|\\#(?=\d))")
# Unicode Annex 9, 2.1 to 2.4: they turn the order of what follows about, and a line has no element that would end that.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def upright(words: str) -> str:
    """Give words without the signs that would change the order of what stands after them."""
    return _TURNS.sub("", words)


def escaped(words: str) -> str:
    """Make words safe inside a line of Markdown: they stay words, and call nobody."""
    entities = upright(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _CALL.sub(r"\1&#8203;", _MARKUP.sub(r"\\\1", entities))


def levels(report: Report, between: str) -> str:
    """Say how many markers there are of each level."""
    return between.join(f"{count.number} {count.name}" for count in report.levels if count.number)


def facts(item: Item) -> tuple[str, ...]:
    """Say what else is known of a marker: its delay or due date, how much it presses, who changed it last."""
    return tuple(filter(None, (item.due.words, item.priority, item.changed)))


def _text_item(item: Item, width: int) -> Iterator[str]:
    yield f"{item.marker.number:>{width}}  {upright(item.before + item.words + item.after)}"
    said = [item.kind, *([item.level] if item.marker.level != "sure" else [])]
    said += [item.marker.owner] if item.marker.owner else []
    yield f"{'':>{width}}  {item.marker.span}  {upright(', '.join((*said, *facts(item))))}"


def text(report: Report, say: Say) -> str:
    """Give the list for a terminal: a heading for each chapter, two lines for each marker."""
    lines = [headline(report.total, say)]
    if report.total:
        late = [overdue_words(len(report.overdue), say)] if report.overdue else []
        lines.append(", ".join([levels(report, ", "), *late]))
    width = len(str(report.total)) + 2
    for chapter in report.chapters:
        lines += ["", upright(chapter.heading)]
        lines += [line for item in chapter.items for line in _text_item(item, width)]
    if report.vouched:
        lines += ["", f"{vouched_words(len(report.vouched), say)}."]
    return "\n".join(lines) + "\n"
