"""Round trips through real clients: every edit is reported, nearly every one at its very place, and nothing else is.

A book goes out as Word and as ODT file; edits are made by a script (python-docx), in LibreOffice, and as Word writes
them; LibreOffice saves each file anew in both formats. The books are our own and, where HANDBOOK_CORPORA names them,
real exports.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.manuscript.manuscript import OBJECT
from tests.office import Saved, each_edited_by_libreoffice, need_office
from tests.review import trips
from tests.review.trips import Book, Edit, Trip
from tests.review.word_hands import by_script, by_word

pytestmark = pytest.mark.clients

ROOT = Path(__file__).parents[2]
# Those that are always there: the handbook that ships, and the book that has something of everything.
OWN = {"sources": ROOT / "sources", "book": ROOT / "tests" / "golden" / "book"}
# How many edits each file has, and of how many job sheets one is taken: all take LibreOffice minutes.
_EDITS = 25
_OF_SHEETS = 8
_SAVED: tuple[Saved, ...] = ("docx", "odt")


def _folders() -> list[str]:
    named = os.environ.get("HANDBOOK_CORPORA", "")
    real = sorted(one.name for one in Path(named).iterdir() if one.is_dir()) if named else []
    return [*OWN, *real]


class _Returned(NamedTuple):
    """A file that came back, how it went, and what was done in it."""

    way: str
    file: Path
    edits: Sequence[Edit]


@pytest.fixture(scope="module", params=_folders())
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    name: str = request.param
    folder = OWN[name] if name in OWN else Path(os.environ["HANDBOOK_CORPORA"]) / name
    sheets = sorted(folder.glob("MET.*.md"))
    if sheets:
        folder = tmp_path_factory.mktemp("some") / name
        folder.mkdir()
        for sheet in sheets[::_OF_SHEETS]:
            shutil.copy(sheet, folder)
    return trips.book_of(folder)


@pytest.fixture(scope="module")
def returned(book: Book, tmp_path_factory: pytest.TempPathFactory) -> list[_Returned]:
    """The files that came back: the one that Word wrote as it is, the others as LibreOffice saves them."""
    need_office(editing=True)
    folder = tmp_path_factory.mktemp("trips")
    chosen = trips.spread(trips.places_of(book), 4 * _EDITS, seed=20)
    of_word, of_script, of_office, of_odt = (chosen[first::4] for first in range(4))
    word = trips.edits_for(of_word, "w", 1)
    script = _without_early_comments(trips.edits_for(of_script, "s", 2, unseen=True), book)
    office, odt = trips.edits_for(of_office, "o", 3), trips.edits_for(of_odt, "d", 4)
    files = {
        "word.docx": by_word(book.files["docx"], word),
        "script.docx": by_script(book.files["docx"], script),
        "office.docx": book.files["docx"],
        "odt.odt": book.files["odt"],
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    jobs = (
        ("script.docx", (), script),
        ("office.docx", trips.by_office(office), office),
        ("odt.odt", trips.by_office(odt), odt),
    )
    saved = each_edited_by_libreoffice([(folder / name, asked) for name, asked, _edits in jobs], _SAVED)
    found = [_Returned("Word's XML", folder / "word.docx", word)]
    for (name, _asked, edits), made in zip(jobs, saved, strict=True):
        way = {"script.docx": "python-docx, LibreOffice", "office.docx": "LibreOffice", "odt.odt": "LibreOffice on ODT"}
        found += [_Returned(f"{way[name]} as {form.upper()}", file, edits) for form, file in made.items()]
    return found


def _without_early_comments(edits: Sequence[Edit], book: Book) -> list[Edit]:
    """Make changes of comments where the book has notes.

    LibreOffice 7.4 takes notes for others where python-docx put a comment before the call of one.
    """
    has_notes = b"footnoteReference w:id" in trips.part(book.files["docx"], "word/document.xml")
    return [edit._replace(sort="change", author="") if has_notes and edit.sort == "comment" else edit for edit in edits]


def _judged(returned: Sequence[_Returned], book: Book) -> Iterator[tuple[_Returned, Trip]]:
    for one in returned:
        yield one, trips.judged(book, one.file, _possible(one), one.edits)


def _possible(one: _Returned) -> list[Edit]:
    """Give the edits that a client can keep: LibreOffice writes no comments of notes and frames into a Word file."""
    if "as DOCX" not in one.way:
        return list(one.edits)
    without = ("note", "panel") if "on ODT" in one.way else ("note",)
    return [edit for edit in one.edits if edit.sort != "comment" or edit.place.kind not in without]


def test_every_edit_comes_back_and_nearly_all_at_their_very_places(
    book: Book, returned: list[_Returned], record_property: Callable[[str, object], None]
) -> None:
    went = list(_judged(returned, book))
    table = _table(book.name, went)
    record_property("figures", table)
    for one, trip in went:
        assert trip.lost == (), table
        assert _spurious(trip, book) == [], f"{one.way}\n{table}"
        assert trip.exact >= 0.95 * trip.edits or trip.edits - trip.exact <= 1, f"{trip.near}\n{table}"
        assert trip.wrong == (), table
    assert sum(trip.exact for _one, trip in went) >= 0.95 * sum(trip.edits for _one, trip in went), table


def _spurious(trip: Trip, book: Book) -> list[str]:
    """Give remarks on nothing that was done; a LibreOffice without its Math has no formulas, which is told truly."""
    formulas = trips.part(book.files["docx"], "word/document.xml").count(b"<m:oMath>")
    gone = [one for one in trip.spurious if one.startswith("deletion") and repr(OBJECT) in one]
    return [one for one in trip.spurious if one not in gone[:formulas]]


def _table(name: str, went: Sequence[tuple[_Returned, Trip]]) -> str:
    lines = [f"{name:30} edits reported exact spurious"]
    for one, trip in went:
        reported = trip.edits - len(trip.lost)
        lines.append(f"  {one.way:28} {trip.edits:5} {reported:8} {trip.exact:5} {len(trip.spurious):8}")
        faults = {"near": trip.near, "lost": trip.lost, "wrong": trip.wrong, "spurious": trip.spurious}
        lines += [f"    {sort}: {said}" for sort, those in faults.items() for said in those]
    return "\n".join(lines)
