"""Where findings are read: in which language, from which folder, and what their rules mean there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from pipeline.diagnostics import Diagnostic, Level
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.diagnostics.visible import visible
from pipeline.messages import Say
from pipeline.messages import mark as _

LEVELS: Mapping[Level, str] = MappingProxyType(
    {Level.note: _("note"), Level.warning: _("warning"), Level.error: _("error")}
)


def template(text: str, say: Say) -> str:
    """Give a text of the catalogue as it is whatever it quotes: an ellipsis stands for each value."""
    return re.sub(r"\{\w+\}", "…", say(text)).replace("….", "…")


def no_line(_file: str, _line: int) -> str:
    """Know no line."""
    return ""


class View(NamedTuple):
    """The reader of findings.

    Attributes:
        say: the reader's voice; `language` is its BCP 47 tag.
        base: the folder of the sources seen from the place where CI runs ("" where it is that place).
        home: the file, below the sources, that findings of the book as a whole are shown at: forges want a place.
        version: that of this program.
        whys: what each kind of marker means, said, by its name; a code's own text stands in its rule.
        least: findings below this level are left out, but those that fail.
        line: gives a line of a source file as it stands on disk, or "" where it is not known.
        forge: the address of the repository's files at the commit that is checked, or "".
    """

    say: Say
    language: str = "fr"
    base: str = ""
    home: str = "handbook.yml"
    version: str = "0"
    whys: Mapping[str, str] = MappingProxyType({})
    least: Level = Level.warning
    line: Callable[[str, int], str] = no_line
    forge: str = ""

    def path(self, file: str) -> str:
        """Give a source file's path seen from the place where CI runs."""
        return str(PurePosixPath(self.base) / file)


class Place(NamedTuple):
    """A place as forges know it: a path seen from where CI runs, lines and columns from 1, the end just after.

    `is_whole` says that it stands for its whole file, or for the book.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    is_whole: bool


def place_of(diagnostic: Diagnostic, view: View) -> Place:
    """Give a finding's place, that of the book's home where it has none of its own."""
    where = diagnostic.where
    if where is None:
        return Place(view.path(view.home), 1, 1, 1, 1, is_whole=True)
    is_whole = (where.line, where.column) == (where.end_line, where.end_column)
    return Place(view.path(where.file), where.line, where.column, where.end_line, where.end_column, is_whole)


def shown(checked: Checked, view: View) -> tuple[Finding, ...]:
    """Give the findings that are heavy enough to be shown, whatever their state."""
    return tuple(f for f in checked.findings if f.is_failing or f.diagnostic.code.level >= view.least)


def unsettled(checked: Checked, view: View) -> tuple[Finding, ...]:
    """Give those to be shown where a format has no word for what is known to the baseline or vouched for."""
    return tuple(finding for finding in shown(checked, view) if finding.state == "new")


def message_of(finding: Finding, view: View, most: int = 0) -> str:
    """Give a finding's sentence, safe to show on a line."""
    return visible(finding.diagnostic.message(view.say), most)


def hint_of(finding: Finding, view: View) -> str:
    """Give the sentence that says what to do, safe to show on a line, or ""."""
    return visible(finding.diagnostic.hint(view.say))


def advice_of(finding: Finding, view: View) -> str:
    """Give what its rule advises whatever the values that it quotes, or ""."""
    return visible(template(finding.diagnostic.code.value.hint, view.say))


def why_of(finding: Finding, view: View) -> str:
    """Give why its rule exists."""
    return visible(view.whys.get(finding.rule) or view.say(finding.diagnostic.code.value.why))
