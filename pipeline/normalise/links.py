"""The pass that makes links inside the book real cross-references, and takes dead ones away.

A link to a page or heading becomes a `CrossReference`; one to another file of the source folder, or out of the book,
stays a `Link`. Of one that leads nowhere the words stay and the link goes, and it is told (S151), as is one to a page
on disk that the book leaves out (N120): no dead link may reach a reader.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from pipeline.diagnostics import Code, Diagnostic, found
from pipeline.memory import recall
from pipeline.model import CrossReference, DeadLink, Handbook, Inline, Inlines, Link, Page, Part
from pipeline.model.text import plain
from pipeline.model.walk import Node, OnInlines, each, rebuild, rebuild_pages
from pipeline.normalise.context import Context
from pipeline.normalise.nearest import Guess, guesser
from pipeline.normalise.references import filler, put_in
from pipeline.normalise.targets import Found, Targets, all_targets, find
from pipeline.normalise.trim import MENTION, is_blank

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)  # RFC 3986: a scheme, or a host without one


class _Lost(NamedTuple):
    """A link that leads nowhere, with its words: what its author may have meant is for the whole book to say."""

    link: Link
    words: str


class _Resolved(NamedTuple):
    """A page, or what stands around pages, with its links resolved; what is told of it, in order; its dead links."""

    node: Any
    told: tuple[Diagnostic | _Lost, ...]
    dead: tuple[DeadLink, ...]


class _Known(NamedTuple):
    """What resolving a link needs to know of the book, and where to tell of dead ones.

    `died` keeps each in the model, so that its words can be marked.
    """

    targets: Targets
    tell: Callable[[Diagnostic | _Lost], None]
    died: Callable[[DeadLink], None]


def links(handbook: Handbook, context: Context) -> Handbook:
    """Give the handbook with its inner links resolved and its pointers to pages filled in; needs all anchors."""
    targets, listed = all_targets(handbook, context.files, context.memory)
    guess = guesser(targets, listed, context.memory)
    dead: list[DeadLink] = []

    def hear(resolved: _Resolved, page: Page | None) -> Any:
        for one in resolved.told:
            context.report(one if isinstance(one, Diagnostic) else _lost(one, guess, page))
        dead.extend(resolved.dead)
        return resolved.node

    def page(old: Page) -> Page:
        made = recall(context.memory, ("links", old.id), old, targets, lambda asked: _resolved(old, old, asked))
        new: Page = hear(made, old)
        return new

    def part(old: Part) -> Part:
        alone = replace(old, chapters=())
        new = hear(_resolved(alone, None, targets), None)
        return old if new is alone else replace(new, chapters=old.chapters)

    resolved = rebuild_pages(handbook, page)
    parts = each(resolved.parts, part)
    if dead:
        resolved = replace(resolved, dead_links=tuple(dict.fromkeys((*handbook.dead_links, *dead))))
    return resolved if parts is resolved.parts else replace(resolved, parts=parts)


def _lost(lost: _Lost, guess: Guess, page: Page | None) -> Diagnostic:
    link, words = lost
    said = link.target or words.strip()
    return found(Code.S151, link.span, target=said, guess=guess(link.target, words, page))


def _resolved(node: Node, page: Page | None, targets: Targets) -> _Resolved:
    told: list[Diagnostic | _Lost] = []
    dead: list[DeadLink] = []
    run = _resolver(_Known(targets, told.append, dead.append), page)
    new = rebuild(node, on_inlines=run, on_blocks=filler(targets) if page is not None else None)
    return _Resolved(new, tuple(told), tuple(dead))


def _resolver(known: _Known, page: Page | None) -> OnInlines:
    """Give the function that resolves the links of a run on `page` (None: in a part's title)."""

    def one(inline: Inline) -> Inlines:
        if not isinstance(inline, Link) or _OUTSIDE.match(inline.target):
            return (inline,)
        goal = _goal(known.targets, inline, page)
        if goal is not None and goal.is_left_out:
            known.tell(found(Code.N120, inline.span, target=inline.target))
            known.died(DeadLink(inline.span, inline.target))
            return _left(inline)
        if goal is None or not goal.whole:
            known.tell(_Lost(inline, plain(inline.children)))
        if goal is None:
            known.died(DeadLink(inline.span, inline.target))
            return _left(inline)
        if goal.id:
            return (CrossReference(goal.id, _words(inline, goal), inline.span),)
        return (_with_name(inline),)

    def run(inlines: Inlines) -> Inlines:
        if not any(isinstance(inline, Link) for inline in inlines):
            return inlines
        new = tuple(word for inline in inlines for word in one(inline))
        same = len(new) == len(inlines) and all(a is b for a, b in zip(new, inlines, strict=True))
        return inlines if same else new

    return run


def _goal(targets: Targets, link: Link, page: Page | None) -> Found | None:
    """Give where a link leads: one of a piece that the page includes is written from that piece's own folder."""
    if page is None or link.span.file == page.file:
        return find(targets, link.target, page)
    return find(targets, link.target, replace(page, file=link.span.file)) or find(targets, link.target, page)


def _left(link: Link) -> Inlines:
    """Give what is left of a dead link: its words, or its target's name where GitBook was to find them.

    A link to a heading of its own page without words is a heading's own sign, and says nothing.
    """
    if is_blank(link.children) and (link.title == MENTION or not link.target.startswith("#")):
        return (put_in(link.target, link.span),)
    return link.children


def _with_name(link: Link) -> Link:
    """Give a link to a file of the source folder; without words of its own it says the file's name."""
    if not is_blank(link.children):
        return link
    return replace(link, children=(put_in(unquote(posixpath.basename(link.target)), link.span),))


def _words(link: Link, goal: Found) -> Inlines:
    """Give a cross-reference's words: the target's title where it has none, or a mention only a file's name."""
    if link.title != MENTION and is_blank(link.children) and not link.target.startswith("#"):
        return (put_in(goal.title, link.span),) if goal.title.strip() else link.children
    path, mark, fragment = link.target.partition("#")
    files = (path, posixpath.basename(path), posixpath.basename(path.rstrip("/")))
    names = {name for file in files for name in (file, file + mark + fragment)} | {mark + fragment}
    is_name = unquote(plain(link.children).strip()) in map(unquote, names)
    if link.title != MENTION or not (is_blank(link.children) or is_name):
        return link.children
    return (put_in(goal.title if goal.title.strip() else link.target, link.span),)
