"""Texts damaged by a wrong encoding, made here byte by byte: repaired where that is certain, else left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.build.reading import open_folder
from pipeline.config import Config, read_config
from pipeline.diagnostics import Code, Diagnostic
from pipeline.ingest import ingest
from pipeline.ingest.decoding import decode
from pipeline.ingest.unspoiling import looks_damaged, repair, repair_lines
from pipeline.model import Repair, Text
from pipeline.model.repair import Mending
from pipeline.model.text import column
from pipeline.model.walk import walk
from pipeline.source import cut
from tests.cases import folder_of

PAGE = (
    "# Équipe 🙆 : où, quand, comment ?\n\nL'été dernier, à Besançon, Zoé a reçu « deux œuvres » près du théâtre — déjà"
    " payées 30\u00a0€…\n\nUne ligne sans accent.\n\n* l’hôpital\n* la forêt, les gîtes, un maïs\n"
)
SPOILERS = ("cp1252", "mac_roman", "latin-1", "cp1254", "cp437", "cp850", "cp1250", "iso8859-15")


def spoilt(text: str, encoding: str) -> str:
    """Read a text's UTF-8 as another encoding, as programs do: bytes without a meaning become controls."""
    data = text.encode("utf-8")
    return "".join(_read(byte, encoding) for byte in data)


def _read(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def decoded(text: str, off: frozenset[str] = frozenset()) -> tuple[list[str], list[Repair], list[Diagnostic], str]:
    repairs: list[Repair] = []
    findings: list[Diagnostic] = []
    made = decode("page.md", text.encode(), findings.append, Mending(off, repairs.append))
    assert made is not None
    return list(made.lines), repairs, findings, made.raw


@pytest.mark.parametrize("encoding", SPOILERS)
def test_a_spoilt_page_is_repaired_exactly(encoding: str) -> None:
    raw = spoilt(PAGE, encoding)
    lines, repairs, findings, on_disk = decoded(raw)
    assert "\n".join(lines) == PAGE
    assert [finding.code for finding in findings] == [Code.S105]
    assert {repair.rule for repair in repairs} == {"encoding"}
    assert [repair.span.line for repair in repairs] == [1, 3, 7, 8]
    for one in repairs:
        assert cut(on_disk, one.span) == one.before


@pytest.mark.parametrize("second", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("first", ["cp1252", "mac_roman", "cp1254"])
def test_a_page_spoilt_twice_is_repaired_exactly(first: str, second: str) -> None:
    lines, _repairs, findings, _raw = decoded(spoilt(spoilt(PAGE, first), second))
    assert "\n".join(lines) == PAGE
    assert dict(findings[0].values)["encoding"].count("+") == 1


@pytest.mark.parametrize("times", [1, 2])
def test_every_word_of_a_repaired_page_knows_its_columns(times: int) -> None:
    raw = PAGE
    for _time in range(times):
        raw = spoilt(raw, "cp1252")
    book = ingest(folder_of({"page.md": raw.encode()}), Config(), lambda _finding: None)
    texts = [node for node in walk(book) if isinstance(node, Text)]
    assert any("Besançon" in text.text for text in texts)
    for text in texts:
        there = cut(raw, text.span)
        assert column(text, len(text.text)) == text.span.end_column
        good = repair(there)
        assert (good.text if good else there) == text.text


def test_damaged_lines_among_sound_ones_are_repaired_and_the_others_left() -> None:
    raw = (
        f"# Équipe\n\n{spoilt('Les élèves à l’école', 'cp1252')}\n\nDéjà sain.\n\n{spoilt('Le café reçu', 'cp1252')}\n"
    )
    lines, repairs, findings, _raw = decoded(raw)
    assert lines == ["# Équipe", "", "Les élèves à l’école", "", "Déjà sain.", "", "Le café reçu", ""]
    assert [repair.span.line for repair in repairs] == [3, 7]
    assert [finding.code for finding in findings] == [Code.S105]


@pytest.mark.parametrize(
    "line",
    [
        "On lit « Ã© » au lieu de « é ».",  # a page about damage holds sound accents too
        "Le code `Ã©` est un accent.",
        "    Ã© dans du code",
        "Un écran Ãœ ou Â£ déjà",
    ],
)
def test_what_may_be_meant_is_left_alone(line: str) -> None:
    raw = f"# Équipe\n\n{line}\n"
    lines, repairs, _findings, _raw = decoded(raw)
    assert "\n".join(lines) == raw
    assert repairs == []


def test_lines_damaged_in_two_ways_are_told_and_left() -> None:
    raw = f"# Équipe\n\n{spoilt('Les élèves', 'cp1252')}\n\n{spoilt('Le café', 'mac_roman')}\n"
    lines, repairs, findings, _raw = decoded(raw)
    assert "\n".join(lines) == raw
    assert repairs == []
    assert [(finding.code, finding.where and finding.where.line) for finding in findings] == [(Code.S109, 3)]


def test_switched_off_the_text_stays_as_it_stands() -> None:
    raw = spoilt(PAGE, "cp1252")
    findings: list[Diagnostic] = []
    config = read_config(b"repairs: {off: [encoding]}\n", findings.append)
    book = ingest(folder_of({"page.md": raw.encode()}), config, findings.append)
    assert findings == []
    assert book.repairs == ()
    assert "Ã" in book.parts[0].chapters[0].title[0].text  # type: ignore[union-attr]


@given(st.text(st.sampled_from("abéèêàçùœÉÀ ’«»…—€ \n🙆📋\u00a0xyz"), max_size=80), st.sampled_from(SPOILERS))
def test_sound_texts_are_never_touched_and_spoilt_ones_never_made_worse(text: str, encoding: str) -> None:
    assert not looks_damaged(text) or repair(text) is None
    assert repair_lines(tuple(text.split("\n"))) is None
    found = repair(spoilt(text, encoding))
    assert found is None or not looks_damaged(found.text)


def test_no_clean_page_of_the_exports_is_changed(corpora: Path) -> None:
    """Of all the exports' pages, only those whose damage is known are touched."""
    folder = open_folder(corpora, lambda _found: None)
    touched = []
    for file in folder.texts():
        repairs: list[Repair] = []
        decode(file, folder.read(file), lambda _found: None, Mending(frozenset(), repairs.append))
        touched += [file] if repairs else []
    assert [file.rpartition("/")[2][:4] for file in touched] == ["000_"]
