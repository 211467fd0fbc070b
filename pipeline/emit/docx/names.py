"""Names inside the Word file: bookmarks made from the model's ids, and the marks that finishing looks for."""

from __future__ import annotations

import re
from hashlib import sha1
from unicodedata import normalize

from pipeline.emit.spots import anchor_of, entry_of
from pipeline.model import Marker

_LONGEST = 40  # Word's limit for the name of a bookmark (letters, digits and low lines, a letter first)
_SIMPLE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")

# Bookmarks that say where a stretch of the book begins and ends; finishing takes them out again.
COVER = "zone_cover"
COLOPHON = "zone_colophon"
CONTENTS = "zone_contents"
PART = "zone_part_"
CHAPTER = "zone_chapter_"
WIDE = "zone_wide_"
OPENING = "zone_opening_"  # a page of a chapter that begins on a new page
TABLE = "zone_table_"
CODE = "zone_code_"
ZONE = "zone_"
# What pandoc wants before the name of an anchor: it takes no bookmark that begins with a low line.
ANCHORED = "a"


def bookmark(identifier: str) -> str:
    """Give the bookmark of a page, heading or part: the same for the same id, another for any other."""
    if _SIMPLE.fullmatch(identifier) and len(identifier) <= _LONGEST - 2:
        return "b_" + identifier.replace("-", "_")
    plain = normalize("NFKD", identifier).encode("ascii", "ignore").decode("ascii")
    name = "b_" + re.sub(r"[^A-Za-z0-9]+", "_", plain).strip("_")
    digest = sha1(identifier.encode(), usedforsecurity=False).hexdigest()[:8]
    return f"{name[: _LONGEST - 9]}_{digest}"


def marker_bookmark(marker: Marker) -> str:
    """Give the bookmark of an unfinished place: the same from one build to the next."""
    return bookmark(anchor_of(marker))


def todo_bookmark(marker: Marker) -> str:
    """Give the bookmark of a line in the list of unfinished places."""
    return bookmark(entry_of(marker))


def note_bookmark(page: str, label: str) -> str:
    """Give the bookmark of a footnote's first call."""
    return bookmark(f"note {page} {label}")
