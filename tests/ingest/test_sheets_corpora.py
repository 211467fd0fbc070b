"""Real job sheets, read from the folder that HANDBOOK_CORPORA names: nothing lost, every field found."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.build.reading import open_folder
from pipeline.config import Config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import Folder, ingest, text_of
from pipeline.model import (
    CodeBlock,
    Handbook,
    Index,
    JobSheet,
    Page,
    RomeCode,
    Text,
    Training,
    UnreadBlock,
    UnreadInline,
)
from pipeline.model.naming import forms
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.normalise import Context, normalise
from pipeline.source import cut

# Labels of the layout, which the outputs say in their own words.
_LABELS = "id appellations féminin masculin autres appellations codes rome niveau accès minimum formations recommandées"
_SAID = Counter((_LABELS + " statuts possibles centres intérêt d").split())


@pytest.fixture(scope="module")
def folder(corpora: Path) -> Folder:
    return open_folder(corpora / "job-sheets", lambda _found: None)


@pytest.fixture(scope="module")
def book(folder: Folder) -> Handbook:
    return ingest(folder, Config(rome="ideo-metiers_onisep.xml"), lambda _found: None)


def _sheets(book: Handbook) -> list[tuple[Page, JobSheet]]:
    return [(page, node) for page in book.parts[0].chapters for node in page.blocks if isinstance(node, JobSheet)]


def test_every_file_is_a_sheet_and_the_open_data_is_none(folder: Folder, book: Handbook) -> None:
    sheets = _sheets(book)
    assert len(sheets) == len(folder.texts()) == 117
    assert [page.file for page, sheet in sheets if not sheet.identifier] == []


def test_the_fields_are_all_found(folder: Folder, book: Handbook) -> None:
    for page, sheet in _sheets(book):
        raw = text_of(folder, page.file)
        assert sheet.identifier == re.findall(r"^\*\*ID:\*\* (MET\.\d+)", raw, re.MULTILINE)[0]
        assert [code.code for code in sheet.rome] == re.findall(r"^- ([A-N]\d{4})\s*$", raw, re.MULTILINE)
        assert len(sheet.trainings) == raw.count("(ID: FOR.")
        level = re.findall(r"^\*\*Niveau d'accès minimum:\*\* *(.*\S)", raw, re.MULTILINE)
        assert plain(sheet.level) == "".join(level)
        statuses = raw.partition("**Statuts possibles:**")[2].partition("\n## ")[0]
        assert [plain(one) for one in sheet.statuses] == re.findall(r"^- (.*\S)", statuses, re.MULTILINE)
        interests = raw.partition("## Centres d'intérêt")[2]
        assert [plain(one) for one in sheet.interests] == re.findall(r"^- (.*\S)", interests, re.MULTILINE)
        names = raw.partition("## Autres appellations")[2].partition("## Présentation")[0]
        written = [" ".join(name.split()) for name in re.findall(r"^### (.*\S)", names, re.MULTILINE)]
        assert [" ".join(plain(name.title).split()) for name in sheet.other_names] == written
        assert {section.kind for section in sheet.sections} >= {"presentation", "brief"}


def test_counts_per_field(book: Handbook) -> None:
    sheets = [sheet for _page, sheet in _sheets(book)]
    kinds = Counter(section.kind for sheet in sheets for section in sheet.sections)
    assert kinds == {
        "presentation": 117, "brief": 117, "career": 93, "work": 92, "skills": 92, "conditions": 92, "access": 93
    }  # fmt: skip
    assert sum(len(sheet.rome) for sheet in sheets) == 102
    assert sum(len(sheet.trainings) for sheet in sheets) == 782
    assert sum(len(sheet.other_names) for sheet in sheets) == 213
    assert len({plain(sheet.level) for sheet in sheets}) == 12
    assert len({plain(one) for sheet in sheets for one in sheet.statuses}) == 8
    assert all(code.label for sheet in sheets for code in sheet.rome)


def test_nothing_is_code_or_unread(book: Handbook) -> None:
    assert [node for node in walk(book) if isinstance(node, CodeBlock | UnreadBlock | UnreadInline)] == []


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_no_word_is_lost(folder: Folder, book: Handbook) -> None:
    for page, sheet in _sheets(book):
        raw = re.sub(r"</?p>|<br ?/?>", " ", text_of(folder, page.file))
        held = [node.text for node in walk(page) if isinstance(node, Text)]
        held += [one for node in walk(page) if isinstance(node, RomeCode) for one in (node.code,)]
        held += [f"ID {node.identifier}" for node in walk(page) if isinstance(node, Training) and node.identifier]
        # Forms that only repeat a title are not kept twice.
        alone = [name.title for name in sheet.other_names if not name.feminine and not name.masculine]
        repeated = [*alone, *alone, *(() if sheet.feminine or sheet.masculine else (page.title, page.title))]
        held += [sheet.identifier, *map(plain, repeated)]
        lost = Counter(_words(raw)) - Counter(word for text in held for word in _words(text))
        assert set(lost) - set(_SAID) == set(), page.file


def test_every_text_stands_where_it_says(folder: Folder, book: Handbook) -> None:
    for page, _sheet in _sheets(book):
        raw = text_of(folder, page.file)
        for node in walk(page):
            if isinstance(node, Text) and not node.widths:
                assert cut(raw, node.span) == node.text


def test_derived_forms_are_those_that_onisep_writes(book: Handbook) -> None:
    told: list[str] = []
    for page, sheet in _sheets(book):
        made = forms(plain(page.title))
        if made is not None and made != (plain(sheet.feminine), plain(sheet.masculine)):
            told.append(plain(page.title))
    # Two of these three are slips of the sheet itself, which writes the masculine twice.
    assert len(told) == 3


def test_the_catalogue_has_its_indexes(folder: Folder, book: Handbook) -> None:
    findings: list[Diagnostic] = []
    done = normalise(book, Context(findings.append, frozenset(folder.files)))
    indexes = {node.kind: node for node in walk(done.parts[-1]) if isinstance(node, Index)}
    assert sorted(indexes) == ["interests", "names", "rome"]
    entries = {kind: [entry for group in one.groups for entry in group.entries] for kind, one in indexes.items()}
    assert {one.target for entry in entries["names"] for one in entry.references} == {
        page.id for page, _sheet in _sheets(book)
    }
    codes = {code.code for _page, sheet in _sheets(book) for code in sheet.rome}
    assert [entry.code for entry in entries["rome"]] == sorted(codes)
    assert len(indexes["interests"].groups) == 32
