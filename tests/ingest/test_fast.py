"""The short cuts of the parser change nothing; a page ten times longer takes about ten times longer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.config import Config
from pipeline.ingest import ingest
from pipeline.ingest.markdown.fast import hasten
from tests.cases import folder_of
from tests.effort import effort

MARKS = ["\n\n", "    ", "<b>", "](x)", "&amp;", "| - |", "> ", "é"]
PIECES = st.sampled_from([*"abc *_`~[]()!<>&\\$^#-+=:|1.\t\n", *MARKS])


def _plain() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


PLAIN, FAST = _plain(), _plain()
hasten(FAST)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_the_tokens_are_the_same(text: str) -> None:
    assert [token.as_dict() for token in FAST.parse(text)] == [token.as_dict() for token in PLAIN.parse(text)]


LONG = {
    "paragraph": ("", "mot *gras* et suite ; ", ""),
    "lines": ("", "mot *gras* et suite\n", ""),
    "quote": ("", "> mot\n", ""),
    "list": ("", "- mot **gras**\n", ""),
    "pipe table": ("| a | b |\n| - | - |\n", "| un \\| x | <p>a</p><ul><li>b</li></ul> |\n", ""),
    "one cell": ("| a |\n| - |\n| ", "a\\|b ", " |\n"),
    "html table": ("<table>", "<tr><td>un <b>x</b></td><td><p>a</p></td></tr>", "</table>"),
    "cards": ('<table data-view="cards"><tr><th></th></tr>', "<tr><td>a</td></tr>", "</table>"),
    "tags in a line": ("", "<b>x</b> <i>y ", ""),
    "links": ("", "[x](y.md) https://exemple.fr/a) ", ""),
    "brackets": ("", "[a ^[b ![c ", ""),
    "stars": ("", "*a **b ****c ", ""),
    "angles": ("", "<a <", ""),
    "comments": ("", "<!-- ", ""),
    "comments in HTML": ("<div>", "<!-- a <? ", ""),
    "formulas": ("", "$$\na\n\n", ""),
    "dollars": ("", "$$ $$a", ""),
    "debris": ("", "a&#xNAN;b\u200b&#x20; ", ""),
    "backslashes": ("", "a\\\n\\\n", ""),
    "containers": ("", "<div>\n\n", ""),
    "pictures": ("<div>", "<figure><img src='a'></figure>", "</div>"),
    "anchors": ("", '<a id="x"></a>\n\n## T\n\n', ""),
}


@pytest.mark.parametrize("name", LONG)
def test_effort_grows_with_length(name: str) -> None:
    start, middle, end = LONG[name]

    def of(times: int) -> int:
        folder = folder_of({"page.md": f"# Titre\n\n{start}{middle * times}{end}"})
        return effort(lambda: ingest(folder, Config(), lambda _found: None))

    of(1)  # what is made once, is made
    assert of(2000) < 12 * of(200)


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<ul><li>", "*_", "> ", "<nom>", "<details>\n\n", "[", "^["])
def test_deep_nesting_is_read(piece: str) -> None:
    ingest(folder_of({"page.md": f"# Titre\n\n{piece * 3000}mot"}), Config(), lambda _found: None)
