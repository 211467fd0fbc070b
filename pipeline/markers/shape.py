"""What a kind of marker is made of: its level, the shapes its words take, and where those count.

A shape's words are a regular expression over the plain text of one run of inlines (escapes undone, code and
addresses out of reach). The words never decide alone: the place does, because « à compléter » is a marker in square
brackets and ordinary French in a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from pipeline.model import MarkerLevel

Place: TypeAlias = Literal["anywhere", "square", "round", "line", "bold", "title", "page", "yellow"]
Home: TypeAlias = Literal["title", "heading", "text", "item", "cell", "row-head", "caption", "field"]

# What may stand before a marker on its line: signs, emoji, bullets; never a word or a bracket.
_LEAD = r"[^\w\[\](){}\ufffc]*"
# What may stand after it: an end of sentence, emoji; not a colon, which makes it a label.
_END = r"[^\w\[\](){}?:\ufffc]*"


class Shape(NamedTuple):
    r"""One way to write a kind of marker.

    Attributes:
        place: where the words count. `anywhere`: in the running text; `square`, `round`: a bracket's whole content,
            brackets included in the marker; `line`: a line's beginning, `tail` being all that may follow; `bold`:
            a whole bold stretch that a line or a colon leads into; `title`: the whole title of a page; `page`: the
            only line of a page; `yellow`: a whole yellow highlight.
        words: regular expression; a group `m` is the marker where that is less than all of it.
        needs: words in lower case of which at least one must be in the text, for speed.
        tail: regular expression of what may follow the words inside the bracket, the line or the bold stretch.
        level: weaker than the kind's own where this shape settles less; None: the kind's.
        exact_case: capitals matter.
        never: kinds of home where the shape does not count.
        only: kinds of home where alone it counts; empty: everywhere.
        unless: regular expression that, found in the marker's line (its bracket for a bracket), makes it ordinary.
        inside: the words belong to a sentence, so what the marker speaks of is that sentence with them.
    """

    place: Place
    words: str
    needs: tuple[str, ...]
    tail: str = ""
    level: MarkerLevel | None = None
    exact_case: bool = False
    never: tuple[Home, ...] = ()
    only: tuple[Home, ...] = ()
    unless: str = ""
    inside: bool = False


class Kind(NamedTuple):
    """A kind of marker; its readable name is in `pipeline.model.kind`.

    `why` is what `handbook explain KIND` prints: what it is, and which look-alikes are left alone.
    """

    name: str
    level: MarkerLevel
    why: str
    shapes: tuple[Shape, ...]


class Hit(NamedTuple):
    """A marker found in a run: characters `start` to `end` of its flat text."""

    start: int
    end: int
    kind: str
    level: MarkerLevel
    inside: bool


@cache
def pattern(shape: Shape) -> re.Pattern[str]:
    """Compile a shape's words for its place; the marker itself is group `m`, or all of the match without one."""
    flags = re.DOTALL if shape.exact_case else re.DOTALL | re.IGNORECASE
    words = f"(?:{shape.words})"
    match shape.place:
        case "anywhere":
            return re.compile(words, flags)
        case "line" | "page":
            return re.compile(f"{_LEAD}(?P<m>{words}){shape.tail}{_END}$", flags)
        case "square" | "round" | "bold" | "title" | "yellow":
            return re.compile(rf"[\s*_]*{words}{shape.tail}{_END}$", flags)


@cache
def exception(shape: Shape) -> re.Pattern[str] | None:
    """Compile what makes a shape ordinary, or None."""
    return re.compile(shape.unless, re.IGNORECASE) if shape.unless else None


@cache
def needed(kinds: tuple[Kind, ...]) -> re.Pattern[str]:
    """Compile one expression that ordinary text does not match: the needs of every shape, in lower case."""
    words = sorted({word for kind in kinds for shape in kind.shapes for word in shape.needs})
    return re.compile("|".join(re.escape(word) for word in words) or r"(?!)")
