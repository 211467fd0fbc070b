"""What an author wants shown as written: `{% raw %}` … `{% endraw %}`. Tags in it are words.

On lines of their own the two tags hold the lines between them; in a line they hold what stands between. A tag that
lacks the other holds nothing.
"""

from __future__ import annotations

import re

from pipeline.ingest.lines import Script

RAW = re.compile(r"\{%-?[ \t]*raw[ \t]*-?%\}")
_PREFIX = re.compile(r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*")
END_RAW = re.compile(r"\{%-?[ \t]*endraw[ \t]*-?%\}")


def raw_lines(page: Script) -> frozenset[int]:
    """Give the numbers of the lines between the two tags where each stands on a line of its own."""
    if "endraw" not in page.text:
        return frozenset()
    held: list[int] = []
    since: list[int] | None = None
    for line in page.lines:
        words = _PREFIX.sub("", line.text, 1).rstrip()
        if since is None:
            since = [] if RAW.fullmatch(words) else None
        elif END_RAW.fullmatch(words):
            held += since
            since = None
        else:
            since.append(line.number)
    return frozenset(held)


def raw_end(text: str, start: int, end: int) -> int:
    """Give where what the tag at `start` holds comes to its end; 0 when there is no such tag or it lacks its end."""
    opening = RAW.match(text, start, end)
    closing = END_RAW.search(text, opening.end(), end) if opening and text.find("endraw", start, end) >= 0 else None
    return closing.start() if closing is not None else 0


def raw_stretches(text: str) -> list[tuple[int, int]]:
    """Give the stretches of a line that stand from one of the two tags to the other, both included."""
    found: list[tuple[int, int]] = []
    done = 0
    while "endraw" in text and (opening := RAW.search(text, done)) is not None:
        closing = END_RAW.search(text, opening.end())
        if closing is None:
            break
        found.append((opening.start(), closing.end()))
        done = closing.end()
    return found
