"""What the passes share to tell the repairs they make: each with its words as they stand on disk."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pipeline.model import Handbook, Repair, Text
from pipeline.model.text import column, part
from pipeline.normalise.context import Context
from pipeline.source import Span, cut_lines


class Repairs:
    """The repairs that one pass makes, gathered in the order they are told, each once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._lines: dict[str, list[str] | None] = {}
        self._told: dict[Repair, None] = {}

    def wants(self, rule: str) -> bool:
        """Tell whether a rule is to be applied."""
        return rule not in self._context.off

    def tell(self, rule: str, span: Span, before: str, after: str, is_writable: bool = True) -> None:
        """Tell one repair; one of no words at all is none."""
        if before != after:
            self._told[Repair(rule, span, before, after, is_writable)] = None

    def on_disk(self, span: Span) -> str | None:
        """Give what stands at a place of a file, or None when it can't be read there."""
        lines = self.lines(span.file)
        if lines is None or not 1 <= span.line <= span.end_line <= len(lines):
            return None
        return cut_lines(lines, span)

    def lines(self, file: str) -> list[str] | None:
        """Give a file's lines as they stand on disk, or None when it can't be read."""
        if file not in self._lines:
            try:
                self._lines[file] = self._context.read(file).split("\n")
            except (OSError, LookupError, UnicodeError):
                self._lines[file] = None
        return self._lines[file]

    def in_text(self, rule: str, text: Text, start: int, end: int, after: str) -> None:
        """Tell that characters `start` to `end` of a text become `after`.

        Words that no author wrote here (a title put in for a mention) take no column and are told where they stand.
        """
        place = text.span
        if not text.widths and place.end_column - place.column == len(text.text) and place.line == place.end_line:
            # The common case: each character takes its own column and stands there as it is.
            file, line, left = place.file, place.line, place.column
            span = Span(file, line, left + start, line, left + end)
            self._told[Repair(rule, span, text.text[start:end], after)] = None
            return
        piece = part(text, start, end)
        span = piece.span
        if span.column == span.end_column:
            return
        if place.line != place.end_line or column(text, len(text.text)) != place.end_column:
            self.tell(rule, place, piece.text, after, is_writable=False)
            return
        if not piece.widths:
            self.tell(rule, span, piece.text, after)
            return
        before = self.on_disk(span)
        if before is None:
            self.tell(rule, span, piece.text, after, is_writable=False)
        else:
            self.tell(rule, span, before, after)

    def told(self) -> tuple[Repair, ...]:
        """Give the repairs told so far."""
        return tuple(self._told)

    def add(self, repairs: Iterable[Repair]) -> None:
        """Take in repairs that were told elsewhere."""
        self._told.update(dict.fromkeys(repairs))

    def put_in(self, handbook: Handbook) -> Handbook:
        """Give the handbook with these repairs after those it has."""
        known = set(handbook.repairs) if self._told else ()
        new = tuple(repair for repair in self._told if repair not in known)
        return replace(handbook, repairs=handbook.repairs + new) if new else handbook
