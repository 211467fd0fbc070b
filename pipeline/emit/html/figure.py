"""Drawing figures, and the frame that stands where a picture is missing."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.inline import inlines
from pipeline.emit.html.marks import spot_mark
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import tag
from pipeline.model import Figure
from pipeline.model.text import plain


def figure(node: Figure, setting: Setting) -> Markup:
    """Draw a figure; one with a caption is numbered through the book."""
    picture = picture_or_frame(node, setting)
    if not node.caption:
        return tag("figure", picture)
    setting.progress.figures += 1
    number = setting.say("Figure {number}", number=setting.progress.figures)
    caption = tag("figcaption", tag("b", number), " ", inlines(node.caption, setting))
    return tag("figure", picture, caption)


def picture_or_frame(node: Figure, setting: Setting) -> Markup:
    """Draw the picture alone, or a dashed frame that names what is missing."""
    address = setting.picture(node.asset) if node.asset else ""
    if not address:
        return missing(node, setting)
    alt = node.alt
    if setting.medium == "print" and not alt:
        # PDF/UA wants words for every picture (ISO 14289-1, 7.3); an author's empty alt means decoration.
        alt = plain(node.caption) or setting.say("picture")
    return tag("img", src=address, alt=alt)


def missing(node: Figure, setting: Setting) -> Markup:
    """Draw the frame of a missing picture: what it is, its file, and what it should show."""
    lines = [tag("strong", setting.say("Missing picture"))]
    if node.alt:
        lines.append(tag("span", node.alt))
    lines.append(tag("code", node.source, translate="no"))
    mark = spot_mark(node.span, setting.spots, setting.say)
    return tag("div", mark, setting.icon("image", "frame"), *lines, class_="missing")
