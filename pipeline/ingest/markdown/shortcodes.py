"""Emoji written as `:name:` (GitHub's and GitBook's names), and those that GitBook writes by their code points."""

from __future__ import annotations

import re
from functools import cache

# Names between colons, not inside a word, a time or an address, and not part of `::`.
SHORTCODES = re.compile(r"(?<![\w:/])(?::[a-z0-9+-][a-z0-9_+-]*:)+(?!:)")
SHORTCODE = re.compile(r":([a-z0-9+-][a-z0-9_+-]*):")
_CODES = re.compile(r"[0-9a-fA-F]{2,6}")
_JOINTS = re.compile(r"[\s\\_-]+")


@cache
def emoji_named(name: str) -> str:
    """Give the emoji of a name, or "" when none has it (the one door to `emoji` among the readers)."""
    from emoji import emojize

    written = f":{name}:"
    found = emojize(written, language="alias")
    return "" if found == written else found


def emoji_coded(written: str) -> str:
    r"""Give the emoji of code points such as `1f468-200d-1f4bb` (also `1f468\_200d`), or "" when it is none."""
    codes = [code for code in _JOINTS.split(written.strip()) if code]
    if not codes or not all(_CODES.fullmatch(code) and int(code, 16) <= 0x10FFFF for code in codes):
        return ""
    characters = "".join(chr(int(code, 16)) for code in codes)
    return characters if characters.isprintable() or "\u200d" in characters else ""
