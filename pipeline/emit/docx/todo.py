"""The chapter at the end of a draft that lists what is still unfinished, each entry linked with its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.emit.docx.ast import Nodes, header, link, para, span, tab, words
from pipeline.emit.docx.inline import bare, with_emoji
from pipeline.emit.docx.names import bookmark, marker_bookmark, todo_bookmark
from pipeline.emit.docx.scene import Scene, heading_level, once
from pipeline.emit.outline import Entry
from pipeline.emit.words import level_word, marker_words
from pipeline.model import Handbook, Marker
from pipeline.model.kind import kind_title

TODO = "todo"


def todo_chapter(handbook: Handbook, entries: Sequence[Entry], scene: Scene) -> Nodes:
    """Draw the list: a group for each chapter, two lines for each marker, in reading order."""
    scene.progress.level = 0
    count = len(handbook.markers)
    lead = scene.say("{count} places still need a hand before publication.", count=count)
    if count == 1:
        lead = scene.say("One place still needs a hand before publication.")
    title = span(words(scene.say("To be completed")), identifier=once(scene, bookmark(TODO)))
    drawn = [header(heading_level(scene, 1), [title]), para("Standfirst", words(lead))]
    by_id = {entry.id: entry for entry in entries}
    for page, run in groupby(handbook.markers, key=lambda marker: marker.page):
        found = by_id.get(page)
        name = [*words(f"{found.number} ".lstrip()), *bare(found.title, scene)] if found else words(page)
        drawn.append(header(heading_level(scene, 2), name))
        drawn += [line for marker in run for line in _entry(marker, scene)]
    return drawn


def _entry(marker: Marker, scene: Scene) -> Nodes:
    text, subject = marker_words(marker), marker.subject.strip()
    if subject.startswith(text):
        text, subject = subject[: len(text)], subject[len(text) :].strip()
    number = span([span(words(str(marker.number)), "Number")], identifier=once(scene, todo_bookmark(marker.number)))
    line = [number, tab(), span(with_emoji(text), "Strong"), *with_emoji(f" {subject}".rstrip())]
    drawn = scene.progress.bookmarks
    place = marker_bookmark(marker.number)
    target = place if place in drawn else bookmark(marker.page)
    said = [level_word(marker.level, scene.say)]
    said += [f"@{marker.owner}"] if marker.owner else []
    said += [" › ".join(marker.section[1:])] if len(marker.section) > 1 else []
    details = [*with_emoji(" · ".join(said) + " · "), link(words(scene.say("see the place")), f"#{target}")]
    return [para("Todo Entry", line), para("Todo Details", details)]


def comment_text(marker: Marker, scene: Scene) -> str:
    """Give the words of a marker's comment: its number, its kind, and what it speaks of."""
    number = scene.say("no. {number}", number=marker.number)
    subject = marker.subject.strip() or marker_words(marker)
    return " · ".join((number, scene.say(kind_title(marker.kind)), subject))
