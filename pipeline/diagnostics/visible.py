"""Words of the sources shown elsewhere: nothing in them may hide, turn a line round, or break out of it."""

from __future__ import annotations

import json
import re

# What some reader takes for the end of a line; tabs too, which break tables of text.
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# Control characters, those that turn the order of writing (Unicode UAX 9: a line could read otherwise than it is),
# halves of characters, and the two that XML refuses.
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
_HALVES = re.compile("[\ud800-\udfff]")
_SHOWN_INSTEAD = "\ufffd"


def visible(text: str, most: int = 0) -> str:
    """Give a text on one line, what hides in it shown as �; longer than `most` characters it ends with an ellipsis."""
    shown = _HIDDEN.sub(_SHOWN_INSTEAD, _BREAKS.sub(" ", text))
    return shown[: most - 1].rstrip() + "…" if 0 < most < len(shown) else shown


def inert(text: str) -> str:
    """Give words that a CI's log takes for words: GitHub Actions obeys what stands behind `##[` wherever it is."""
    return visible(text).replace("##[", "## [")


def as_json(value: object, *, is_indented: bool = True) -> str:
    """Give a value as JSON, with an end of line; its words are exact, what hides in them is escaped.

    Half a character (a file name that is not UTF-8) has no place in JSON (RFC 8259, 8.2): it is shown as �.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2 if is_indented else None)
    return _ESCAPED.sub(_escape, _HALVES.sub(_SHOWN_INSTEAD, text)) + "\n"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
