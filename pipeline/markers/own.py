"""The kinds of markers of one handbook: those built in, as its handbook.yml changes them, with its own.

Its words are words, never regular expressions: `[À VALIDER]` in square brackets, `(à voir)` in round ones, or a whole
word anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.config import KindSettings, MarkerSettings
from pipeline.markers.kinds import KINDS
from pipeline.markers.shape import Kind, Place, Shape, small
from pipeline.markers.shapes import WORD_ENDS, WORD_STARTS
from pipeline.messages import mark as _
from pipeline.model import MarkerLevel

OWN_WHY = _("Words of this handbook's own, set in handbook.yml under markers, kinds.")
_STRENGTH: dict[MarkerLevel, int] = {"sure": 0, "suspected": 1, "blank": 2}
_APOSTROPHES = "'’"  # typography sets the one for the other
_BRACKETS: dict[str, tuple[Place, str]] = {"[": ("square", "]"), "(": ("round", ")")}


def words_in(written: str) -> str:
    """Give the words of a marker as handbook.yml writes it, without its brackets; "" where it has none."""
    words = unicodedata.normalize("NFC", written).strip()
    _place, closing = _BRACKETS.get(words[:1], ("anywhere", ""))
    return words[1:-1].strip() if closing and words.endswith(closing) else words


def _is_exact(words: str) -> bool:
    """Tell whether capitals matter: they do where one stands beyond the first letter."""
    letters = [letter for letter in words if letter.isalpha()]
    return any(letter.isupper() for letter in letters[1:])


def _literal(words: str) -> str:
    """Give a regular expression for words as they stand, whatever blanks and apostrophes are between them."""
    quoted = r"\s+".join(re.escape(word) for word in words.split())
    return re.sub(f"[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", quoted)


def _needed(words: str, exact: bool) -> str:
    """Give the longest piece of words that typography leaves alone, to be looked for first."""
    pieces = re.split(rf"[\s{_APOSTROPHES}]+", words if exact else small(words))
    return max(pieces, key=len)


def _bracket(words: str, place: Place, exact: bool) -> Shape:
    begun = re.sub(r"^[^\w\[\](){}]+", "", words)
    ends = r"(?!\w)" if words[-1:].isalnum() else ""
    begins = _literal(begun) if begun != words else None
    return Shape(place, _literal(words) + ends, ".*", exact_case=exact, begins=begins, is_own=True)


def shapes_of(written: str) -> tuple[Shape, ...]:
    """Give the shapes of a marker as handbook.yml writes it; none where it has no words, or brackets only."""
    words = words_in(written)
    if not words.strip("[](){} "):
        return ()
    exact = _is_exact(words)
    place, closing = _BRACKETS.get(written.strip()[:1], ("square", ""))
    if closing and written.strip().endswith(closing):
        return (_bracket(words, place, exact),)
    anywhere = f"{WORD_STARTS}{_literal(words)}{WORD_ENDS}"
    needs = (_needed(words, exact),)
    # Where the words open a bracket, it is the marker as a whole, with what it carries.
    return (
        Shape("anywhere", anywhere, exact_case=exact, needs=needs, is_own=True),
        _bracket(words, "square", exact),
    )


def _shapes(settings: KindSettings) -> tuple[Shape, ...]:
    return tuple(shape for written in settings.words for shape in shapes_of(written))


def _at_most(shape: Shape, level: MarkerLevel) -> Shape:
    """Give a shape that is no surer than its kind."""
    surer = shape.level is not None and _STRENGTH[shape.level] < _STRENGTH[level]
    return shape._replace(level=None) if surer else shape


def _changed(kind: Kind, settings: KindSettings) -> Kind:
    """Give a built-in kind as handbook.yml wants it: its level, its words besides those it has, what it means."""
    level = settings.level or kind.level
    shapes = (*_shapes(settings), *(_at_most(shape, level) for shape in kind.shapes))
    return Kind(kind.name, level, settings.why or kind.why, shapes)


def _own(name: str, settings: KindSettings) -> Kind:
    return Kind(name, settings.level or "sure", settings.why or OWN_WHY, _shapes(settings))


@cache
def _kinds(own: tuple[tuple[str, KindSettings], ...], off: tuple[str, ...]) -> tuple[Kind, ...]:
    settings = dict(own)
    names = {kind.name for kind in KINDS}
    new = (kind for name, one in own if name not in names and (kind := _own(name, one)).shapes)
    changed = (_changed(kind, settings[kind.name]) if kind.name in settings else kind for kind in KINDS)
    return tuple(kind for kind in (*new, *changed) if kind.name not in off)


def kinds_of(settings: MarkerSettings) -> tuple[Kind, ...]:
    """Give the kinds that a handbook looks for: its own first, then those built in, without those switched off."""
    return _kinds(tuple(settings.kinds.items()), settings.off) if settings.kinds or settings.off else KINDS


def names_of(settings: MarkerSettings) -> tuple[str, ...]:
    """Give the name of every kind there is in a handbook, switched off or not; one without words is none."""
    built_in = tuple(kind.name for kind in KINDS)
    own = (name for name, one in settings.kinds.items() if name not in built_in and _shapes(one))
    return (*own, *built_in)
