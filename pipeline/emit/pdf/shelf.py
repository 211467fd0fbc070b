"""The files that a printed book may ask for: its own pictures, fonts, icons, pattern, formulas and QR codes.

`book:` addresses are made here and read here; there is no other kind, so nothing outside can be fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import TypeAlias
from urllib.parse import quote, unquote

from pipeline.diagnostics import found
from pipeline.diagnostics.codes import Code
from pipeline.emit.fonts import PRINT_FACES, font_bytes
from pipeline.emit.formula import drawing
from pipeline.emit.icons import icon, svg
from pipeline.emit.look import Look
from pipeline.emit.order import Order
from pipeline.emit.pattern import pattern
from pipeline.emit.picture import inner_picture, safe_picture
from pipeline.emit.qr import qr_svg
from pipeline.emit.told import place_told

Shelf: TypeAlias = Callable[[str], tuple[str, bytes]]

SCHEME = "book:"
_ADDRESS = re.compile(r"book:[A-Za-z0-9_.~%/-]+")
FONTS = f"{SCHEME}fonts/"
PATTERN = f"{SCHEME}pattern.svg"
PATTERN_COLUMNS, PATTERN_ROWS = 7, 5


def picture_address(asset: str) -> str:
    """Give the address of a picture by its path in the source folder."""
    return f"{SCHEME}pictures/{quote(asset, safe='')}"


def icon_address(name: str, color: str) -> str:
    """Give the address of an icon in a colour (#rrggbb)."""
    return f"{SCHEME}icons/{quote(name, safe='')}/{color.removeprefix('#')}"


def made_address(kind: str, words: str) -> str:
    """Give the address of a drawing made of words: "formula" or "formula-block" of TeX, "qr" of an address."""
    return f"{SCHEME}{kind}/{quote(words, safe='')}"


def font_address(file: str) -> str:
    """Give the address of a font file."""
    return f"{SCHEME}fonts/{quote(file, safe='')}"


def shelf(order: Order) -> Shelf:
    """Give the function that answers an address with a media type and bytes, or raises LookupError."""
    ink = order.look.tokens["color"]["light"]["ink"]

    @cache
    def answer(address: str) -> tuple[str, bytes]:
        kind, _, rest = address.removeprefix(SCHEME).partition("/")
        inner = inner_picture(address)
        if inner is not None:
            return inner
        if not address.startswith(SCHEME):
            raise LookupError("only the book's own files may be read")
        if kind == "pictures":
            return safe_picture(order.picture(unquote(rest)))
        if kind == "icons":
            name, _, color = rest.partition("/")
            shape = icon(unquote(name))
            if shape is not None:
                return "image/svg+xml", svg(shape, f"#{color}").encode()
        if kind in ("formula", "formula-block", "qr"):
            made = _made(kind, unquote(rest), ink)
            if made is not None:
                return "image/svg+xml", made
        if kind == "fonts" and unquote(rest) in {face.file for face in PRINT_FACES}:
            return "font/ttf", font_bytes(unquote(rest))
        if address == PATTERN:
            drawn = pattern(order.handbook.identity.title, order.look, PATTERN_COLUMNS, PATTERN_ROWS)
            return "image/svg+xml", drawn.encode()
        raise LookupError("the book has no such file")

    return answer


def named(text: str, answer: Shelf) -> tuple[tuple[str, str, bytes], ...]:
    """Give the files that a text names by their addresses, fonts and those that there are not left out."""
    files = []
    for address in sorted(set(_ADDRESS.findall(text))):
        with suppress(LookupError, OSError, ValueError):
            if not address.startswith(FONTS):
                files.append((address, *answer(address)))
    return tuple(files)


def _made(kind: str, words: str, color: str) -> bytes | None:
    if kind == "qr":
        return qr_svg(words, color)
    formula = drawing(words, kind == "formula-block", color)
    return formula.svg if formula is not None else None


def usable(order: Order) -> Callable[[str], str]:
    """Give the function that gives a picture's address, or "" (and says so) where it cannot be read."""
    known: dict[str, str] = {}

    def address(asset: str) -> str:
        if asset not in known:
            try:
                safe_picture(order.picture(asset))
                known[asset] = picture_address(asset)
            except (OSError, ValueError) as error:
                where = place_told(asset, order.handbook)
                order.report(found(Code.E103, where, tool="PDF", output=asset, problem=error))
                known[asset] = ""
        return known[asset]

    return address


def icon_color(kind: str, look: Look) -> str:
    """Give the colour of an icon by its use: that of a kind of callout, of a missing picture, of a button."""
    if kind.startswith("hint-"):
        return str(look.tokens["hint"]["light"][kind.removeprefix("hint-")])
    names = {"frame": "line_strong", "on-primary": "on_primary"}
    return str(look.tokens["color"]["light"][names.get(kind, "primary")])
