"""Photographs as print can hold them: in colours of the screen, eight bits each (ISO 19005-3, 6.2.4)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# What WeasyPrint writes as it is; of the others it would write other colours than those of the picture.
_KNOWN = frozenset(("1", "L", "LA", "P", "RGB", "RGBA"))


def printable(kind: str, data: bytes) -> tuple[str, bytes]:
    """Give a picture's media type and bytes, its colours turned into those of the screen where they are others.

    Raises:
        ValueError: the picture is damaged.
    """
    if kind == "image/svg+xml":
        return kind, data
    import PIL.Image

    try:
        with PIL.Image.open(BytesIO(data)) as opened:
            if opened.mode in _KNOWN:
                return kind, data
            return _in_colours_of_the_screen(opened, kind)
    except (PIL.UnidentifiedImageError, OSError, SyntaxError, PIL.Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error


def _in_colours_of_the_screen(opened: Image, kind: str) -> tuple[str, bytes]:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(opened)
    out = BytesIO()
    if kind == "image/jpeg":
        upright.convert("RGB").save(out, "JPEG", quality=92)
        return kind, out.getvalue()
    deep = upright.mode.startswith("I")  # grey in sixteen bits, which Pillow would cut off at 255
    (upright.point(lambda grey: grey / 256).convert("L") if deep else upright.convert("RGBA")).save(out, "PNG")
    return "image/png", out.getvalue()
