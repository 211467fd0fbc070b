"""Drawing containers of GitBook's dialect: steps, columns, cards, definitions, changes, calls of an API."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.emit.docx.ast import Nodes, code, para, words
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.scene import Scene
from pipeline.model import (
    ApiOperation,
    Card,
    Cards,
    Columns,
    Conditional,
    DefinitionList,
    Figure,
    Inlines,
    Steps,
    Updates,
)

Container = Steps | Columns | Cards | DefinitionList | Conditional | Updates | ApiOperation
DrawFigure = Callable[[Figure, Scene], Nodes]


def container(node: Container, scene: Scene, figure: DrawFigure) -> Nodes:
    """Draw a container and the blocks in it."""
    match node:
        case Steps():
            return [one for step in node.steps for one in (*_line(step.title, scene), *scene.draw(step.blocks, scene))]
        case Columns():
            return [one for column in node.columns for one in scene.draw(column.blocks, scene)]
        case Cards():
            return [one for card in node.cards for one in _card(card, scene, figure)]
        case DefinitionList():
            return [one for item in node.items for one in (*_line(item.term, scene), *scene.draw(item.blocks, scene))]
        case Conditional():
            return [para(scene.frame.text, words(node.condition)), *scene.draw(node.blocks, scene)]
        case Updates():
            return [
                one
                for item in node.items
                for one in (para(scene.frame.text, words(item.date)), *scene.draw(item.blocks, scene))
            ]
        case ApiOperation():
            return _operation(node, scene)


def _line(run: Inlines, scene: Scene) -> Nodes:
    return [para(scene.frame.text, inlines(run, scene))] if run else []


def _card(card: Card, scene: Scene, figure: DrawFigure) -> Nodes:
    cover = figure(card.cover, scene) if card.cover is not None else []
    return [*cover, *scene.draw(card.blocks, scene), *_line(card.link, scene)]


def _operation(node: ApiOperation, scene: Scene) -> Nodes:
    style = scene.frame.text
    head = [code(f"{node.method} {node.path}"), *words(" "), *inlines(node.title, scene), *words(f" {node.address}")]
    drawn: Nodes = [para(style, head), *scene.draw(node.blocks, scene)]
    for field in node.fields:
        drawn.append(para(style, [code(field.name), *words(f" {field.where} {field.kind}")]))
        drawn += scene.draw(field.blocks, scene)
    for answer in node.answers:
        drawn += [para(style, [code(answer.status)]), *scene.draw(answer.blocks, scene)]
    return drawn
