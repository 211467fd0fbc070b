"""The chapter at the end of a draft that lists what is still unfinished, each entry linked with its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from pipeline.emit.html.chapter import running_heads
from pipeline.emit.html.emoji import with_emoji
from pipeline.emit.html.inline import words
from pipeline.emit.html.marks import facts_line, said_of
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.emit.outline import Entry
from pipeline.emit.spots import anchor_of, entry_of, highlighted
from pipeline.emit.unfinished import Said, Tally, headline, tallies
from pipeline.model import Handbook, Marker

TODO_ID = "todo"


def todo_chapter(handbook: Handbook, entries: Sequence[Entry], level: int, setting: Setting, side: Markup) -> Markup:
    """Draw the list: a group for each chapter, an entry for each marker, in reading order.

    `side` is the label at the edge of printed pages.
    """
    by_id = {entry.id: entry for entry in entries}
    drawn = highlighted(handbook) | {marker.number for marker in setting.spots.values()}
    groups = [_counts(handbook, setting)]
    for page, run in groupby(handbook.markers, key=lambda marker: marker.page):
        found = by_id.get(page)
        name = joined((found.number, words(found.title, setting)), " ") if found else Markup.escape(page)
        head = tag(f"h{level + 1}", name, class_="depth-3")
        groups.append(
            tag("section", head, tag("ul", *(_entry(one, drawn, setting) for one in run)), class_="todo-group")
        )
    text = tag("div", *groups, class_="text")
    return tag("section", side, _opening(handbook, level, setting), text, id=TODO_ID, class_="chapter todo-chapter")


def _opening(handbook: Handbook, level: int, setting: Setting) -> Markup:
    title, lead = setting.say("To be completed"), headline(len(handbook.markers), setting.say)
    running = running_heads(handbook.identity.title, title) if setting.medium == "print" else {}
    head = tag(f"h{level}", tag("span", title, class_="title-words"), class_="page-title", data_label=title)
    return tag("header", head, tag("p", lead, class_="standfirst"), class_="opening", **running)


def _counts(handbook: Handbook, setting: Setting) -> Markup:
    """Draw the counts at the head of the list."""
    rows = (
        tag("div", tag("dt", title), tag("dd", joined((_tally(one) for one in counted), " ")))
        for title, counted in tallies(handbook.markers, setting.built, setting.say)
    )
    return tag("dl", *rows, class_="todo-counts")


def _tally(one: Tally) -> Markup:
    return tag("span", tag("b", str(one.number)), f"\u00a0{one.name}", class_=classes("tally", "late" * one.is_late))


def _entry(marker: Marker, drawn: frozenset[int], setting: Setting) -> Markup:
    one = said_of(marker, setting)
    before, after = (with_emoji(words, setting.language) for words in (one.before, one.after))
    line = joined((before, tag("strong", _words(marker, one, setting)), after))
    target = anchor_of(marker) if marker.number in drawn else marker.page
    link = tag(
        "a",
        setting.say("see the place"),
        href=setting.address(target),
        class_="place",
        data_page=setting.say("p. {number}", number=""),
    )
    facts = facts_line(one)
    meta = [tag("span", one.kind, class_="kind"), *([facts] if facts else [])]
    if len(marker.section) > 1:
        meta.append(tag("span", " › ".join(marker.section[1:])))
    meta.append(link)
    body = tag("div", tag("p", line), tag("p", joined(meta, "\u00a0· "), class_="todo-meta"), class_="todo-body")
    return tag("li", tag("span", str(marker.number), class_="todo-number"), body, id=entry_of(marker))


def _words(marker: Marker, one: Said, setting: Setting) -> Markup:
    """Draw a marker's words; those of a missing picture are its file's name."""
    drawn = with_emoji(one.words, setting.language)
    return tag("code", drawn, translate="no") if marker.kind == "missing-image" else drawn
