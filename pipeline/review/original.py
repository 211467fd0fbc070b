"""A source file as it stands on disk: its characters with their line ends, and the way back to its own bytes."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

from pipeline.source import Span

_LINE_END = re.compile(r"\r\n|\r|\n")
# Bytes that Windows-1252 leaves undefined; they are read as the characters of the same number, as `ingest` reads them.
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"


class Original(NamedTuple):
    """A text file.

    Attributes:
        text: its characters, line ends as they are, without a byte order mark.
        encoding: that of its bytes.
        mark: the byte order mark that it begins with, or nothing.
        starts: where each line begins in `text`.
        ends: where each line ends, before its line end.
    """

    text: str
    encoding: Literal["utf-8", "cp1252"]
    mark: bytes
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def original(data: bytes) -> Original | None:
    """Read a file as `ingest` does, so that lines and columns are the same; None for UTF-16 and for what is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data:
        return None
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return _placed(data[len(mark) :].decode("utf-8"), "utf-8", mark)
    except UnicodeDecodeError:
        return _placed("".join(map(_character, data)), "cp1252", b"")


def _character(byte: int) -> str:
    return chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252")


def _byte(character: str) -> bytes:
    """Give the byte of a character.

    Raises:
        UnicodeEncodeError: Windows-1252 has none.
    """
    return character.encode("latin-1" if character in _UNDEFINED.decode("latin-1") else "cp1252")


def _placed(text: str, encoding: Literal["utf-8", "cp1252"], mark: bytes) -> Original:
    found = tuple(_LINE_END.finditer(text))
    starts = (0, *(match.end() for match in found))
    return Original(text, encoding, mark, starts, (*(match.start() for match in found), len(text)))


def offsets(file: Original, span: Span) -> tuple[int, int] | None:
    """Give the characters that a span covers, as offsets in `text`; None where the file has no such place."""
    if not 1 <= span.line <= span.end_line <= len(file.starts):
        return None
    start = file.starts[span.line - 1] + span.column - 1
    end = file.starts[span.end_line - 1] + span.end_column - 1
    fits = start <= file.ends[span.line - 1] and end <= file.ends[span.end_line - 1]
    return (start, end) if fits and min(span.column, span.end_column) >= 1 and start <= end else None


def line_end(file: Original) -> str:
    r"""Give the file's own line end: that of its first line, `\n` where it has one line only."""
    found = _LINE_END.search(file.text)
    return found.group() if found else "\n"


def own_lines(file: Original, words: str) -> str:
    """Give words with the file's own line ends."""
    return _LINE_END.sub(lambda _match: line_end(file), words)


def encoded(file: Original, words: str) -> bytes | None:
    """Give words in the file's encoding; None where it has no such character."""
    try:
        if file.encoding == "utf-8":
            return words.encode("utf-8")
        return b"".join(map(_byte, words))
    except UnicodeEncodeError:
        return None
