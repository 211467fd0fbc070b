"""The pass that recognises the vocabulary in the text: acronyms, and the places that glossary and index lead to.

Its words stay as they are written; one thing is added, and told as a repair: what an acronym stands for, behind its
first use in running text, where no author has written it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.diagnostics import Code, found
from pipeline.memory import recall
from pipeline.model import (
    Abbreviation,
    Blocks,
    CrossReference,
    Definition,
    Emphasis,
    Footnote,
    Handbook,
    Heading,
    Highlight,
    Index,
    Inline,
    Inlines,
    JobSheet,
    Link,
    Marked,
    Page,
    Paragraph,
    Quote,
    Repair,
    ResponsibilityMatrix,
    SkillsMatrix,
    SoftBreak,
    Strong,
    Table,
    Term,
    Text,
)
from pipeline.model.text import part, plain
from pipeline.model.walk import rebuild, rebuild_below, rebuild_pages
from pipeline.normalise.back_matter import Use, explanations, is_back_matter, with_back_matter
from pipeline.normalise.context import Context
from pipeline.normalise.expanding import RULE, Expanding
from pipeline.normalise.identifiers import identifiers
from pipeline.normalise.lexicon import Found, Lexicon, find, lexicon
from pipeline.normalise.repairing import Repairs
from pipeline.normalise.typography import typography

# Where nothing is put behind an acronym: other people's words, narrow cells, notes.
_NARROW = (Quote, Table, SkillsMatrix, ResponsibilityMatrix, JobSheet, Footnote, Definition)
_HOLDERS = Emphasis | Strong | Highlight | Link | CrossReference | Marked
_ALONE = "\ufffc"


def terms(handbook: Handbook, context: Context) -> Handbook:
    """Give a handbook whose vocabulary is recognised, with its glossary and index; one without vocabulary as it is."""
    if not handbook.vocabulary or is_back_matter(handbook):
        return handbook
    return _recognised(handbook, context, None)


def _recognised(handbook: Handbook, context: Context, said: dict[str, Blocks] | None) -> Handbook:
    repairs = Repairs(context)
    memory, vocabulary = context.memory, handbook.vocabulary
    words = recall(memory, ("lexicon",), vocabulary, (), lambda _world: lexicon(vocabulary))
    taken = identifiers(handbook, memory, "terms")
    done: set[str] = set()
    uses: dict[str, list[Use]] = {}
    before = _Before(done.__contains__, taken.__contains__)

    def one(page: Page) -> Page:
        given = (page, vocabulary, context.off)
        made = recall(memory, ("terms", page.id), given, before, lambda asked: _by_itself(page, words, asked, context))
        repairs.add(made.repairs)
        done.update(made.done)
        taken.update(made.taken)
        for key, use in made.uses:
            _note(uses.setdefault(key, []), use)
        return made.page

    book = rebuild_pages(handbook, one)
    for word in vocabulary:
        if word.key not in uses and not word.see:
            context.report(found(Code.N140, word.span, word=plain(word.words)))
    book = repairs.put_in(book)
    ended = with_back_matter(book, uses, said, memory)
    return ended if ended is book else _typeset(ended, context)


def _typeset(handbook: Handbook, context: Context) -> Handbook:
    """Give a handbook whose last part is set as all others are: titles repeated in words may hold code or a name."""
    last = typography(replace(handbook, parts=handbook.parts[-1:]), context)
    return replace(handbook, parts=(*handbook.parts[:-1], *last.parts), repairs=last.repairs)


def terms_again(handbook: Handbook, context: Context) -> Handbook:
    """Give a handbook whose words changed after the pass (a final edition) with its vocabulary recognised anew.

    Its glossary says what it says now: nothing comes back that was withheld.
    """
    if not handbook.vocabulary:
        return handbook
    parts = tuple(
        replace(part, chapters=tuple(page for page in part.chapters if page.kind not in ("glossary", "index")))
        for part in handbook.parts
    )
    kept = tuple(part for part in parts if part.chapters or part.links)
    repairs = tuple(repair for repair in handbook.repairs if repair.rule != RULE)
    bare = rebuild(replace(handbook, parts=kept, repairs=repairs), _bare)
    said = explanations(handbook) if is_back_matter(handbook) else None
    return _recognised(bare, context._replace(report=lambda _finding: None), said)


def _bare(run: Inlines) -> Inlines:
    """Give a run without what the pass put around its words."""
    if not any(isinstance(one, Abbreviation | Term) for one in run):
        return run
    return tuple(inner for one in run for inner in (one.children if isinstance(one, Abbreviation | Term) else (one,)))


@dataclass
class _State:
    """What is known while a page is gone through: the places of each word, the ids that are taken."""

    lexicon: Lexicon
    expanding: Expanding
    was_taken: Callable[[str], bool]
    taken: set[str] = field(default_factory=set)
    uses: list[tuple[str, Use | None]] = field(default_factory=list)
    section: Inlines = ()
    number: int = 0

    def use(self, key: str, use: Use | None) -> None:
        """Note a place where a word is used; None: one that nothing can lead to."""
        self.uses.append((key, use))

    def anchor(self, page: str) -> str:
        """Give a new id: those of a page depend on nothing outside it."""
        while True:
            self.number += 1
            name = f"term-{page}-{self.number}"
            if name not in self.taken and not self.was_taken(name):
                self.taken.add(name)
                return name


class _Before(NamedTuple):
    """What may be asked of the pages before: whether an acronym is written out, and whether an id is taken."""

    is_done: Callable[[str], bool]
    is_taken: Callable[[str], bool]


class _Recognised(NamedTuple):
    """A page with its vocabulary recognised, and what the pages after it need to know."""

    page: Page
    uses: tuple[tuple[str, Use | None], ...]
    done: frozenset[str]
    taken: frozenset[str]
    repairs: tuple[Repair, ...]


def _by_itself(page: Page, words: Lexicon, before: _Before, context: Context) -> _Recognised:
    repairs = Repairs(context)
    state = _State(words, Expanding(repairs, before.is_done), before.is_taken)
    new = _page(page, state)
    done, taken = frozenset(state.expanding.done), frozenset(state.taken)
    return _Recognised(new, tuple(state.uses), done, taken, repairs.told())


def _note(uses: list[Use], use: Use | None) -> None:
    """Note a place where a word is used; one that follows itself is one."""
    if use is not None and all(one.anchor != use.anchor for one in uses[-1:]):
        uses.append(use)


class _Place(NamedTuple):
    """What may be done in a run: whose page it is on, whether places in it get anchors, whether it is running text.

    `heading` is the anchor of the heading or page that the run is the title of; `told` the words that have an anchor
    in the run already; `whole` what the whole run says.
    """

    page: str
    anchored: bool
    running: bool
    heading: str
    told: set[str]
    whole: Inlines


def _page(page: Page, state: _State) -> Page:
    """Give a page with its vocabulary recognised; `page` comes without those below it."""
    state.section = page.title
    title = _run(page.title, _Place(page.id, False, False, page.id, set(), page.title), state)
    lead = _run(page.description, _Place(page.id, False, False, page.id, set(), page.description), state)
    changed = page if title is page.title and lead is page.description else replace(page, title=title, description=lead)

    def change(path: tuple[Struct, ...], run: Inlines) -> Inlines:
        holder = path[-1]
        if isinstance(holder, Page) or any(isinstance(one, Index) for one in path):
            return run
        if isinstance(holder, Heading):
            state.section = holder.children
            return _run(run, _Place(page.id, False, False, holder.anchor, set(), run), state)
        narrow = any(isinstance(one, _NARROW) for one in path)
        in_note = any(isinstance(one, Footnote) for one in path)
        running = isinstance(holder, Paragraph) and not narrow
        return _run(run, _Place(page.id, not in_note, running, "", set(), run), state)

    return rebuild_below(changed, change)


def _run(run: Inlines, place: _Place, state: _State) -> Inlines:
    """Give a run with its words wrapped; the very same where it has none."""
    if len(run) == 1 and isinstance(run[0], Text):
        return _stretch(run, run[0].text, place, state) or run
    made: list[Inline] = []
    same = True
    for stretch, line in _stretches(run):
        if line is None:
            (node,) = stretch
            new = _inside(node, place, state)
            same = same and new is node
            made.append(new)
        else:
            wrapped = _stretch(stretch, line, place, state)
            same = same and wrapped is None
            made += stretch if wrapped is None else wrapped
    return run if same else tuple(made)


def _stretches(run: Inlines) -> Iterator[tuple[Inlines, str | None]]:
    """Give the stretches of a run that are texts on one line or several, with what they say; other nodes alone."""
    texts: list[Text | SoftBreak] = []
    for node in run:
        if isinstance(node, Text | SoftBreak):
            texts.append(node)
            continue
        if texts:
            yield tuple(texts), _said(texts)
            texts = []
        yield (node,), None
    if texts:
        yield tuple(texts), _said(texts)


def _said(texts: list[Text | SoftBreak]) -> str:
    return "".join(one.text if isinstance(one, Text) else " " for one in texts)


def _inside(node: Inline, place: _Place, state: _State) -> Inline:
    """Give a node with the words inside it wrapped: code, keys and addresses stay."""
    if not isinstance(node, _HOLDERS):
        return node
    inner = place
    if isinstance(node, Link | CrossReference):
        inner = place._replace(running=False)
        if isinstance(node, Link) and "." in plain(node.children) and " " not in plain(node.children).strip():
            return node  # an address
    children = _run(node.children, inner, state)
    return node if children is node.children else replace(node, children=children)


def _stretch(stretch: Inlines, line: str, place: _Place, state: _State) -> Inlines | None:
    """Give a stretch of texts with its words wrapped, None where it has none."""
    made: list[Inline] = []
    done = 0
    for hit in find(line, state.lexicon):
        node = _wrapped(_cut(stretch, hit.start, hit.end), line, hit, place, state)
        if node is not None:
            made += (*_cut(stretch, done, hit.start), node)
            done = hit.end
    return (*made, *_cut(stretch, done, len(line))) if made else None


def _cut(stretch: Inlines, start: int, end: int) -> Inlines:
    """Give characters `start` to `end` of a stretch."""
    cut: list[Inline] = []
    at = 0
    for node in stretch:
        size = len(node.text) if isinstance(node, Text) else 1
        first, last = max(start - at, 0), min(end - at, size)
        if first < last:
            whole = (first, last) == (0, size)
            cut.append(part(node, first, last) if isinstance(node, Text) and not whole else node)
        at += size
    return tuple(cut)


def _wrapped(words: Inlines, line: str, hit: Found, place: _Place, state: _State) -> Inline | None:
    """Give words of the vocabulary as what they are, None where they stay as they stand.

    One that sends to another is used as the other.
    """
    word, node = hit.word, None
    if word.expansion:
        added = state.expanding.added(word, words, line, hit, place.whole, is_running=place.running)
        node = Abbreviation(words, plain(word.expansion), word.language, added)
    key = word.see or word.key
    if place.heading:
        state.use(key, Use(place.heading, state.section, is_heading=True))
    elif not place.anchored:
        state.use(key, None)
    elif key not in place.told:
        place.told.add(key)
        anchor = state.anchor(place.page)
        state.use(key, Use(anchor, state.section, is_heading=False))
        return Term((node,) if node is not None else words, key, anchor)
    return node
