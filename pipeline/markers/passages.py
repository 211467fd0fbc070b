"""Reading a page in order: every run of inlines with what stands round it, and the places that have no words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.markers.adorned import is_adorned
from pipeline.markers.passage import (
    Find,
    Gap,
    Path,
    Where,
    below,
    each_picture,
    each_run,
    empty_rows,
    is_remote,
    of_field,
    of_unshown,
)
from pipeline.markers.sections import is_empty_section
from pipeline.markers.shape import Home
from pipeline.model import (
    ApiOperation,
    Attachment,
    Block,
    Blocks,
    BulletList,
    Button,
    Callout,
    Cards,
    CodeBlock,
    Columns,
    Conditional,
    ContentReference,
    CrossReference,
    DefinitionList,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Index,
    Inlines,
    JobSheet,
    Link,
    ListItem,
    MathBlock,
    OrderedList,
    Page,
    Paragraph,
    Quote,
    ResponsibilityMatrix,
    SkillsMatrix,
    Steps,
    Strong,
    Table,
    Tabs,
    ThematicBreak,
    UnreadBlock,
    Updates,
)
from pipeline.model.matrix import ResponsibilityRow, SkillRow
from pipeline.model.text import plain
from pipeline.source import Span


def _paragraph(block: Paragraph, where: Where) -> Iterator[Find]:
    """Give a paragraph; one that is bold throughout and leads to content is a heading in all but name."""
    bold = len(block.children) == 1 and isinstance(block.children[0], Strong)
    led = where.following is not None and not isinstance(where.following, Heading | ThematicBreak)
    yield from each_run(block.children, where, "heading" if bold and led and where.home == "text" else None)


def _item(item: ListItem, where: Where) -> Iterator[Find]:
    home: Home = "item" if item.done is None else "task"
    yield from _blocks(item.blocks, where._replace(following=None, home=home, alone=False))


def _list(block: BulletList | OrderedList, where: Where) -> Iterator[Find]:
    for item in block.items:
        yield from _item(item, where)


def _table(block: Table, where: Where) -> Iterator[Find]:
    yield from each_run(block.caption, where, "caption")
    for row in (*block.head, *block.body):
        first = row.cells[0].blocks[:1] if row.cells else ()
        head = first[0].children if first and isinstance(first[0], Paragraph) else ()
        filled = sum(bool(cell.blocks) for cell in row.cells)
        for index, cell in enumerate(row.cells):
            names = cell.heading or (index == 0 and filled > 1)
            home: Home = "row-head" if names else "cell"
            beside = head if index > 0 else ()
            yield from _blocks(cell.blocks, Where(where.path, None, beside, home))


def _skill_row(row: SkillRow, block: SkillsMatrix, where: Where) -> Iterator[Find]:
    for head in (row.axis, row.sub_axis, row.intention):
        yield from each_run(head, where._replace(beside=row.sub_axis or row.axis), "cell")
    for skill in row.skills:
        yield from each_run(skill, where._replace(beside=row.intention or row.sub_axis), "cell")
    # The last column before the levels names the skill; a row that names only what comes before it opens others.
    named = row.intention if block.intention_title else row.sub_axis if block.sub_axis_title else row.axis
    if named and not any(row.skills):
        yield Gap("empty-skill", row.span, plain(named), plain(named), where.path)


def _skills(block: SkillsMatrix, where: Where) -> Iterator[Find]:
    inner = Where(where.path)
    yield from each_run(block.caption, where, "caption")
    for title in (block.axis_title, block.sub_axis_title, block.intention_title, block.skill_title):
        yield from each_run(title, inner, "row-head")
    for level in block.levels:
        yield from each_run(level.title, inner, "row-head")
        yield from each_run(level.description, inner._replace(beside=level.title), "cell")
    for row in block.rows:
        yield from _skill_row(row, block, inner)
    yield from empty_rows(block.empty_rows, where.path)


def _responsibility_row(row: ResponsibilityRow, where: Where) -> Iterator[Find]:
    yield from each_run(row.activity, where, "row-head")
    for cell in row.cells:
        yield from each_run(cell.words, where._replace(beside=row.activity), "cell")


def _responsibilities(block: ResponsibilityMatrix, where: Where) -> Iterator[Find]:
    inner = Where(where.path)
    yield from each_run(block.caption, where, "caption")
    yield from each_run(block.activity_title, inner, "row-head")
    for role in block.roles:
        yield from each_run(role, inner, "row-head")
    for row in block.rows:
        yield from _responsibility_row(row, inner)
    yield from empty_rows(block.empty_rows, where.path)


def _job_sheet(block: JobSheet, where: Where) -> Iterator[Find]:
    inner = Where(where.path)
    others = [run for name in block.other_names for run in (name.title, name.feminine, name.masculine)]
    names = (block.feminine, block.masculine, *others, block.level, *block.statuses)
    for field in (*names, *(training.name for training in block.trainings), *block.interests):
        yield from each_run(field, inner, "field")
    for section in block.sections:
        path = below(where.path, 2, section.title)
        yield from each_run(section.title, Where(path), "heading")
        yield from _blocks(section.blocks, Where(path))


def _tabs(block: Tabs, where: Where) -> Iterator[Find]:
    for tab in block.tabs:
        yield from each_run(tab.title, where, "title")
        yield from _blocks(tab.blocks, where._replace(following=None, beside=tab.title))


def _details(block: Details, where: Where) -> Iterator[Find]:
    first = block.blocks[0] if block.blocks else None
    yield from each_run(block.summary, where._replace(following=first), "heading")
    yield from _blocks(block.blocks, where._replace(following=None, beside=block.summary))


def _steps(block: Steps, where: Where) -> Iterator[Find]:
    for step in block.steps:
        first = step.blocks[0] if step.blocks else None
        yield from each_run(step.title, where._replace(following=first), "heading")
        yield from _blocks(step.blocks, where._replace(following=None, beside=step.title))


def _pointer(link: Inlines, span: Span, path: Path) -> Iterator[Find]:
    """Give a gap for a pointer whose link is gone, for it led nowhere."""
    if link and not any(isinstance(node, Link | CrossReference | Button) for node in link):
        yield Gap("dead-link", span, plain(link), plain(link), path)


def _cards(block: Cards, where: Where) -> Iterator[Find]:
    for card in block.cards:
        if card.cover is not None:
            yield from _figure(card.cover, where)
        yield from _blocks(card.blocks, where._replace(following=None))
        yield from _pointer(card.link, card.span, where.path)


def _definitions(block: DefinitionList, where: Where) -> Iterator[Find]:
    for item in block.items:
        yield from each_run(item.term, where, "row-head")
        yield from _blocks(item.blocks, where._replace(following=None, beside=item.term))


def _updates(block: Updates, where: Where) -> Iterator[Find]:
    for update in block.items:
        yield of_field(update.date, update.span, where.path)
        for tag in update.tags:
            yield from each_run(tag, where, "field")
        yield from _blocks(update.blocks, where._replace(following=None))


def _operation(block: ApiOperation, where: Where) -> Iterator[Find]:
    inner = where._replace(following=None, beside=block.title)
    yield from each_run(block.title, where, "title")
    inside = (block.blocks, *(part.blocks for part in block.fields), *(part.blocks for part in block.answers))
    for blocks in inside:
        yield from _blocks(blocks, inner)


def _figure(block: Figure, where: Where) -> Iterator[Find]:
    yield from each_picture(block, block.caption, where.path)
    yield from each_run(block.caption, where, "caption")


def _block(block: Block, where: Where) -> Iterator[Find]:
    match block:
        case Paragraph():
            yield from _paragraph(block, where)
        case Heading():
            yield from each_run(block.children, where, "adorned" if where.adorned else "heading")
        case BulletList() | OrderedList():
            yield from _list(block, where)
        case Callout():
            yield from each_run(block.title, where, "title")
            yield from _blocks(block.blocks, where)
        case Quote() | Conditional():
            yield from _blocks(block.blocks, where)
        case Steps():
            yield from _steps(block, where)
        case Columns():
            for column in block.columns:
                yield from _blocks(column.blocks, where._replace(following=None))
        case Cards():
            yield from _cards(block, where)
        case DefinitionList():
            yield from _definitions(block, where)
        case Updates():
            yield from _updates(block, where)
        case ApiOperation():
            yield from _operation(block, where)
        case Gallery():
            for figure in block.figures:
                yield from _figure(figure, where)
        case Embed():
            yield from each_run(block.caption, where, "caption")
        case Attachment():
            if not block.asset and not is_remote(block.source):
                yield Gap("dead-link", block.span, block.name, plain(block.caption), where.path)
            yield from each_run(block.caption, where, "caption")
        case ContentReference():
            yield from _pointer(block.link, block.span, where.path)
        case Tabs():
            yield from _tabs(block, where)
        case Details():
            yield from _details(block, where)
        case Table():
            yield from _table(block, where)
        case Figure():
            yield from _figure(block, where)
        case SkillsMatrix():
            yield from _skills(block, where)
        case ResponsibilityMatrix():
            yield from _responsibilities(block, where)
        case JobSheet():
            yield from _job_sheet(block, where)
        case CodeBlock():
            if block.title:
                yield of_field(block.title, block.span, where.path)
        case MathBlock() | Index() | ThematicBreak() | UnreadBlock():
            pass


def _lead(block: Block | None, before: Inlines) -> Inlines:
    """Give the words that lead in a list: the paragraph before it when it ends with a colon."""
    led = isinstance(block, Paragraph) and plain(block.children).rstrip().endswith(":")
    return block.children if led and isinstance(block, Paragraph) else before


def _blocks(blocks: Blocks, where: Where) -> Iterator[Find]:
    """Read blocks in order; a block that is the last has what follows the whole as its follower."""
    path = where.path
    for index, block in enumerate(blocks):
        last = index == len(blocks) - 1
        following = where.following if last else blocks[index + 1]
        beside = where.beside
        adorned = isinstance(block, Heading) and is_adorned(block, blocks)
        if isinstance(block, Heading):
            path = below(path, block.level, block.children)
        elif isinstance(block, BulletList | OrderedList) and index > 0:
            beside = _lead(blocks[index - 1], beside)
        yield from _block(block, Where(path, following, beside, where.home, where.alone, None, adorned))
        if where.page is not None and isinstance(block, Heading) and is_empty_section(where.page, block, index):
            yield Gap("empty-section", block.span, "", "", path, has_words=True)


def _only_words(page: Page) -> bool:
    """Tell whether a page says one thing only, which may be that it is not written."""
    if len(page.blocks) != 1:
        return False
    block = page.blocks[0]
    return isinstance(block, Paragraph) or (isinstance(block, Callout | Quote) and len(block.blocks) == 1)


def read_page(page: Page) -> Iterator[Find]:
    """Give what there is to search on a page without the pages below it, in reading order.

    Reading order: navigation label, title, description, tags, other settings, cover, body, footnotes.
    """
    path: Path = ((1, page.title),)
    top = Where(path, page.blocks[0] if page.blocks else None)
    yield from each_run(page.title, top, "title")
    yield from each_run(page.label, top, "title")
    yield from each_run(page.record.subtitle, top, "description")
    yield from each_run(page.description, top, "description")
    for tag in page.record.tags:
        yield from each_run(tag, top, "field")
    for words in page.record.unshown:
        yield of_unshown(words, "field", path)
    if page.cover is not None:
        yield from _figure(page.cover, top)
    yield from _blocks(page.blocks, Where(path, alone=_only_words(page), page=page))
    for footnote in page.footnotes:
        yield from _blocks(footnote.blocks, Where(path))


def is_empty(page: Page) -> bool:
    """Tell whether a page has a title and nothing else; a page with pages below it may be empty by design."""
    return not page.children and all(isinstance(block, ThematicBreak) for block in page.blocks)
