"""What pointers to pages show of their target: its title and its description.

GitBook draws a content reference and the link of a card with the target's own title; in the sources stands its file's
name, or nothing. The pass `links` does it as soon as their links are resolved.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from pipeline.model import Block, Blocks, Card, Cards, ContentReference, CrossReference, Inlines, Text
from pipeline.model.text import plain
from pipeline.model.walk import OnBlocks, each
from pipeline.normalise.anchors import BETWEEN
from pipeline.normalise.targets import Face, Targets
from pipeline.normalise.trim import is_blank
from pipeline.source import Span


class _Target(NamedTuple):
    """The page that a pointer leads to, and the words of its title or of the heading."""

    page: Face
    title: str


def filler(targets: Targets) -> OnBlocks:
    """Give the function that fills in the content references and the cards of a run whose links are resolved."""

    def one(block: Block) -> Block:
        match block:
            case ContentReference():
                return _reference(block, targets)
            case Cards():
                cards = each(block.cards, lambda card: _card(card, targets))
                return block if cards is block.cards else replace(block, cards=cards)
            case _:
                return block

    def run(blocks: Blocks) -> Blocks:
        return each(blocks, one)

    return run


def _reference(block: ContentReference, targets: Targets) -> ContentReference:
    target = _target(block.link, targets)
    if target is None:
        return block
    link = _titled(block.link, target)
    is_page = BETWEEN not in _only(block.link).target
    said = target.page.description.strip() if is_page and not block.description else ""
    description = (put_in(said, block.span),) if said else block.description
    if link is block.link and description is block.description:
        return block
    return replace(block, link=link, description=description)


def _card(card: Card, targets: Targets) -> Card:
    target = _target(card.link, targets)
    link = _titled(card.link, target) if target is not None else card.link
    return card if link is card.link else replace(card, link=link)


def _only(link: Inlines) -> CrossReference:
    assert isinstance(link[0], CrossReference)  # noqa: S101  (`_target` found where it leads)
    return link[0]


def _target(link: Inlines, targets: Targets) -> _Target | None:
    """Give where the cross-reference of a pointer leads; None for any other link."""
    if len(link) != 1 or not isinstance(link[0], CrossReference):
        return None
    page = targets.known(link[0].target.partition(BETWEEN)[0])
    if page is None or page.id == link[0].target:
        return _Target(page, page.title.strip()) if page is not None else None
    heading = targets.headings(page.id)[0].get(link[0].target.removeprefix(page.id + BETWEEN))
    return _Target(page, heading.title.strip()) if heading is not None else None


def _titled(link: Inlines, target: _Target) -> Inlines:
    """Give a pointer's link; one that says only the file of its page, or nothing, takes the target's title."""
    reference = _only(link)
    if not target.title or not _says_only_the_file(reference.children, target.page):
        return link
    return (replace(reference, children=(put_in(target.title, reference.span),)),)


def _says_only_the_file(words: Inlines, page: Face) -> bool:
    if is_blank(words):
        return True
    name = posixpath.basename(unquote(plain(words).strip()).partition("#")[0].rstrip("/"))
    folder, own = posixpath.split(page.file)
    is_folder = own.casefold() in ("readme.md", "index.md") and name == posixpath.basename(folder)
    return bool(name) and (name == own or is_folder)


def put_in(words: str, place: Span) -> Text:
    """Give words that the author did not write here: a text that takes no column, at the start of `place`."""
    start = Span(place.file, place.line, place.column, place.line, place.column)
    said = words.strip() or "—"
    return Text(said, start, tuple((index, 0) for index in range(len(said))))
