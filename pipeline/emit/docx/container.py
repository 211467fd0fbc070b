"""Drawing containers of GitBook's dialect: steps, columns, definitions, what only some see, changes.

Where there is no room for a look of its own (a list, a cell, a callout, a note), each is its words one after the
other, what names them in bold.
"""

from __future__ import annotations

from pipeline.emit.docx.ast import Node, Nodes, code, ordered_list, para, span, tab, words, wrapped
from pipeline.emit.docx.call import operation
from pipeline.emit.docx.cards import DrawFigure, cards
from pipeline.emit.docx.days import dated
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.scene import DEFINITION, STEP_BODY, Scene, is_roomy, once
from pipeline.model import (
    ApiOperation,
    Cards,
    Column,
    Columns,
    Conditional,
    Definition,
    DefinitionList,
    Heading,
    Paragraph,
    Step,
    Steps,
    Update,
    Updates,
)

Container = Steps | Columns | Cards | DefinitionList | Conditional | Updates | ApiOperation

_LEAST_SHARE = 0.5  # of the column: pictures in a column are not drawn smaller


def container(node: Container, scene: Scene, figure: DrawFigure) -> Nodes:
    """Draw a container and the blocks in it."""
    match node:
        case Steps():
            return [one for place, step in enumerate(node.steps, start=1) for one in _step(step, place, scene)]
        case Columns():
            count = len(node.columns)
            return [one for place, column in enumerate(node.columns) for one in _column(column, place, count, scene)]
        case Cards():
            return cards(node, scene, figure)
        case DefinitionList():
            return [one for item in node.items for one in _definition(item, scene)]
        case Conditional():
            return _conditional(node, scene)
        case Updates():
            return [one for item in node.items for one in _update(item, scene)]
        case ApiOperation():
            return operation(node, scene)


def _step(step: Step, place: int, scene: Scene) -> Nodes:
    """Draw a step: its number is Word's own, hung into the outer column; a line runs from it along the text."""
    title, inside = inlines(step.title, scene), step.blocks
    if step.anchor and title:
        title = [span(title, identifier=once(scene, bookmark(step.anchor)))]
    if not is_roomy(scene) or scene.frame == STEP_BODY:
        name = title or words(scene.say("Step {number}", number=place))
        return [_run_in([*words(f"{place}. "), *name], scene), *scene.draw(inside, scene)]
    style, first = "Step Title", inside[0] if inside else None
    if not title and isinstance(first, Paragraph):
        style, title, inside = "Step First", inlines(first.children, scene), inside[1:]
    name = title or words(scene.say("Step {number}", number=place))
    return [
        ordered_list(place, [[para(style, name)]]),
        *scene.draw(inside, scene._replace(frame=STEP_BODY)),
    ]


def _run_in(name: Nodes, scene: Scene) -> Node:
    return para(scene.frame.text, [wrapped("Strong", name)])


def _column(column: Column, place: int, count: int, scene: Scene) -> Nodes:
    """Draw a column: columns stand one below the other, in their order, each after a light rule."""
    share = max(column.share or 1 / count, _LEAST_SHARE)
    inside = scene._replace(width=scene.width * share)
    first = column.blocks[0] if column.blocks else None
    if not is_roomy(scene) or not place or isinstance(first, Heading) or first is None:
        return scene.draw(column.blocks, inside)
    if isinstance(first, Paragraph):
        return [para("Column Start", inlines(first.children, inside)), *scene.draw(column.blocks[1:], inside)]
    return [para("Column Break", words("–")), *scene.draw(column.blocks, inside)]


def _definition(item: Definition, scene: Scene) -> Nodes:
    term = inlines(item.term, scene)
    if not is_roomy(scene):
        return [*([_run_in(term, scene)] if term else []), *scene.draw(item.blocks, scene)]
    head = [para("Definition Term", term)] if term else []
    return [*head, *scene.draw(item.blocks, scene._replace(frame=DEFINITION))]


def _conditional(node: Conditional, scene: Scene) -> Nodes:
    """Say who is meant to see it, in a light line; pandoc's tree has no such thing, readers of paper no choice."""
    before, _, after = scene.say("Shown only if {condition}").partition("{condition}")
    said = [*words(before), code(node.condition), *words(after)]
    style = "Condition" if is_roomy(scene) else scene.frame.text
    return [para(style, said), *scene.draw(node.blocks, scene)]


def _update(item: Update, scene: Scene) -> Nodes:
    """Draw an entry of a journal: its day, its subjects at the end of the line, what changed."""
    date = dated(item.date, scene.language)
    tags: Nodes = []
    for one in item.tags:
        label = span([*words("\u00a0"), *inlines(one, scene), *words("\u00a0")], "Tag")
        tags += [*words("\u2002"), label] if tags else [label]
    if not is_roomy(scene):
        name = [*words(date), *(words(" ") if tags else []), *tags]
        return [*([_run_in(name, scene)] if name else []), *scene.draw(item.blocks, scene)]
    line = [*words(date), *([tab(), *tags] if tags else [])]
    return [*([para("Update Date", line)] if line else []), *scene.draw(item.blocks, scene)]
