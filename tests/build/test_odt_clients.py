"""Every ODT of ours in LibreOffice: it says what the Word file says, is as accessible, and goes over to Word whole.

The samples have tests of their own in `tests/emit/test_odt_office.py`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.build.clients import NAMES, Client
from tests.build.heard import changed_tables, letters, unheard, unsaid
from tests.build.tagged import LINES, NAMED, OWN, outside_tags, remapped, rules
from tests.emit.word_package import opened
from tests.reading_back import docx_text, squashed

pytestmark = pytest.mark.clients


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_says_the_words_of_the_word_file(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name)
    assert unheard(own.word.file.read_bytes(), own.odt.aloud()) == []


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_has_the_tables_of_the_word_file(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name)
    assert changed_tables(own.word.file.read_bytes(), own.odt.aloud()) == []


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_sees_the_headings_of_the_word_file(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name)
    asked, told = ([squashed(letters(title)) for title in one.outline()] for one in (own.word, own.odt))
    assert told == asked


@pytest.mark.parametrize("name", NAMES)
def test_its_tagged_pdf_is_accessible(clients: Callable[[str], Client], name: str) -> None:
    """PDF/UA-1 by veraPDF, as for the Word file."""
    own = clients(name).odt
    broken = rules(own)
    assert {rule: line for rule, line in broken.items() if rule not in OWN | {LINES, NAMED}} == {}
    assert outside_tags(own.pdf) == []
    assert remapped(own.pdf) <= {"/Quote"}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_saved_for_word_opens_with_every_word(clients: Callable[[str], Client], name: str) -> None:
    own = clients(name)
    saved = own.saved.read_bytes()
    assert unsaid(own.word.file.read_bytes(), docx_text(saved)) == []
    before, after = (opened(data) for data in (own.word.file.read_bytes(), saved))
    # What stands in a frame, LibreOffice writes a second time for older programs.
    again = {table for copy in after.body.iterfind(".//{*}Fallback") for table in copy.iterfind(".//{*}tbl")}
    tables = [table for table in after.body.iterfind(".//{*}tbl") if table not in again]
    assert len(tables) == len(before.body.findall(".//{*}tbl"))
