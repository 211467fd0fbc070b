"""Drawing containers of GitBook's dialect: steps, columns, cards, definitions, changes, calls of an API."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from pipeline.emit.html.figure import picture_or_frame
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import tag
from pipeline.model import (
    ApiOperation,
    Blocks,
    Card,
    Cards,
    Columns,
    Conditional,
    DefinitionList,
    Steps,
    Updates,
)

Draw = Callable[[Blocks, Setting], Markup]
Container = Steps | Columns | Cards | DefinitionList | Conditional | Updates | ApiOperation


def container(node: Container, setting: Setting, blocks: Draw) -> Markup:
    """Draw a container and the blocks in it."""
    match node:
        case Steps():
            parts = [(tag("p", inlines(step.title, setting)), step.blocks) for step in node.steps]
            return _group("steps", parts, setting, blocks)
        case Columns():
            return _group("columns", [(Markup(""), column.blocks) for column in node.columns], setting, blocks)
        case Cards():
            return tag("div", *(_card(card, setting, blocks) for card in node.cards), class_="cards")
        case DefinitionList():
            pairs = (
                (tag("dt", inlines(item.term, setting)), tag("dd", blocks(item.blocks, setting))) for item in node.items
            )
            return tag("dl", *(piece for pair in pairs for piece in pair))
        case Conditional():
            return _group("conditional", [(tag("p", node.condition), node.blocks)], setting, blocks)
        case Updates():
            return _group("updates", [(tag("p", item.date), item.blocks) for item in node.items], setting, blocks)
        case ApiOperation():
            return _operation(node, setting, blocks)


def _group(name: str, parts: Iterable[tuple[Markup, Blocks]], setting: Setting, blocks: Draw) -> Markup:
    return tag("div", *(tag("div", head, blocks(inside, setting)) for head, inside in parts), class_=name)


def _card(card: Card, setting: Setting, blocks: Draw) -> Markup:
    cover = picture_or_frame(card.cover, setting) if card.cover is not None else ""
    return tag("div", cover, blocks(card.blocks, setting), inlines(card.link, setting), class_="card")


def _operation(node: ApiOperation, setting: Setting, blocks: Draw) -> Markup:
    head = tag("p", tag("code", f"{node.method} {node.path}"), " ", inlines(node.title, setting), " ", node.address)
    fields = (
        tag("div", tag("code", one.name), f" {one.where} {one.kind} ", blocks(one.blocks, setting))
        for one in node.fields
    )
    answers = (tag("div", tag("code", one.status), blocks(one.blocks, setting)) for one in node.answers)
    return tag("div", head, blocks(node.blocks, setting), *fields, *answers, class_="operation")
