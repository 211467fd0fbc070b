"""The patch: what `git apply` and `patch -p1` make of it, whole and change by change, whatever bytes a file is of."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.messages import speaker
from pipeline.review.changing import changed, changes
from pipeline.review.original import encoded, original
from pipeline.review.patch import patch
from pipeline.review.remark import Edit, Remark, Review
from pipeline.source import Span
from tests.review.made import CAMILLE, FIRST, FULL, OMAR, SOURCES, change, comment

SAY = speaker("fr")
GIT = ("git", "apply")
PATCH = ("patch", "-s", "-p1", "-i")
TOOLS = [GIT, pytest.param(PATCH, marks=pytest.mark.skipif(not shutil.which("patch"), reason="no program patch"))]


def _bytes(sources: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in sources.items()}


def _patch(remarks: tuple[Remark, ...], files: Mapping[str, bytes], below: str = "guide") -> bytes:
    review = Review("Guide", (FIRST,), remarks)
    return patch(review, changes(review, files.__getitem__), files.__getitem__, below, SAY)


def _wanted(remarks: tuple[Remark, ...], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the changes without any patch."""
    puts = changes(Review("Guide", (FIRST,), remarks), files.__getitem__).puts
    made = dict(files)
    for name, own in puts.items():
        file = original(files[name])
        assert file is not None
        made[name] = file.mark + (encoded(file, changed(file.text, own)) or b"")
    return made


def _applied(tool: tuple[str, ...], root: Path, files: Mapping[str, bytes], *patches: bytes) -> dict[str, bytes]:
    shutil.rmtree(root, ignore_errors=True)
    for name, data in files.items():
        (root / "guide" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "guide" / name).write_bytes(data)
    for each in patches:
        (root / "review.patch").write_bytes(each)
        ended = subprocess.run([*tool, "review.patch"], cwd=root, capture_output=True, check=False)
        assert ended.returncode == 0, (ended.stdout, ended.stderr, each)
    return {name: (root / "guide" / name).read_bytes() for name in files}


def _sections(data: bytes) -> list[bytes]:
    return [b"diff --git " + piece for piece in data.split(b"diff --git ")[1:]]


@pytest.mark.parametrize("tool", TOOLS)
def test_the_whole_and_each_change_apply(tool: tuple[str, ...], tmp_path: Path) -> None:
    files = _bytes(SOURCES)
    data = _patch(FULL.remarks, files)
    wanted = _wanted(FULL.remarks, files)
    assert wanted["accueillir.md"] != files["accueillir.md"]
    assert _applied(tool, tmp_path / "whole", files, data) == wanted
    assert len(_sections(data)) == 2
    assert _applied(tool, tmp_path / "each", files, *_sections(data)) == wanted


def test_each_change_has_one_hunk_and_says_whose_it_is() -> None:
    data = _patch(FULL.remarks, _bytes(SOURCES)).decode()
    assert data.count("\n@@ ") == data.count("diff --git ") == 2
    comments = [line for line in data.split("\n") if line.startswith("#") and "Remarque" in line]
    assert comments == [
        f"# Remarque 1, {CAMILLE}, 2026-11-28T10:00:00Z, guide-relu.docx",
        f"# Remarque 3, {OMAR}, 2026-11-28T10:00:00Z, guide-relu-omar.odt",
    ]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    ("data", "old", "new"),
    [
        ("# Été\n\nLa fin".encode(), "fin", "suite"),
        ("# Été\r\n\r\nLa fin\r\n".encode(), "fin", "suite\n\nEncore"),
        ("# Été\r\n\r\nLa fin".encode("cp1252"), "fin", "journée d’été"),
        ("\ufeff# Été\n\nLa fin\n".encode(), "Été", "Hiver"),
        ("# Été\rLa fin\r".encode(), "fin", "suite"),
        (b"La fin\n", "La fin", ""),
    ],
)
def test_bytes_stay_as_they_are(tool: tuple[str, ...], tmp_path: Path, data: bytes, old: str, new: str) -> None:
    file = original(data)
    assert file is not None
    line = next(number for number, start in enumerate(file.starts) if old in file.text[start : file.ends[number]])
    column = file.text[file.starts[line] : file.ends[line]].index(old) + 1
    span = Span("a.md", line + 1, column, line + 1, column + len(old))
    remark = Remark(FIRST, "replacement", "exact", edit=Edit(span, new))
    got = _applied(tool, tmp_path / "w", {"a.md": data}, _patch((remark,), {"a.md": data}))
    ends = b"\r\n" if b"\r\n" in data else b"\n"
    charset = "cp1252" if file.encoding == "cp1252" else "utf-8"
    assert got == {"a.md": data.replace(old.encode(charset), new.encode(charset).replace(b"\n", ends))}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", ["a b/é.md", 'q"uo.md', "a\\b.md", "-x.md"])
def test_any_name(tool: tuple[str, ...], tmp_path: Path, name: str) -> None:
    files = {name: b"un\ndeux\n"}
    remark = Remark(FIRST, "replacement", "exact", edit=Edit(Span(name, 2, 1, 2, 5), "trois"))
    assert _applied(tool, tmp_path / "w", files, _patch((remark,), files)) == {name: b"un\ntrois\n"}


_LINES = st.lists(st.text("abé œ", max_size=6), min_size=1, max_size=8)


@settings(max_examples=25)
@given(
    st.data(), _LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "cp1252"])
)
def test_any_changes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, lines: list[str], end: str, ended: bool, charset: str
) -> None:
    files = {"a.md": (end.join(lines) + (end if ended else "")).encode(charset)}
    remarks = []
    for _time in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(lines) - 1))
        last = data.draw(st.integers(first, min(first + 2, len(lines) - 1)))
        begin = data.draw(st.integers(0, len(lines[first])))
        stop = data.draw(
            st.integers(begin if first == last else 0, max(begin if first == last else 0, len(lines[last])))
        )
        new = data.draw(st.sampled_from(["", "X", "é\nY", "\n\nZ"]))
        span = Span("a.md", first + 1, begin + 1, last + 1, stop + 1)
        remarks.append(Remark(FIRST, "replacement", "exact", edit=Edit(span, new)))
    made = _patch(tuple(remarks), files)
    wanted = _wanted(tuple(remarks), files)
    if wanted["a.md"] and made:
        for tool in (GIT, PATCH) if shutil.which("patch") else (GIT,):
            assert _applied(tool, tmp_path_factory.mktemp("w"), files, made) == wanted


def test_only_certain_changes_are_made() -> None:
    files = _bytes(SOURCES)
    base = change("accueillir.md", "cinq minutes", "dix minutes")
    remarks = (
        base,
        change("accueillir.md", "cinq minutes", "dix minutes", OMAR),
        change("accueillir.md", "minutes et donne", "heures et donne", OMAR),
        change("orienter.md", "sous huit jours", "demain", certainty="near"),
        change("orienter.md", "sous huit jours", "demain", edit=None),
        change("orienter.md", "Chaque personne", "Chaque personne"),
        comment("orienter.md", "un nom", "Lequel ?"),
        Remark(FIRST, "deletion", "exact", edit=Edit(Span("orienter.md", 99, 1, 99, 2), "")),
        Remark(FIRST, "deletion", "exact", edit=Edit(Span("nulle-part.md", 1, 1, 1, 2), "")),
        change("orienter.md", "un nom", "un \udcff"),
    )

    def read(file: str) -> bytes:
        if file not in files:
            raise FileNotFoundError(file)
        return files[file]

    review = Review("Guide", (FIRST,), remarks)
    told = changes(review, read)
    fates = ["ready", "twin", "crossed", "unsure", "unsure", "done", "none", "unwritable", "unwritable", "unwritable"]
    assert list(told.fates.values()) == fates
    data = patch(review, told, read, "", SAY)
    assert len(_sections(data)) == 1
    assert data.count(b"# Remarque") == 2
    assert b"--- a/accueillir.md\n" in data


def test_a_name_cannot_break_out_of_its_comment() -> None:
    hostile = "x\ndiff --git a/y b/y\n\u202e--- a/y"
    data = _patch(
        (change("accueillir.md", "cinq", "six", hostile, when="y\n+++ b/z", returned="\n@@ r"),), _bytes(SOURCES)
    )
    assert len(re.findall(rb"^(?:diff|---|\+\+\+|@@)", data, re.MULTILINE)) == 4


def test_utf_16_is_left_to_its_author() -> None:
    files = {"a.md": "# Titre\n".encode("utf-16")}
    remark = Remark(FIRST, "deletion", "exact", edit=Edit(Span("a.md", 1, 3, 1, 8), ""))
    review = Review("Guide", (FIRST,), (remark,))
    assert changes(review, files.__getitem__).fates == {1: "unwritable"}
