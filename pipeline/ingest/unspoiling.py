"""Undoing the damage of UTF-8 that was read in another encoding and saved again, once or twice.

Only a strict round trip counts: the text is encoded again in the encoding that spoilt it, and the bytes must be good
UTF-8 (field guide: 1,218 of 1,218 damaged pages repaired, none of 3,631 clean ones changed). Among the encodings that
pass, the one whose result looks best wins. Where only some lines of a file are damaged, a line is repaired on its own
terms: everything in it that is not ASCII must be part of the damage (a sound French line that quotes damage holds a
sound accent), it shows no code, and all damaged lines of the file must be repaired by the same encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

Widths = tuple[tuple[int, int], ...]

# Encodings that spoil UTF-8 in practice, the commonest first: only where two results are equally good the first wins.
_SPOILERS = (
    *("cp1252", "mac_roman", "latin-1", "cp1254", "cp437", "cp850", "cp858", "iso8859-15", "cp1250"),
    *("cp1251", "cp865", "cp863"),
)
_TWICE = 2
# As each spoiler shows the bytes that lead UTF-8's letters, signs and emoji, then any sign that is not ASCII. Three
# bytes in four of a damaged text's pairs are of this kind; good French and English hardly holds one.
_LEADS = "ÃÂÅâðï√¬≈‚ÔÓ\uf8ffü├┬┼Γ≡ªĂĹđğГВСЖА"
_PAIR = re.compile(f"[{_LEADS}][^\x00-\x7f]")
# Control characters and letters of no script in use: what a wrong encoding leaves.
_UGLY = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")
# The letters of French and its neighbours: among two readings, the one with fewer others is the likelier.
_LETTERS = frozenset("éèêëàâäùûüôöîïÿçœæñáíóúßÉÈÊËÀÂÙÛÔÎÏÇŒÆ")
# What a line repaired on its own may not hold: the reading would not be certain.
_IMPLAUSIBLE = re.compile(f"[^\x00-\x7f\xa0{''.join(sorted(_LETTERS))}’‘“”«»…–—•·€°§²³½×\u202f\u200d\u2190-\U0010ffff]")
_CODE = re.compile(r"`|^(?:\t| {4})")


class Repaired(NamedTuple):
    """A whole text repaired, and the encodings that had spoilt it, the last one first."""

    text: str
    encodings: tuple[str, ...]


class Spoilt(NamedTuple):
    """The lines of a file, those that were damaged repaired; without encodings: the damaged lines, as they stand."""

    lines: tuple[str, ...]
    encodings: tuple[str, ...]


def looks_damaged(text: str) -> bool:
    """Tell, quickly, whether a text may be damaged; one that does not is never touched."""
    return not text.isascii() and _PAIR.search(text) is not None


def _encode(text: str, encoding: str) -> bytes | None:
    """Give the bytes that `encoding` would have read as this text, or None when it could not have.

    Bytes that cp1252 and its like leave undefined are read as C1 controls by most programs, so they are let through;
    Mac programs show byte 0xF0 (the apple) as U+F8FF, which Python's codec knows.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        pass
    if encoding not in ("cp1252", "cp1254", "cp1250", "cp1251"):
        return None
    try:
        return b"".join(
            character.encode("latin-1") if "\x80" <= character <= "\x9f" else character.encode(encoding)
            for character in text
        )
    except UnicodeEncodeError:
        return None


def _suspicion(text: str) -> int:
    """Count pairs that good French or English hardly holds: a letter that leads a damaged sequence, then a sign."""
    return sum(1 for first, second in pairwise(text) if first in _LEADS and ord(second) > 0x7F)


def _strangers(text: str) -> int:
    """Count letters that French does not write, and capitals with accents inside words of small letters."""
    return sum(
        1
        for before, letter in pairwise(text)
        if letter > "\x7f" and letter.isalpha() and (letter not in _LETTERS or (letter.isupper() and before.islower()))
    )


def _readings(text: str, depth: int = _TWICE) -> Iterator[Repaired]:
    """Give what a text may have been before it was spoilt once, or twice."""
    for encoding in _SPOILERS:
        data = _encode(text, encoding)
        if data is None:
            continue
        try:
            good = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if good == text:
            continue
        yield Repaired(good, (encoding,))
        if depth > 1 and looks_damaged(good):
            for inner in _readings(good, depth - 1):
                yield Repaired(inner.text, (encoding, *inner.encodings))


def repair(text: str) -> Repaired | None:
    """Undo a wrong encoding of a whole text, or give None when it is sound or no encoding repairs it for certain."""
    before = _suspicion(text)
    best: tuple[tuple[int, int, int, int], Repaired] | None = None
    if before == 0:
        return None
    for reading in _readings(text):
        left = _suspicion(reading.text)
        score = (left, len(_UGLY.findall(reading.text)), _strangers(reading.text), len(reading.encodings))
        if left * 10 <= before and (best is None or score < best[0]):
            best = (score, reading)
    return best[1] if best else None


def repair_lines(lines: tuple[str, ...]) -> Spoilt | None:
    """Undo a wrong encoding that befell only some lines of a file; None where no line is damaged for certain.

    Lines that look damaged in prose and that can't all be repaired the same way are given back without encodings.
    """
    damaged = [line for line in lines if _is_damaged(line) and not _CODE.search(line)]
    if not damaged:
        return None
    whole = repair("\n".join(damaged))
    if whole is None or _is_damaged(whole.text) or _IMPLAUSIBLE.search(whole.text):
        return Spoilt(tuple(damaged), ()) if any(map(_is_surely_damaged, damaged)) else None
    good = dict(zip(damaged, whole.text.split("\n"), strict=True))
    return Spoilt(tuple(good.get(line, line) for line in lines), whole.encodings)


def _is_damaged(line: str) -> bool:
    return looks_damaged(line)


# The commonest letters of French and the signs of its texts, as cp1252 and Mac programs show them when damaged.
_SURE = re.compile("Ã[©¨ª§´¢®¯»¹]|Ã\u00a0|Â[«»\u00a0]|â€[™œ“¦\u009d]|√[©®†ß™¥Æ¢Ø]|‚Ä[ôú¶]|ðŸ|├[®¿á¬º]")


def _is_surely_damaged(line: str) -> bool:
    return _SURE.search(line) is not None


def line_widths(good: str, encodings: tuple[str, ...]) -> Widths:
    """Give the columns that each repaired character took while it was damaged, where it was not one."""
    return tuple(
        (index, width)
        for index, character in enumerate(good)
        if character > "\x7f" and (width := _width(character, encodings)) != 1
    )


@cache
def _width(character: str, encodings: tuple[str, ...]) -> int:
    """Give how many characters showed this one: one for each of its bytes, and again each time it was spoilt."""
    shown = character
    for encoding in reversed(encodings):
        shown = _spoil(shown, encoding)
    return len(shown)


def _spoil(text: str, encoding: str) -> str:
    """Read a text's UTF-8 in another encoding, as whoever spoilt it did."""
    data = text.encode("utf-8")
    return "".join(_read_byte(byte, encoding) for byte in data)


def _read_byte(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)
