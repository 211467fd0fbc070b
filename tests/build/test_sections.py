"""Under which headings a place stands."""

from __future__ import annotations

import pytest

from pipeline.build.sections import section_finder
from pipeline.build.stages import Opened, silent_book
from pipeline.config import Config
from pipeline.source import Span
from tests.cases import folder_of
from tests.effort import effort

PAGE = """---
description: Une page
---

Avant le titre.

## Avant

# Le titre

Une ligne.

## Un \\[ENRICHIR]

### Dedans

Une ligne.

## Deux

> Une ligne.
>
> #### Au fond
>
> Une ligne.
"""
BOOK = {
    "SUMMARY.md": "* [Page](page.md)\n  * [Autre](autre.md)\n",
    "page.md": PAGE,
    "autre.md": '# Autre\n\nTexte.\n\n{% include ".gitbook/includes/aide.md" %}\n',
    ".gitbook/includes/aide.md": "Texte.\n\n## Aide\n\nTexte.\n",
}
FIND = section_finder(silent_book(Opened(folder_of(BOOK), Config()), lambda _finding: None))


@pytest.mark.parametrize(
    ("file", "line", "headings"),
    [
        ("page.md", 2, ("Le titre",)),
        ("page.md", 5, ("Le titre",)),
        ("page.md", 8, ("Le titre", "Avant")),
        ("page.md", 13, ("Le titre", "Un [ENRICHIR]")),
        ("page.md", 17, ("Le titre", "Un [ENRICHIR]", "Dedans")),
        ("page.md", 19, ("Le titre", "Deux")),
        ("page.md", 21, ("Le titre", "Deux")),
        ("page.md", 25, ("Le titre", "Deux", "Au fond")),
        ("autre.md", 3, ("Autre",)),
        (".gitbook/includes/aide.md", 1, ()),
        (".gitbook/includes/aide.md", 5, ("Aide",)),
        ("SUMMARY.md", 1, ()),
        ("handbook.yml", 1, ()),
    ],
)
def test_a_place_stands_under_its_headings(file: str, line: int, headings: tuple[str, ...]) -> None:
    assert FIND(Span(file, line, 1, line, 2)).headings == headings


def test_headings_are_compared_without_markers_case_and_signs() -> None:
    assert FIND(Span("page.md", 17, 1, 17, 2)).same == ("le titre", "un", "dedans")


def test_what_is_no_page_is_its_file_without_its_folder() -> None:
    assert FIND(Span("un/dossier/SUMMARY.md", 1, 1, 1, 2)).same == ("summary md",)


def test_the_book_as_a_whole_stands_nowhere() -> None:
    assert FIND(None).same == ()


def book_with_pieces(count: int) -> dict[str, str]:
    pages = {f"p{n}.md": f'# P{n}\n\nTexte.\n\n{{% include ".gitbook/includes/i{n}.md" %}}\n' for n in range(count)}
    return pages | {f".gitbook/includes/i{n}.md": "## Aide\n\nTexte.\n" for n in range(count)}


def test_many_pieces_are_found_without_going_through_the_book_for_each() -> None:
    def work(count: int) -> int:
        find = section_finder(silent_book(Opened(folder_of(book_with_pieces(count)), Config()), lambda _finding: None))
        places = [Span(f".gitbook/includes/i{n}.md", 3, 1, 3, 2) for n in range(count)]
        assert find(places[-1]).headings == ("Aide",)
        return effort(lambda: [find(place) for place in places])

    assert work(80) < 3 * work(40)
