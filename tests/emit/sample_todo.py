"""A small handbook whose markers carry all that a marker can carry, for the tests of the to-do report."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from pipeline.emit.history import Point
from pipeline.emit.look import look
from pipeline.emit.order import Edition, Order
from pipeline.messages import speaker
from pipeline.model import Handbook, Marker, SuppressedMarker
from pipeline.source import Span
from tests.markers.reading import recognised

BUILT = date(2026, 3, 14)
SOURCES = {
    "SUMMARY.md": "# Table of contents\n\n* [Les rôles](roles.md)\n  * [Le budget](budget.md)\n* [Fin](fin.md)\n",
    "roles.md": "# Les rôles\n\n## Qui fait quoi\n\n**\\[ENRICHIR]** Les profils.\n\n"
    "TODO(lea): les \\*absents\\* & autres\n\n![Plan](plan.png)\n\nLe service \\[NOM DU SERVICE] répond.\n",
    "budget.md": "# Le budget (vide)\n\n| | | | Niv 1 | Niv 2 |\n| - | - | - | - | - |\n"
    "| **Axe** | **Sous axe** | **Intention** | **Compétence** | |\n| A | B | C | D | E |\n| | | | | |\n",
    "fin.md": "# Fin\n",
}
HOSTILE = '"><script>alert("x")</script> \\*b\\* `c` [d](e) | @f #12 \u202eg'
FORGE = "https://forge.example/guide/edit/main/sources/{file}#L{line}"


def order(
    book: Handbook,
    edition: Edition = "draft",
    language: str = "fr",
    edit_url: str = "",
    history: tuple[Point, ...] = (),
) -> Order:
    book = replace(book, identity=replace(book.identity, language=language))
    say = speaker(language)
    return Order(book, edition, look(), lambda _path: b"", say, lambda _found: None, BUILT, edit_url, history)


def a_marker(**changes: object) -> Marker:
    span = Span("roles.md", 5, 3, 5, 7)
    marker = Marker(1, "todo", "sure", span, "TODO", "les rôles", ("Les rôles",), "roles", "0123456789abcdef")
    return replace(marker, **changes)


def with_marker(**changes: object) -> Handbook:
    return replace(recognised(SOURCES), markers=(a_marker(**changes),))


def dated() -> Handbook:
    """Give a book with four markers: late by twelve days, by one, due in time, and without a date; one is set aside."""
    markers = (
        a_marker(
            number=1, due="2026-03-13", owner="lea", since="2024-12-01", author="Léa Perrin", fingerprint="a" * 16
        ),
        a_marker(number=2, due="2026-12-31", kind="enrich", text="\\[ENRICHIR]", priority="high", fingerprint="b" * 16),
        a_marker(number=3, due="2026-03-02", level="suspected", since="2026-03-01", fingerprint="c" * 16),
        a_marker(number=4, page="fin", owner="ali", priority="low", author="Ali", fingerprint="d" * 16),
    )
    aside = SuppressedMarker(a_marker(number=0, fingerprint="e" * 16), "C’est le titre d’une rubrique.")
    return replace(recognised(SOURCES), markers=markers, suppressed=(aside,))


def many(count: int) -> Handbook:
    """Give a book with as many markers, of many persons, each with a long sentence."""
    markers = tuple(
        a_marker(number=n, owner=f"p{n % 40:02}", subject=f"la phrase {n} " + "qui dure " * 12, fingerprint=f"{n:016x}")
        for n in range(1, count + 1)
    )
    return replace(recognised(SOURCES), markers=markers)


def points(*numbers: int) -> tuple[Point, ...]:
    """Give a history with a point for each first day of a month of 2025."""
    return tuple(
        Point(f"2025-{month:02}-01", f"{month:07x}", sure, sure // 2, 1) for month, sure in enumerate(numbers, 1)
    )
