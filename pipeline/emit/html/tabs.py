"""Drawing tabs: on screen a group that the page's script turns into tabs, in print labelled parts."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.keeps import keep
from pipeline.emit.html.marks import titled
from pipeline.emit.html.setting import Setting, serial
from pipeline.emit.html.tag import classes, tag
from pipeline.model import Blocks, Tabs


def tabs(node: Tabs, setting: Setting, blocks: Callable[[Blocks, Setting], Markup]) -> Markup:
    """Draw a group of tabs. Without script every part stands open under its label."""
    group = serial(setting, "tabs")
    parts = []
    for place, one in enumerate(node.tabs, start=1):
        before = len(setting.progress.waiting)
        name = tag("span", inlines(one.title, setting).strip() or str(place))
        label = tag("p", name, class_="tab-label", id=f"{group}-{place}-label")
        label = titled(label, before, setting)
        body = tag("div", blocks(one.blocks, setting), class_="tab-body")
        if setting.medium == "print":
            parts.append(tag("div", label, body, class_=classes("tab", keep(one.blocks))))
        else:
            said = words(one.title, setting).striptags() or str(place)
            parts.append(tag("section", label, body, class_="tab", id=f"{group}-{place}", aria_label=said))
    return tag("div", *parts, class_="tabs")
