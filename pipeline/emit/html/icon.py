"""Drawing icons for a screen: inside its page in the colour of the text around it, and on the browser's tab."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.tag import tag
from pipeline.emit.icons import icon, svg
from pipeline.emit.look import Look
from pipeline.emit.picture import data_uri


def drawn_icon(name: str, kind: str) -> Markup:
    """Draw an icon in the colour of the text around it; it is decoration, a word always stands beside it."""
    shape = icon(name)
    if shape is None:
        return Markup("")
    path = tag("path", fill="currentColor", d=shape.path)
    return tag("svg", path, class_=f"icon {kind}", viewBox=shape.view_box, aria_hidden="true", focusable="false")


def tab_icon(look: Look) -> str:
    """Give the address of the icon of a browser's tab, which is inside it: none is asked of the server.

    Drawn in the dark theme's colour, which is seen on light tabs and on dark ones.
    """
    shape = icon("book-open")
    color = look.tokens["color"]["dark"]["primary"]
    return data_uri("image/svg+xml", svg(shape, color).encode()) if shape else ""
