"""What most passes are made of: work on a page by itself, not to be done again while the page stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from pipeline.diagnostics import Diagnostic, Report
from pipeline.model import Handbook, Page, Repair
from pipeline.model.walk import rebuild_pages
from pipeline.normalise.context import Context
from pipeline.normalise.repairing import Repairs

# A pure function of a page (without those below it) and of the settings; it tells findings and repairs.
OnPage: TypeAlias = Callable[[Page, Report, Repairs], Page]


class Texts(NamedTuple):
    """What work on a page may ask: a file's text as it stands on disk, None where it can't be read."""

    text: Callable[[str], str | None]


class _Done(NamedTuple):
    """A page as a pass leaves it, and what was told of it."""

    page: Page
    findings: tuple[Diagnostic, ...]
    repairs: tuple[Repair, ...]


def each_by_itself(name: str, handbook: Handbook, context: Context, repairs: Repairs, change: OnPage) -> Handbook:
    """Give the book with every page put through `change`, in reading order, as `rebuild_pages` does."""
    return rebuild_pages(handbook, by_itself(name, context, repairs, change))


def by_itself(name: str, context: Context, repairs: Repairs, change: OnPage) -> Callable[[Page], Page]:
    """Give the function that puts a page through `change`, or remembers what came of it.

    What is told of a page is told again with it. `name` is the pass's own.
    """
    memory = context.memory
    if memory is None:
        return lambda page: change(page, context.report, repairs)
    texts = Texts(text_or_none(context))

    def one(page: Page) -> Page:
        done = memory.recall(
            (name, page.id), (page, context.off), texts, lambda world: _done(page, context, world, change)
        )
        for finding in done.findings:
            context.report(finding)
        repairs.add(done.repairs)
        return done.page

    return one


def text_or_none(context: Context) -> Callable[[str], str | None]:
    """Give the function that reads a file's text, None where that can't be done."""

    def text(file: str) -> str | None:
        try:
            return context.read(file)
        except (OSError, LookupError, UnicodeError):
            return None

    return text


def reading(texts: Texts) -> Callable[[str], str]:
    """Give the function that reads a file's text as a context's does, and raises LookupError where it can't."""

    def read(file: str) -> str:
        text = texts.text(file)
        if text is None:
            raise LookupError(file)
        return text

    return read


def _done(page: Page, context: Context, texts: Texts, change: OnPage) -> _Done:
    told: list[Diagnostic] = []
    repairs = Repairs(context._replace(read=reading(texts)))
    new = change(page, told.append, repairs)
    return _Done(new, tuple(told), repairs.told())
