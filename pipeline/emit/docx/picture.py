"""Pictures as Word can show them: PNG, JPEG and GIF as they are; drawings and WebP as PNG at print resolution.

Word does not know WebP, and its own drawing of SVG knows neither our font nor style sheets: a picture at print
resolution looks the same everywhere. The only module that knows Pillow, beside the one for grey print.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.emit.order import Order
from pipeline.emit.picture import safe_picture
from pipeline.emit.raster import draw
from pipeline.emit.told import unshown
from pipeline.messages import Say

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS_A_PIXEL = 0.75  # CSS 2.1, 4.3.2: 96 pixels to the inch
_DRAWN_PIXELS = 1600  # about 300 to the inch over the text column
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_LENGTH = re.compile(r"\s*([\d.]+)\s*(px|pt|mm|cm|in)?\s*")
_ASKED = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|%)?\s*", re.ASCII)
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class Shown(NamedTuple):
    """A picture ready for Word: a name made from its content, its bytes, and its own size in points.

    A drawing without a size of its own is as wide as the room it gets: `free`.
    """

    name: str
    data: bytes
    width: float
    height: float
    free: bool = False


Picture: TypeAlias = Callable[[str], Shown | None]


_FILE_NAME = re.compile(r".*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)", re.IGNORECASE | re.DOTALL)


def pictures(order: Order, shelf: dict[str, bytes]) -> Picture:
    """Give the function that gives a picture by its path, or None (and says so, once) where it cannot be shown.

    The bytes of each picture asked for go to `shelf`, by its name.
    """

    @cache
    def picture(asset: str) -> Shown | None:
        try:
            ready = shown(order.picture(asset))
        except (OSError, ValueError) as error:
            order.report(unshown(asset, error, order.handbook))
            return None
        shelf[ready.name] = ready.data
        return ready

    return picture


def shown(data: bytes) -> Shown:
    """Make a picture ready for Word.

    Raises:
        ValueError: the bytes are no picture, or a damaged one.
    """
    kind, clean = safe_picture(data)
    if kind == "image/svg+xml":
        return _drawing(clean)
    import PIL.Image

    try:
        with PIL.Image.open(BytesIO(clean)) as opened:
            opened.load()
            ready, width, height = _upright(opened, kind, clean)
    except (PIL.UnidentifiedImageError, OSError, SyntaxError, PIL.Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
    name = f"{sha256(ready).hexdigest()[:24]}.{_ENDINGS.get(kind, 'png')}"
    return Shown(name, ready, width * _POINTS_A_PIXEL, height * _POINTS_A_PIXEL)


def _upright(opened: Image, kind: str, data: bytes) -> tuple[bytes, int, int]:
    """Give a picture's bytes and its size in pixels, turned as its camera says: Word does not look at that."""
    from PIL import ImageOps

    turned = opened.getexif().get(0x0112, 1) != 1
    if kind in _ENDINGS and not turned:
        return data, opened.width, opened.height
    upright = ImageOps.exif_transpose(opened)
    out = BytesIO()
    if kind == "image/jpeg":
        upright.convert("RGB").save(out, "JPEG", quality=92)
    else:
        upright.convert("RGBA").save(out, "PNG")
    return out.getvalue(), upright.width, upright.height


def _drawing(svg: bytes) -> Shown:
    """Draw an SVG, with our own fonts and no others: the same picture on every machine."""
    text = svg.decode("utf-8")
    width, height = _size(text)
    # Small drawings (icons in a line) need no more than their own size at print resolution.
    pixels = _DRAWN_PIXELS if not width or width > 100 else max(1, round(width * 4))
    data = draw(text, pixels)
    drawn_width, drawn_height = _pixels(data)
    if not width:
        width = drawn_width
    height = height or width * drawn_height / drawn_width
    name = f"{sha256(data).hexdigest()[:24]}.png"
    return Shown(name, data, width * _POINTS_A_PIXEL, height * _POINTS_A_PIXEL, free=not _size(text)[0])


def _pixels(data: bytes) -> tuple[int, int]:
    """Give the size of a PNG in pixels (PNG specification, 11.2.2)."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _size(svg: str) -> tuple[float, float]:
    """Give the size in pixels that a drawing asks for, 0 where it asks for none."""
    root = svg[svg.find("<svg") : svg.find(">", svg.find("<svg"))]

    def length(name: str) -> float:
        said = re.search(rf'\s{name}="([^"]*)"', root)
        number = _LENGTH.fullmatch(said[1]) if said else None
        return float(number[1]) * _PIXELS[number[2] or ""] if number else 0.0

    return length("width"), length("height")


def described(alt: str, say: Say, otherwise: str = "") -> str:
    """Give a picture's words for those who cannot see it; where there are none, that is said.

    A file's name describes nothing, and Word's accessibility checker refuses one: it is told as what it is.
    """
    alt, otherwise = alt.strip(), otherwise.strip()
    if not _FILE_NAME.fullmatch(alt):
        return alt or otherwise or say("Picture without a description")
    return say("{words} (file {name})", words=otherwise or say("Picture without a description"), name=alt)


def asked_width(asked: str, room: float) -> float:
    """Give the width in points that an author asked for ("300", "300px", "50%" of the room), 0 for none."""
    said = _ASKED.fullmatch(asked)
    if not said:
        return 0.0
    number = float(said[1])
    return number / 100 * room if said[2] == "%" else number * _POINTS_A_PIXEL


# The room for the logo on the cover, in points.
LOGO = (56 * 72 / 25.4, 20 * 72 / 25.4)


def fitted(picture: Shown, room: float, tallest: float, asked: str = "") -> tuple[float, float]:
    """Give the width and height in points of a picture in a room, never wider or taller than that.

    It is as wide as the author asked for, else never larger than itself.
    """
    wanted = min(asked_width(asked, room) or (room if picture.free else picture.width), room)
    scale = min(wanted / picture.width, tallest / picture.height)
    return picture.width * scale, picture.height * scale
