"""QR codes of addresses, for readers of a printed page. The only module that knows segno."""

from __future__ import annotations

from io import BytesIO

_PIXELS_A_MODULE = 8
_QUIET = 0  # modules: the white of the page around it is its quiet zone


def qr_png(address: str, dark: str = "#000000", pixels: int = _PIXELS_A_MODULE) -> bytes:
    """Give the QR code of an address (ISO/IEC 18004) as a PNG, or b"" for one too long for any.

    Args:
        address: what a phone opens.
        dark: the colour of its squares, #rrggbb; the ground is white.
        pixels: how many pixels wide a square is.
    """
    import segno
    from segno.encoder import DataOverflowError

    try:
        code = segno.make_qr(address, error="m")
    except DataOverflowError:
        return b""
    out = BytesIO()
    code.save(out, kind="png", scale=pixels, border=_QUIET, dark=dark, light="#ffffff")
    return out.getvalue()
