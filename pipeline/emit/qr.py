"""QR codes (ISO/IEC 18004) of addresses, for print. The only module that knows segno."""

from __future__ import annotations

from functools import cache
from io import BytesIO

# Characters: a longer address makes a code too fine to be read at the size it is printed.
_LONGEST = 300


@cache
def qr_svg(address: str, color: str) -> bytes | None:
    """Give the code of an address as an SVG drawing in one colour (#rrggbb), or None where it is too long for one.

    Its quiet zone is the two modules that white paper around it completes to the four of the standard.
    """
    if not address or len(address) > _LONGEST:
        return None
    import segno

    file = BytesIO()
    code = segno.make_qr(address, error="m", boost_error=False)
    code.save(file, kind="svg", border=2, dark=color, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return file.getvalue()
