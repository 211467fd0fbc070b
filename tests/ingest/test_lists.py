"""Whatever a list of pages looks like: nothing fails, no page stands twice, no word of it is lost in silence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest
from pipeline.messages import speaker
from pipeline.model import Handbook, Page
from pipeline.model.text import plain
from pipeline.model.walk import each_page, walk
from tests.cases import folder_of
from tests.effort import effort

PAGES = {f"p{number}.md": f"# Page{number}\n" for number in range(4)}
PAGES |= {"d/README.md": "# Dossier\n", "x.pdf": "%PDF"}
_TARGETS = (
    *("p0.md", "p1", "./p2.md", "P3.MD", "d/", "d", "/p1.md", "p0.md#a", "perdu.md", "../p1.md", "x.pdf", "#a", ""),
    *("https://exemple.fr/", "<p 1.md>", 'p1.md "Titre cité"'),
)
_WORDS = ("Alpha", "**Bêta**", "\\[Gamma]", "🚀 Delta", "Epsilon (vide)", "")


def _letters(number: int) -> str:
    return chr(97 + number // 26) + chr(97 + number % 26)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Give a line such as lists hold; its words end in letters that make each one's own, more or less."""
    word, target = draw(st.sampled_from(_WORDS)), draw(st.sampled_from(_TARGETS))
    link = draw(st.sampled_from((f"[{word}]({target})", f"[{word}]({target})", word, f"{word} [{word}]({target}) fin")))
    mark = draw(st.sampled_from(("* ", "- ", "1. ", "## ", "", "* [ ] ")))
    indent = "" if mark in ("", "## ") else "  " * draw(st.integers(0, 6))
    link = re.sub(r"(?<![\w(/#])([A-ZÉa-zéêè]{4,})(?!\w)", rf"\1{_letters(draw(st.integers(0, 675)))}", link)
    return draw(st.sampled_from((indent + mark + link, indent + mark + link, "", "***", "<!-- x -->")))


def _said(book: Handbook, findings: list[Diagnostic]) -> str:
    """Give all that the book and the findings say of the list."""
    say = speaker("en")
    words = [plain((node,)) for part in book.parts for node in walk(part) if hasattr(node, "text")]  # type: ignore[arg-type]
    return " ".join([*words, *(finding.message(say) for finding in findings)])


@settings(deadline=None, max_examples=150)
@given(st.lists(lines(), min_size=1, max_size=10))
def test_no_word_of_a_list_is_lost(rows: list[str]) -> None:
    findings: list[Diagnostic] = []
    summary = "\n".join(["# Sommaire", "", "* [Page](p0.md)", *rows])
    book = ingest(folder_of({**PAGES, "SUMMARY.md": summary}), Config(), findings.append)
    pages = [page for part in book.parts for page in each_page(part.chapters)]
    files = [page.file for page in pages if page.file]
    assert len(set(files)) == len(files)
    assert len({page.id for page in pages}) == len(pages)
    said = _said(book, findings)
    for row in rows:
        for word in re.findall(r"[^\W\d_]{4,}", re.sub(r"\[.*?\]\(.*?\)|<!--.*", "", row)):
            assert word in said, row


def _effort(count: int) -> int:
    sources = {f"p{number}.md": "# Page\n" for number in range(count)}
    lines = [f"* [Page](p{number}.md)\n* [Perdue](perdue-{number}.md)" for number in range(count)]
    folder = folder_of(sources | {"SUMMARY.md": "\n".join(lines)})
    return effort(lambda: ingest(folder, Config(), lambda _finding: None))


def test_a_long_list_with_many_missing_pages_costs_in_proportion() -> None:
    _effort(50)  # what is made once, is made
    assert _effort(1000) < 12 * _effort(100)


@pytest.mark.parametrize("below", ["  - ", "  -", "  ---", "  ==="])
def test_a_line_that_is_underlined_is_an_entry(below: str) -> None:
    book = ingest(folder_of({**PAGES, "SUMMARY.md": f"* [Page](p0.md)\n{below}\n"}), Config(), lambda _finding: None)
    assert [page.file for page in book.parts[0].chapters] == ["p0.md"]


def test_a_group_is_a_page_of_its_own() -> None:
    book = ingest(folder_of({**PAGES, "SUMMARY.md": "* Outils\n  * [Un](p1.md)\n"}), Config(), lambda _finding: None)
    (group,) = book.parts[0].chapters
    assert isinstance(group, Page)
    assert (group.file, plain(group.title), [page.file for page in group.children]) == ("", "Outils", ["p1.md"])
