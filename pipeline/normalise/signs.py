"""What the signs and words of a responsibility matrix mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.model import Emphasis, Highlight, Inlines, Responsible, Strikeout, Strong, Text
from pipeline.model.text import part
from pipeline.normalise.grid import fold
from pipeline.normalise.trim import trim

# One emoji as people see it: a pictograph, its skin tone or U+FE0F, and what joiners tie to it (UTS #51).
_PICTOGRAPH = "[\u2139\u231a-\u23ff\u25a0-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff]"
_ONE = f"{_PICTOGRAPH}[\U0001f3fb-\U0001f3ff]?\ufe0f?"
_SIGN = re.compile(f"{_ONE}(?:\u200d(?:{_ONE}|[♀♂]\ufe0f?))*")

# What a sign means where no word says it. A lock alone says "shared" because that is how it was met.
_KINDS: Mapping[str, Responsible] = MappingProxyType(
    {"🙆": "responsible", "🙋": "responsible", "🔒": "shared", "🤝": "participates", "👀": "informed"}
)
# These speak of people; the others also stand in tables of features, of rights, of choices.
_CLEAR = frozenset("🙆🙋🤝")
_KNOWN = frozenset("🙆🙋🤝🔒👀✅☑✔ℹ❌✖")

# Words as `fold` leaves them, hyphens being spaces.
_WORDS: tuple[tuple[re.Pattern[str], Responsible], ...] = (
    (re.compile(r"co ?responsables?|co ?responsible|shared"), "shared"),
    (re.compile(r"responsables?|responsible|accountable"), "responsible"),
    (
        re.compile(r"participe(?:nt)?|participates?|participante?s?|contribue(?:nt)?|contributes?"),
        "participates",
    ),
    (re.compile(r"informee?s?|informed|consultee?s?|consulted"), "informed"),
)
# Who does and who answers for it, then who is asked and who is told.
_RACI = "raci"
_DOING = "ra"
_LETTER_CELL = re.compile(r"[raci](?: ?[/,&+]? ?[raci]){0,3}")
_FIRST_WORD = re.compile(r"\s*((?:[Cc][Oo][-‐‑ ]?)?[^\W\d_]+)")


class Meaning(NamedTuple):
    """What the words of a cell say: a kind, the word that says it as written, whether it stands alone."""

    kind: Responsible
    word: str
    alone: bool


def split_sign(words: Inlines) -> tuple[str, Inlines]:
    """Give the emoji that a cell begins with ("" for none) and the words after it, their places kept."""
    if not words:
        return "", words
    first = words[0]
    if isinstance(first, Text):
        match = _SIGN.match(first.text)
        if match is None:
            return "", words
        rest = part(first, match.end(), len(first.text))
        return match.group(), trim((rest, *words[1:]))
    if isinstance(first, Strong | Emphasis | Strikeout | Highlight):
        sign, children = split_sign(first.children)
        if sign:
            left = (replace(first, children=children), *words[1:]) if children else words[1:]
            return sign, trim(left)
    return "", words


def meaning(words: str, *, raci: bool) -> Meaning | None:
    """Give what the first word of a cell says, or None where it is not a word for a responsibility.

    RACI's letters are words only where `raci` says that the table uses them.
    """
    match = _FIRST_WORD.match(words)
    if match is None:
        return None
    after = words[match.end() :].strip()
    for pattern, kind in _WORDS:
        if pattern.fullmatch(fold(match.group(1))):
            return Meaning(kind, match.group(1), not after or not after[0].isalnum())
    if raci and _LETTER_CELL.fullmatch(fold(words)):
        first = min(set(fold(words)) & set(_RACI), key=_RACI.index)
        return Meaning("responsible" if first in _DOING else "informed", words.strip(), alone=True)
    return None


def is_raci(cells: list[str]) -> bool:
    """Tell whether cells hold letters that can be RACI's: one of them says who does the work."""
    letters = {letter for cell in cells if _LETTER_CELL.fullmatch(fold(cell)) for letter in fold(cell)}
    return "r" in letters and len(letters & set(_RACI)) > 1


def default_kind(sign: str) -> Responsible:
    """Give what a sign means where no word of its table says it."""
    return _KINDS.get(sign[:1], "other")


def is_known(sign: str) -> bool:
    """Tell whether a sign is met in responsibility matrices."""
    return sign[:1] in _KNOWN


def is_clear(sign: str) -> bool:
    """Tell whether a sign alone is enough to know that a table speaks of responsibilities."""
    return sign[:1] in _CLEAR
