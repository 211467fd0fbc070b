"""GitBook's cards: a table whose columns say what each card shows, where it leads and what its cover is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown import tags
from pipeline.ingest.markdown.context import Reading
from pipeline.ingest.markdown.html import Element
from pipeline.ingest.markdown.html_cell import as_mention, typed, without_headings
from pipeline.model import Block, Blocks, Card, Cards, Figure, Inline, Link, Paragraph
from pipeline.model.text import plain


def cards(
    reading: Reading,
    node: Element,
    rows: tuple[Sequence[Element], Sequence[Element]],
    inside: Callable[[Element], Blocks],
) -> Blocks:
    """Give the cards of a table; `rows` holds the cells of its header row, and its other rows."""
    columns = [cell.tag.attributes for cell in rows[0]]
    made = tuple(card for row in rows[1] if (card := _card(reading, row, columns, inside)) is not None)
    return (Cards(made, node.span),) if made else ()


def _card(
    reading: Reading, row: Element, columns: Sequence[dict[str, str]], inside: Callable[[Element], Blocks]
) -> Card | None:
    blocks: list[Block] = []
    covers: list[Figure] = []
    dark = ""
    link: tuple[Inline, ...] = ()
    cells = [child for child in row.children if isinstance(child, Element) and child.tag.name in ("td", "th")]
    for at, cell in enumerate(cells):
        column = columns[at] if at < len(columns) else {}
        tags.note_id(reading, cell.tag)
        if "data-card-cover-dark" in column:
            found = _covers(reading, cell)
            dark = dark or next((cover.asset for cover in found), "")
        elif any(name.startswith("data-card-cover") for name in column):
            covers += _covers(reading, cell)
        elif "data-card-target" in column:
            links, rest = _links(inside(cell))
            link = link or tuple(links[:1])
            spare = links if link != tuple(links[:1]) else links[1:]
            blocks += [Paragraph((one,), one.span) for one in spare]
            blocks += rest
        elif "data-hidden" in column:
            if inside(cell):
                reading.tell(DiagnosticCode.S212, cell.span)
        else:
            blocks += typed(without_headings(reading, inside(cell)), column)
    cover = replace(covers[0], dark=dark) if covers and dark else covers[0] if covers else None
    blocks += covers[1:]
    if not blocks and not link and cover is None:
        return None
    return Card(tuple(blocks), row.span, cover, link)


def _links(blocks: Blocks) -> tuple[list[Link], list[Block]]:
    """Part the links of a card's target from what else its author wrote there."""
    links: list[Link] = []
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            mine = [as_mention(inline) for inline in block.children if isinstance(inline, Link)]
            links += [one for one in mine if isinstance(one, Link)]
            others = tuple(inline for inline in block.children if not isinstance(inline, Link))
            if plain(others).strip():
                rest.append(replace(block, children=others))
        else:
            rest.append(block)
    return links, rest


def _covers(reading: Reading, cell: Element) -> list[Figure]:
    """Give the pictures of a card's cover: links to files, or images."""
    found: list[Figure] = []
    for child in cell.children:
        if not isinstance(child, Element):
            continue
        if child.tag.name == "img":
            image = tags.image(reading, child.tag)
            found.append(Figure(image.source, image.asset, image.alt, (), child.span))
        elif child.tag.name == "a" and child.tag.attributes.get("href"):
            source = child.tag.attributes["href"]
            found.append(Figure(source, reading.picture(source, child.tag.span), "", (), child.span))
        else:
            found += _covers(reading, child)
    return found
