"""Drawing icons for a screen: each inside its page, in the colour of the text around it."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.tag import tag
from pipeline.emit.icons import icon


def drawn_icon(name: str, kind: str) -> Markup:
    """Draw an icon in the colour of the text around it; it is decoration, a word always stands beside it."""
    shape = icon(name)
    if shape is None:
        return Markup("")
    path = tag("path", fill="currentColor", d=shape.path)
    kept = {"aria_hidden": "true", "focusable": "false"}
    # Its size stands in it too: a reader who turns style sheets off gets no picture as wide as the window.
    return tag("svg", path, class_=f"icon {kind}", viewBox=shape.view_box, width="1em", height="1em", **kept)
