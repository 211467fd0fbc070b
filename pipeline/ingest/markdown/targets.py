"""Link targets: what may be linked to, and GitBook's mentions."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

# The schemes that can run a script in a reader's browser (WHATWG URL; data: because of data:text/html).
_DANGEROUS = ("javascript:", "vbscript:", "data:", "file:")
_CONTROLS = re.compile(r"[\x00-\x20\u200b\ufeff]+")
_USER = re.compile(r"https?://app\.gitbook\.com/u/\w+")


def is_dangerous(target: str) -> bool:
    """Tell whether following the target could run a script, whatever blanks or entities hide its scheme."""
    bare = _CONTROLS.sub("", html.unescape(unquote(target))).lower()
    return bare.startswith(_DANGEROUS)


def is_user(target: str) -> bool:
    """Tell whether a mention's target is a GitBook user."""
    return _USER.match(target) is not None


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def decoded(target: str) -> str:
    """Give a relative target with Markdown escapes undone; percent signs stay, links out of the book need them."""
    return _ESCAPE.sub(r"\1", target)
