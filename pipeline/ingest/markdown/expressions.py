"""GitBook's expressions in a line: a variable, or variables and quoted words joined by `+`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_TERM = re.compile(r"""\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([A-Za-z_][\w.-]*)|(\d+(?:\.\d+)?))\s*(\+|$)""")
_ESCAPE = re.compile(r"\\(.)")


class Answer(NamedTuple):
    """What an expression says; None when that is not known, for want of what `missing` names."""

    words: str | None
    missing: str = ""


def evaluated(expression: str, variables: Mapping[str, str]) -> Answer:
    """Give what an expression says by the variables known."""
    whole = expression.strip()
    if whole in variables:
        return Answer(variables[whole])
    pieces: list[str] = []
    at = 0
    while True:
        match = _TERM.match(whole, at)
        if match is None:
            return Answer(None, whole)
        double, single, name, number, joint = match.groups()
        if name is not None and name not in variables:
            return Answer(None, name)
        quoted = double if double is not None else single
        said = _ESCAPE.sub(r"\1", quoted) if quoted is not None else number or variables[name]
        pieces.append(said)
        at = match.end()
        if not joint:
            return Answer("".join(pieces))
