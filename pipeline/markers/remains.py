"""What remains of blocks in a final edition, and the neutral boxes that stand where nothing would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from pipeline.markers.boxes import Room, box, covered, figure, gallery, nameless
from pipeline.markers.cutting import is_missing, made_words
from pipeline.markers.taking import Taken, take
from pipeline.model import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Cards,
    Conditional,
    Figure,
    Gallery,
    Heading,
    Image,
    Inlines,
    JobSheet,
    LineBreak,
    ListItem,
    Mention,
    OrderedList,
    Paragraph,
    Quote,
    Responsibility,
    ResponsibilityMatrix,
    Row,
    SkillsMatrix,
    SoftBreak,
    Table,
    ThematicBreak,
)
from pipeline.model.text import plain
from pipeline.model.walk import descend, rebuild_runs
from pipeline.source import Span


class _Gone(NamedTuple):
    """Stands for a block that went with its marker."""

    span: Span


_Left: TypeAlias = Block | _Gone


def remains(blocks: Blocks, room: Room) -> Blocks:
    """Give blocks as they are published: without what held nothing but markers, a box below every title left bare."""
    left: list[_Left] = []
    owners: frozenset[str] = frozenset()
    for block in blocks:
        if owners and _only_names(block, owners):
            new: list[_Left] = [_Gone(block.span)]
            owners = frozenset()
        else:
            new, owners = _block(block, room)
        left += new
    return tuple(one for one in _boxed(left, room) if not isinstance(one, _Gone))


def filled(blocks: Blocks, span: Span, room: Room) -> Blocks:
    """Give what remains of blocks that must say something: a box where nothing does."""
    left = remains(blocks, room)
    return (box(span, room),) if blocks and not left else left


def _leads(block: _Left) -> bool:
    """Tell whether a block only leads to what follows it."""
    return isinstance(block, Paragraph) and plain(block.children).rstrip().endswith(":")


def _only_names(block: Block, owners: frozenset[str]) -> bool:
    """Tell whether a block is only the name of a person whom the marker before it named."""
    if not isinstance(block, Paragraph):
        return False
    said = [one for one in block.children if not isinstance(one, SoftBreak | LineBreak)]
    return len(said) == 1 and isinstance(said[0], Mention) and said[0].name in owners


def _boxed(left: Sequence[_Left], room: Room) -> list[_Left]:
    """Put a box below each heading whose section is left without content."""
    boxed: list[_Left] = []
    for place, one in enumerate(left):
        boxed.append(one)
        if not room.roomy or isinstance(one, _Gone):
            continue
        if _is_bare(one, _section(left, place), room) if isinstance(one, Heading) else _leads_nowhere(left, place):
            boxed.append(box(one.span, room))
    return boxed


def _is_bare(heading: Heading, below: Sequence[_Left], room: Room) -> bool:
    """Tell whether a heading is left without content."""
    went = any(isinstance(one, _Gone) for one in below) or (heading.span.file, heading.span.line) in room.bare
    return went and all(isinstance(one, _Gone | ThematicBreak) for one in below)


def _leads_nowhere(left: Sequence[_Left], place: int) -> bool:
    """Tell whether a block only leads to one that is gone, and nothing stands behind it that it may lead to."""
    behind = left[place + 1 :]
    if not _leads(left[place]) or not behind or not isinstance(behind[0], _Gone):
        return False
    following = next((one for one in behind if not isinstance(one, _Gone)), None)
    is_text = isinstance(following, Paragraph | Heading | ThematicBreak | Callout)
    return following is None or (is_text and not _is_box(following))


def _section(left: Sequence[_Left], place: int) -> Sequence[_Left]:
    """Give what stands below a heading, up to the next one; that one with it where it is of a lower level."""
    heading = left[place]
    for end in range(place + 1, len(left)):
        other = left[end]
        if isinstance(other, Heading):
            deeper = isinstance(heading, Heading) and other.level > heading.level
            return left[place + 1 : end + deeper]
    return left[place + 1 :]


def _block(block: Block, room: Room) -> tuple[list[_Left], frozenset[str]]:
    """Give what remains of a block, and the people whom the markers taken out of it name."""
    if isinstance(block, Paragraph):
        taken = take(block.children, room.home, room.press)
        return _paragraph(block, taken, room), taken.owners
    return _other(block, room), frozenset()


def _paragraph(block: Paragraph, taken: Taken, room: Room) -> list[_Left]:
    if not taken.took:
        return [block if taken.run == block.children else replace(block, children=taken.run)]
    coming = taken.coming if room.roomy else ""
    if taken.blank:
        return [box(block.span, room, coming) if coming else _Gone(block.span)]
    rest = replace(block, children=taken.run)
    if _only_pictures(block):
        return [box(block.span, room, "picture", (rest,)) if room.roomy else rest]
    if not coming:
        return [rest]
    beside = box(block.span, room, coming)
    return [beside, rest] if taken.first else [rest, beside]


def _only_pictures(block: Paragraph) -> bool:
    """Tell whether a paragraph is nothing but pictures that are missing."""
    shown = [one for one in block.children if not isinstance(one, SoftBreak | LineBreak)]
    return all(isinstance(one, Image) and is_missing(one) for one in shown)


def _other(block: Block, room: Room) -> list[_Left]:
    """Give what remains of a block that is no paragraph."""
    match block:
        case Heading():
            title = nameless(block.children, room)
            return [replace(block, children=title)] if title or not block.children else [_Gone(block.span)]
        case BulletList() | OrderedList():
            return [_list(block, room)]
        case Callout():
            return [_callout(block, room)]
        case Quote() | Conditional():
            return [_wrapper(block, room)]
        case Table():
            return [_table(block, room)]
        case ResponsibilityMatrix() | SkillsMatrix():
            return [_matrix(block, room)]
        case JobSheet():
            return [_job_sheet(block, room)]
        case Figure():
            return [figure(block, room) or _Gone(block.span)]
        case Gallery():
            return [*gallery(block, room)]
        case Cards():
            return [_parts(covered(block, room), room)]
        case _:
            return [_parts(block, room)]


def _parts(block: Block, room: Room) -> Block:
    """Give a block whose parts (tabs, steps, columns, entries) must each say something, its titles settled."""
    inner = room._replace(home="text")
    held = descend(block, lambda blocks: filled(blocks, block.span, inner))
    return rebuild_runs(held, lambda run: nameless(run, room))


def _list(block: BulletList | OrderedList, room: Room) -> _Left:
    inner = room._replace(roomy=False, home="item")
    items = tuple(new for item in block.items if (new := _item(item, inner)) is not None)
    if not items:
        return _Gone(block.span) if block.items else block
    return block if items == block.items else replace(block, items=items)


def _item(item: ListItem, room: Room) -> ListItem | None:
    """Give what remains of an item; one whose own words are gone, but not the list below them, keeps its place."""
    blocks = remains(item.blocks, room)
    if blocks == item.blocks:
        return item
    if not blocks:
        return None
    if isinstance(item.blocks[0], Paragraph) and isinstance(blocks[0], BulletList | OrderedList):
        blocks = (Paragraph((made_words("…", item.span),), item.span), *blocks)
    return replace(item, blocks=blocks)


def _callout(block: Callout, room: Room) -> _Left:
    """Give what remains of a callout; where only a box would stand in it, the box stands in its place."""
    title, blocks = nameless(block.title, room), remains(block.blocks, room)
    if (title, blocks) == (block.title, block.blocks):
        return block
    if title and not blocks:
        blocks = (box(block.span, room._replace(roomy=False)),)
    if not blocks:
        return _Gone(block.span) if block.blocks else replace(block, title=title)
    if len(blocks) == 1 and _is_box(blocks[0]) and not title:
        return blocks[0]
    return replace(block, title=title, blocks=blocks)


def _is_box(block: _Left) -> bool:
    return isinstance(block, Callout) and block.kind == "pending"


def _wrapper(block: Quote | Conditional, room: Room) -> _Left:
    blocks = remains(block.blocks, room)
    if not blocks:
        return _Gone(block.span) if block.blocks else block
    return blocks[0] if len(blocks) == 1 and _is_box(blocks[0]) else replace(block, blocks=blocks)


def _table(block: Table, room: Room) -> _Left:
    """Give what remains of a table: emptied cells stay, a line of nothing but emptied cells goes where it may."""
    inner = room._replace(roomy=False, home="cell")
    held = descend(block, lambda blocks: remains(blocks, inner))
    held = rebuild_runs(held, lambda run: nameless(run, room))
    if any(cell.rows > 1 for row in held.body for cell in row.cells):
        return held
    pairs = zip(held.body, block.body, strict=True)
    body = tuple(new for new, old in pairs if not _is_empty(new) or _is_empty(old))
    if not body and block.body:
        return _Gone(block.span)
    return held if len(body) == len(held.body) else replace(held, body=body)


def _is_empty(row: Row) -> bool:
    return not any(cell.blocks for cell in row.cells)


def _matrix(block: ResponsibilityMatrix | SkillsMatrix, room: Room) -> Block:
    """Give a matrix without the words of its markers: a cell that was nothing else is an empty one."""

    def change(run: Inlines) -> Inlines:
        taken = take(run, "cell", room.press)
        return () if taken.took and taken.blank else taken.run

    new = rebuild_runs(block, change)
    if not isinstance(new, ResponsibilityMatrix):
        return new
    rows = tuple(replace(row, cells=tuple(map(_answered, row.cells))) for row in new.rows)
    return replace(new, rows=rows)


def _answered(cell: Responsibility) -> Responsibility:
    return cell if cell.sign or cell.words else replace(cell, kind="none")


def _job_sheet(block: JobSheet, room: Room) -> Block:
    """Give a job sheet: a field that was only a marker is not said, a section always has a title and words."""
    held = descend(block, lambda blocks: filled(blocks, block.span, room))
    new = rebuild_runs(held, lambda run: nameless(run, room))
    untitled = (made_words(room.press.say("Content to come"), block.span),)
    return replace(
        new,
        statuses=tuple(filter(None, new.statuses)),
        interests=tuple(filter(None, new.interests)),
        trainings=tuple(one for one in new.trainings if one.name),
        other_names=tuple(one for one in new.other_names if one.title or one.feminine or one.masculine),
        sections=tuple(one if one.title else replace(one, title=untitled) for one in new.sections),
    )
