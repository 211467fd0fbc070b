"""Drawing lists: pandoc's own, their paragraphs in Word's list styles."""

from __future__ import annotations

from pipeline.emit.docx.ast import Node, Nodes, bullet_list, ordered_list, para, span, tab, words, wrapped
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.scene import Scene, once
from pipeline.model import BulletList, Heading, ListItem, OrderedList, Paragraph


def bullet(node: BulletList, scene: Scene) -> Node:
    """Draw a list without order; a task has a box that is text, so that it is heard, copied and printed."""
    styles = scene.frame.bullets
    return bullet_list([_item(item, styles, scene) for item in node.items])


def ordered(node: OrderedList, scene: Scene) -> Node:
    """Draw a numbered list."""
    return ordered_list(node.start, [_item(item, scene.frame.numbers, scene) for item in node.items])


def _item(item: ListItem, styles: tuple[str, ...], scene: Scene) -> Nodes:
    """Draw an item: its first paragraph carries the bullet, what follows stands below its words."""
    known = styles if item.done is None else scene.frame.tasks
    style = known[min(scene.depth, len(known) - 1)]
    after = scene.frame.continued[min(scene.depth, len(scene.frame.continued) - 1)]
    inside = scene._replace(frame=scene.frame._replace(text=after), depth=scene.depth + 1)
    first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks else (None, ())
    box = [] if item.done is None else [*words("☑" if item.done else "☐"), tab()]
    if isinstance(first, Paragraph):
        return [para(style, [*box, *inlines(first.children, inside)]), *scene.draw(rest, inside)]
    if isinstance(first, Heading):
        name = span(
            inlines(first.children, inside), identifier=once(scene, bookmark(first.anchor) if first.anchor else "")
        )
        return [para(style, [*box, wrapped("Strong", [name])]), *scene.draw(rest, inside)]
    # Word hangs the bullet on a paragraph: an item that begins otherwise gets one of a space that does not break.
    return [para(style, [*box, *words("\u00a0")]), *scene.draw(item.blocks, inside)]
