"""Real documents, read from the folder that HANDBOOK_CORPORA names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build.reading import open_folder
from pipeline.config import read_config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import Folder, ingest, text_of
from pipeline.model import (
    Handbook,
    Heading,
    Link,
    Page,
    ResponsibilityMatrix,
    SkillsMatrix,
    Strong,
    Text,
)
from pipeline.model.repair import RULE_TITLES
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.normalise import Context, normalise
from pipeline.source import cut

EXPORTS = ("seeds", "gitbook-alliance", "gitbook-dnum", "gitbook-git-sync", "gitbook-startups", "job-sheets")


def _normalised(folder: Folder, off: frozenset[str] = frozenset()) -> tuple[Handbook, list[Diagnostic]]:
    book = ingest(folder, read_config(None, lambda _finding: None), lambda _finding: None)
    findings: list[Diagnostic] = []
    return normalise(book, Context(findings.append, frozenset(folder.files), off)), findings


@pytest.fixture(scope="module")
def seeds(corpora: Path) -> tuple[list[Page], list[Diagnostic]]:
    book, findings = _normalised(open_folder(corpora / "seeds", lambda _found: None))
    return [page for part in book.parts for page in part.chapters], findings


def test_the_skills_matrix(seeds: tuple[list[Page], list[Diagnostic]]) -> None:
    (matrix,) = seeds[0][0].blocks
    assert isinstance(matrix, SkillsMatrix)
    titles = (matrix.axis_title, matrix.sub_axis_title, matrix.intention_title, matrix.skill_title)
    assert [plain(title) for title in titles] == ["Axe", "Sous axe", "Intention", "Compétence"]
    assert [plain(level.title) for level in matrix.levels] == ["Niv 1", "Niv 2", "Niv 3", "Niv 4"]
    assert plain(matrix.levels[1].description) == "Etre un pro du delivery"
    assert [plain(row.sub_axis) for row in matrix.rows] == ["Vision produit"]
    assert [len(row.skills) for row in matrix.rows] == [4]
    assert [place.line for place in matrix.empty_rows] == [12, 13]


@pytest.mark.parametrize(
    ("number", "kinds", "legend"),
    [
        (
            3,
            "shared shared, responsible responsible, " + ", ".join(["none responsible"] * 4),
            {"🔒": ("shared", "Co-responsable"), "🙆\u200d♂️": ("responsible", "")},
        ),
        (
            4,
            "responsible shared, responsible shared, participates responsible, participates responsible, "
            "responsible participates, participates responsible, participates responsible",
            {
                "🔒": ("shared", "Co-responsable / Responsable"),
                "🙆\u200d♂️": ("responsible", "Responsable / Co-responsable"),
                "🤝": ("participates", "Participe"),
            },
        ),
    ],
)
def test_the_responsibility_matrices(
    seeds: tuple[list[Page], list[Diagnostic]], number: int, kinds: str, legend: dict[str, tuple[str, str]]
) -> None:
    (matrix,) = (block for block in seeds[0][number].blocks if isinstance(block, ResponsibilityMatrix))
    assert ", ".join(" ".join(cell.kind for cell in row.cells) for row in matrix.rows) == kinds
    assert {one.sign: (one.kind, one.word) for one in matrix.legend} == legend
    assert matrix.activity_title == ()
    assert not matrix.empty_rows


def test_what_the_seeds_make_normalise_say(seeds: tuple[list[Page], list[Diagnostic]]) -> None:
    said = sorted((finding.where.file[:3], finding.code.name) for finding in seeds[1] if finding.where)
    assert said == [("000", "N103"), ("000", "N103"), ("003", "N101"), ("004", "N101")]


def test_bold_headings_of_the_article_are_clean_and_keep_their_numbers(
    seeds: tuple[list[Page], list[Diagnostic]],
) -> None:
    headings = [block for block in seeds[0][1].blocks if isinstance(block, Heading)]
    assert not any(isinstance(node, Strong) for heading in headings for node in walk(heading))
    assert plain(headings[3].children) == "1. Définir la Vision du Produit"


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_normalised_once_and_has_no_dead_link(corpora: Path, export: str) -> None:
    if not (corpora / export).is_dir():
        pytest.skip(f"{export} is not among the exports")
    folder = open_folder(corpora / export, lambda _found: None)
    book, _findings = _normalised(folder)
    assert normalise(book, Context(lambda _finding: None, frozenset(folder.files))) == book
    for node in walk(book):
        if isinstance(node, Link):
            assert "broken" not in node.target.partition("/")[0]


def test_the_seeds_texts_stand_at_their_places(corpora: Path) -> None:
    folder = open_folder(corpora / "seeds", lambda _found: None)
    every = frozenset(name for name, _title in RULE_TITLES)  # repaired words are not those of the file
    book, _findings = _normalised(folder, every)
    texts = [node for node in walk(book) if isinstance(node, Text) and not node.widths]
    sources = {file: text_of(folder, file).replace("\r\n", "\n") for file in folder.files}
    places = [(text.text, cut(sources[text.span.file], text.span)) for text in texts if "000" not in text.span.file]
    assert places
    for words, source in places:
        assert words == source
