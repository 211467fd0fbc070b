"""The look on another sheet: A5, large print, with bleed for a printer. Tokens say how; this puts them in force."""

from __future__ import annotations

from typing import Any

from pipeline.config import PrintSettings
from pipeline.emit.look import Look

BLEED = 3.0  # millimetres, what printers ask for
_NARROW = 30.0  # millimetres: an outer column below holds no words
_LEAST_COLUMN = 14.0  # ems: narrower columns side by side are tiring to read

A4 = PrintSettings()
# A book that is folded: pages of half a sheet, on both sides. No bleed, for a printer in an office prints none.
BOOKLET = PrintSettings(size="A5", sides="two")


def sized(look: Look, paper: PrintSettings) -> Look:
    """Give the look with the tokens of a sheet in force (`[format]` in tokens.toml); large print is always A4."""
    name = "large" if paper.large else paper.size.lower()
    changed: dict[str, dict[str, Any]] = look.tokens["format"].get(name, {})
    tokens = dict(look.tokens)
    for table in ("page", "print"):
        tokens[table] = {**tokens[table], **changed.get(table, {})}
    if "color" in changed:
        tokens["color"] = {**tokens["color"], "light": {**tokens["color"]["light"], **changed["color"]}}
    if paper.marks:
        tokens["page"] = {**tokens["page"], "bleed": BLEED}
    return look._replace(tokens=tokens)


def sheets(look: Look, paper: PrintSettings) -> tuple[str, ...]:
    """Give the names of the style sheets that a paper needs besides those of every print, in order."""
    wanted = {
        "narrow": is_narrow(look.tokens),
        "large": paper.large,
        "two-sided": paper.sides == "two",
        "grey": paper.grey,
    }
    return tuple(name for name, is_wanted in wanted.items() if is_wanted)


def is_narrow(tokens: dict[str, Any]) -> bool:
    """Tell whether the outer column is too narrow for words."""
    return bool(tokens["page"]["side"] < _NARROW)


def abreast(look: Look, most: int) -> int:
    """Give how many columns stand side by side on a page, at most so many: none narrower than 14 ems."""
    page, size = look.tokens["page"], look.tokens["print"]["body"]
    room = (page["width"] - page["inner"] - page["outer"]) * 72 / 25.4 / size
    return max(1, min(most, int(room / _LEAST_COLUMN)))


def is_stacked(look: Look, count: int) -> bool:
    """Tell whether so many columns of an author's stand one below the other: there is no room for three, or two."""
    wanted = min(count, 3)
    return abreast(look, wanted) < wanted
