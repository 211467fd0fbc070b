"""Where a file can be edited on the forge: `edit_url` of handbook.yml, filled in for a place of the sources."""

from __future__ import annotations

from urllib.parse import quote

_SCHEMES = ("https://", "http://")
# RFC 3986, 2.2 and 2.3, and "%" of what is encoded already; without the parentheses and the apostrophe, so that an
# address can stand in a link of Markdown or between quotes as it is.
_ADDRESS = "!#$%&*+,/:;=?@[]-._~"


def edit_link(pattern: str, file: str, line: int) -> str:
    """Give the address where a line of a file can be edited, or "" where there is none.

    `{file}` and `{line}` stand for the place; a pattern without `{file}` is the address of the source folder, and the
    file's path goes behind it. Nothing but http and https is an address here.
    """
    if not pattern.lower().startswith(_SCHEMES):
        return ""
    path = quote(file, safe="/")
    if "{file}" not in pattern:
        pattern += "{file}" if pattern.endswith(("/", "=")) else "/{file}"
    return quote(pattern.replace("{line}", str(line)), safe=_ADDRESS + "{}").replace("{file}", path)
