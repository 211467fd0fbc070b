"""Drawings (SVG) as PNG, in the typeface of the book and no other. The only module that knows resvg."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files

from pipeline.emit.fonts import FACES


def draw(svg: str, pixels: int) -> bytes:
    """Give an SVG as PNG, so many pixels wide.

    Raises:
        ValueError: it cannot be drawn.
    """
    import resvg_py

    with ExitStack() as stack:
        folder = files("font_source_sans_pro") / "files"
        fonts = [str(stack.enter_context(as_file(folder / face.file))) for face in FACES]
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                width=pixels,
                skip_system_fonts=True,
                font_files=fonts,
                sans_serif_family="Source Sans Pro",
                font_family="Source Sans Pro",
            )
        )
