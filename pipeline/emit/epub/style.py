"""The look of the e-book: the pieces that screen and print share, the sheet of e-books, fonts cut to the book.

A program that reads e-books has its own paper and ink (a night of its own, sepia): the text takes them, and whatever
has a ground of ours has its ink too. Programs that know no custom properties get the light colours.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from pipeline.emit.epub.book import Book
from pipeline.emit.fonts import Face
from pipeline.emit.front import colophon, cover_facts
from pipeline.emit.html.style import BASIC, LIGHT_FACES, NUMERALS, TEXT_FACES, compact, cut, font_faces
from pipeline.emit.look import Look, color_variables, size_variables
from pipeline.emit.order import Order

_TAGS = re.compile(r"<[^>]*>")
_RULE = re.compile(r"([\w-]+:)([^;{}]*var\(--[^;{}]*)(?=[;}])")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_SET = re.compile(r"(--[\w-]+):([^;]*);")
# A program that knows of the night of its system and paints none itself is not left with light letters on white.
_NIGHT = "background:var(--color-paper);color:var(--color-ink)"


class Style(NamedTuple):
    """The style sheet, and the fonts it names by their file names."""

    sheet: bytes
    fonts: dict[str, bytes]


def style(order: Order, book: Book) -> Style:
    """Give the look of a book."""
    characters = _characters(order, book)
    fonts = {_name(face): cut(face, set(NUMERALS)) for face in LIGHT_FACES}
    fonts |= {_name(face): cut(face, characters) for face in TEXT_FACES}
    faces = font_faces(order.look, (*LIGHT_FACES, *TEXT_FACES), lambda face: f"../fonts/{_name(face)}")
    sheets = "\n".join(compact(order.look.read(f"css/{name}.css")) for name in ("pieces", "epub"))
    return Style("\n".join((*faces, _themes(order.look), _with_values(sheets, order.look))).encode(), fonts)


def _name(face: Face) -> str:
    return f"{face.file.removesuffix('.ttf')}.woff2"


def _characters(order: Order, book: Book) -> set[str]:
    """Give the characters that the book shows."""
    shown = set(BASIC)
    for leaf in book.leaves:
        shown |= {*unescape(_TAGS.sub("", leaf.html)), *leaf.line.words}
    identity = order.handbook.identity
    return shown.union(identity.title, identity.subtitle, *cover_facts(order), *colophon(order), order.say("Contents"))


def _themes(look: Look) -> str:
    """Give the custom properties; the dark ones where the reader's system asks for them."""
    light, dark = color_variables(look, "light"), color_variables(look, "dark")
    night = f":root{{color-scheme:dark;{dark}}}html{{{_NIGHT}}}"
    return f":root{{{light}{size_variables(look)}}}@media (prefers-color-scheme:dark){{{night}}}"


def _with_values(sheet: str, look: Look) -> str:
    """Give a sheet that says the light value of each property before it says by which variable it is known."""
    values = dict(_SET.findall(color_variables(look, "light") + size_variables(look)))

    def said(match: re.Match[str]) -> str:
        plain = _VARIABLE.sub(lambda name: values.get(name[1], name[0]), match[2])
        return match[0] if "var(" in plain else f"{match[1]}{plain};{match[0]}"

    return _RULE.sub(said, sheet)
