"""What a kind of marker is made of: its level, the shapes its words take, and where those count.

A shape's words are a regular expression over the plain text of one run of inlines (escapes undone, code and
addresses out of reach). The words never decide alone: the place does, because « à compléter » is a marker in square
brackets and ordinary French in a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, get_args

from pipeline.model import MarkerLevel

Place: TypeAlias = Literal["anywhere", "square", "round", "line", "bold", "title", "page", "yellow"]
# "adorned": a heading that opens with a sign among headings that open with signs.
Home: TypeAlias = Literal[
    "title", "description", "heading", "adorned", "text", "item", "task", "cell", "row-head", "caption", "field"
]

# The letters of French, the commonest first.
_COMMON = " esaintrulodcpmévqfgbhjàxèyêzçôùâûîœwkïëü"
# What may stand before a marker on its line: signs, emoji, bullets; never a word or a bracket.
_LEAD = r"[^\w\[\](){}\ufffc]*"
# What may stand after it: an end of sentence, emoji; not a colon, which makes it a label.
_END = r"[^\w\[\](){}?:\ufffc]*$"


class Shape(NamedTuple):
    r"""One way to write a kind of marker.

    Attributes:
        place: where the words count. `anywhere`: in the running text; `square`, `round`: a bracket's whole content,
            brackets included in the marker; `line`: a line's beginning, `tail` being all that may follow; `bold`:
            a whole bold stretch that opens a line or follows a colon; `title`: the whole title of a page; `page`:
            the only line of a page; `yellow`: a whole yellow highlight.
        words: regular expression; a group `m` is the marker where that is less than all of it.
        tail: regular expression of what may follow the words inside the bracket, the line or the bold stretch; what
            every marker in brackets may carry (`carried`) needs no mention.
        level: weaker than the kind's own where this shape settles less; None: the kind's.
        exact_case: capitals matter.
        never: kinds of home where the shape does not count; a list's item is a task's too.
        only: kinds of home where alone it counts; empty: everywhere.
        unless: regular expression that, found in the marker's line (its bracket for a bracket), makes it ordinary.
        inside: the words belong to a sentence, so what the marker speaks of is that sentence with them.
        needs: for `anywhere`, words of which one must be in the text for it to be searched: in capitals when
            `exact_case`, else in small letters.
        begins: regular expression of what the words begin with, for the quick test: from their first letter on, where
            they begin with a sign; shorter than the words, where several shapes begin alike.
        is_own: the words are the handbook's own (handbook.yml): they win over those that are built in.
    """

    place: Place
    words: str
    tail: str = ""
    level: MarkerLevel | None = None
    exact_case: bool = False
    never: tuple[Home, ...] = ()
    only: tuple[Home, ...] = ()
    unless: str = ""
    inside: bool = False
    needs: tuple[str, ...] = ()
    begins: str | None = None
    is_own: bool = False


class Kind(NamedTuple):
    """A kind of marker; its readable name is in `pipeline.model.kind`, or is its name for one of a handbook's own.

    `why` is what `handbook explain KIND` prints: what it is, and which look-alikes are left alone.
    """

    name: str
    level: MarkerLevel
    why: str
    shapes: tuple[Shape, ...]


class Rule(NamedTuple):
    """A shape of a kind, compiled: `match` at its place, `unless` (or None) makes it ordinary.

    `rank` is the kind's place in the table.
    """

    rank: int
    kind: Kind
    shape: Shape
    match: re.Pattern[str]
    unless: re.Pattern[str] | None


class Rules(NamedTuple):
    """The rules of one place, in the order of the kinds, and a quick test that ordinary text fails.

    `gate` is matched in the text in small letters where a marker would begin; for `anywhere`, `gate` is searched in
    the text and `small_gate` in the text in small letters.
    """

    place: Place
    rules: tuple[Rule, ...]
    gate: re.Pattern[str]
    small_gate: re.Pattern[str]


class RuleBook(NamedTuple):
    """All rules, place by place, and what a run is tested by before it is looked at closely (`find`)."""

    places: tuple[Rules, ...]
    title: re.Pattern[str]
    line: re.Pattern[str]
    round: re.Pattern[str]
    bold: re.Pattern[str]
    anywhere: re.Pattern[str]
    anywhere_small: re.Pattern[str]


def small(text: str) -> str:
    """Give a text in small letters, each in its place: the few capitals that become two letters stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _source(shape: Shape) -> str:
    match shape.place:
        case "anywhere":
            return shape.words
        case "line" | "page":
            return f"{_LEAD}(?P<m>{shape.words}){shape.tail}{_END}"
        case "square" | "round" | "bold" | "title" | "yellow":
            return rf"[\s*.…]*(?:{shape.words}){shape.tail}{_END}"


def _rule(rank: int, kind: Kind, shape: Shape) -> Rule:
    flags = re.DOTALL if shape.exact_case else re.DOTALL | re.IGNORECASE
    unless = re.compile(shape.unless, re.IGNORECASE) if shape.unless else None
    return Rule(rank, kind, shape, re.compile(_source(shape), flags), unless)


def _in_small(found: re.Match[str]) -> str:
    r"""Give a piece of a regular expression in small letters; an escape, such as `\\S`, stays."""
    return found[0] if found[0][0] == "\\" else small(found[0])


def _gate(shapes: list[Shape]) -> re.Pattern[str]:
    """Compile the beginnings of all shapes of a place into one expression over text in small letters.

    Exact letters are much faster to try than letters of either case.
    """
    begun = (shape.words if shape.begins is None else shape.begins for shape in shapes)
    words = (words.replace("(?P<m>", "(?:") for words in begun)
    lowered = dict.fromkeys(re.sub(r"\\.|[^\\]+", _in_small, one) for one in words)
    return re.compile(f"{_LEAD}+(?:{'|'.join(lowered)})", re.DOTALL)


def _rarest(word: str) -> int:
    """Give the place of the letter of a word that ordinary French uses least."""
    ranks = [_COMMON.find(letter) if letter in _COMMON else len(_COMMON) for letter in word]
    return ranks.index(max(ranks))


def _any_of(words: list[str]) -> re.Pattern[str]:
    r"""Compile a search for any of some words, each by its rarest letter: most of a text is passed over at once.

    « en cours » becomes `c(?<=en\ c)ours`.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        at = _rarest(word)
        before, after = re.escape(word[: at + 1]), re.escape(word[at + 1 :])
        branches.setdefault(word[at], []).append(f"(?<={before}){after}" if at else after)
    found = (f"{re.escape(letter)}(?:{'|'.join(after)})" for letter, after in branches.items())
    return re.compile("|".join(found) or r"(?!)")


def _rules_at(place: Place, kinds: tuple[Kind, ...]) -> Rules:
    rules = tuple(
        _rule(rank, kind, shape) for rank, kind in enumerate(kinds) for shape in kind.shapes if shape.place == place
    )
    shapes = [rule.shape for rule in rules]
    if place != "anywhere":
        return Rules(place, rules, _gate(shapes) if shapes else _any_of([]), _any_of([]))
    exact = [word for shape in shapes if shape.exact_case for word in shape.needs]
    small = [word for shape in shapes if not shape.exact_case for word in shape.needs]
    return Rules(place, rules, _any_of(exact), _any_of(small))


@cache
def rule_book(kinds: tuple[Kind, ...]) -> RuleBook:
    """Compile what is looked for."""
    rules = {place: _rules_at(place, kinds) for place in get_args(Place)}
    in_round = re.compile(r"\(" + rules["round"].gate.pattern, rules["round"].gate.flags)
    anywhere = rules["anywhere"]
    return RuleBook(
        tuple(rules.values()),
        rules["title"].gate,
        rules["line"].gate,
        in_round,
        rules["bold"].gate,
        anywhere.gate,
        anywhere.small_gate,
    )
