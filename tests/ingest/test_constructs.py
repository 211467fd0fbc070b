"""Real exports: each construct of the sources is a node of the model, counted, and no mark of it reaches a reader."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.build.reading import open_folder
from pipeline.config import Config
from pipeline.ingest import ingest, text_of
from pipeline.model import Handbook, Text
from pipeline.model.walk import each_page, walk
from pipeline.source import cut

EXPORTS = ("seeds", "gitbook-alliance", "gitbook-dnum", "gitbook-git-sync", "gitbook-startups", "job-sheets")

# A construct as it stands in the sources, and the nodes that it becomes, all of them together.
CONSTRUCTS = {
    r'<table[^>]*data-view="cards"': ("Cards",),
    r'<table(?![^>]*data-view="cards")[^>]*>|^[ >]*\|?[ :|-]*-{3,}[ :]*\|[ :|-]*$': (
        "Table",
        "SkillsMatrix",
        "ResponsibilityMatrix",
    ),
    r"<details": ("Details",),
    r"<mark": ("Highlight",),
    r'class="button': ("Button",),
    r"^[ ]*(?:```|~~~)": ("CodeBlock", "CodeBlock"),
    r"\$\$": ("Math", "Math", "MathBlock", "MathBlock"),
    r"<kbd>": ("Keyboard",),
}
_CODE = re.compile(r"^( *)(```+|~~~+)[^\n]*\n.*?^\1\2[^\n]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^ *(?:```|~~~)", re.MULTILINE)
_MARKS = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^>]*)?>|&#x?[0-9a-f]+;|&#xNAN;|\*{4}|[\u200b\ufeff]|\\$", re.IGNORECASE)


@pytest.fixture(scope="module", params=EXPORTS)
def export(request: pytest.FixtureRequest, corpora: Path) -> tuple[Handbook, dict[str, str]]:
    folder = open_folder(corpora / request.param, lambda _found: None)
    book = ingest(folder, Config(), lambda _found: None)
    files = [page.file for part in book.parts for page in each_page(part.chapters)]
    return book, {file: text_of(folder, file) for file in files}


def test_constructs_become_nodes(export: tuple[Handbook, dict[str, str]]) -> None:
    book, texts = export
    nodes = Counter(type(node).__name__ for node in walk(book))
    fences = sum(len(_FENCE.findall(text)) for text in texts.values())
    assert fences // 2 <= nodes["CodeBlock"]
    for written, kinds in CONSTRUCTS.items():
        if "```" in written:
            continue
        there = sum(len(re.findall(written, _CODE.sub("", text), re.MULTILINE)) for text in texts.values())
        assert sum(nodes[kind] for kind in kinds) == there, written


def test_no_mark_reaches_a_reader(export: tuple[Handbook, dict[str, str]]) -> None:
    book, _texts = export
    left = [(str(node.span), node.text) for node in walk(book) if isinstance(node, Text) and _MARKS.search(node.text)]
    assert left == []


def test_repairs_cut_what_they_say(export: tuple[Handbook, dict[str, str]]) -> None:
    book, texts = export
    for repair in book.repairs:
        if repair.span.file in texts:
            assert cut(texts[repair.span.file], repair.span) == repair.before
