"""The chapter at the end of a draft that lists what is still unfinished, each entry linked with its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from pipeline.emit.html.chapter import running_heads
from pipeline.emit.html.emoji import with_emoji
from pipeline.emit.html.inline import words
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.outline import Entry
from pipeline.emit.spots import highlighted
from pipeline.emit.words import level_word, marker_words
from pipeline.model import Handbook, Marker

TODO_ID = "todo"


def todo_chapter(handbook: Handbook, entries: Sequence[Entry], level: int, setting: Setting) -> Markup:
    """Draw the list: a group for each chapter, an entry for each marker, in reading order."""
    by_id = {entry.id: entry for entry in entries}
    drawn = highlighted(handbook) | {marker.number for marker in setting.spots.values()}
    count = len(handbook.markers)
    title = setting.say("To be completed")
    lead = setting.say("{count} places still need a hand before publication.", count=count)
    if count == 1:
        lead = setting.say("One place still needs a hand before publication.")
    running = running_heads(handbook.identity.title, title) if setting.medium == "print" else {}
    opening = tag(
        "header",
        tag(f"h{level}", tag("span", title, class_="title-words"), class_="page-title", data_label=title),
        tag("p", lead, class_="standfirst"),
        class_="opening",
        **running,
    )
    groups = []
    for page, run in groupby(handbook.markers, key=lambda marker: marker.page):
        found = by_id.get(page)
        name = joined((found.number, words(found.title, setting)), " ") if found else Markup.escape(page)
        head = tag(f"h{level + 1}", name, class_="depth-3")
        groups.append(
            tag("section", head, tag("ul", *(_entry(one, drawn, setting) for one in run)), class_="todo-group")
        )
    text = tag("div", *groups, class_="text")
    return tag("section", opening, text, id=TODO_ID, class_="chapter todo-chapter")


def _entry(marker: Marker, drawn: frozenset[int], setting: Setting) -> Markup:
    text, subject = marker_words(marker), marker.subject.strip()
    if subject.startswith(text):
        text, subject = subject[: len(text)], subject[len(text) :].strip()
    line = joined((tag("strong", with_emoji(text, setting.language)), with_emoji(subject, setting.language)), " ")
    target = f"#marker-{marker.number}" if marker.number in drawn else f"#{marker.page}"
    link = tag(
        "a",
        setting.say("see the place"),
        href=target,
        class_="place",
        data_page=setting.say("p. {number}", number=""),
    )
    meta = [tag("span", level_word(marker.level, setting.say), class_=f"level {marker.level}")]
    if marker.owner:
        meta.append(tag("span", "@", marker.owner, class_="mention"))
    if len(marker.section) > 1:
        meta.append(tag("span", " › ".join(marker.section[1:])))
    meta.append(link)
    body = tag("div", tag("p", line), tag("p", joined(meta, " · "), class_="todo-meta"), class_="todo-body")
    return tag("li", tag("span", str(marker.number), class_="todo-number"), body, id=f"todo-{marker.number}")
