"""The rules of Word's accessibility checker, as checks of ours: pure functions over a Word file.

Microsoft lists the rules that Office applies as "Rules for the Accessibility Checker" (support.microsoft.com, article
651e08f2-0fc3-4e10-aaca-74b4a67101c1), each an error, a warning or a tip. Those for Word are here under their level,
read strictly where the list leaves room: it asks for no runs of blank characters, we for no two; Word looks at
drawings of the body, we at those of heads and feet too. `own` are rules that Word lacks: what a reader who listens
needs besides. Rules of the list that speak of slides, sheets, sound or mail cannot be broken here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from tests.emit.word_access_tables import captionless, headless, layouts, merged, nested, vacant
from tests.emit.word_access_text import (
    blanks,
    blinking,
    disordered,
    empty_headings,
    empty_paragraphs,
    long_headings,
    low_contrast,
    silent,
    unclear_links,
    untitled,
    without_headings,
)
from tests.emit.word_access_things import (
    captionless_controls,
    floating,
    languageless,
    nameless,
    restricted,
    watermarks,
)
from tests.emit.word_package import Package, Place, opened

Level: TypeAlias = Literal["error", "warning", "tip", "own"]


class Rule(NamedTuple):
    """A rule: `check` gives each place that breaks it."""

    name: str
    level: Level
    check: Callable[[Package], Iterator[Place]]


class Found(NamedTuple):
    """A place that breaks a rule."""

    rule: str
    part: str
    words: str


RULES: tuple[Rule, ...] = (
    Rule("all objects have alternative text", "error", silent),
    Rule("tables name their header row", "error", headless),
    Rule("content controls have titles", "error", captionless_controls),
    Rule("the document lets assistive programs in", "error", restricted),
    Rule("words of links say where they lead", "warning", unclear_links),
    Rule("tables are simple: no merged or split cells", "warning", merged),
    Rule("tables are simple: none in another", "warning", nested),
    Rule("no blank rows or columns for spacing", "warning", vacant),
    Rule("no repeated blank characters", "warning", blanks),
    Rule("no empty paragraphs for spacing", "warning", empty_paragraphs),
    Rule("headings are short", "warning", long_headings),
    Rule("objects stand in line with the text", "warning", floating),
    Rule("text stands out from its ground", "warning", low_contrast),
    Rule("the document has headings", "tip", without_headings),
    Rule("headings are in order", "tip", disordered),
    Rule("no watermark is a picture", "tip", watermarks),
    Rule("no table is a layout", "tip", layouts),
    Rule("headings say something", "own", empty_headings),
    Rule("tables have a title", "own", captionless),
    Rule("objects have one name each", "own", nameless),
    Rule("the document has a title", "own", untitled),
    Rule("all text has a language", "own", languageless),
    Rule("nothing blinks", "own", blinking),
)


def findings(data: bytes) -> list[Found]:
    """Give every place of a Word file that breaks a rule, rule by rule, in the order of the text."""
    package = opened(data)
    return [Found(rule.name, *place) for rule in RULES for place in rule.check(package)]
