"""Pictures of a few bytes that ask for more than any machine has are refused before they are opened."""

from __future__ import annotations

import struct
from io import BytesIO

import PIL.Image
import pytest

from pipeline.emit.bounds import MOST_PIXELS, refuse_vast, size
from pipeline.emit.picture import clean_svg, safe_picture

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def png_of(width: int, height: int) -> bytes:
    """Give the beginning of a PNG that claims a size, and nothing of what it claims."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0)


@pytest.mark.parametrize("form", ["PNG", "GIF", "JPEG", "WEBP"])
@pytest.mark.parametrize("lossless", [True, False])
def test_the_size_is_read_as_pillow_reads_it(form: str, lossless: bool) -> None:
    out = BytesIO()
    PIL.Image.new("RGB", (301, 47)).save(out, form, **({"lossless": lossless} if form == "WEBP" else {}))
    assert size(out.getvalue()) == (301, 47)


def test_the_size_of_a_webp_with_more_than_a_picture() -> None:
    out = BytesIO()
    PIL.Image.new("RGBA", (301, 47), (1, 2, 3, 90)).save(out, "WEBP", exif=b"Exif\0\0")
    assert out.getvalue()[12:16] == b"VP8X"
    assert size(out.getvalue()) == (301, 47)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xff\xff", b"\xff\xd8\xff\xe0\x00\x00", b"<svg/>"])
def test_what_claims_no_size_has_none(data: bytes) -> None:
    assert size(data) is None
    refuse_vast(data)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="100000 × 100000 pixels"):
        safe_picture(png_of(100_000, 100_000))
    assert safe_picture(png_of(MOST_PIXELS // 1000, 1000))[0] == "image/png"


def _uses(level: int) -> str:
    return f"<use href='#g{level - 1}'/>" * 10


def _laughs(levels: int) -> str:
    uses = "".join(f"<g id='g{level}'>{_uses(level)}</g>" for level in range(1, levels + 1))
    return f"{_HEAD}<defs><path id='g0' d='M0 0h9'/>{uses}</defs><use href='#g{levels}'/></svg>"


def test_a_drawing_that_repeats_itself_too_often_is_refused() -> None:
    assert b"use" in clean_svg(_laughs(3).encode())
    with pytest.raises(ValueError, match="too many shapes"):
        clean_svg(_laughs(9).encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<g id='a'><use href='#a'/></g>",
        "<g id='a'><use xlink:href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<mask id='a'><rect mask='url(#a)'/></mask>",
        "<pattern id='a'><rect style='fill:url( \"#a\")'/></pattern>",
    ],
)
def test_a_drawing_inside_itself_is_refused(inside: str) -> None:
    with pytest.raises(ValueError, match="inside itself"):
        clean_svg(f"{_HEAD}{inside}</svg>".encode())


def test_a_link_inside_a_drawing_shows_nothing_again() -> None:
    assert b"href" in clean_svg(f"{_HEAD}<g id='a'><a href='#a'><path d='M0 0'/></a></g></svg>".encode())


def test_a_drawing_of_endless_depth_is_refused() -> None:
    with pytest.raises(ValueError, match=r"[Dd]epth"):
        clean_svg(f"{_HEAD}{'<g>' * 5000}{'</g>' * 5000}</svg>".encode())


def test_entities_that_multiply_are_refused() -> None:
    entities = "".join(f"<!ENTITY e{one} '{10 * ('&e' + str(one - 1) + ';')}'>" for one in range(1, 10))
    with pytest.raises(ValueError, match=r"\w"):
        clean_svg(f"<!DOCTYPE svg [<!ENTITY e0 'ha'>{entities}]>{_HEAD}<text>&e9;</text></svg>".encode())
