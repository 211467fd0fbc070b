"""Five real documents as a book of five chapters, without any configuration (read from HANDBOOK_CORPORA/seeds)."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.build import stages
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.messages import speaker
from pipeline.model import (
    Handbook,
    Heading,
    JobSheet,
    Link,
    ResponsibilityMatrix,
    SkillsMatrix,
    Table,
    coding,
)
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.source import cut
from tests.emit.epub_check import complaints
from tests.emit.verapdf import broken_rules, lacking
from tests.reading_back import docx_text, epub_text, html_text, missing_words, pdf_text


class Built(NamedTuple):
    """The book, what was said about it, and its files."""

    folder: Path
    book: Handbook
    findings: list[Diagnostic]
    files: dict[str, bytes]


@pytest.fixture(scope="session")
def seeds(corpora: Path) -> Built:
    """Build the five documents once."""
    folder = corpora / "seeds"
    findings: list[Diagnostic] = []
    opened = stages.open_sources(folder, findings.append)
    book = stages.whole_book(opened, findings.append)
    read, say = opened.folder.read, speaker("fr")
    order = Order(book, "draft", look(), read, say, findings.append, date(2026, 1, 31))
    files: dict[str, bytes] = {}
    for name in ("docx", "pdf", "html", "epub", "todo"):
        files |= EMITTERS[name](order)
    return Built(folder, book, findings, files)


def _words(file: Path) -> list[str]:
    """Give the words of a source by rough means of this test's own: settings' values, text without its marks."""
    text = file.read_bytes().decode("utf-8")
    if "√" in text:
        text = text.encode("mac_roman").decode("utf-8")
    head, text = (text.split("---\n", 2)[1:]) if text.startswith("---\n") else ("", text)
    values = [re.sub(r"^\s*(?:[\w-]+:|-)", "", line) for line in head.splitlines() if not re.match(r"icon|date", line)]
    text = "\n".join([*values, text])
    text = re.sub(r"\]\([^)]*\)", "] ", text)
    text = re.sub(r"<[^>]*>|&#x20;", " ", text)
    return re.findall(r"\w+", text.replace("_", " ") if "_" not in head else re.sub(r"(?<!\w)_|_(?!\w)", " ", text))


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("handbook.docx", docx_text),
        ("handbook.pdf", pdf_text),
        ("handbook.html", html_text),
        ("handbook.epub", epub_text),
    ],
)
def test_every_word_is_in_every_document(seeds: Built, name: str, read: object) -> None:
    text = read(seeds.files[name])  # type: ignore[operator]
    for file in sorted(seeds.folder.iterdir()):
        words = _words(file)
        assert len(words) > 100
        assert missing_words(words, text) == [], f"{file.name} in {name}"
    assert "25 décembre 2023" in re.sub(r"\s+", " ", text)


def test_the_book_has_five_chapters(seeds: Built) -> None:
    (part,) = seeds.book.parts
    assert [page.kind for page in part.chapters] == ["page", "article", "job-sheet", "page", "page"]
    assert plain(part.chapters[0].title) == "📋 Product Owning (vide)"
    assert [page.icon for page in part.chapters[3:]] == ["football", "football"]


def test_the_skills_matrix_is_understood(seeds: Built) -> None:
    matrix = next(node for node in walk(seeds.book) if isinstance(node, SkillsMatrix))
    assert [plain(level.title) for level in matrix.levels] == ["Niv 1", "Niv 2", "Niv 3", "Niv 4"]
    assert all(plain(level.description) for level in matrix.levels)
    titles = (matrix.axis_title, matrix.sub_axis_title, matrix.intention_title, matrix.skill_title)
    assert [plain(title) for title in titles] == ["Axe", "Sous axe", "Intention", "Compétence"]
    assert [plain(row.axis) for row in matrix.rows] == ["Product Management"]
    assert len(matrix.empty_rows) == 2
    told = [finding.where.line for finding in seeds.findings if finding.code is Code.N103 and finding.where]
    assert told == [12, 13]


def test_the_article_is_understood(seeds: Built) -> None:
    article = seeds.book.parts[0].chapters[1]
    assert plain(article.title) == "Le métier de Product Owner"
    assert (article.record.date, [plain(tag) for tag in article.record.tags]) == ("2023-12-25", ["PO", "Chef Projet"])
    assert article.cover is not None
    assert (article.cover.asset, article.cover.alt) == ("", "Metier Product Owner")
    assert [finding.code for finding in seeds.findings if finding.code is Code.S140] == [Code.S140]
    headings = [block for block in article.blocks if isinstance(block, Heading)]
    assert sum(plain(heading.children)[:2] in {f"{n}." for n in range(1, 7)} for heading in headings) == 6
    assert "Strong" not in {type(child).__name__ for heading in headings for child in heading.children}


def test_the_job_sheet_is_understood(seeds: Built) -> None:
    sheet = next(node for node in walk(seeds.book) if isinstance(node, JobSheet))
    assert sheet.identifier == "MET.7958"
    assert [code.code for code in sheet.rome] == ["M1806"]
    assert [training.identifier for training in sheet.trainings] == ["FOR.10854", "FOR.10991", "FOR.11890"]
    assert plain(sheet.level) == "bac + 5"
    assert [section.kind for section in sheet.sections] == ["presentation", "brief"]
    brief = sheet.sections[1].blocks
    assert [type(block).__name__ for block in brief] == ["Paragraph", "Heading", "Heading", "Paragraph"]
    page = seeds.files["handbook.html"].decode()
    assert "https://www.onisep.fr/http/redirection/metier/slug/MET.7958" in page
    assert "https://candidat.francetravail.fr/metierscope/fiche-metier/M1806" in page


def test_the_responsibility_tables_are_understood(seeds: Built) -> None:
    matrices = [node for node in walk(seeds.book) if isinstance(node, ResponsibilityMatrix)]
    assert [len(matrix.rows) for matrix in matrices] == [6, 7]
    assert not any(isinstance(node, Table) for node in walk(seeds.book))
    kinds = [[[cell.kind for cell in row.cells] for row in matrix.rows] for matrix in matrices]
    assert kinds[0][0] == ["shared", "shared"]
    assert kinds[0][2] == ["none", "responsible"]
    assert kinds[1][2] == ["participates", "responsible"]
    assert all("\u200d" in meaning.sign for m in matrices for meaning in m.legend if meaning.sign.startswith("🙆"))


def test_the_report_holds_the_markers_and_nothing_else_for_sure(seeds: Built) -> None:
    report = json.loads(seeds.files["todo.json"])
    sure = [(m["file"][:3], m["line"], m["text"], m["owner"]) for m in report["markers"] if m["level"] == "sure"]
    assert sure == [
        ("000", 5, "(vide)", ""),
        ("003", 30, r"\[ENRICHIR]", ""),
        ("003", 32, r"\[COMMENT déclencher la prise de conscience]", ""),
        ("004", 9, "Schéma ici", "norman.wozniak"),
        ("004", 30, r"\[ENRICHIR]", ""),
        ("004", 32, r"\[COMMENT déclencher la prise de conscience]", ""),
    ]
    assert ("003", 36) in {(m["file"][:3], m["line"]) for m in report["markers"] if m["level"] == "suspected"}


def test_each_marker_cuts_itself_out_of_its_file(seeds: Built) -> None:
    for marker in seeds.book.markers:
        if marker.kind not in ("empty-row", "missing-image"):
            text = (seeds.folder / marker.span.file).read_text(encoding="utf-8")
            assert cut(text, marker.span) == marker.text


def test_the_mention_is_no_link_and_codes_are(seeds: Built) -> None:
    assert not any("app.gitbook.com" in node.target for node in walk(seeds.book) if isinstance(node, Link))


def test_the_model_read_back_is_the_same(seeds: Built) -> None:
    assert coding.decode(coding.encode(seeds.book)) == seeds.book


def test_debris_reaches_no_reader(seeds: Built) -> None:
    for name, read in (("handbook.docx", docx_text), ("handbook.pdf", pdf_text), ("handbook.html", html_text)):
        text = read(seeds.files[name])
        assert not re.search(r"&#x20;|\\\[|√|<mark|\*\*", text), name


@pytest.mark.clients
def test_the_e_book_keeps_the_standard(seeds: Built, tmp_path: Path) -> None:
    assert complaints({"seeds": seeds.files["handbook.epub"]}, tmp_path) == []


@pytest.mark.clients
def test_the_pdf_is_accessible(seeds: Built, tmp_path: Path) -> None:
    if lacking() and os.environ.get("CI", "").lower() != "true":
        pytest.skip(f"veraPDF needs {', '.join(lacking())}")
    file = tmp_path / "handbook.pdf"
    file.write_bytes(seeds.files["handbook.pdf"])
    assert broken_rules(file) == []
