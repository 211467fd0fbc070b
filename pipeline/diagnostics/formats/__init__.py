"""The formats of `handbook check`: each a pure function of what a check found and of who reads it.

A format never writes. Which findings it shows is a rule of the format: one that can say `known` and `suppressed`
shows them as such, one that cannot leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.formats import (
    checkstyle,
    document,
    github,
    gitlab,
    junit,
    rdjson,
    sarif,
    text,
)
from pipeline.diagnostics.formats.view import View as View

Format: TypeAlias = Callable[[Checked, View], str]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": text.written,
        "json": document.written,
        "jsonl": document.written_in_lines,
        "sarif": sarif.written,
        "junit": junit.written,
        "checkstyle": checkstyle.written,
        "github": github.written,
        "gitlab": gitlab.written,
        "rdjson": rdjson.written,
    }
)
