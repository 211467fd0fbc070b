"""The marks of a draft's markers in HTML: their numbers, and the notes beside the text."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.emoji import with_emoji
from pipeline.emit.html.setting import Setting, once
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.spots import anchor_of, entry_of, spot_of
from pipeline.emit.unfinished import Said, said
from pipeline.model import Marker
from pipeline.source import Span

_LONGEST = 26  # letters: what a line of the outer column holds


def said_of(marker: Marker, setting: Setting) -> Said:
    """Say all of a marker, in the words of this book."""
    return said(marker, setting.built, setting.language, setting.say)


def marked(drawn: Markup, marker: Marker, setting: Setting) -> Markup:
    """Highlight a marker's words; the first time they are drawn, its number and its anchor are theirs."""
    identifier = once(setting, anchor_of(marker))
    if identifier is None:
        return tag("mark", drawn, class_="marker")
    return tag("mark", drawn, _number(marker, setting), class_="marker", id=identifier)


def spot_mark(span: Span, setting: Setting) -> Markup:
    """Draw the mark of a place without words, or nothing where none is unfinished."""
    marker = setting.spots.get(spot_of(span))
    identifier = once(setting, anchor_of(marker)) if marker is not None else None
    if marker is None or identifier is None:
        return Markup("")
    return tag("span", _number(marker, setting), class_="spot", id=identifier)


def _number(marker: Marker, setting: Setting) -> Markup:
    """Draw a marker's number, which leads to its line in the list at the end; in print, what its margin says."""
    if setting.medium == "screen":
        setting.progress.waiting.append(marker)
    if setting.linked:
        return tag("span", str(marker.number), class_="marker-number")
    label = setting.say("Unfinished place {number}: see the list", number=marker.number)
    number = tag(
        "a", str(marker.number), class_="marker-number", href=setting.address(entry_of(marker)), aria_label=label
    )
    return joined((number, _margin(marker, setting))) if setting.medium == "print" else number


def _margin(marker: Marker, setting: Setting) -> Markup:
    """Draw the note in the outer column of print: the kind, and who is to see to it; setting decides if it fits."""
    one = said_of(marker, setting)
    owner = one.owner if len(one.owner) < _LONGEST else f"{one.owner[: _LONGEST - 2]}…"
    whose = tag("span", f"@{owner}", class_="margin-owner") if owner else Markup("")
    kind = tag("span", one.kind, class_="margin-kind")
    return tag("span", kind, whose, class_="margin-note", data_of=f"#{entry_of(marker)}")


def behind(drawn: Markup, before: int, setting: Setting, *, beside: bool = True, told: str = "") -> Markup:
    """Put the notes of the markers in a block behind it: of all that wait, but for the first `before`.

    `beside`: they belong to the block, and stand at its side where there is room. `told` are the words that a
    reader has before the eyes there: a note does not repeat them.
    """
    here = sorted(setting.progress.waiting[before:], key=lambda marker: marker.number)
    if not here:
        return drawn
    del setting.progress.waiting[before:]
    notes = tag("div", *(_note(one, setting, told) for one in here), class_="marker-notes")
    return tag("div", drawn, notes, class_="noted") if beside else joined((drawn, notes), "\n")


def titled(drawn: Markup, before: int, setting: Setting) -> Markup:
    """Put the notes of the markers in a title below it, where notes may stand: not behind what the title is of."""
    return behind(drawn, before, setting, beside=False, told=drawn.striptags()) if setting.noting else drawn


def _note(marker: Marker, setting: Setting, told: str) -> Markup:
    """Draw the note of a marker: number and kind, what it speaks of, whose it is and by when."""
    one = said_of(marker, setting)
    label = setting.say("Unfinished place {number}", number=marker.number)
    number = tag("span", str(marker.number), class_="note-mark")
    pieces = [tag("p", number, " ", tag("strong", one.kind), _steps(marker, setting), class_="note-head")]
    subject = one.words if marker.kind == "missing-image" else one.subject()
    if subject and not _is_before_the_eyes(one, told):
        pieces.append(tag("p", with_emoji(subject, setting.language), class_="note-subject"))
    facts = facts_line(one)
    if facts:
        pieces.append(tag("p", facts, class_="note-facts"))
    return tag("aside", *pieces, class_="marker-note", aria_label=label)


def _is_before_the_eyes(one: Said, told: str) -> bool:
    """Tell whether the words beside a note say what it speaks of: they hold it, or are more than the marker's own."""
    beside = "".join(told.split())
    return "".join(one.subject().split()) in beside or len(beside) > len("".join(one.words.split())) + 2


def facts_line(one: Said) -> Markup:
    """Draw what an author wrote with a marker on one line; what is late stands out."""
    kinds = {one.due: "due late" if one.is_late else "due", f"@{one.owner}": "mention", one.priority: "priority"}
    return joined((tag("span", fact, class_=kinds.get(fact)) for fact in one.facts()), "\u00a0· ")


def _steps(marker: Marker, setting: Setting) -> Markup:
    """Draw the ways to the marker before and the one after."""
    ways = ((-1, "‹", setting.say("Unfinished place before")), (1, "›", setting.say("Next unfinished place")))
    known = ((setting.markers.get(marker.number + step), sign, label) for step, sign, label in ways)
    links = [
        tag("a", sign, href=setting.address(anchor_of(to)), aria_label=label)
        for to, sign, label in known
        if to is not None
    ]
    return tag("span", *links, class_="note-steps") if links else Markup("")
