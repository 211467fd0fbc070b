"""The pass that recognises the vocabulary in the text: acronyms, and the places that glossary and index lead to.

Its words stay as they are written; one thing is added, and told as a repair: what an acronym stands for, behind its
first use in running text, where no author has written it out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.diagnostics import Code, found
from pipeline.memory import recall
from pipeline.model import (
    Abbreviation,
    Blocks,
    Definition,
    Footnote,
    Handbook,
    Heading,
    Index,
    Inlines,
    JobSheet,
    Page,
    Paragraph,
    Quote,
    Repair,
    ResponsibilityMatrix,
    SkillsMatrix,
    Table,
    Term,
)
from pipeline.model.text import plain
from pipeline.model.walk import rebuild, rebuild_below, rebuild_pages
from pipeline.normalise.back_matter import Use, explanations, is_back_matter, with_back_matter
from pipeline.normalise.context import Context
from pipeline.normalise.expanding import RULE, Expanding
from pipeline.normalise.identifiers import identifiers
from pipeline.normalise.lexicon import Lexicon, lexicon
from pipeline.normalise.recognising import Place, State, in_run
from pipeline.normalise.repairing import Repairs
from pipeline.normalise.typography import typography

# Where nothing is put behind an acronym: other people's words, narrow cells, notes.
_NARROW = (Quote, Table, SkillsMatrix, ResponsibilityMatrix, JobSheet, Footnote, Definition)


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
    state = State(words, Expanding(repairs, before.is_done), before.is_taken)
    new = _page(page, state)
    done, taken = frozenset(state.expanding.done), frozenset(state.taken)
    return _Recognised(new, tuple(state.uses), done, taken, repairs.told())


def _note(uses: list[Use], use: Use | None) -> None:
    """Note a place where a word is used; one that follows itself is one."""
    if use is not None and all(one.anchor != use.anchor for one in uses[-1:]):
        uses.append(use)


def _page(page: Page, state: State) -> Page:
    """Give a page with its vocabulary recognised; `page` comes without those below it."""
    state.section = page.title
    title = in_run(page.title, Place(page.id, False, False, page.id, set(), page.title), state)
    lead = in_run(page.description, Place(page.id, False, False, page.id, set(), page.description), state)
    changed = page if title is page.title and lead is page.description else replace(page, title=title, description=lead)

    def change(path: tuple[Struct, ...], run: Inlines) -> Inlines:
        holder = path[-1]
        if isinstance(holder, Page) or any(isinstance(one, Index) for one in path):
            return run
        if isinstance(holder, Heading):
            state.section = holder.children
            return in_run(run, Place(page.id, False, False, holder.anchor, set(), run), state)
        narrow = any(isinstance(one, _NARROW) for one in path)
        in_note = any(isinstance(one, Footnote) for one in path)
        running = isinstance(holder, Paragraph) and not narrow
        return in_run(run, Place(page.id, not in_note, running, "", set(), run), state)

    return rebuild_below(changed, change)
