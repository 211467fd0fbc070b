"""Finding the markers in one run of inlines: each rule where its place allows, then one marker for the same words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.markers.carried import without_last
from pipeline.markers.cover import cover, holder
from pipeline.markers.flat import OPAQUE, Flat
from pipeline.markers.shape import Home, Place, Rule, RuleBook, Rules, small
from pipeline.model import MarkerLevel

# Addresses, e-mail addresses and file names: never words. A closing bracket ends an address (`[TODO https://…]`).
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\])»>]+|(?<![\w.+-])[\w.+-]{1,200}@[\w-]+(?:\.[\w-]+)+|"
    r"(?<![\w./-])[\w./-]{1,200}\.(?:md|html?|pdf|docx?|ya?ml|json|png|jpe?g|svg)\b"
)
_SQUARE = re.compile(r"(?<!\[)\[([^\[\]]{1,9999})\](?!\])")
_ROUND = re.compile(r"\(([^()]{1,200})\)")
_STRENGTH = {"sure": 0, "suspected": 1, "blank": 2}
# How far from its words a rule's exception may stand, in characters: a line may be a megabyte.
_NEAR = 200
_OPENING, _CLOSING = '«"“', '»"”'


class Stretch(NamedTuple):
    """Characters `start` to `end` of a flat text."""

    start: int
    end: int


class Hit(NamedTuple):
    """A marker found in a run: characters `start` to `end` of its flat text.

    `inside` says that its words belong to a sentence, which is then what it speaks of.
    """

    start: int
    end: int
    kind: str
    level: MarkerLevel
    inside: bool


class _Ranked(NamedTuple):
    """A hit with the place of its kind in the table; `is_own`: its words are the handbook's own."""

    rank: int
    is_own: bool
    hit: Hit


class _Scene(NamedTuple):
    """A run as the rules see it: its text with addresses made opaque, also in small letters, and what it is."""

    text: str
    small: str
    lines: tuple[Stretch, ...]
    flat: Flat
    home: Home
    alone: bool


def _opaque(match: re.Match[str]) -> str:
    return OPAQUE * len(match.group())


def _lines(text: str) -> Iterator[Stretch]:
    start = 0
    for line in text.split("\n"):
        yield Stretch(start, start + len(line))
        start += len(line) + 1


def _start(stretch: Stretch | Hit) -> int:
    return stretch.start


def _line_of(scene: _Scene, at: int) -> Stretch:
    return scene.lines[bisect_right(scene.lines, at, key=_start) - 1]


def _bold(scene: _Scene) -> Iterator[Stretch]:
    """Give the bold stretches that open a line with a capital, or that follow a colon and end their sentence."""
    for start, end in scene.flat.bold:
        line = _line_of(scene, start)
        before = scene.text[line.start : start].rstrip()
        opens = not re.search(r"\w", before) and scene.text[start : start + 1].isupper()
        led_in = before.endswith((":", "–", "—", "-", "(", "[")) or not re.search(r"\w", before)
        if opens or (led_in and not scene.text[end : line.end].lstrip()[:1].islower()):
            yield Stretch(start, end)


def _stretches(scene: _Scene, place: Place) -> Iterable[Stretch]:
    """Give the stretches of a run that a place is about."""
    whole = (Stretch(0, len(scene.text)),)
    match place:
        case "anywhere":
            return whole
        case "line":
            return scene.lines
        case "page":
            return scene.lines if scene.alone and len(scene.lines) == 1 else ()
        case "title":
            return whole if scene.home == "title" else ()
        case "square":
            return [Stretch(*match.span(1)) for match in _SQUARE.finditer(scene.text)] if "[" in scene.text else ()
        case "round":
            return [Stretch(*match.span(1)) for match in _ROUND.finditer(scene.text)] if "(" in scene.text else ()
        case "bold":
            return _bold(scene)
        case "yellow":
            return [Stretch(*stretch) for stretch in scene.flat.yellow]


def _counts(rule: Rule, scene: _Scene, start: int, end: int) -> bool:
    """Tell whether no exception of the rule holds for a match in this stretch."""
    never, only = rule.shape.never, rule.shape.only
    if scene.home in never or (scene.home == "task" and "item" in never) or (only and scene.home not in only):
        return False
    return rule.unless is None or rule.unless.search(scene.text[start:end]) is None


def _matched(rule: Rule, match: re.Match[str], stretch: Stretch) -> Stretch:
    """Give the words that are the marker: with its brackets, without what only leads to it."""
    match rule.shape.place:
        case "square" | "round":
            return Stretch(stretch.start - 1, stretch.end + 1)
        case "bold" | "title" | "yellow":
            return stretch
        case "anywhere" | "line" | "page":
            return Stretch(*match.span("m" if "m" in match.re.groupindex else 0))


def _is_needed(rule: Rule, scene: _Scene) -> bool:
    """Tell whether one of the words that a rule needs is there."""
    text = scene.text if rule.shape.exact_case else scene.small
    return any(word in text for word in rule.shape.needs)


def _matches(rule: Rule, scene: _Scene, stretch: Stretch, words_end: int) -> Iterator[Stretch]:
    """Give what a rule finds in a stretch; one in brackets may end with what every marker may carry."""
    if rule.shape.needs and not _is_needed(rule, scene):
        return
    if rule.shape.place == "anywhere":
        for match in rule.match.finditer(scene.text):
            line = _line_of(scene, match.start())
            if _counts(rule, scene, max(line.start, match.start() - _NEAR), min(line.end, match.end() + _NEAR)):
                yield _matched(rule, match, stretch)
        return
    for end in dict.fromkeys((stretch.end, words_end)):
        found = rule.match.match(scene.text, stretch.start, end)
        if found and _counts(rule, scene, *stretch):
            yield _matched(rule, found, stretch)
            return


def _trimmed(text: str, stretch: Stretch) -> Stretch:
    """Take blanks off both ends of a stretch."""
    words = text[stretch.start : stretch.end]
    return Stretch(stretch.start + len(words) - len(words.lstrip()), stretch.start + len(words.rstrip()))


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether quotation marks stand round a stretch: then the text speaks of a marker and has none."""
    before, after = text[max(start - 2, 0) : start].rstrip()[-1:], text[end : end + 2].lstrip()[:1]
    return bool(before) and before in _OPENING and bool(after) and after in _CLOSING


def _may_hold(rules: Rules, scene: _Scene, stretch: Stretch) -> bool:
    """Pass the stretches worth a closer look, which are few."""
    if rules.place != "anywhere":
        return rules.gate.match(scene.small, *stretch) is not None
    return bool(rules.gate.search(scene.text) or rules.small_gate.search(scene.small))


def _every_hit(scene: _Scene, book: RuleBook) -> Iterator[_Ranked]:
    """Give every match with its kind's place in the table."""
    for rules in book.places:
        in_brackets = rules.place in ("square", "round")
        for stretch in _stretches(scene, rules.place):
            if not _may_hold(rules, scene, stretch):
                continue
            words_end = without_last(scene.text, *stretch) if in_brackets else stretch.end
            for rule in rules.rules:
                for matched in _matches(rule, scene, stretch, words_end):
                    start, end = _trimmed(scene.text, matched)
                    if start < end:
                        level = rule.shape.level or rule.kind.level
                        hit = Hit(start, end, rule.kind.name, level, rule.shape.inside)
                        yield _Ranked(rule.rank, rule.shape.is_own, hit)


def _hits(scene: _Scene, book: RuleBook) -> Iterator[_Ranked]:
    """Give the matches that are no quotation, nor a piece of one."""
    every = tuple(_every_hit(scene, book))
    quoted = cover((hit.start, hit.end, hit) for _, _, hit in every if _quoted(scene.text, hit.start, hit.end))
    return (one for one in every if holder(quoted, one.hit.start, one.hit.end) is None)


def _preference(ranked: _Ranked) -> tuple[int, int, int, bool]:
    hit = ranked.hit
    return _STRENGTH[hit.level], hit.start - hit.end, ranked.rank, hit.inside


def _own_first(hits: Iterable[_Ranked]) -> list[_Ranked]:
    """Take out the built-in hits whose words a hit of the handbook's own holds."""
    listed = list(hits)
    own = cover((one.hit.start, one.hit.end, one) for one in listed if one.is_own)
    return [one for one in listed if one.is_own or holder(own, one.hit.start, one.hit.end) is None]


def _settle(hits: Iterable[_Ranked]) -> list[Hit]:
    """Keep one hit for the same words: the handbook's own, the surest, the longest, then that of the earlier kind."""
    return with_free((), (ranked.hit for ranked in sorted(_own_first(hits), key=_preference)))


def with_free(hits: Iterable[Hit], others: Iterable[Hit]) -> list[Hit]:
    """Give hits, which are in order, with those of others that share no words with one that is there already."""
    kept = list(hits)
    for hit in others:
        index = bisect_right(kept, hit.start, key=_start)
        free_before = index == 0 or kept[index - 1].end <= hit.start
        free_after = index == len(kept) or hit.end <= kept[index].start
        if free_before and free_after:
            kept.insert(index, hit)
    return kept


def _announced_once(scene: _Scene, hits: list[Hit]) -> list[Hit]:
    """Keep one hit where a line announces one thing twice: « 🚧 En cours de rédaction 🚧 » is one place.

    The sign 🚧 gives way to words that are sure, and other words about construction to the sign.
    """

    def is_sign(hit: Hit) -> bool:
        return hit.kind == "under-construction" and scene.text[hit.start] in "🚧:"

    said = {_line_of(scene, hit.start) for hit in hits if hit.level == "sure" and hit.kind != "under-construction"}
    signed: set[Stretch] = set()
    kept = []
    for hit in sorted(hits, key=is_sign, reverse=True):
        line = _line_of(scene, hit.start)
        if hit.kind == "under-construction" and line in said | signed:
            continue
        if is_sign(hit):
            signed.add(line)
        kept.append(hit)
    return sorted(kept)


def _is_ordinary(flat: Flat, home: Home, book: RuleBook) -> bool:
    """Tell quickly, for nearly every run, that no rule can match in it."""
    text = flat.text
    if "[" in text or flat.yellow or book.anywhere.search(text):
        return False
    lower = small(text)
    if home == "title" and book.title.match(lower):
        return False
    if book.line.match(lower) or book.anywhere_small.search(lower):
        return False
    if "(" in lower and book.round.search(lower):
        return False
    if any(book.bold.match(lower, start, end) for start, end in flat.bold):
        return False
    return "\n" not in lower or not any(book.line.match(lower, *line) for line in _lines(lower))


def find(flat: Flat, home: Home, alone: bool, book: RuleBook) -> tuple[Hit, ...]:
    """Find the markers of a run, in order, none overlapping another.

    Args:
        flat: the run.
        home: what it is; a heading is not searched as a paragraph is.
        alone: whether it is all that its page says.
        book: what to look for.
    """
    if _is_ordinary(flat, home, book):
        return ()
    text = _ADDRESS.sub(_opaque, flat.text) if "." in flat.text or "@" in flat.text else flat.text
    scene = _Scene(text, small(text), tuple(_lines(text)), flat, home, alone)
    hits = _settle(_hits(scene, book))
    return tuple(_announced_once(scene, hits) if len(hits) > 1 else hits)
