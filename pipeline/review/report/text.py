"""The report of a review for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics.visible import visible
from pipeline.messages import Say
from pipeline.review.report.gathered import Account, Item, headline
from pipeline.review.report.words import seen, summary

_WIDEST = 300  # characters of what stands on one line


def _shown(words: str) -> str:
    return visible(words.strip(), _WIDEST)


def head(account: Account, say: Say) -> Iterator[str]:
    """Give the summary, a line each: how many, by whom, how well they are placed, what can be applied."""
    yield say("{headline}: {files}", headline=headline(account, say), files=", ".join(map(_shown, account.files)))
    if account.total:
        yield from (f"  {line}" for line in summary(account.certainties, account.sorts, account.ready, say) if line)
        by = ", ".join(f"{_shown(count.name)} ({count.number})" for count in account.authors)
        yield "  " + say("By {authors}", authors=by)


def _words(item: Item, say: Say) -> Iterator[str]:
    """Give what a remark says, a line for each thing."""
    remark = item.remark
    if remark.sort == "comment":
        if remark.old:
            yield say("on “{words}”", words=_shown(remark.old))
        yield from (_shown(line) for line in remark.text.split("\n") if line.strip())
    else:
        yield from [say("removed: “{words}”", words=_shown(seen(remark.old)))] if remark.old else []
        yield from [say("added: “{words}”", words=_shown(seen(remark.new)))] if remark.new else []
        yield from (_shown(line) for line in remark.text.split("\n") if line.strip())
    if remark.today:
        yield say("today’s sources: “{words}”", words=_shown(remark.today))
    if remark.sort != "comment" and item.context:
        yield say("in “{words}”", words=_shown(item.context))
    for answer in item.answers:
        yield say("{author} answers: {text}", author=_shown(answer.author), text=_shown(answer.text))


def _item(item: Item, width: int, say: Say) -> Iterator[str]:
    span = item.remark.span
    who = ", ".join(filter(None, map(_shown, (item.author, item.when))))
    notes = f" ({', '.join(item.notes)})" if item.notes else ""
    yield f"{item.number:>{width}}  {item.sort}{notes} — {who}"
    if span is not None:
        nearest = say("nearest: ") if item.remark.certainty == "nowhere" else ""
        headings = " › ".join(map(_shown, item.where))
        yield f"{'':>{width}}  {nearest}{_shown(str(span))}  {headings}".rstrip()
    for line in _words(item, say):
        yield f"{'':>{width}}    {line}"


def text(account: Account, say: Say) -> str:
    """Give the whole list for a terminal."""
    lines = [*head(account, say)]
    width = len(str(account.total)) + 2
    groups = [(chapter.heading, chapter.items) for chapter in account.chapters]
    groups += [(say("Without a place"), account.lost), (say("Dealt with"), account.resolved)]
    for heading, items in groups:
        if items:
            lines += ["", _shown(heading)]
            lines += [line for item in items for line in _item(item, width, say)]
    return "\n".join(lines) + "\n"
