"""From bytes to text: UTF-8, and undoing the damage of a text that was once read in another encoding.

The damage is undone by `unspoiling`, only where the result is certain. Every repaired line is told as a repair, and the
rule "encoding" switches it off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.unspoiling import Spoilt, line_widths, looks_damaged, repair, repair_lines
from pipeline.model.repair import Mending, no_mending
from pipeline.source import Span, whole_file

Widths = tuple[tuple[int, int], ...]


class Decoded(NamedTuple):
    r"""A file as text.

    Attributes:
        lines: the text's lines, repaired, without their line endings.
        widths: by line number (from 1), the characters that take other than one column in the file on disk.
        raw: the text as it stands on disk, with `\n` line endings.
    """

    lines: tuple[str, ...]
    widths: Mapping[int, Widths]
    raw: str


def _unify_line_endings(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_bytes(file: str, data: bytes, report: Report) -> str | None:
    """Read bytes as UTF-8, else as Windows-1252 with a report, or give None when it is no text at all."""
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        report(found(Code.S103, whole_file(file), file=file))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            report(found(Code.S103, whole_file(file), file=file))
            return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        place = Span(file, line, column, line, column + 1)
        report(found(Code.S104, place, file=file, byte=f"0x{data[problem.start]:02X}"))
    return "".join(chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode("cp1252") for byte in data)


def decode(file: str, data: bytes, report: Report, mending: Mending | None = None) -> Decoded | None:
    """Read the bytes of a source file as text, repaired where it was damaged.

    Returns:
        The text, or None when the file is not a text (reported as S103).
    """
    mending = mending or no_mending()
    text = _read_bytes(file, data, report)
    if text is None:
        return None
    raw = _unify_line_endings(text)
    lines = tuple(raw.split("\n"))
    if not mending.wants("encoding") or not looks_damaged(raw):
        return Decoded(lines, {}, raw)
    whole = repair(raw)
    spoilt = Spoilt(tuple(whole.text.split("\n")), whole.encodings) if whole else repair_lines(lines)
    if spoilt is None:
        return Decoded(lines, {}, raw)
    if not spoilt.encodings:
        _tell_unsure(file, lines, spoilt.lines, report)
        return Decoded(lines, {}, raw)
    return _told(file, raw, lines, spoilt, report, mending)


def _tell_unsure(file: str, lines: tuple[str, ...], damaged: tuple[str, ...], report: Report) -> None:
    """Report lines that look damaged and that no encoding repairs for certain."""
    number = lines.index(damaged[0]) + 1
    place = Span(file, number, 1, number, len(damaged[0]) + 1)
    report(found(Code.S109, place, file=file, count=len(damaged), line=damaged[0].strip()[:60]))


def _told(file: str, raw: str, lines: tuple[str, ...], spoilt: Spoilt, report: Report, mending: Mending) -> Decoded:
    """Give a repaired file, with the finding for the file and a repair for each of its lines."""
    widths: dict[int, Widths] = {}
    first = True
    for number, (old, new) in enumerate(zip(lines, spoilt.lines, strict=True), start=1):
        if old == new:
            continue
        widths[number] = line_widths(new, spoilt.encodings)
        place = Span(file, number, 1, number, len(old) + 1)
        mending.record("encoding", place, old, new)
        if first:
            before, after = _excerpt(old, new), _excerpt(new, old)
            names = " + ".join(spoilt.encodings)
            report(found(Code.S105, place, file=file, encoding=names, before=before, after=after))
            first = False
    return Decoded(spoilt.lines, widths, raw)


def _excerpt(line: str, other: str) -> str:
    words = set(other.split())
    changed = [word for word in line.split() if word not in words]
    return " ".join(changed[:3])[:60]
