"""Footnotes of a page: their numbers, and the list of those that no foot of a printed page holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from pipeline.emit.html.inline import fits_in_line
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import tag
from pipeline.model import Blocks, FootnoteReference, Page
from pipeline.model.walk import walk


def note_numbers(page: Page) -> dict[str, int]:
    """Number a page's footnotes in the order of their first calls; those never called come last."""
    known = {note.label for note in page.footnotes}
    order: dict[str, int] = {}
    for label in (*_calls(page), *(note.label for note in page.footnotes)):
        if label in known and label not in order:
            order[label] = len(order) + 1
    return order


def _calls(page: Page) -> Iterator[str]:
    for place in (*page.title, *page.description, *page.record.subtitle, *page.blocks):
        yield from (node.label for node in walk(place) if isinstance(node, FootnoteReference))


def notes_section(page: Page, setting: Setting, blocks: Callable[[Blocks, Setting], Markup]) -> Markup:
    """Draw a page's notes as a list: on screen all of them, in print those that no line holds."""
    called = set(_calls(page))
    screen = setting.medium == "screen"
    shown = [note for note in page.footnotes if screen or note.label not in called or not fits_in_line(note)]
    if not shown:
        return Markup("")
    items = []
    for note in sorted(shown, key=lambda one: setting.numbers[one.label]):
        number = str(setting.numbers[note.label])
        back = Markup("")
        if screen and note.label in called:
            label = setting.say("Back to the call of note {number}", number=number)
            back = tag("a", "↑", href=f"#{setting.page}--call-{number}", aria_label=label, class_="back")
        body = tag("div", blocks(note.blocks, setting), back, class_="note-body")
        items.append(tag("li", tag("span", number, class_="note-number"), body, id=f"{setting.page}--note-{number}"))
    return tag("div", tag("ul", *items), class_="notes")
