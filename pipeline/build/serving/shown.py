"""What the preview shows: the book as it could be read last, and what there is to say about the sources as they are."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from pipeline.build import stages
from pipeline.build.again import Former, again
from pipeline.build.run import order_of
from pipeline.diagnostics import Code, Diagnostic, Level, Report, StopBuildError, found
from pipeline.emit.site import Extra, Site, laid_out
from pipeline.memory import Kept, Memory
from pipeline.model import Heading, Page
from pipeline.model.walk import each_page

# What a problem is known by: its code, its file, what it quotes.
Known: TypeAlias = tuple[Code, str, tuple[tuple[str, str], ...]]
# Below it stands what is the preview's own. No page of a site has such an address: a name has a letter or a digit.
OWN = "/-/"
EXTRA = Extra(scripts=(f"{OWN}live.js",), styles=(f"{OWN}live.css",))
# So many pages saved at once were written by a program (git, search and replace): there is none to go to.
_MOST_FOLLOWED = 5


class Shown(NamedTuple):
    """A book as the preview shows it.

    Attributes:
        generation: how many times the sources were read; 0 before the first.
        opened: the sources of the book that is shown, None where none could be read yet.
        former: what was made of them.
        site: the plan of its site.
        problems: what is to be mended in the sources as they are now, the gravest first; markers are none.
        fresh: those of them that came up since the preview began, or were errors then.
        old: what the others are known by, None until the sources could be read once.
        stopped: why the sources can't be read as they are now, None where they can.
        kept: what the next reading may remember of how the book is prepared for the site.
        at: the pages of the site that the last save changed, in reading order.
        place: where the first of them changed: its address with the title above the change, "" where nothing did.
    """

    generation: int = 0
    opened: stages.Opened | None = None
    former: Former | None = None
    site: Site | None = None
    problems: tuple[Diagnostic, ...] = ()
    fresh: tuple[Diagnostic, ...] = ()
    old: frozenset[Known] | None = None
    stopped: Diagnostic | None = None
    kept: Mapping[Hashable, Kept] = MappingProxyType({})
    at: tuple[str, ...] = ()
    place: str = ""


def read_again(before: Shown, place: Path, report: Report, saved: Collection[str] = ()) -> Shown:
    """Read a folder of sources again; never raises an error.

    Sources that can't be read leave the book as it is: only what is said about it is new. `saved` are the files that
    were saved, by their paths in the folder; `report` is told what comes up while pages are drawn.
    """
    heard: list[Diagnostic] = []
    try:
        read = _read(before, place, heard.append, report)
    except StopBuildError as stop:
        read = before._replace(stopped=stop.diagnostic, at=())
    except Exception as error:  # noqa: BLE001  (whatever it is, the preview goes on and says it)
        read = before._replace(stopped=unforeseen(error), at=())
    problems = problems_of(heard, read.stopped)
    old = before.old if read.stopped is not None else _old(before.old, problems)
    fresh = tuple(one for one in problems if known(one) not in (old or ()))
    pages = changed(before, read, saved)
    addresses = read.site.addresses if read.site is not None else {}
    at = tuple(addresses[page.id] for page in pages)
    to = addresses[_change(pages[0], before) or pages[0].id] if pages else ""
    return read._replace(generation=before.generation + 1, problems=problems, fresh=fresh, old=old, at=at, place=to)


def unforeseen(error: Exception) -> Diagnostic:
    """Give what to tell of an error that nobody foresaw."""
    return found(Code.E166, None, problem=f"{type(error).__name__}: {error}")


def _read(before: Shown, place: Path, hear: Report, report: Report) -> Shown:
    opened = stages.open_sources(place, hear)
    former = again(before.former, opened, hear, "draft")
    memory = Memory(before.kept)
    order = order_of(former.handbook, opened, "draft", memory)._replace(report=report)
    site = laid_out(order, EXTRA)
    return before._replace(opened=opened, former=former, site=site, kept=memory.kept, stopped=None)


def problems_of(heard: Collection[Diagnostic], stopped: Diagnostic | None) -> tuple[Diagnostic, ...]:
    """Give what is to be mended, each once: what stops the book, errors, warnings; by file and line."""
    first = (stopped,) if stopped is not None else ()
    rest = sorted({one: None for one in heard if _is_problem(one)}, key=_order)
    return tuple(dict.fromkeys((*first, *rest)))


def _is_problem(one: Diagnostic) -> bool:
    # Markers, and those whose date has passed (M105), are in the list of what is unfinished.
    is_marker = stages.marker_level(one.code) is not None or one.code is Code.M105
    return one.code.level >= Level.warning and not is_marker


def _order(one: Diagnostic) -> tuple[int, str, int, int, str]:
    where = one.where
    place = ("", 0, 0) if where is None else (where.file, where.line, where.column)
    return (-one.code.level, *place, one.code.name)


def _old(before: frozenset[Known] | None, problems: tuple[Diagnostic, ...]) -> frozenset[Known]:
    """Give what is nothing new: of what was there when the preview began, warnings that nobody mended since."""
    if before is None:
        return frozenset(known(one) for one in problems if one.code.level is not Level.error)
    return before & {known(one) for one in problems}


def known(one: Diagnostic) -> Known:
    """Give what a problem is known by while lines move about."""
    return one.code, one.where.file if one.where else "", one.values


def changed(before: Shown, now: Shown, saved: Collection[str]) -> tuple[Page, ...]:
    """Give the pages of saved files that are other than they were, and those that are new, in reading order."""
    if now.site is None or now.former is before.former or before.former is None:
        return ()
    former = {page.id: page for page in _pages(before)}
    told = tuple(
        page
        for page in _pages(now)
        if (page.file in saved or page.id not in former) and not _is_same(page, former.get(page.id))
    )
    return told if len({page.file for page in told}) <= _MOST_FOLLOWED else ()


def _change(page: Page, before: Shown) -> str:
    """Give the id of the title above the first change in a page, "" where none stands there."""
    former = next((one for one in _pages(before) if one.id == page.id), None)
    if former is None:
        return ""
    pairs = zip(page.blocks, former.blocks, strict=False)
    count = next((at for at, (now, then) in enumerate(pairs) if now != then), len(former.blocks))
    above = page.blocks[: count + 1]
    return next((one.anchor for one in reversed(above) if isinstance(one, Heading) and one.anchor), "")


def _is_same(page: Page, former: Page | None) -> bool:
    return page is former or page == former


def _pages(shown: Shown) -> list[Page]:
    parts = shown.former.handbook.parts if shown.former is not None else ()
    return [page for part in parts for page in each_page(part.chapters)]
