"""The report of a review in Markdown: a list that fits in an issue, in which words of reviewers stay words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.diagnostics.visible import visible
from pipeline.emit.dates import long_date
from pipeline.emit.todo.lists import escaped
from pipeline.messages import Say
from pipeline.review.report.gathered import Account, Item, headline
from pipeline.review.report.words import seen, summary


def _safe(words: str) -> str:
    """Give words on one line that stay words; what would begin a block does not stand at the start of a line here."""
    return escaped(visible(words.strip()))


def _quoted(words: str, before: str, sign: str) -> str:
    """Give words with a sign around them; signs of Markdown must stand right at the words."""
    safe = _safe(words)
    return f"{before} {sign}{safe}{sign}" if safe else ""


def _lines(item: Item, say: Say) -> Iterator[str]:
    remark = item.remark
    if remark.sort == "comment":
        yield say("on “{words}”", words=_safe(remark.old)) if remark.old.strip() else ""
    else:
        yield _quoted(seen(remark.old), say("removed:"), "~~")
        yield _quoted(seen(remark.new), say("added:"), "**")
    yield from (_safe(line) for line in remark.text.split("\n"))
    yield say("today’s sources: “{words}”", words=_safe(remark.today)) if remark.today else ""
    yield say("in “{words}”", words=_safe(item.context)) if remark.sort != "comment" and item.context else ""
    for answer in item.answers:
        who = f"{answer.author} ({answer.when})" if answer.when else answer.author
        yield say("{author} answers: {text}", author=_safe(who), text=_safe(answer.text))


def _item(item: Item, say: Say) -> Iterator[str]:
    who = ", ".join(filter(None, (_safe(item.author), _safe(item.when))))
    notes = f" ({_safe(', '.join(item.notes))})" if item.notes else ""
    yield f"- **{item.number}.** {_safe(item.sort)}{notes} — {who}"
    if item.remark.span is not None:
        place = _safe(str(item.remark.span))
        nearest = say("nearest: ") if item.remark.certainty == "nowhere" else ""
        headings = "".join(f" › {_safe(title)}" for title in item.where)
        yield f"  {nearest}{f'[{place}]({item.link})' if item.link else place}{headings}"
    for line in filter(None, _lines(item, say)):
        yield f"  <br>{line}"


def _section(title: str, items: Sequence[Item], say: Say) -> Iterator[str]:
    if items:
        yield from ("", f"## {_safe(title)}", "")
        for item in items:
            yield from _item(item, say)


def markdown(account: Account, say: Say) -> str:
    """Give the report: the counts, then a list for each chapter, what has no place, and what was dealt with."""
    title = say("Review: {title}", title=account.title)
    lines = [f"# {_safe(title)}", "", f"**{_safe(headline(account, say))}**", ""]
    lines += [f"- {_safe(line)}" for line in summary(account.certainties, account.sorts, account.ready, say) if line]
    lines += [f"- {_safe(count.name)} : {count.number}" for count in account.authors]
    lines += ["- " + say("Files: {files}", files=", ".join(map(_safe, account.files)))]
    lines += ["- " + say("State of {date}", date=long_date(account.built, account.language))]
    for chapter in account.chapters:
        lines += _section(chapter.heading, chapter.items, say)
    lines += _section(say("Without a place"), account.lost, say)
    lines += _section(say("Dealt with"), account.resolved, say)
    return "\n".join(lines) + "\n"
