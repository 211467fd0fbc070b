"""Drawing a call of an API: its line, what it takes and what it gives back as tables with a head."""

from __future__ import annotations

from pipeline.emit.docx.ast import Nodes, code, link, para, span, words, wrapped
from pipeline.emit.docx.inline import inlines, safe
from pipeline.emit.docx.scene import Scene, is_roomy
from pipeline.emit.docx.table import table
from pipeline.model import (
    ApiAnswer,
    ApiField,
    ApiOperation,
    Block,
    Blocks,
    Cell,
    Code,
    Emphasis,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from pipeline.source import Span, whole_file

# Words made of the fields of a call: no line of the sources holds them as they stand.
_OURS = whole_file("")


def operation(node: ApiOperation, scene: Scene) -> Nodes:
    """Draw a call."""
    roomy = is_roomy(scene)
    title = inlines(node.title, scene)
    drawn: Nodes = []
    if title:
        drawn.append(para("Call Title", title) if roomy else para(scene.frame.text, [wrapped("Strong", title)]))
    method = [span([*words("\u00a0"), *words(node.method.upper()), *words("\u00a0")], "Method")] if node.method else []
    path = [*(words("\u2002") if method else []), code(node.path)] if node.path else []
    if method or path:
        drawn.append(para("Call" if roomy else scene.frame.text, [*method, *path]))
    if node.address:
        drawn.append(para("Call Source" if roomy else scene.frame.text, _source(node.address, scene)))
    drawn += scene.draw(node.blocks, scene)
    if node.fields:
        drawn += table(_fields(node.fields, node.span, scene), scene)
    if node.answers:
        drawn += table(_answers(node.answers, node.span, scene), scene)
    return drawn


def _source(address: str, scene: Scene) -> Nodes:
    """Say where the description of the call lies."""
    before, _, after = scene.say("Described at {address}").partition("{address}")
    shown = [link(words(address), address)] if safe(address) and not scene.bare else [code(address)]
    return [*words(before), *shown, *words(after)]


def _fields(fields: tuple[ApiField, ...], place: Span, scene: Scene) -> Table:
    """Give what a call takes as a table; a column that says nothing is left out."""
    say, kinds = scene.say, any(one.kind for one in fields)
    names = [say("Parameter"), *([say("Type")] if kinds else []), say("Meaning")]
    rows = []
    for one in fields:
        name = Paragraph((Strong((Code(one.name, _OURS),)),), one.span)
        cells = [_cell([name, *_said(one, scene)], one.span)]
        if kinds:
            kind: tuple[Block, ...] = (Paragraph((Code(one.kind, _OURS),), one.span),) if one.kind else ()
            cells.append(_cell(kind, one.span))
        rows.append(Row((*cells, _cell(one.blocks, one.span)), one.span))
    return _table(names, rows, say("What the call takes"), place)


def _said(one: ApiField, scene: Scene) -> list[Paragraph]:
    """Say in which part of the call a field goes, and whether it must."""
    facts = [one.where, scene.say("required") if one.is_required else ""]
    text = ", ".join(fact for fact in facts if fact)
    return [Paragraph((Emphasis((Text(text, _OURS),)),), one.span)] if text else []


def _answers(answers: tuple[ApiAnswer, ...], place: Span, scene: Scene) -> Table:
    rows = [
        Row((_cell((Paragraph((Code(one.status, _OURS),), one.span),), one.span, heading=True),
             _cell(one.blocks, one.span)), one.span)
        for one in answers
    ]  # fmt: skip
    return _table([scene.say("Answer"), scene.say("Meaning")], rows, scene.say("What the call gives back"), place)


def _cell(blocks: Blocks | list[Paragraph], place: Span, *, heading: bool = False) -> Cell:
    return Cell(tuple(blocks), place, heading)


def _table(names: list[str], rows: list[Row], title: str, place: Span) -> Table:
    head = tuple(_cell((Paragraph((Text(name, _OURS),), place),), place, heading=True) for name in names)
    return Table((Row(head, place),), tuple(rows), place, (Text(title, _OURS),))
