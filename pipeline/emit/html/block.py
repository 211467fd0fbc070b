"""Drawing what stands on lines of its own."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.code import code_block
from pipeline.emit.html.container import container
from pipeline.emit.html.figure import figure
from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.keeps import keep, leads, loosen
from pipeline.emit.html.lists import items
from pipeline.emit.html.marks import behind, spot_mark
from pipeline.emit.html.matrix import responsibility_matrix, skills_matrix
from pipeline.emit.html.piece import piece
from pipeline.emit.html.setting import Setting, heading_level, once
from pipeline.emit.html.sheet import job_sheet
from pipeline.emit.html.table import table
from pipeline.emit.html.tabs import tabs
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.emit.words import callout_word
from pipeline.model import (
    ApiOperation,
    Attachment,
    Block,
    Blocks,
    BulletList,
    Callout,
    Cards,
    CodeBlock,
    Columns,
    Conditional,
    ContentReference,
    DefinitionList,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Index,
    JobSheet,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    ResponsibilityMatrix,
    SkillsMatrix,
    Steps,
    Table,
    Tabs,
    ThematicBreak,
    UnreadBlock,
    Updates,
)
from pipeline.model.text import plain

# Blocks that hold whole texts: the notes of their markers stand inside them, not behind a page of words.
_ROOMY = (Conditional, Details, JobSheet, Steps, Tabs, Updates)


def blocks(run: Blocks, setting: Setting) -> Markup:
    """Draw blocks one after the other, each followed by the notes of its markers where notes may stand."""
    if setting.medium == "print":
        return joined((_in_print(run, place, setting) for place in range(len(run))), "\n")
    draw = _noted if setting.noting else block
    return joined((draw(one, setting) for one in run), "\n")


def _in_print(run: Blocks, place: int, setting: Setting) -> Markup:
    """Draw a block of a run for print, where some go along with what follows them.

    A heading does with a table that turns its page, a paragraph that leads to a list or the like does with that.
    """
    node, before = run[place], run[place - 1] if place else None
    after = run[place + 1] if place + 1 < len(run) else None
    chosen = setting.fits.get(id(after))
    if isinstance(node, Heading) and chosen is not None and chosen.place == "landscape":
        return _heading(node, setting, "turned")
    if isinstance(node, Paragraph) and leads(node, before, after):
        return tag("p", inlines(node.children, setting), class_="leads")
    return block(node, setting)


def _noted(node: Block, setting: Setting) -> Markup:
    """Draw a block with its notes: behind the whole of it, or inside those that have room for notes."""
    before = len(setting.progress.waiting)
    drawn = block(node, setting if isinstance(node, _ROOMY) else setting._replace(noting=False))
    told = plain(node.children) if isinstance(node, Paragraph | Heading) else ""
    return behind(drawn, before, setting, beside=not isinstance(node, Heading), told=told)


def block(node: Block, setting: Setting) -> Markup:
    """Draw one block."""
    match node:
        case Paragraph():
            return tag("p", inlines(node.children, setting))
        case Heading():
            return _heading(node, setting)
        case BulletList():
            task = all(item.done is not None for item in node.items)
            kind = classes("tasks" if task else "", "tight" if node.tight else "loose")
            return tag("ul", *items(node.items, node.tight, setting, blocks), class_=kind)
        case OrderedList():
            start = node.start if node.start != 1 else None
            kind = "tight" if node.tight else "loose"
            return tag("ol", *items(node.items, node.tight, setting, blocks), start=start, class_=kind)
        case CodeBlock():
            return code_block(node, setting)
        case Quote():
            short = keep(node.blocks) if setting.medium == "print" else ""
            return tag("blockquote", blocks(node.blocks, setting), class_=short)
        case Callout():
            return _callout(node, setting)
        case Tabs():
            return tabs(node, setting, blocks)
        case Details():
            return _details(node, setting)
        case Steps() | Columns() | Cards() | DefinitionList() | Conditional() | Updates() | ApiOperation():
            return container(node, setting, blocks)
        case Gallery() | MathBlock() | ContentReference() | Embed() | Attachment() | Index():
            return piece(node, setting)
        case Table():
            return table(node, setting, blocks)
        case Figure():
            return figure(node, setting)
        case ThematicBreak():
            return tag("hr")
        case SkillsMatrix():
            return skills_matrix(node, setting)
        case ResponsibilityMatrix():
            return responsibility_matrix(node, setting)
        case JobSheet():
            return job_sheet(node, setting, blocks)
        case UnreadBlock():
            return tag("pre", node.text, class_=classes("unread", "draft" if setting.draft else ""))


def _heading(node: Heading, setting: Setting, kind: str = "") -> Markup:
    level = heading_level(setting, node.level)
    depth = f"depth-{min(node.level, 4)}"
    label = plain(node.children) if setting.medium == "print" else None
    drawn = joined((inlines(node.children, setting), spot_mark(node.span, setting)))
    place = once(setting, node.anchor)
    head = tag(f"h{level}", drawn, id=place, class_=classes(depth, kind), data_label=label)
    return _with_permalink(head, node, place, setting) if setting.permalinks and place else head


def _with_permalink(head: Markup, node: Heading, place: str, setting: Setting) -> Markup:
    """Put a link to a heading behind it: beside it, not inside, so that its own words stay its name."""
    label = setting.say("Link to “{title}”", title=" ".join(plain(node.children).split()))
    return tag("div", head, tag("a", href=f"#{place}", class_="permalink", aria_label=label), class_="headed")


def _callout(node: Callout, setting: Setting) -> Markup:
    own = setting.icon(node.icon, f"hint-{node.kind}") if node.icon else Markup("")
    usual = setting.look.tokens["hint"]["icon"][node.kind]
    mark = own or setting.icon(usual, f"hint-{node.kind}")
    usual_word = callout_word(node.kind, setting.say)
    said = inlines(node.title, setting) if node.title else Markup.escape(usual_word)
    word = tag("p", mark, tag("strong", said), class_="callout-kind")
    body = tag("div", blocks(node.blocks, setting), class_="callout-body") if node.blocks else ""
    label = usual_word if node.title else None
    tall = loosen(node.blocks) if setting.medium == "print" else ""
    return tag("div", word, body, class_=classes("callout", node.kind, tall), role="note", aria_label=label)


def _details(node: Details, setting: Setting) -> Markup:
    body = tag("div", blocks(node.blocks, setting), class_="details-body")
    if setting.medium == "print":
        summary = tag("p", inlines(node.summary, setting), class_="summary")
        return tag("div", summary, body, class_=classes("details", keep(node.blocks)))
    title = words(node.summary, setting) if not node.summary else inlines(node.summary, setting)
    return tag("details", tag("summary", title or setting.say("More")), body, open=node.is_open)
