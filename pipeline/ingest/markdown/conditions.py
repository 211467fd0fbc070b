"""GitBook's conditions (`{% if space.vars.edition == "papier" %}`), settled where the book's variables say enough.

Three answers: it holds, it does not, or only the reader's browser can tell. What is not understood can't be told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

Answer = bool | None

_TOKEN = re.compile(
    r"""\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(===|!==|==|!=|&&|\|\||[!()]|\band\b|\bor\b|\bnot\b)"""
    r"""|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.-]*))"""
)
# A condition longer or deeper than any that an editor writes is left to the browser.
_LONGEST = 1000
_DEEPEST = 20


class _Value(NamedTuple):
    """What a name or a constant says; None when only the browser knows."""

    text: str | None


class _NotUnderstoodError(Exception):
    """The condition has a form that is not read here."""


def settle(condition: str, variables: Mapping[str, str]) -> Answer:
    """Tell whether a condition holds, by the variables known; None when that can't be told."""
    if len(condition) > _LONGEST:
        return None
    try:
        reader = _Reader(_tokens(condition), variables)
        answer = reader.either(0)
        return answer if reader.at == len(reader.tokens) else None
    except _NotUnderstoodError:
        return None


def _tokens(condition: str) -> list[tuple[str, str]]:
    """Give the condition's words, each with its sort."""
    found: list[tuple[str, str]] = []
    at = 0
    text = condition.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _NotUnderstoodError
        double, single, sign, number, name = match.groups()
        if sign is not None:
            found.append(("sign", {"and": "&&", "or": "||", "not": "!"}.get(sign, sign)))
        elif name is not None:
            found.append(("name", name))
        else:
            found.append(("text", next(value for value in (double, single, number) if value is not None)))
        at = match.end()
    return found


class _Reader:
    """Reads from the weakest operator to the strongest: or, and, not, comparison."""

    def __init__(self, tokens: list[tuple[str, str]], variables: Mapping[str, str]) -> None:
        self.tokens = tokens
        self.variables = variables
        self.at = 0

    def takes(self, *signs: str) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "sign" and self.tokens[self.at][1] in signs:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def either(self, depth: int) -> Answer:
        if depth > _DEEPEST:
            raise _NotUnderstoodError
        answer = self.both(depth)
        while self.takes("||"):
            other = self.both(depth)
            answer = True if answer or other else (None if answer is None or other is None else False)
        return answer

    def both(self, depth: int) -> Answer:
        answer = self.one(depth)
        while self.takes("&&"):
            other = self.one(depth)
            answer = False if answer is False or other is False else (None if None in (answer, other) else True)
        return answer

    def one(self, depth: int) -> Answer:
        if depth > _DEEPEST:
            raise _NotUnderstoodError
        if self.takes("!"):
            answer = self.one(depth + 1)
            return None if answer is None else not answer
        if self.takes("("):
            answer = self.either(depth + 1)
            if not self.takes(")"):
                raise _NotUnderstoodError
            return answer
        left = self.value()
        sign = self.takes("==", "===", "!=", "!==")
        if not sign:
            return None if left.text is None else left.text not in ("", "false", "0", "null", "undefined")
        right = self.value()
        if left.text is None or right.text is None:
            return None
        return (left.text == right.text) == (sign[0] == "=")

    def value(self) -> _Value:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] == "sign":
            raise _NotUnderstoodError
        sort, said = self.tokens[self.at]
        self.at += 1
        if sort == "text" or said in ("true", "false"):
            return _Value(said)
        return _Value(self.variables.get(said))
