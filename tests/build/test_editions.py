"""The edition that a returned file was made as, when the file has lost it and the cache is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.build import editions
from pipeline.build.editions import Known, edition_again, made_today
from pipeline.build.reviewing import review_of
from pipeline.build.run import order_of
from pipeline.build.stages import Opened, final_edition, open_sources, silent_book
from pipeline.config import EditionName
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit import EMITTERS
from pipeline.manuscript import reading
from pipeline.manuscript.manuscript import Manuscript, Paragraph, Run, whole
from pipeline.model import Handbook
from pipeline.review import placing

_PAGE = "# Le cadre\n\nUne équipe se réunit chaque mois.\n\n[À COMPLÉTER]\n\nElle rend compte de son travail.\n"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A small book, the same day each time; nothing is kept of what is built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 2026-11-29
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "README.md").write_text(_PAGE, encoding="utf-8")
    return open_sources(tmp_path / "sources", lambda _finding: None)


def _sent(opened: Opened, edition: EditionName) -> Manuscript:
    """Give the Word file of an edition as LibreOffice saves it as ODT: of the edition only its identity is left."""
    book = editions.book_of(opened, edition)
    (data,) = EMITTERS["docx"](order_of(book, opened, edition)).values()
    return replace(reading.read(data, lambda _finding: None, "relu.docx"), packed=b"")


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_the_very_edition_is_made_again_from_the_same_sources(opened: Opened, edition: EditionName) -> None:
    told: list[Diagnostic] = []
    sent = _sent(opened, edition)
    found = edition_again(sent, "relu.docx", lambda name: made_today(opened, name), told.append)
    assert found is not None
    assert found.draft == (edition == "draft")
    assert [one.text for one in found.paragraphs] == [whole(one) for one in sent.paragraphs]
    assert told == []


def test_a_final_edition_is_not_made_for_a_draft(opened: Opened) -> None:
    made: list[EditionName] = []

    def make(edition: EditionName) -> Known:
        made.append(edition)
        return made_today(opened, edition)

    edition_again(replace(_sent(opened, "draft"), edition="of another day"), "relu.docx", make, lambda _finding: None)
    assert made == ["draft"]


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_sources_that_changed_since_make_another_edition_and_that_is_told(
    opened: Opened, edition: EditionName, tmp_path: Path
) -> None:
    sent = _sent(opened, edition)
    (tmp_path / "sources" / "README.md").write_text(_PAGE + "\nDeux fois par an.\n", encoding="utf-8")
    today = open_sources(tmp_path / "sources", lambda _finding: None)
    told: list[Diagnostic] = []
    found = edition_again(sent, "relu.docx", lambda name: made_today(today, name), told.append)
    assert found is not None
    assert found.draft == (edition == "draft")
    assert [(one.code, dict(one.values)) for one in told] == [(Code.E221, {"file": "relu.docx"})]


def test_a_file_that_nothing_of_us_is_left_in_has_no_edition(opened: Opened) -> None:
    told: list[Diagnostic] = []
    copied = Manuscript("docx", (Paragraph((Run("Une équipe se réunit chaque mois."),)),))
    assert edition_again(copied, "copie.docx", lambda name: made_today(opened, name), told.append) is None
    assert [one.code for one in told] == [Code.E227]


def test_a_change_in_a_file_that_lost_its_edition_is_placed(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = _sent(opened, "draft")
    paragraphs = tuple(
        replace(one, runs=(Run(whole(one).replace("mois", "lundi")),)) if "mois" in whole(one) else one
        for one in sent.paragraphs
    )
    monkeypatch.setattr(reading, "read", _reading_once(replace(sent, paragraphs=paragraphs)))
    told: list[Diagnostic] = []
    book = silent_book(opened, lambda _finding: None)
    (remark,) = review_of(opened, book, (Path("relu.odt"),), told.append).remarks
    assert (remark.old, remark.new, remark.certainty) == ("mois", "lundi", "exact")
    assert remark.span is not None
    assert (remark.span.file, remark.span.line, remark.span.column) == ("README.md", 3, 29)
    assert told == []


def _reading_once(returned: Manuscript) -> object:
    """Read the file that came back as it is given here, and what is made meanwhile as it is."""
    read = reading.read

    def reads(source: object, *arguments: object) -> Manuscript:
        return returned if isinstance(source, Path) else read(source, *arguments)  # type: ignore[arg-type]

    return reads


def test_a_final_edition_is_compared_with_the_final_edition_of_today(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = editions.book_of(opened, "final")
    files = EMITTERS["docx"](order_of(final, opened, "final"))
    (tmp_path / "relu.docx").write_bytes(*files.values())
    books: list[Handbook] = []
    placed = placing.reviewed

    def looked_at(*arguments: object) -> object:
        books.append(arguments[3])  # type: ignore[arg-type]
        return placed(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(placing, "reviewed", looked_at)
    draft = silent_book(opened, lambda _finding: None)
    assert review_of(opened, draft, (tmp_path / "relu.docx",), lambda _finding: None).remarks == ()
    assert books == [final_edition(silent_book(opened, lambda _finding: None, "final"), opened)]
    assert books != [draft]
