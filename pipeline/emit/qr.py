"""QR codes (ISO/IEC 18004) of addresses, for readers of a printed page. The only module that knows segno."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segno import QRCode

# Characters: a longer address makes a code too fine to be read at the size it is printed.
_LONGEST = 300
_PIXELS_A_MODULE = 8


def fits_code(address: str) -> bool:
    """Tell whether an address has a code: it is not too long for one."""
    return 0 < len(address) <= _LONGEST


def _code(address: str) -> QRCode | None:
    """Give the code of an address, or None where there is none or it is too long for one."""
    if not fits_code(address):
        return None
    import segno

    return segno.make_qr(address, error="m", boost_error=False)


@cache
def qr_svg(address: str, color: str) -> bytes | None:
    """Give the code of an address as an SVG drawing in one colour (#rrggbb), or None where it is too long for one.

    Its quiet zone is the two modules that white paper around it completes to the four of the standard.
    """
    code = _code(address)
    if code is None:
        return None
    file = BytesIO()
    code.save(file, kind="svg", border=2, dark=color, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return file.getvalue()


def qr_png(address: str, dark: str = "#000000", pixels: int = _PIXELS_A_MODULE) -> bytes | None:
    """Give the code of an address as a PNG, or None where it is too long for one.

    Args:
        address: what a phone opens.
        dark: the colour of its squares, #rrggbb; the ground is white.
        pixels: how many pixels wide a square is.
    """
    code = _code(address)
    if code is None:
        return None
    file = BytesIO()
    code.save(file, kind="png", scale=pixels, border=0, dark=dark, light="#ffffff")
    return file.getvalue()
