"""Drawing figures, alone and side by side, and the frame that stands where a picture is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from pipeline.emit.formats import abreast
from pipeline.emit.html.caption import counter
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.marks import spot_mark
from pipeline.emit.html.picture import picture
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import tag
from pipeline.model import Figure, Gallery
from pipeline.model.text import plain


def figure(node: Figure, setting: Setting) -> Markup:
    """Draw a figure; one with a caption is numbered through the book."""
    drawn = picture_or_frame(node, setting)
    if not node.caption:
        return tag("figure", drawn)
    number, place = counter(setting, "figure")
    caption = tag("figcaption", number, " ", inlines(node.caption, setting))
    if setting.medium == "print":
        return tag("figure", drawn, caption, id=place)
    # A picture and its caption are said to belong together in the words of RGAA 4.1, criterion 1.9.
    return tag("figure", drawn, caption, id=place, role="figure", aria_label=caption.striptags())


def gallery(node: Gallery, setting: Setting) -> Markup:
    """Draw figures side by side, two or three in a row; in print each row is one."""
    columns = columns_of(len(node.figures), setting)
    rows = in_rows((figure(one, setting) for one in node.figures), columns, setting)
    return tag("div", *rows, class_=f"gallery grid-{columns}")


def columns_of(count: int, setting: Setting) -> int:
    """Give how many of `count` things stand side by side: three, or two where that leaves fewer gaps.

    Fewer where paper is too narrow for them.
    """
    wanted = 2 if count in (2, 4) else min(count, 3)
    return wanted if setting.medium == "screen" else abreast(setting.look, wanted)


def in_rows(cells: Iterable[Markup], columns: int, setting: Setting) -> Iterator[Markup]:
    """Give the things of a grid: for print in rows of equal cells, for a screen as they are (it knows its width)."""
    if setting.medium == "screen":
        yield from cells
        return
    drawn = list(cells)
    for start in range(0, len(drawn), columns):
        row = [tag("div", cell, class_="grid-cell") for cell in drawn[start : start + columns]]
        row += [tag("div", class_="grid-cell empty")] * (columns - len(row))
        yield tag("div", *row, class_="grid-row")


def picture_or_frame(node: Figure, setting: Setting) -> Markup:
    """Draw the picture alone, or a dashed frame that names what is missing."""
    alt = node.alt
    if setting.medium == "print" and not alt:
        # PDF/UA wants words for every picture (ISO 14289-1, 7.3); an author's empty alt means decoration.
        alt = plain(node.caption) or setting.say("picture")
    return picture(node.asset, node.dark, alt, setting, width=node.width) or missing(node, setting)


def missing(node: Figure, setting: Setting) -> Markup:
    """Draw the frame of a missing picture: what it is, its file, and what it should show."""
    lines = [tag("strong", setting.say("Missing picture"))]
    if node.alt:
        lines.append(tag("span", node.alt))
    lines.append(tag("code", node.source, translate="no"))
    mark = spot_mark(node.span, setting)
    return tag("div", mark, setting.icon("image", "frame"), *lines, class_="missing")
