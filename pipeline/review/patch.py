"""Reviewers' changes as a patch against the sources, one section and one hunk each, for `git apply` and `patch -p1`.

Each section is computed against what those before it leave, so that the whole applies in order, and each by itself on
top of the ones before it. Lines are bytes: encodings, line ends and a missing last line end stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from pipeline.diagnostics.visible import visible
from pipeline.messages import Say
from pipeline.review.changing import Changes, Put, Read
from pipeline.review.original import Original, encoded, original
from pipeline.review.remark import Remark, Review

_CONTEXT: Final = 3
_WIDEST: Final = 100  # characters of a comment's quotation


class _Lines(NamedTuple):
    """Lines of a file, each with its end; `first` counts from 0."""

    first: int
    lines: tuple[bytes, ...]


def patch(review: Review, changes: Changes, read: Read, below: str, say: Say) -> bytes:
    """Give the patch; nothing where no change can be made.

    Args:
        review: the remarks.
        changes: what becomes of them, settled for the very files that `read` gives.
        read: gives the bytes of a source.
        below: the path of the source folder from where the patch is to be applied, "" for that folder itself.
        say: the voice of the comment lines.
    """
    told: Callable[[int], str] = lambda number: _told(number, review.remarks[number - 1], say)  # noqa: E731
    pieces: list[bytes] = []
    for file in changes.puts:
        path = f"{below}/{file}" if below else file
        for put, hunk in _hunks(read(file), changes.puts[file]):
            pieces += ("".join(f"# {told(number)}\n" for number in put.numbers).encode(), _heads(path), hunk)
    return b"".join(pieces)


def _told(number: int, remark: Remark, say: Say) -> str:
    """Say on one line which remark asks for a change, who wrote it and when, and in which file."""
    said = [say("Remark {number}", number=number), visible(remark.author, _WIDEST), visible(remark.when, _WIDEST)]
    return ", ".join(filter(None, (*said, visible(remark.file, _WIDEST))))


def _heads(path: str) -> bytes:
    old, new = _named(f"a/{path}"), _named(f"b/{path}")
    # As git does: a tab ends a name with a blank, which `patch` would take for its end.
    tab = b"\t" if " " in path and not old.startswith(b'"') else b""
    return b"diff --git %b %b\n--- %b%b\n+++ %b%b\n" % (old, new, old, tab, new, tab)


def _named(path: str) -> bytes:
    r"""Give a path as git writes it: in quotes, with escapes, where it holds a quote, a backslash or a control."""
    data = path.encode("utf-8", "surrogateescape")
    if not any(byte < 0x20 or byte in b'"\\\x7f' for byte in data):
        return data
    return b'"' + b"".join(_escaped(byte) for byte in data) + b'"'


def _escaped(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\%c" % byte
    return b"\\%03o" % byte if byte < 0x20 or byte >= 0x7F else b"%c" % byte


def _hunks(data: bytes, puts: Sequence[Put]) -> Iterator[tuple[Put, bytes]]:
    """Give each change with its hunk, against what the changes before it leave."""
    file = original(data)
    if file is None:
        return
    now, grown = data, 0
    for put, start, end, new in _in_bytes(file, puts):
        after = now[: start + grown] + new + now[end + grown :]
        yield put, _hunk(now, after, start + grown, end + grown, len(new))
        now, grown = after, grown + len(new) - (end - start)


def _in_bytes(file: Original, puts: Sequence[Put]) -> Iterator[tuple[Put, int, int, bytes]]:
    """Give changes with their places in the file's bytes, before any of them is made."""
    done, at = 0, len(file.mark)
    for put in puts:
        start = at + len(encoded(file, file.text[done : put.start]) or b"")
        end = start + len(encoded(file, file.text[put.start : put.end]) or b"")
        yield put, start, end, encoded(file, put.new) or b""
        done, at = put.end, end


def _hunk(before: bytes, after: bytes, start: int, end: int, size: int) -> bytes:
    """Give the hunk of one change: bytes `start` to `end` of a file became `size` bytes."""
    old, new = _touched(before, start, end), _touched(after, start, start + size)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old.lines, new.lines, strict=False)))
    old, new = _from(old, same), _from(new, same)
    tail = zip(reversed(old.lines), reversed(new.lines), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], tail))
    gone, come = old.lines[: len(old.lines) - same], new.lines[: len(new.lines) - same]
    lines = _split(before)
    above = lines[max(0, old.first - _CONTEXT) : old.first]
    below = lines[old.first + len(gone) : old.first + len(gone) + _CONTEXT]
    body = [*(_line(b" ", one) for one in above), *(_line(b"-", one) for one in gone)]
    body += [*(_line(b"+", one) for one in come), *(_line(b" ", one) for one in below)]
    first = old.first - len(above)
    olds, news = (len(above) + len(below) + count for count in (len(gone), len(come)))
    return b"@@ -%b +%b @@\n" % (_range(first, olds), _range(first, news)) + b"".join(body)


def _split(data: bytes) -> list[bytes]:
    r"""Give lines with their ends, which here are `\n` alone: a carriage return is a byte of its line."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _touched(data: bytes, start: int, end: int) -> _Lines:
    """Give the whole lines that some bytes stand in, and the one below: words put before a line end may be lines."""
    first = data.rfind(b"\n", 0, start) + 1
    last = data.find(b"\n", end)
    last = len(data) if last < 0 else last + 1
    return _Lines(data.count(b"\n", 0, first), tuple(_split(data[first:last])))


def _from(lines: _Lines, count: int) -> _Lines:
    return _Lines(lines.first + count, lines.lines[count:])


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + b"\n\\ No newline at end of file\n"


def _range(first: int, count: int) -> bytes:
    """Give a hunk's range: the line before it where it holds none (POSIX, diff -u)."""
    start = first + 1 if count else first
    return b"%d" % start if count == 1 else b"%d,%d" % (start, count)
