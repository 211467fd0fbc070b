"""The fonts that WeasyPrint may use: those of the style sheet and, of the machine's, those of coloured emoji alone.

Otherwise a character that the book's fonts lack would be drawn in whatever font the machine happens to have: other
bytes, and other pages, on the next machine.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.emit.fonts import EMOJI_FAMILY, MACHINE_FOLDERS

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

_VARIABLE = "FONTCONFIG_FILE"
# The pictures of an emoji font have one size: they are scaled to that of the text.
_SCALED = (
    '<match target="font"><test name="outline"><bool>false</bool></test><edit name="factor" mode="assign"><divide>'
    '<name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide></edit>'
    '<edit name="matrix" mode="assign"><times><name>matrix</name><matrix><name>factor</name><double>0</double>'
    "<double>0</double><name>factor</name></matrix></times></edit>"
    '<edit name="size" mode="assign"><divide><name>size</name><name>factor</name></divide></edit></match>'
)
# Widths are those of the drawing, not of a screen.
_UNHINTED = '<match target="font"><edit name="hintstyle" mode="assign"><const>hintslight</const></edit></match>'
_FAMILY = f'<patelt name="family"><string>{EMOJI_FAMILY}</string></patelt>'
# An "accept" wins over a "reject" (fontconfig, fonts-conf(5)); Pango asks for the family "emoji" by that name.
_SETTINGS = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
    + "".join(f"<dir>{folder}</dir>" for folder in MACHINE_FOLDERS)
    + '<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir>'
    + "<selectfont><rejectfont>"
    + "".join(f'<pattern><patelt name="scalable"><bool>{one}</bool></patelt></pattern>' for one in ("true", "false"))
    + f"</rejectfont><acceptfont><pattern>{_FAMILY}</pattern></acceptfont></selectfont>"
    + f'<alias binding="same"><family>emoji</family><prefer><family>{EMOJI_FAMILY}</family></prefer></alias>'
    + f"{_SCALED}{_UNHINTED}</fontconfig>"
)


def font_configuration() -> FontConfiguration:
    """Give a configuration that knows no font of the machine but those of emoji. WeasyPrint has to be there."""
    from weasyprint.text.fonts import FontConfiguration

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fonts.conf"
        file.write_text(_SETTINGS, encoding="utf-8")
        with _set(str(file)):
            return FontConfiguration()


@contextmanager
def _set(value: str) -> Iterator[None]:
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
