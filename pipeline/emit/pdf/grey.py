"""Drawing in shades of grey: each colour as light as it was (WCAG 2.2, relative luminance), so contrast stays.

All that is drawn passes through three functions of WeasyPrint: one that sets a colour, one that makes a gradient, one
that takes a picture. They are replaced while a document is laid out and drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import MappingProxyType
from typing import Any

from pipeline.emit.pdf.replacing import replaced

_QUALITY = 92  # of photographs, which are written anew


def grey(red: float, green: float, blue: float) -> float:
    """Give the shade of grey that is as light as a colour of sRGB, all from 0 to 1 (IEC 61966-2-1)."""
    linear = 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
    return linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _linear(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@contextmanager
def in_grey() -> Iterator[None]:
    """Let WeasyPrint draw in shades of grey while the block runs."""
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.images import RasterImage
    from weasyprint.pdf.stream import Stream

    made = RasterImage.__init__
    function = Stream.create_interpolation_function

    def from_picture(
        self: Any,
        picture: Any,
        identifier: Any,
        _data: Any,
        _file: Any = None,
        cache: Any = None,
        orientation: Any = "none",
        options: Any = MappingProxyType(DEFAULT_OPTIONS),
    ) -> None:
        is_clear = "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA")
        shaded = picture.convert("RGBA").convert("LA") if is_clear else picture.convert("L")
        shaded.format = picture.format
        shaded.info.pop("transparency", None)
        made(self, shaded, identifier, None, None, cache, orientation, {**options, "jpeg_quality": _QUALITY})

    def interpolated(domain: Any, first: Sequence[float], last: Sequence[float], exponent: float) -> Any:
        ends = ([grey(*end)] * 3 if len(end) == 3 else end for end in (first, last))
        return function(domain, *ends, exponent)

    with ExitStack() as stack:
        stack.enter_context(replaced(RasterImage, {"__init__": from_picture}))
        stack.enter_context(
            replaced(Stream, {"set_color": _set_color, "create_interpolation_function": staticmethod(interpolated)})
        )
        yield


def _set_color(self: Any, color: Any, stroke: bool = False) -> None:
    """Set the shade of grey of a colour."""
    self.set_alpha(color.alpha, stroke)
    shade = f"{grey(*color.to('srgb').coordinates):.4f}".rstrip("0").rstrip(".")
    name = "_current_color_stroke" if stroke else "_current_color"
    if getattr(self, name) != shade:
        setattr(self, name, shade)
        self.stream.append(f"{shade} {'G' if stroke else 'g'}".encode())
