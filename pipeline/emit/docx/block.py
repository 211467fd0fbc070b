"""Drawing what stands on lines of its own."""

from __future__ import annotations

from pipeline.emit.characters import readable
from pipeline.emit.docx.anchoring import anchor_of, anchored
from pipeline.emit.docx.ast import (
    Node,
    Nodes,
    code,
    code_block,
    div,
    image,
    line_break,
    para,
    span,
    words,
    wrapped,
)
from pipeline.emit.docx.caption import counter
from pipeline.emit.docx.container import container
from pipeline.emit.docx.headings import section_title
from pipeline.emit.docx.inline import TALLEST, inlines, spot_marked
from pipeline.emit.docx.lists import bullet, ordered
from pipeline.emit.docx.matrix import responsibility_matrix, skills_matrix
from pipeline.emit.docx.names import CODE, WIDE, bookmark
from pipeline.emit.docx.picture import described, fitted
from pipeline.emit.docx.piece import piece
from pipeline.emit.docx.scene import BODY, QUOTE, Frame, Scene, once, serial
from pipeline.emit.docx.sheet import job_sheet
from pipeline.emit.docx.table import table
from pipeline.emit.docx.zones import CodePlan
from pipeline.emit.words import callout_word
from pipeline.model import (
    ApiOperation,
    Attachment,
    Block,
    Blocks,
    BulletList,
    Callout,
    CalloutKind,
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
    Tab,
    Table,
    Tabs,
    ThematicBreak,
    UnreadBlock,
    Updates,
)
from pipeline.model.text import plain


def blocks(run: Blocks, scene: Scene) -> Nodes:
    """Draw blocks one after the other; a heading goes along with the wide table that follows it."""
    drawn: Nodes = []
    held: Nodes = []
    for one in run:
        new = block(one, scene)
        if isinstance(one, Heading):
            held += new
            continue
        if len(new) == 1 and _is_wide(new[0]):
            new[0]["c"][1][:0] = held
        else:
            drawn += held
        held = []
        drawn += new
    return drawn + held


def _is_wide(node: Node) -> bool:
    return node["t"] == "Div" and str(node["c"][0][0]).startswith(WIDE)


def block(node: Block, scene: Scene) -> Nodes:
    """Draw one block."""
    match node:
        case Paragraph():
            return [para(scene.frame.text, inlines(node.children, scene))]
        case Heading():
            return [heading(node, scene)]
        case BulletList():
            return [bullet(node, scene)]
        case OrderedList():
            return [ordered(node, scene)]
        case CodeBlock():
            return _code(node, scene)
        case Quote():
            return blocks(node.blocks, scene._replace(frame=QUOTE if scene.frame == BODY else scene.frame))
        case Callout():
            return _callout(node, scene)
        case Tabs():
            return [piece for place, tab in enumerate(node.tabs, start=1) for piece in _tab(tab, place, scene)]
        case Details():
            summary = inlines(node.summary, scene) or words(scene.say("More"))
            return [para("Details Summary", summary), *blocks(node.blocks, scene)]
        case Steps() | Columns() | Cards() | DefinitionList() | Conditional() | Updates() | ApiOperation():
            return container(node, scene, figure)
        case Gallery() | MathBlock() | ContentReference() | Embed() | Attachment() | Index():
            return piece(node, scene, figure)
        case Table():
            return table(node, scene)
        case Figure():
            return figure(node, scene)
        case ThematicBreak():
            return [para("Ornament", words("* * *"))]
        case SkillsMatrix():
            return skills_matrix(node, scene)
        case ResponsibilityMatrix():
            return responsibility_matrix(node, scene)
        case JobSheet():
            return job_sheet(node, scene)
        case UnreadBlock():
            return [para("Unread Block", anchored(_lines(node.text), node.text, node.span, scene))]


def heading(node: Heading, scene: Scene) -> Node:
    """Draw a heading; inside a callout or a cell it is only a line that stands out."""
    said = spot_marked(inlines(node.children, scene), node.span, scene)
    inner = [span(said, identifier=once(scene, bookmark(node.anchor) if node.anchor else ""))]
    if scene.frame.heading:
        return para(scene.frame.heading, inner)
    return section_title(node.level, inner, scene)


def _lines(text: str) -> Nodes:
    """Give a text of several lines in one paragraph."""
    drawn: Nodes = []
    for place, line in enumerate(text.rstrip("\n").split("\n")):
        drawn += [line_break(), *words(line)] if place else words(line)
    return drawn


def _code(node: CodeBlock, scene: Scene) -> Nodes:
    """Draw code; finishing gives its lines their numbers and the author's stress, which pandoc does not know."""
    title = [para("Code Title", words(node.title))] if node.title else []
    if scene.frame.code != BODY.code:
        return [*title, para(scene.frame.code, anchored(_lines(node.text), node.text, node.span, scene))]
    drawn = div([code_block(node.text.rstrip("\n"), node.language)], identifier=anchor_of(node.text, node.span, scene))
    if not (node.numbered or node.strong) or scene.in_note:
        return [*title, drawn]
    name = f"{CODE}{serial(scene)}"
    # Offsets are counted in what XML can hold: control characters are gone by then.
    strong = tuple((len(readable(node.text[:start])), len(readable(node.text[:end]))) for start, end in node.strong)
    scene.progress.codes[name] = CodePlan(node.numbered, strong)
    return [*title, div([drawn], identifier=name)]


def callout_name(kind: CalloutKind, scene: Scene) -> str:
    """Give the name that the styles of a callout begin with; in a list it stands below the words of the item."""
    return f"Callout {kind.capitalize()}{' Inset' if scene.depth else ''}"


def callout_frame(name: str) -> Frame:
    """Give the styles of the paragraphs in a callout."""
    return BODY._replace(
        text=name,
        bullets=(f"{name} Bullet",),
        numbers=(f"{name} Number",),
        continued=(f"{name} Continue",),
        heading=f"{name} Heading",
        tasks=(f"{name} Task",),
    )


def _callout(node: Callout, scene: Scene) -> Nodes:
    label = inlines(node.title, scene) or words(callout_word(node.kind, scene.say))
    if scene.frame.heading or scene.in_note:
        # Inside a cell, a card, a note or another callout there is no room for a rule of its own.
        return [para(scene.frame.text, [wrapped("Strong", label)]), *blocks(node.blocks, scene)]
    name = callout_name(node.kind, scene)
    return [para(f"{name} Label", label), *blocks(node.blocks, scene._replace(frame=callout_frame(name)))]


def _tab(tab: Tab, place: int, scene: Scene) -> Nodes:
    name = inlines(tab.title, scene) or words(str(place))
    label = span([*words("\u00a0"), *name, *words("\u00a0")], "Tab Name")
    return [para("Tab Label", [label]), *blocks(tab.blocks, scene)]


def figure(node: Figure, scene: Scene) -> Nodes:
    """Draw a figure; one with a caption is numbered through the book."""
    picture = picture_or_frame(node, scene, "Captioned Picture" if node.caption else "Picture")
    return [picture, figure_caption(node, scene)] if node.caption else [picture]


def picture_or_frame(node: Figure, scene: Scene, style: str) -> Node:
    """Draw the picture alone, or a dashed frame that names what is missing."""
    picture = scene.picture(node.asset) if node.asset else None
    if picture is None:
        frame = "Missing Picture Captioned" if style == "Captioned Picture" else "Missing Picture Frame"
        return para(frame, spot_marked(_missing(node, scene), node.span, scene))
    width, height = fitted(picture, scene.width, TALLEST, node.width)
    alt = described(node.alt, scene.say, plain(node.caption))
    return para(style, [image(picture.name, alt, width, height)])


def _missing(node: Figure, scene: Scene) -> Nodes:
    """Say what is missing: what it is, what it should show, and its file."""
    said: Nodes = [wrapped("Strong", words(scene.say("Missing picture")))]
    if node.alt:
        said += [line_break(), *words(node.alt)]
    return [*said, line_break(), code(node.source)] if node.source else said


def figure_caption(node: Figure, scene: Scene) -> Node:
    """Draw the caption of a figure."""
    return para("caption", [counter(scene, "figure"), *words(" "), *inlines(node.caption, scene)])
