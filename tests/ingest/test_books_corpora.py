"""The structure of real books: what their lists name, and where their links lead."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.build.reading import open_folder
from pipeline.build.stages import Opened, whole_book
from pipeline.config import Config
from pipeline.diagnostics import Diagnostic
from pipeline.model import CrossReference, Handbook, Heading, Link, Page
from pipeline.model.walk import each_page, walk

# Per export: parts with a title, pages of the list, pages that it leaves out, pages that are not to be published.
STRUCTURE = {
    "gitbook-alliance": (6, 38, 0, 4),
    "gitbook-dnum": (0, 75, 3, 3),
    "gitbook-git-sync": (1, 18, 0, 0),
    "gitbook-startups": (9, 55, 27, 0),
}
# Per export: links inside the book that are found (at least), links out of it (at least), links that lead nowhere (at
# most). "At least" and "at most": what a link is depends also on which constructs are read.
LINKS = {
    "gitbook-alliance": (21, 80, 0),
    "gitbook-dnum": (67, 110, 12),
    "gitbook-git-sync": (1, 4, 0),
    "gitbook-startups": (6, 220, 1),
}


def _read(corpora: Path, export: str) -> tuple[Handbook, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    folder = open_folder(corpora / export, findings.append)
    return whole_book(Opened(folder, Config()), findings.append), findings


def _pages(book: Handbook) -> list[Page]:
    return [page for part in book.parts for page in each_page(part.chapters)]


@pytest.mark.parametrize("export", STRUCTURE)
def test_the_structure_of_an_export(corpora: Path, export: str) -> None:
    book, findings = _read(corpora, export)
    codes = Counter(finding.code.name for finding in findings)
    titled = sum(bool(part.title) for part in book.parts)
    assert (titled, len(_pages(book)), codes["S132"], codes["S112"]) == STRUCTURE[export]
    assert not any(codes[code] for code in ("S130", "S131", "S137", "S138", "N120"))


@pytest.mark.parametrize("export", LINKS)
def test_the_links_of_an_export(corpora: Path, export: str) -> None:
    book, findings = _read(corpora, export)
    nodes = [node for page in _pages(book) for block in page.blocks for node in walk(block)]
    ids = {page.id for page in _pages(book)} | {node.anchor for node in nodes if isinstance(node, Heading)}
    inside = [node for node in nodes if isinstance(node, CrossReference)]
    outside = [node for node in nodes if isinstance(node, Link) and ":" in node.target]
    dead = [finding for finding in findings if finding.code.name == "S151"]
    found, out, nowhere = LINKS[export]
    assert all(node.target in ids for node in inside)
    assert (len(inside) >= found, len(outside) >= out, len(dead) <= nowhere) == (True, True, True)
