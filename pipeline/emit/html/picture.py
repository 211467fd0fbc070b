"""Drawing pictures: their width, and the one for dark screens."""

from __future__ import annotations

import re

from markupsafe import Markup

from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import classes, joined, tag

_WIDTH = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*(%|px)?")
_STEP = 5  # per cent: on screen a share is a class of the style sheet, for the page allows no style of its own


def picture(
    asset: str, dark: str, alt: str, setting: Setting, *, kind: str = "", width: str = "", title: str = ""
) -> Markup:
    """Draw a picture, or nothing where it cannot be shown.

    `dark` is the asset that a dark screen shows in its place; both have the same words, and only one is seen.
    """
    address = setting.picture(asset) if asset else ""
    if not address:
        return Markup("")
    at_night = setting.picture(dark) if dark and setting.medium == "screen" else ""
    if not at_night:
        return _one(address, alt, kind, width, title, setting)
    names = ((address, "by-day"), (at_night, "by-night"))
    return joined(_one(place, alt, classes(kind, name) or "", width, title, setting) for place, name in names)


def _one(address: str, alt: str, kind: str, width: str, title: str, setting: Setting) -> Markup:
    found = _WIDTH.fullmatch(width.strip())
    number = float(found[1]) if found else 0.0
    is_share = found is not None and found[2] == "%"
    style = share = pixels = None
    if number and setting.medium == "print":
        style = f"width:{min(number, 100):g}%" if is_share else f"width:{number:g}px"
    elif number and is_share:
        share = f"width-{max(_STEP, min(round(number / _STEP) * _STEP, 100))}"
    elif number:
        pixels = round(number) or None
    named = classes(kind, share or "")
    return tag("img", src=address, alt=alt, title=title or None, class_=named, width=pixels, style=style)
