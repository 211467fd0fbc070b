"""The chapter at the end of a draft that lists what is still unfinished, each entry linked with its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.emit.docx.ast import Node, Nodes, header, link, para, raw, span, tab, words
from pipeline.emit.docx.inline import bare, field, with_emoji
from pipeline.emit.docx.names import bookmark, marker_bookmark, todo_bookmark
from pipeline.emit.docx.scene import Scene, heading_level, once
from pipeline.emit.outline import Entry
from pipeline.emit.unfinished import Said, headline, said, tallies
from pipeline.model import Handbook, Marker

TODO = "todo"


def todo_chapter(handbook: Handbook, entries: Sequence[Entry], scene: Scene) -> Nodes:
    """Draw the list: a group for each chapter, two lines for each marker, in reading order."""
    scene.progress.level = 0
    title = span(words(scene.say("To be completed")), identifier=once(scene, bookmark(TODO)))
    drawn = [
        header(heading_level(scene, 1), [title]),
        para("Standfirst", words(headline(len(handbook.markers), scene.say))),
        *_counts(handbook, scene),
    ]
    by_id = {entry.id: entry for entry in entries}
    for page, run in groupby(handbook.markers, key=lambda marker: marker.page):
        found = by_id.get(page)
        name = [*words(f"{found.number} ".lstrip()), *bare(found.title, scene)] if found else words(page)
        drawn.append(header(heading_level(scene, 2), name))
        drawn += [line for marker in run for line in _entry(marker, scene)]
    return drawn


def _counts(handbook: Handbook, scene: Scene) -> Nodes:
    """Draw the counts at the head of the list, a line for each way of counting."""
    drawn: Nodes = []
    for title, counted in tallies(handbook.markers, scene.built, scene.say):
        line: Nodes = [*words(title), tab()]
        for place, one in enumerate(counted):
            name = words(f"\u00a0{one.name}".replace(" ", "\u00a0"))
            line += words(" · " if place else "")
            line += [span([*words(str(one.number)), *name], "Late")] if one.is_late else [_number(one.number), *name]
        drawn.append(para("Todo Count", line))
    return drawn


def _number(count: int) -> Node:
    return span(words(str(count)), "Author")


def _entry(marker: Marker, scene: Scene) -> Nodes:
    one = said_of(marker, scene)
    number = span([span(words(str(marker.number)), "Number")], identifier=once(scene, todo_bookmark(marker)))
    line = [number, tab(), *with_emoji(one.before), span(with_emoji(one.words), "Strong"), *with_emoji(one.after)]
    facts = [_fact(fact, one) for fact in one.facts()]
    where = [with_emoji(" › ".join(marker.section[1:]))] if len(marker.section) > 1 else []
    details = [span(words(one.kind), "Author")]
    for piece in (*facts, *where, _way(marker, scene)):
        details += [*words(" · "), *piece]
    return [para("Todo Entry", line), para("Todo Details", details)]


def _fact(fact: str, one: Said) -> Nodes:
    if fact == one.due and one.is_late:
        return [span(words(fact), "Late")]
    return [span(words(fact), "Mention")] if fact == f"@{one.owner}" else words(fact)


def _way(marker: Marker, scene: Scene) -> Nodes:
    """Draw the link to the place, with its page."""
    place = marker_bookmark(marker)
    target = place if place in scene.progress.bookmarks else bookmark(marker.page)
    drawn = [link(words(scene.say("see the place").replace(" ", "\u00a0")), f"#{target}")]
    if target not in scene.pages:
        return drawn
    page = words(scene.say("p. {number}", number=""))
    number = raw(field(f"PAGEREF {target} \\h", str(scene.pages[target])))
    return [*drawn, *words("\u00a0("), *page, number, *words(")")]


def said_of(marker: Marker, scene: Scene) -> Said:
    """Say all of a marker, in the words of this book."""
    return said(marker, scene.built, scene.language, scene.say)
