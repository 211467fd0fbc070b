r"""One GitBook tag as written: its name and its attributes with their places.

A value stands between quotes of either kind or is bare; in it `\"` and Markdown's escapes stand for the character, and
entities for theirs.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from pipeline.ingest.lines import Script, span, text_at
from pipeline.ingest.markdown.places import Content
from pipeline.model import Text
from pipeline.source import Span

_ATTRIBUTE = re.compile(
    r"""(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s"']\S*))""", re.DOTALL
)
_CODED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
# Older names of tags, and what they are called today.
_TODAY = {
    "code-tabs": "tabs",
    "code-tabs-item": "tab",
    "method": "tabs",
    "sample": "tab",
    "youtube": "embed",
    "openapi": "openapi-operation",
    "else if": "elif",
    "elsif": "elif",
    "elseif": "elif",
}
_CONDITION_NAME = re.compile(r"^(?:else if|elseif|elsif|elif|else|if)\b")
# Attributes that are words for a reader.
_WORDS = ("title", "caption", "description", "summary", "label", "tags", "name", "alt", "date", "lang")


class GitBookTag(NamedTuple):
    """One tag: today's name (without `end`), whether it closes, its attributes, and what stands there bare.

    `texts` are the attributes that are words for a reader, with their exact places.
    """

    name: str
    closing: bool
    attributes: dict[str, str]
    texts: dict[str, Text]
    bare: str
    text: str
    span: Span

    def bare_condition(self) -> str:
        """Give what stands after the name as it is written: the condition of `{% if … %}`."""
        return _CONDITION_NAME.sub("", self.text[slice(*_inside(self.text))]).strip()


def tag_name(body: str) -> str:
    """Give a tag's name as written, that of `{% end hint %}` in one word, by what stands between its braces."""
    first, *others = body.strip("-").split(None, 2) or [""]
    return "end" + others[0] if first == "end" and others else first.removesuffix("-")


def _inside(text: str) -> tuple[int, int]:
    """Give where what a tag says begins and ends: without its braces, `-` beside them, and blanks."""
    start, end = 2, len(text) - 2 if text.endswith("%}") else len(text)
    start += text[start:end].startswith("-")
    end -= text[start:end].endswith("-")
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def read_tag(page: Script, content: Content, start: int, end: int) -> GitBookTag:
    """Read the tag that stands from `start` to `end` of a content."""
    text = content.text[start:end]
    first, last = _inside(text)
    inside = text[first:last]
    name = tag_name(inside)
    if inside.startswith("else if"):
        name = "else if"
    attributes: dict[str, str] = {}
    texts: dict[str, Text] = {}
    for match in _ATTRIBUTE.finditer(inside, len(name)):
        key, group = match.group(1), next(number for number in (2, 3, 4) if match.group(number) is not None)
        raw = match.group(group)
        pieces = _pieces(raw)
        attributes[key] = "".join(piece for piece, _taken in pieces)
        if key in _WORDS and raw.strip() and "\n" not in raw:
            row, left = content.place(start + first + match.start(group))
            texts[key] = text_at(page, row, left, pieces)
    closing = name.startswith("end") and len(name) > len("end")
    plain = name.removeprefix("end") if closing else name
    bare = _ATTRIBUTE.sub(" ", inside[len(name) :]).strip()
    return GitBookTag(
        _TODAY.get(plain, plain), closing, attributes, texts, bare, text, place(page, content, start, end)
    )


def place(page: Script, content: Content, start: int, end: int) -> Span:
    """Give the place of a stretch of a content."""
    row, left = content.place(start)
    last_row, right = content.place(end - 1)
    return span(page, row, left, last_row, right + 1)


def _pieces(raw: str) -> list[tuple[str, int]]:
    """Part a value as written into what it says and how many characters that takes."""
    if "\\" not in raw and "&" not in raw:
        return [(raw, len(raw))]
    pieces: list[tuple[str, int]] = []
    done = 0
    for match in _CODED.finditer(raw):
        if match.start() > done:
            pieces.append((raw[done : match.start()], match.start() - done))
        said = match.group(1) or html.unescape(match.group(0))
        pieces.append((said, len(match.group(0))))
        done = match.end()
    if done < len(raw):
        pieces.append((raw[done:], len(raw) - done))
    return pieces
