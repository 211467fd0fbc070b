"""Floor 0: a place in a source file.

Everything that can be wrong, unfinished or commented carries a `Span`. Lines and columns count from 1, in characters
of the file as it stands on disk after decoding, so that an editor's "go to line" lands on the word.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Span(Struct, frozen=True, gc=False, array_like=True, order=True):
    """A stretch of one source file.

    Args:
        file: path relative to the source folder, with forward slashes.
        line: first line, from 1.
        column: first column, from 1, in characters.
        end_line: last line, from 1.
        end_column: the column just after the last character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """Give the form that terminals and editors turn into a link: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"


def whole_file(file: str) -> Span:
    """Give the place that stands for a file as a whole: its very first character."""
    return Span(file, 1, 1, 1, 1)


def join(first: Span, last: Span) -> Span:
    """Give the span from the start of `first` to the end of `last`, both in the same file."""
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)


def cut(text: str, span: Span) -> str:
    """Give the characters of a file's `text` that `span` covers."""
    return cut_lines(text.split("\n"), span)


def cut_lines(lines: Sequence[str], span: Span) -> str:
    """Give the characters that `span` covers of a file given as its lines, without going through the others."""
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    last = lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])
