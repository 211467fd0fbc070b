"""What the first pages of every paged format say: the lines of the cover, the colophon, the draft's own line."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.order import Order
from pipeline.messages import Say


def draft_line(order: Order) -> str:
    """Give the words that a draft carries at the head of every page, or ""."""
    if order.edition != "draft":
        return ""
    return order.say("Draft of {date}", date=long_date(order.built, order.handbook.identity.language))


def edition_words(order: Order) -> str:
    """Give the words by which a file's properties say whether it is a draft or the final edition."""
    return order.say("Draft") if order.edition == "draft" else order.say("Final edition")


def cover_facts(order: Order) -> list[str]:
    """Give the lines at the foot of the cover: who, by whom, which edition."""
    identity = order.handbook.identity
    day = iso_date(identity.date)
    version = order.say("Version {version}", version=identity.version) if identity.version else ""
    dated = long_date(day, identity.language) if day else identity.date
    edition = " · ".join(part for part in (version, dated, draft_line(order)) if part)
    return [line for line in (identity.organisation, ", ".join(identity.authors), edition) if line]


def colophon(order: Order) -> Iterator[str]:
    """Give the lines on the back of the cover: who, which edition and when, what may be done with it, what is open."""
    identity, say = order.handbook.identity, order.say
    if identity.authors:
        yield say("Written by {authors}.", authors=", ".join(identity.authors))
    if identity.organisation:
        yield say("Published by {organisation}.", organisation=identity.organisation)
    edition = _edition(order)
    if edition:
        yield edition
    if identity.licence:
        named = identity.licence.lower().startswith("licen")
        yield _sentence(identity.licence if named else say("Licence: {licence}", licence=identity.licence))
    if order.edition == "draft":
        yield _unfinished(len(order.handbook.markers), say)
    elif order.allowed:
        yield _allowed(sum(1 for marker in order.handbook.markers if marker.level == "sure"), order)
    yield say("Set in Source Sans Pro by Paul D. Hunt. Icons: Font Awesome Free.")


def _edition(order: Order) -> str:
    """Give the version and the date of the edition, "" where neither is said."""
    identity, say = order.handbook.identity, order.say
    version = say("Version {version}", version=identity.version) if identity.version else ""
    day = iso_date(identity.date)
    dated = long_date(day, identity.language) if day else identity.date
    return _sentence(", ".join(part for part in (version, dated) if part))


def _sentence(words: str) -> str:
    """Give words with one stop at their end; "" stays."""
    return words if not words or words.endswith((".", "!", "?", "…")) else f"{words}."


def _allowed(count: int, order: Order) -> str:
    """Say that the book is published though places of it are still to be completed, and why, in the publisher's words.

    The reason ends as a sentence does, with one stop.
    """
    reason = _sentence(" ".join(order.allowed.split()))
    if count == 1:
        return order.say("Published with one place still to be completed: {reason}", reason=reason)
    return order.say("Published with {count} places still to be completed: {reason}", count=count, reason=reason)


def _unfinished(count: int, say: Say) -> str:
    """Say that the book is a draft, and how many places of it are still to be completed."""
    if not count:
        return say("This is a draft. No place in it is marked as still to be completed.")
    if count == 1:
        return say(
            "This is a draft: one place is still to be completed. It is highlighted and numbered in the text, "
            "and listed at the end."
        )
    return say(
        "This is a draft: {count} places are still to be completed. They are highlighted and numbered in the text, "
        "and listed at the end.",
        count=count,
    )
