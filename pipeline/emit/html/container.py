"""Drawing containers of GitBook's dialect: steps, columns, cards, definitions, conditions, changes, calls of an API."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.formats import is_stacked
from pipeline.emit.html.cards import cards
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.marks import titled
from pipeline.emit.html.operation import operation
from pipeline.emit.html.setting import Setting, once
from pipeline.emit.html.tag import classes, tag
from pipeline.model import (
    ApiOperation,
    Blocks,
    Cards,
    Column,
    Columns,
    Conditional,
    DefinitionList,
    Step,
    Steps,
    Update,
    Updates,
)

Draw = Callable[[Blocks, Setting], Markup]
Container = Steps | Columns | Cards | DefinitionList | Conditional | Updates | ApiOperation

_WHOLE = 12  # shares of a width are twelfths: on screen each is a class of the style sheet


def container(node: Container, setting: Setting, blocks: Draw) -> Markup:
    """Draw a container and the blocks in it."""
    match node:
        case Steps():
            return tag("ol", *(_step(one, setting, blocks) for one in node.steps), class_="steps")
        case Columns():
            return _columns(node, setting, blocks)
        case Cards():
            return cards(node, setting, blocks)
        case DefinitionList():
            return _definitions(node, setting, blocks)
        case Conditional():
            return _conditional(node, setting, blocks)
        case Updates():
            return tag("div", *(_update(one, setting, blocks) for one in node.items), class_="updates")
        case ApiOperation():
            return operation(node, setting, blocks)


def _step(one: Step, setting: Setting, blocks: Draw) -> Markup:
    before = len(setting.progress.waiting)
    title = tag("p", inlines(one.title, setting), class_="step-title") if one.title else Markup("")
    title = titled(title, before, setting)
    body = tag("div", blocks(one.blocks, setting), class_="inner") if one.blocks else ""
    return tag("li", title, body, id=once(setting, one.anchor))


def _columns(node: Columns, setting: Setting, blocks: Draw) -> Markup:
    """Draw columns; where shares are missing or do not make a whole, the columns share what there is evenly."""
    shares = column_shares(node.columns)
    stacked = setting.medium == "print" and is_stacked(setting.look, len(node.columns))
    drawn = []
    for one, share in zip(node.columns, shares, strict=True):
        inside = tag("div", blocks(one.blocks, setting), class_="inner")
        if stacked:
            drawn.append(tag("div", inside, class_="column"))
        elif setting.medium == "print":
            drawn.append(tag("div", inside, class_="column", style=f"width:{share * 100:.2f}%"))
        else:
            twelfths = max(1, min(round(share * _WHOLE), _WHOLE))
            drawn.append(tag("div", inside, class_=f"column share-{twelfths}"))
    return tag("div", *drawn, class_="columns stacked" if stacked else "columns")


def column_shares(columns: tuple[Column, ...]) -> tuple[float, ...]:
    """Give the part of the width of each column; they sum to 1, and none is so narrow that no word fits in it."""
    given = [one.share for one in columns if one.share > 0]
    rest = len(columns) - len(given)
    left = max(0.0, 1 - sum(given)) / rest if rest else 0.0
    even = 1 / len(columns)
    shares = [max(one.share if one.share > 0 else left, even / 2) for one in columns]
    return tuple(share / sum(shares) for share in shares)


def _definitions(node: DefinitionList, setting: Setting, blocks: Draw) -> Markup:
    pieces = []
    for item in node.items:
        pieces.append(tag("dt", inlines(item.term, setting)))
        pieces.append(tag("dd", blocks(item.blocks, setting), class_="inner"))
    return tag("dl", *pieces, class_="definitions")


def _conditional(node: Conditional, setting: Setting, blocks: Draw) -> Markup:
    """Draw what only some readers are meant to see; the condition stands above it in a light line."""
    before, _, after = setting.say("Only if {condition}").partition("{condition}")
    condition = tag("code", node.condition, translate="no") if node.condition else "…"
    line = tag("p", before, condition, after, class_="condition")
    return tag("div", line, tag("div", blocks(node.blocks, setting), class_="inner"), class_="conditional")


def _update(one: Update, setting: Setting, blocks: Draw) -> Markup:
    day = iso_date(one.date)
    when = tag("time", long_date(day, setting.language), datetime=day.isoformat()) if day else Markup.escape(one.date)
    subjects = (tag("span", inlines(words, setting), class_="update-tag") for words in one.tags if words)
    head = tag("p", tag("span", when, class_="update-date"), *(piece for tag_ in subjects for piece in (" ", tag_)))
    body = tag("div", blocks(one.blocks, setting), class_="inner") if one.blocks else ""
    return tag("div", tag("div", head, class_="update-head"), body, class_=classes("update", "dated" if day else ""))
