"""Floor 1: what there is to say about the sources, as one type from the parser to the CI annotation."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.diagnostics.codes import Code as Code
from pipeline.diagnostics.codes import Level as Level
from pipeline.messages import Say
from pipeline.source import Span


class Diagnostic(NamedTuple):
    """One finding: its code, its place (None: the book as a whole), and the values that its sentence quotes.

    The sentence is made when it is shown, because the language is the reader's and may not be known yet.
    """

    code: Code
    where: Span | None
    values: tuple[tuple[str, str], ...] = ()

    def message(self, say: Say) -> str:
        """Give the sentence that quotes the culprit."""
        return say(self.code.value.message, **self._said(say))

    def hint(self, say: Say) -> str:
        """Give the sentence that says what to do, or "" where the message says it all or a value of it is not known."""
        rule = self.code.value
        is_known = all(value or f"{{{name}}}" not in rule.hint for name, value in self.values)
        hint = rule.hint if is_known else rule.otherwise
        return say(hint, **self._said(say)) if hint else ""

    def _said(self, say: Say) -> dict[str, str]:
        """Give the values, those that are texts of ours said in the reader's language; a folder's name is not."""
        return {name: say(value) if name in _TEXTS else value for name, value in self.values}


# The values that may be texts of the catalogue.
_TEXTS = frozenset(("problem", "expected", "given"))
_LINES = re.compile(r"[\r\n\t]+")

Report = Callable[[Diagnostic], None]


def found(code: Code, where: Span | None, /, **values: object) -> Diagnostic:
    """Make a diagnostic; the values, on one line each, fill the places in the code's message and hint."""
    return Diagnostic(code, where, tuple((name, _LINES.sub(" ", str(value))) for name, value in values.items()))


class StopBuildError(Exception):
    """The only exception that ends a build on purpose; it carries what to tell the editor."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """Keep the diagnostic that says why."""
        super().__init__(diagnostic.code.name)
        self.diagnostic = diagnostic
