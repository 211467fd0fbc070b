"""Drawing the items of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from pipeline.emit.html.inline import inlines
from pipeline.emit.html.keeps import ends
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.model import Block, Blocks, ListItem, Paragraph


def items(
    run: tuple[ListItem, ...], tight: bool, setting: Setting, blocks: Callable[[Blocks, Setting], Markup]
) -> Iterator[Markup]:
    """Draw the items of a list; a task has a box that is text, so that it is heard, copied and printed."""
    for place, item in enumerate(run):
        body = joined((_part(part, tight, setting, blocks) for part in item.blocks), "\n")
        end = ends(run, place) if tight and setting.medium == "print" else ""
        if item.done is None:
            yield tag("li", body, class_=classes(end))
        else:
            label = setting.say("Done") if item.done else setting.say("To do")
            box = tag("span", "☑" if item.done else "☐", class_="box", role="img", aria_label=label)
            yield tag("li", box, tag("div", body, class_="task-body"), class_=classes("task", end))


def _part(part: Block, tight: bool, setting: Setting, blocks: Callable[[Blocks, Setting], Markup]) -> Markup:
    """Draw a block of an item; the paragraphs of a tight list are only lines (CommonMark 5.3)."""
    if tight and isinstance(part, Paragraph):
        return inlines(part.children, setting)
    return blocks((part,), setting)
