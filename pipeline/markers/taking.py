"""What a final edition takes out of a run: the words of its sure markers, with what only leads to them.

How far a marker reaches depends on what it is (`_reach`). In brackets it is a remark beside the text, and the text
stays; words that open their line ask something of whoever comes next, and the line goes with them; what is said of
the text's own state ("this page is being written") goes as a sentence. What stood around it is then settled
(`_settled`): no blank twice, no colon without an end, no empty brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from pipeline.markers.carried import after
from pipeline.markers.cutting import Cut, Stretch, cut_run, is_missing, joined, marked
from pipeline.markers.flat import OPAQUE, Flat, exact, flatten, mentions, read_aloud, span
from pipeline.markers.shape import Home
from pipeline.markers.subject import NEEDS_MORE, SENTENCE
from pipeline.markers.written import Lines, as_written
from pipeline.messages import Say
from pipeline.model import Image, Inlines, Marker, Repair
from pipeline.model.repair import WITHHELD
from pipeline.source import Span

Coming: TypeAlias = Literal["", "text", "picture"]

# Titles and their like: what is left of one stands for itself.
_NAMES: tuple[Home, ...] = ("title", "heading", "description", "caption", "row-head", "field")
# What a text says to its readers of its own state; the others speak to its authors.
_STATES = frozenset(("in-progress", "to-come", "under-construction"))
# What asks something of authors where it opens a line; of kinds of a handbook's own nothing more is known.
_TASKS = frozenset(("enrich", "to-write", "to-complete", "to-update", "to-check", "to-decide", "to-add", "link"))
_STOPS = (".", "!", "?", "…", ":", ";", "–", "—", "-", ")", "»", "(")
_SIGNS = ("🚧", ":construction:")
_SOMETHING = re.compile(rf"[\w{OPAQUE}]")
_DANGLING = re.compile(r"(?::|[–—]|(?<=\s)-)\s*$")
_LEADING = re.compile(r"[\s,;:.–—-]*")
_POINTS = re.compile(r"\b(?:voir|consulter|lire|cf\.?|see|read)$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,:–—-]*")
# What an author asks of authors: a remark in brackets that such a word follows is an instruction as a whole.
_ORDER = re.compile(
    r"[\s:–—-]*(?:ajouter|insérer|inserer|compléter|completer|écrire|ecrire|rédiger|rediger|préciser|detailler|détailler|"
    r"développer|illustrer|vérifier|verifier|relire|remplacer|reformuler|réécrire|reprendre|intégrer|mettre\s+à\s+jour|"
    r"add|insert|complete|write|check|replace|rewrite|expand|update)\b",
    re.IGNORECASE,
)


class Press(NamedTuple):
    """What making a final edition needs to know.

    Attributes:
        markers: by number.
        say: the words of the neutral boxes.
        lines: the lines of a file as it stands on disk.
        tell: where what is withheld is told.
    """

    markers: Mapping[int, Marker]
    say: Say
    lines: Lines
    tell: Callable[[Repair], None]


class Taken(NamedTuple):
    """A run of a final edition.

    `took` says that words were taken out of it, `blank` that it says nothing any more; `coming` is what readers are to
    be told instead, before the rest of the run where `first`; `owners` are the people that the markers taken name.
    """

    run: Inlines
    took: bool = False
    blank: bool = False
    coming: Coming = ""
    first: bool = False
    owners: frozenset[str] = frozenset()


class _Reach(NamedTuple):
    """How far a marker reaches in its run, and what readers are told instead."""

    start: int
    end: int
    marker: Marker
    coming: Coming = ""


def says_something(run: Inlines) -> bool:
    """Tell whether a run holds a word, or something that is no word: a picture, code, a formula."""
    return _SOMETHING.search(flatten(run).text) is not None if run else False


def withheld(place: Span, before: str, after: str = "") -> Repair:
    """Give the record of words that a final edition does not show."""
    return Repair(WITHHELD, place, before, after, is_writable=False)


def take(run: Inlines, home: Home, press: Press) -> Taken:
    """Give a run as a final edition shows it, and tell what it withholds."""
    found, flat = tuple(marked(run)), flatten(run)
    absent = [piece.leaf for piece in flat.pieces if isinstance(piece.leaf, Image) and not piece.leaf.asset]
    missing = [picture for picture in absent if is_missing(picture)]
    if not found and not absent:
        return Taken(run)
    sure = [one for one in found if _level(one, press) == "sure"]
    reaches = [_reach(flat, one, home, press.markers[one.number]) for one in sure]
    reaches += [far for one in reaches for far in _signed(flat, one)]
    masked = _masked(flat.text, reaches)
    cuts = joined([_settled(flat, one, masked, home, press.say) for one in reaches])
    for cut in cuts:
        _tell(flat, cut, press)
    for picture in missing:
        press.tell(withheld(picture.span, picture.source, picture.alt))
    left = cut_run(run, cuts, lambda number: number in press.markers and press.markers[number].kind == "question")
    blank = not says_something(left)
    return Taken(
        left,
        took=bool(cuts or missing),
        blank=blank,
        coming=_coming(reaches, blank) or ("picture" if missing and blank else ""),
        first=bool(reaches) and _SOMETHING.search(flat.text[: reaches[0].start]) is None,
        owners=frozenset(one.marker.owner for one in reaches if one.marker.owner),
    )


def _level(one: Stretch, press: Press) -> str:
    return press.markers[one.number].level if one.number in press.markers else ""


def _coming(reaches: Sequence[_Reach], blank: bool) -> Coming:
    """Say what readers are told: a picture before a text; a state that is all a run says is told too."""
    coming: set[Coming] = {one.coming for one in reaches}
    if "picture" in coming:
        return "picture"
    return "text" if "text" in coming or (blank and any(one.marker.kind in _STATES for one in reaches)) else ""


def _line(flat: Flat, start: int, end: int) -> tuple[int, int]:
    """Give the lines that a stretch stands on."""
    last = flat.text.find("\n", end)
    return flat.text.rfind("\n", 0, start) + 1, last if last >= 0 else len(flat.text)


def _reach(flat: Flat, one: Stretch, home: Home, marker: Marker) -> _Reach:
    """Say how far a marker reaches."""
    start, end = one.start, one.end
    first, last = _line(flat, start, end)
    opens = _SOMETHING.search(flat.text[first:start]) is None
    bracketed = flat.text[start] in "[("
    rest = flat.text[end:last]
    coming: Coming = "picture" if marker.kind == "picture" else ""
    if home in ("title", "heading"):
        return _with_owner(flat, _Reach(start, end, marker))
    if marker.kind == "filler":
        return _Reach(0, len(flat.text), marker)
    if marker.kind in _STATES and not bracketed and not flat.text.startswith(_SIGNS, start):
        return _Reach(*_sentence(flat, one, first, last), marker, "text")
    if _is_order(flat, one, marker.kind, opens, bracketed, rest):
        return _Reach(first if opens else start, last, marker, coming)
    return _with_owner(flat, _Reach(start, end, marker, coming))


def _is_order(flat: Flat, one: Stretch, kind: str, opens: bool, bracketed: bool, rest: str) -> bool:
    """Tell whether the rest of a marker's line is an instruction to the author too."""
    if kind in ("todo", "picture") and not bracketed:
        return opens or flat.text[: one.start].rstrip().endswith(_STOPS)
    if kind not in _TASKS | {"todo", "picture", "plan"}:
        return False
    if bracketed:
        alone = kind == "todo" and flat.text[one.start : one.end].strip("[]() ") in ("TODO", "FIXME")
        return opens and (alone or _ORDER.match(rest) is not None)
    if any(start <= one.start and one.end == end for start, end in flat.bold):
        return opens and (rest.lstrip()[:1] in (":", "–", "—", "-", "(") or _ORDER.match(rest) is not None)
    return opens


def _sentence(flat: Flat, one: Stretch, first: int, last: int) -> tuple[int, int]:
    """Give the sentence of a line that a marker stands in."""
    starts = [first, *(first + found.end() for found in SENTENCE.finditer(flat.text[first : one.start]))]
    found = SENTENCE.search(flat.text[one.end : last])
    return starts[-1], one.end + found.start() if found else last


def _with_owner(flat: Flat, reach: _Reach) -> _Reach:
    """Let a marker reach over what it carries beside its words: the person, the day, how pressing it is."""
    owner, due = reach.marker.owner, reach.marker.due
    start, end = reach.start, after(flat.text, reach.start, reach.end).end
    while found := _named(flat, end, owner, due):
        end = found
    before = flat.text[:start].rstrip()
    if owner and before.endswith(f"@{owner}"):
        start = len(before) - len(owner) - 1
    elif owner and before.endswith(OPAQUE) and _mentions(flat, len(before) - 1, owner):
        start = len(before) - 1
    return reach._replace(start=start, end=end)


def _signed(flat: Flat, reach: _Reach) -> Iterator[_Reach]:
    """Give the place of the person whom a marker names at the end of its line, behind a sentence that is complete."""
    owner, (_first, last) = reach.marker.owner, _line(flat, reach.start, reach.end)
    line = flat.text[:last].rstrip()
    if not owner:
        return
    if line.endswith(f"@{owner}"):
        start = len(line) - len(owner) - 1
    elif line.endswith(OPAQUE) and _mentions(flat, len(line) - 1, owner):
        start = len(line) - 1
    else:
        return
    if start >= reach.end and line[:start].rstrip().endswith((".", "!", "?", "…")):
        yield _Reach(start, len(line), reach.marker)


def _named(flat: Flat, at: int, owner: str, due: str) -> int:
    """Give the end of the owner or the day that stands next, or 0."""
    between = _BETWEEN.match(flat.text, at)
    next_ = between.end() if between else at
    for words in (f"@{owner}" if owner else "", due):
        if words and flat.text.startswith(words, next_):
            return next_ + len(words)
    is_owner = owner and flat.text[next_ : next_ + 1] == OPAQUE and _mentions(flat, next_, owner)
    return next_ + 1 if is_owner else 0


def _mentions(flat: Flat, at: int, owner: str) -> bool:
    return any(one.name == owner for one in mentions(flat, at, at + 1))


def _masked(text: str, reaches: Sequence[_Reach]) -> str:
    """Give a text in which everything that goes is blank."""
    pieces, at = [], 0
    for one in reaches:
        start, end = max(at, one.start), max(at, one.end)
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _settled(flat: Flat, reach: _Reach, text: str, home: Home, say: Say) -> Cut:
    """Settle what stands around a marker that goes; in `text` everything that goes is blank."""
    first, last = _line(flat, reach.start, reach.end)
    start, end = reach.start, reach.end
    if text[first:start].rstrip().endswith("(") and text[end:last].lstrip().startswith(")"):
        start, end = first + len(text[first:start].rstrip()) - 1, text.index(")", end) + 1
    before, after = text[first:start], text[end:last]
    place = reach.marker.span
    if _SOMETHING.search(before) is None and _SOMETHING.search(after) is None:
        return Cut(first, last + 1, "", place) if last < len(text) else Cut(max(first - 1, 0), last, "", place)
    if _SOMETHING.search(before) is None:
        leading = _LEADING.match(after)
        return Cut(start, end + (leading.end() if leading else 0), "", place)
    if _SOMETHING.search(after) is None:
        return _at_end(before, after, Cut(start, end, "", place), reach.coming, home, say)
    return _amid(before, after, Cut(start, end, "", place), flat.text[reach.start] in "[(")


def _needs_more(words: str) -> bool:
    """Tell whether words are senseless without those that followed."""
    said = words.rstrip()
    return NEEDS_MORE.search(said) is not None or _POINTS.search(said) is not None


def _at_end(before: str, after: str, cut: Cut, coming: Coming, home: Home, say: Say) -> Cut:
    """Settle the end of a line: what led to the marker goes with it, or leads to other words."""
    blanks = len(before) - len(before.rstrip())
    dangling = _DANGLING.search(before)
    if dangling and coming == "picture" and home == "text":
        return cut._replace(start=cut.start - blanks)
    if dangling and (home in _NAMES or coming):
        return cut._replace(start=cut.start - (len(before) - len(before[: dangling.start()].rstrip())))
    if dangling:
        return cut._replace(put=say("to come"))
    if _needs_more(before):
        stop = len(after) - len(after.lstrip("."))
        return cut._replace(end=cut.end + stop, put="…")
    start = cut.start - (len(before) - len(before.rstrip(" \t\u00a0\u202f,;(")))
    ended = before.rstrip().endswith((".", "!", "?", "…"))
    return cut._replace(start=start, end=cut.end + (len(after) if ended and not after.strip(" .\u00a0") else 0))


def _amid(before: str, after: str, cut: Cut, bracketed: bool) -> Cut:
    """Settle the middle of a line: an ellipsis where the sentence is senseless without, else one blank."""
    left, right = before.rstrip(), after.lstrip()
    quoted = left[-1:] in '«“"' and right[:1] in '»”"'
    if _needs_more(left) or quoted or (not bracketed and left[-1:].isalnum() and right[:1].isalnum()):
        return cut._replace(put="…")
    start, end = cut.start, cut.end
    if not after[:1].isalnum():
        start -= len(before) - len(left)
    if left[-1:] in ",;.!?" and right[:1] in ",;.:":
        end += len(after) - len(right) + 1
    elif right[:1] in ",.)":
        end += len(after) - len(right)
    return cut._replace(start=start, end=end)


def _tell(flat: Flat, cut: Cut, press: Press) -> None:
    """Tell what is withheld, as it stands on disk where that can be said."""
    words = flat.text[cut.start : cut.end]
    if not words.strip():
        return
    start = cut.start + len(words) - len(words.lstrip())
    end = cut.start + len(words.rstrip())
    place = span(flat, start, end) or cut.span
    if place is None:
        return
    written = as_written(press.lines(place.file), place) if exact(flat, start, end) else None
    press.tell(withheld(place, written or read_aloud(flat, start, end), cut.put))
