"""Budgets: how many markers may remain without a check failing, of a kind, of a person or in a part."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.config import CONFIG_FILE, place_of, setting_at
from pipeline.config.settings import Budget
from pipeline.diagnostics import Code, Diagnostic, found
from pipeline.diagnostics.finding import Exceeded
from pipeline.ingest import Folder
from pipeline.messages import Say
from pipeline.model import Handbook, Marker, MarkerLevel
from pipeline.model.kind import kind_title
from pipeline.model.text import plain
from pipeline.model.walk import each_page
from pipeline.source import Span, whole_file


class Spent(NamedTuple):
    """What budgets make of a book's markers.

    Attributes:
        covered: the fingerprints of the markers that a budget holds: they do not fail by themselves.
        exceeded: the budgets that hold more than they allow; `findings` tells them (M110), and those that name a part
            or a person that is not there (M111 to M113).
    """

    covered: frozenset[str] = frozenset()
    exceeded: tuple[Exceeded, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def spent(
    handbook: Handbook,
    budgets: tuple[Budget, ...],
    levels: frozenset[MarkerLevel],
    folder: Folder,
    say: Say,
    *,
    is_whole: bool,
) -> Spent:
    """Hold the markers of a book against its budgets.

    Args:
        handbook: the book, its markers recognised.
        budgets: those of handbook.yml. One that names a kind holds all its markers, another those of the `levels`.
        levels: the levels of the markers that make the check fail.
        folder: the source folder, for the places of the budgets in handbook.yml.
        say: the voice of what budgets are about.
        is_whole: whether the whole book was read: otherwise nobody knows whom its markers name.
    """
    if not budgets:
        return Spent()
    parts = {page.id: plain(part.title) for part in handbook.parts for page in each_page(part.chapters)}
    held = [[marker for marker in handbook.markers if _is_held(marker, budget, levels, parts)] for budget in budgets]
    exceeded: list[Exceeded] = []
    findings: list[Diagnostic] = []
    places = _places(folder)
    for number, (budget, own) in enumerate(zip(budgets, held, strict=True)):
        place = places[number] if number < len(places) else whole_file(CONFIG_FILE)
        if len(own) > budget.max:
            about = _about(budget, say)
            exceeded.append(Exceeded(about, budget.max, len(own)))
            findings.append(found(Code.M110, place, about=about, allowed=budget.max, count=len(own)))
        if is_whole:
            findings += _unknown(budget, handbook, place)
    return Spent(frozenset(one.fingerprint for own in held for one in own), tuple(exceeded), tuple(findings))


def _form(words: str) -> str:
    """Give the form in which people's names and titles are compared."""
    return " ".join(words.casefold().removeprefix("@").split())


def _is_held(marker: Marker, budget: Budget, levels: frozenset[MarkerLevel], parts: dict[str, str]) -> bool:
    if budget.kind and _form(budget.kind) != _form(marker.kind):
        return False
    if not budget.kind and marker.level not in levels:
        return False
    if budget.owner and _form(budget.owner) != _form(marker.owner):
        return False
    return not budget.part or _form(budget.part) == _form(parts.get(marker.page, ""))


def _about(budget: Budget, say: Say) -> str:
    """Say what a budget is about, in words: “To enrich, @claire, part « The trade »”."""
    words = [
        *([say(kind_title(budget.kind))] if budget.kind else []),
        *(["@" + budget.owner.removeprefix("@")] if budget.owner else []),
        *([say("part “{title}”", title=budget.part)] if budget.part else []),
    ]
    return ", ".join(words) or say("whole handbook")


def _unknown(budget: Budget, handbook: Handbook, place: Span) -> Iterator[Diagnostic]:
    """Tell of a part or a person that the book does not know."""
    titles = [title for part in handbook.parts if (title := plain(part.title).strip())]
    if budget.part and _form(budget.part) not in map(_form, titles):
        yield found(Code.M111, place, part=budget.part, guess=_nearest(budget.part, titles) or ", ".join(titles))
    owners = dict.fromkeys(marker.owner for marker in handbook.markers if marker.owner)
    if budget.owner and _form(budget.owner) not in map(_form, owners):
        guess = _nearest(budget.owner, owners)
        code = Code.M112 if guess else Code.M113
        yield found(code, place, owner="@" + budget.owner.removeprefix("@"), guess=guess)


def _nearest(wanted: str, names: Iterable[str]) -> str:
    by_form = {_form(name): name for name in names}
    return next((by_form[one] for one in difflib.get_close_matches(_form(wanted), by_form, 1, 0.6)), "")


def _places(folder: Folder) -> list[Span]:
    """Give the places of the budgets in handbook.yml."""
    listed = setting_at(folder.read(CONFIG_FILE), "markers", "budgets") if CONFIG_FILE in folder.files else None
    return [] if listed is None else [place_of(budget) for budget in listed.items]
