"""After an edit only the pages that show it are drawn again, and what is not drawn again is as it would be drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from pipeline.emit.order import Order
from pipeline.emit.publication import Change, Publication
from pipeline.emit.site import Site, drawn, laid_out, redraw
from pipeline.emit.site.redraw import Sheet, around, redrawn
from tests.effort import effort
from tests.emit.sample import sample_order
from tests.emit.site_made import Sources, site_order
from tests.emit.test_bounds import png_of

SUMMARY = """# Table

## Cultiver

* [Le potager](potager/README.md)
  * [Les semis](potager/semis.md)
  * [Les récoltes](potager/recoltes.md)
* [Le verger](verger.md)

## Ranger

* [L’appentis](appentis.md)
* [La serre](serre.md)
"""
BOOK: dict[str, str | bytes] = {
    "SUMMARY.md": SUMMARY,
    "handbook.yml": "title: Le jardin\nedit_url: https://forge.example.org/{file}\n",
    "potager/README.md": "# Le potager\n\n![Un plan](plan.png)\n\nVoir [le verger](../verger.md).\n",
    "potager/semis.md": "# Les semis\n\nOn sème. Voir [ranger](../appentis.md#outils).\n",
    "potager/recoltes.md": "# Les récoltes\n\n| a | b |\n|---|---|\n| c | d |\n",
    "verger.md": "# Le verger\n\n\\[ENRICHIR] Les pommiers.\n",
    "appentis.md": "# L’appentis\n\n## Outils\n\nLa bêche.\n\n| a | b |\n|---|---|\n| c | d |\n",
    "serre.md": "# La serre\n\nLes tomates.\n\n## Arroser\n\nLe soir.\n",
}
HOME = "index.html"
ALL = {
    *(HOME, "part-cultiver.html", "potager/index.html", "potager/semis.html", "potager/recoltes.html", "verger.html"),
    *("part-ranger.html", "appentis.html", "serre.html", "todo.html"),
}


def _site(changed: Sources = MappingProxyType({})) -> Site:
    return laid_out(site_order({**BOOK, **changed}))


def _edited(file: str, before: str, after: str) -> dict[str, str | bytes]:
    text = BOOK[file]
    assert isinstance(text, str)
    assert before in text
    return {file: text.replace(before, after)}


Sheets: TypeAlias = Mapping[str, Sheet]


def all_drawn(site: Site, former: Sheets = MappingProxyType({})) -> Sheets:
    """Draw every page of a site, taking over what can be of those that were drawn before."""
    whole = around(site)
    return {one: redrawn(whole, one, former.get(one)) for one in (HOME, *(leaf.address for leaf in site.pages))}


@pytest.fixture(scope="module")
def former() -> Sheets:
    return all_drawn(_site())


EDITS: dict[str, tuple[dict[str, str | bytes], set[str]]] = {
    "nothing": ({}, set()),
    "words of a page": (_edited("serre.md", "Les tomates", "Les courgettes"), {"serre.html"}),
    "a section that no other page names": (_edited("serre.md", "Arroser", "Arroser peu"), {"serre.html"}),
    "a section that another page leads to": (
        _edited("appentis.md", "## Outils", "## Outils à main"),
        {"appentis.html", "potager/semis.html"},
    ),
    "the title of a page below a chapter": (
        {
            **_edited("potager/semis.md", "# Les semis", "# Semer"),
            **_edited("SUMMARY.md", "[Les semis]", "[Semer]"),
        },
        {"potager/semis.html", "potager/index.html", "potager/recoltes.html"},
    ),
    "a picture more before those of others": (
        _edited("potager/README.md", "Voir", "Une phrase. Voir"),
        {"potager/index.html"},
    ),
    "a table more moves the numbers behind it": (
        _edited("potager/recoltes.md", "| c | d |\n", "| c | d |\n\nPuis :\n\n| e | f |\n|---|---|\n| g | h |\n"),
        {"potager/recoltes.html"},
    ),
}


def _redrawn_addresses(site: Site, former: Sheets) -> tuple[Sheets, set[str]]:
    again: list[str] = []

    def counted(own: Site, address: str) -> bytes:
        again.append(address)
        return drawn(own, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redraw, "drawn", counted)
        now = all_drawn(site, former)
    return now, set(again)


def _is_as_drawn_anew(site: Site, now: Sheets) -> None:
    assert {one: sheet.page for one, sheet in now.items()} == {one: drawn(site, one) for one in now}


@pytest.mark.parametrize("name", list(EDITS))
def test_the_pages_that_show_an_edit_are_drawn_again(former: Sheets, name: str) -> None:
    changed, expected = EDITS[name]
    site = _site(changed)
    now, again = _redrawn_addresses(site, former)
    _is_as_drawn_anew(site, now)
    assert again == expected


def test_the_title_of_a_chapter_is_shown_on_every_page_of_a_short_book(former: Sheets) -> None:
    changed = {
        **_edited("verger.md", "# Le verger", "# Le grand verger"),
        **_edited("SUMMARY.md", "[Le verger]", "[Le grand verger]"),
    }
    site = _site(changed)
    now, again = _redrawn_addresses(site, former)
    _is_as_drawn_anew(site, now)
    assert again == ALL


def test_a_marker_less_changes_what_every_page_says_of_the_draft(former: Sheets) -> None:
    site = _site(_edited("verger.md", "\\[ENRICHIR] ", ""))
    now, _again = _redrawn_addresses(site, former)
    _is_as_drawn_anew(site, now)


ORDERS: dict[str, Callable[[Order], Order]] = {
    "final": lambda order: order._replace(edition="final"),
    "forge": lambda order: order._replace(edit_url="https://ailleurs.example.org"),
    "day": lambda order: order._replace(
        publication=Publication(changes={"serre.md": Change("2026-01-02", ("Anne",))}, names_authors=True)
    ),
    "address": lambda order: order._replace(publication=Publication(url="https://guide.example.org/")),
    "title": lambda order: order._replace(
        handbook=replace(order.handbook, identity=replace(order.handbook.identity, title="Autre"))
    ),
    "made": lambda order: order._replace(made={"handbook.pdf": b"%PDF"}),
    "reversed": lambda order: order._replace(handbook=replace(order.handbook, parts=order.handbook.parts[::-1])),
    "unmarked": lambda order: order._replace(handbook=replace(order.handbook, markers=())),
}


@pytest.mark.parametrize("name", list(ORDERS))
def test_other_settings_leave_no_page_behind(former: Sheets, name: str) -> None:
    site = laid_out(ORDERS[name](site_order(BOOK)))
    now, _again = _redrawn_addresses(site, former)
    _is_as_drawn_anew(site, now)


def test_a_picture_that_cannot_be_shown_any_more_changes_the_pages_that_show_it() -> None:
    def gone(path: str) -> bytes:
        raise FileNotFoundError(path)

    order = site_order({**BOOK, "potager/plan.png": png_of(4, 4)})
    lost = laid_out(order._replace(picture=gone))
    now, again = _redrawn_addresses(lost, all_drawn(laid_out(order)))
    _is_as_drawn_anew(lost, now)
    assert again == {"potager/index.html"}


def test_every_piece_of_the_sample_is_known_again() -> None:
    order = sample_order()
    first = all_drawn(laid_out(order))
    site = laid_out(order)
    now, again = _redrawn_addresses(site, first)
    assert again == set()
    assert now == first
    pages = tuple(replace(part, chapters=part.chapters[::-1]) for part in order.handbook.parts)
    turned = laid_out(order._replace(handbook=replace(order.handbook, parts=pages)))
    _is_as_drawn_anew(turned, all_drawn(turned, first))


def test_taking_over_costs_little(former: Sheets) -> None:
    site = _site()
    assert effort(lambda: all_drawn(site, former)) * 10 < effort(lambda: all_drawn(site))
