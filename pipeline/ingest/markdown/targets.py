"""Link targets: what may be linked to, and GitBook's mentions."""

from __future__ import annotations

import re

from pipeline.diagnostics import Code
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.harmless import verdict
from pipeline.source import Span

_USER = re.compile(r"https?://app\.gitbook\.com/u/\w+")


def may_lead(reading: Reading, target: str, place: Span) -> bool:
    """Tell whether a link may lead to a target; what could run a program may not, and is reported (S150).

    One of a kind that no output follows is reported (S228) and stays: its address says what its author meant.
    """
    code = verdict(decoded(target))
    if code is not None:
        reading.tell(code, place, target=target)
    return code is not Code.S150


def is_user(target: str) -> bool:
    """Tell whether a mention's target is a GitBook user."""
    return _USER.match(target) is not None


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def decoded(target: str) -> str:
    """Give a relative target with Markdown escapes undone; percent signs stay, links out of the book need them."""
    return _ESCAPE.sub(r"\1", target)
