"""What a final edition shows in place of markers, as case files; and what always holds of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from pipeline.ingest import text_of
from pipeline.markers import published
from pipeline.model import Handbook, Heading, Marked, Paragraph, Text
from pipeline.model.repair import WITHHELD
from pipeline.model.text import plain
from pipeline.model.walk import walk
from tests.cases import Case, check, folder_of, read_cases
from tests.markers.reading import recognised
from tests.printed import printed
from tests.strategies import handbooks

CASES = read_cases(Path(__file__).parent / "published")


def _published(case: Case) -> Handbook:
    folder = folder_of(case.sources)
    return published(recognised(case.sources), lambda file: text_of(folder, file))


def _shown(book: Handbook, several: bool) -> str:
    pages = printed(replace(book, markers=(), repairs=()))
    lines = []
    for repair in book.repairs:
        if repair.rule == WITHHELD:
            place = f"{repair.span.file}:" if several else ""
            put = f"  →  {repair.after}" if repair.after else ""
            lines.append(f"withheld {place}{repair.span.line}:{repair.span.column}  {repair.before}{put}\n")
    return pages + "".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_published(case: Case, update: bool) -> None:
    check(case, _shown(_published(case), len(case.sources) > 1), update)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_publishing_twice_is_publishing_once(case: Case) -> None:
    once = _published(case)
    assert published(once) == once


def _words(book: Handbook) -> set[str]:
    texts = [node.text for part in book.parts for node in walk(part) if isinstance(node, Text)]
    return {word for text in texts for word in re.findall(r"\w+", text)}


def _unlisted(book: Handbook, final: Handbook) -> set[str]:
    """Give the words that a final edition lacks and does not list."""
    # Looked for in the whole: two texts side by side, such as a bold syllable, are one word there.
    told = "\n".join(repair.before for repair in final.repairs if repair.rule == WITHHELD)
    return {word for word in _words(book) - _words(final) if word not in told}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.title}")
def test_what_is_withheld_is_listed_and_leaves_no_gap(case: Case) -> None:
    book, final = recognised(case.sources), _published(case)
    assert _unlisted(book, final) == set()
    for node in (node for part in final.parts for node in walk(part)):
        if isinstance(node, Paragraph | Heading):
            said = plain(node.children)
            assert said.strip()
            assert not re.search(r"[^\S\n]{2}| [.,)]|\(\)|[,;(–—]$|^[.,;:)]", said), said


@given(handbooks())
def test_no_book_keeps_a_mark_and_every_marker_stays_listed(book: Handbook) -> None:
    final = published(book)
    assert not any(isinstance(node, Marked) for node in walk(replace(final, markers=())))
    assert final.markers == book.markers
    assert published(final) == final
    assert _unlisted(book, final) == set()
