"""What drafts say of an unfinished place, the same beside the text, in the list at the end and in comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.emit.due import due_words, is_overdue, priority_word
from pipeline.emit.sentence import sentence
from pipeline.emit.spots import anchor_of
from pipeline.emit.words import level_word
from pipeline.messages import Say
from pipeline.model import Marker, MarkerLevel
from pipeline.model.kind import kind_title

LEVELS: tuple[MarkerLevel, ...] = ("sure", "suspected", "blank")


class Said(NamedTuple):
    """What is said of one marker, in words; "" where there is nothing to say.

    Attributes:
        number: "no. 3".
        kind: what sort of unfinished place it is.
        level: how sure that is; "" where it is certain.
        before: what its sentence says before its words, where they belong to it.
        words: the marker's own words, without Markdown's signs.
        after: what it speaks of, or the rest of its sentence.
        owner: who is to see to it.
        due: by when, or since when it is late.
        is_late: its date has passed.
        priority: how much it matters.
        anchor: its identity, the same in every output and from one build to the next.
    """

    number: str
    kind: str
    level: str
    before: str
    words: str
    after: str
    owner: str
    due: str
    is_late: bool
    priority: str
    anchor: str

    def subject(self) -> str:
        """Give what it speaks of: its sentence where its words belong to one, else without them."""
        if self.before.strip():
            return f"{self.before}{self.words}{self.after}".strip()
        return self.after.lstrip(" —") or self.words

    def facts(self) -> tuple[str, ...]:
        """Give what its author wrote with it, in the order in which it is read."""
        owner = f"@{self.owner}" if self.owner else ""
        return tuple(fact for fact in (self.level, owner, self.due, self.priority) if fact)


def said(marker: Marker, built: date, language: str, say: Say) -> Said:
    """Say all of a marker, as seen on the day a book was built."""
    before, words, after = sentence(marker)
    return Said(
        number=say("no. {number}", number=marker.number),
        kind=say(kind_title(marker.kind)),
        level="" if marker.level == "sure" else level_word(marker.level, say),
        before=before,
        words=words,
        after=after,
        owner=marker.owner,
        due=due_words(marker, built, language, say),
        is_late=is_overdue(marker, built),
        priority=priority_word(marker, say),
        anchor=anchor_of(marker),
    )


def comment_lines(one: Said) -> tuple[str, ...]:
    """Give a comment's lines: number and kind; what it speaks of; what its author wrote with it."""
    facts = " · ".join(fact for fact in (one.level, one.due, one.priority) if fact)
    return tuple(line for line in (f"{one.number} · {one.kind}", one.subject(), facts) if line)


def headline(total: int, say: Say) -> str:
    """Say in one sentence how much is left."""
    if total == 0:
        return say("Nothing left to complete: this handbook is ready.")
    if total == 1:
        return say("One place still needs a hand before publication.")
    return say("{count} places still need a hand before publication.", count=total)


class Tally(NamedTuple):
    """How many markers go by a name; `is_late` for those whose date has passed."""

    name: str
    number: int
    is_late: bool = False


def tallies(markers: Sequence[Marker], built: date, say: Say) -> Iterator[tuple[str, tuple[Tally, ...]]]:
    """Count markers three ways, each under its title: how urgent, of which kind, whose; the most frequent first."""
    levels = Counter(marker.level for marker in markers)
    states = [Tally(level_word(level, say), levels[level]) for level in LEVELS]
    states.append(Tally(say("overdue"), sum(is_overdue(marker, built) for marker in markers), True))
    states.append(Tally(say("to be seen to first"), sum(marker.priority == "high" for marker in markers)))
    yield say("State"), tuple(one for one in states if one.number)
    kinds = Counter(say(kind_title(marker.kind)) for marker in markers)
    yield say("Kinds"), tuple(Tally(*pair) for pair in kinds.most_common())
    owners = Counter(marker.owner for marker in markers)
    nobody = Tally(say("Nobody yet"), owners.pop("", 0))
    if owners:
        rest = (nobody,) if nobody.number else ()
        yield say("Whose"), (*(Tally(f"@{name}", count) for name, count in owners.most_common()), *rest)
