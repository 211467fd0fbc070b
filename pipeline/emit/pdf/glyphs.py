"""The gate before print: a character that no font has stops the build, so that no box is ever printed.

Looked for before anything is laid out, in a glance at the markup; what WeasyPrint says while it lays out is the second
net (`findings`). Both end in `refuse`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, name, normalize

from pipeline.diagnostics import Diagnostic, Report, StopBuildError, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.fonts import undrawn
from pipeline.model import Handbook, Math, MathBlock
from pipeline.model.walk import walk
from pipeline.source import Span

_NO_BREAK_HYPHEN = "\u2011"  # HarfBuzz draws it as the hyphen
# Controls, what is never drawn (joiners, marks of direction), and spaces, which are made up from the space.
_NEVER_DRAWN = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5))


def missing(markup: str, handbook: Handbook) -> list[Diagnostic]:
    """Give a finding (E106) for each character of a book's markup that no font has, at its first place in each file.

    One that stands in no text that is printed (the description of a picture, an address) is passed over.
    """
    signs = [sign for sign in set(markup) if _is_drawn(sign)]
    lacking = undrawn(map(ord, signs))
    if not lacking:
        return []
    alone = {sign for sign in map(chr, lacking) if undrawn(map(ord, normalize("NFD", sign)))}
    return [finding(sign, where) for sign in sorted(alone) for where in places(sign, handbook)]


def _is_drawn(sign: str) -> bool:
    return sign != _NO_BREAK_HYPHEN and ord(sign) not in _SELECTORS and category(sign) not in _NEVER_DRAWN


def finding(sign: str, where: Span | None) -> Diagnostic:
    """Give the finding of a character that has no drawing."""
    return found(Code.E106, where, character=sign, point=f"U+{ord(sign):04X}", name=name(sign, "?").lower())


def places(sign: str, handbook: Handbook) -> tuple[Span, ...]:
    """Give the first place in each file of the sources where a text that is printed holds a character."""
    first: dict[str, Span] = {}
    for text, span in _printed(handbook):
        if sign in text:
            first.setdefault(span.file, span)
    return tuple(first.values())


def _printed(handbook: Handbook) -> Iterator[tuple[str, Span]]:
    yield from ((one.text, one.span) for one in handbook.cover)
    for node in walk(handbook):
        text, span = getattr(node, "text", None), getattr(node, "span", None)
        if isinstance(text, str) and isinstance(span, Span) and not isinstance(node, (Math, MathBlock)):
            yield text, span


def refuse(lacking: Sequence[Diagnostic], report: Report) -> None:
    """Tell each character that has no drawing, and stop the build where there is one.

    Raises:
        StopBuildError: there is one (E181).
    """
    for one in lacking:
        report(one)
    signs = _signs(lacking)
    if signs:
        raise StopBuildError(found(Code.E181, None, count=len(signs), characters=", ".join(signs)))


def _signs(lacking: Iterable[Diagnostic]) -> tuple[str, ...]:
    values = (dict(one.values) for one in lacking)
    return tuple(dict.fromkeys(f"{one['character']} ({one['point']})" for one in values))
