"""All or none: a failed or interrupted writing leaves the former files whole and nothing of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.build import writing
from pipeline.build.reading import open_folder
from pipeline.diagnostics import Code, Diagnostic, StopBuildError


def _refuse(finding: Diagnostic) -> None:
    """Fail: nothing is to be reported."""
    pytest.fail(str(finding))


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_folders_made(tmp_path: Path) -> None:
    written = writing.write_all(tmp_path / "un" / "deux", {"a.txt": b"a", "sous/b.txt": b"b"})
    assert [path.read_bytes() for path in written] == [b"a", b"b"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_former_files_stay_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    writing.write_all(tmp_path, {"a.txt": b"former a", "b.txt": b"former b"})
    calls: list[int] = []
    real = os.fsync

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise error
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    expected = StopBuildError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        writing.write_all(tmp_path, {"a.txt": b"new a", "b.txt": b"new b"})
    assert (tmp_path / "a.txt").read_bytes() == b"former a"
    assert (tmp_path / "b.txt").read_bytes() == b"former b"
    assert _names(tmp_path) == ["a.txt", "b.txt"]


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("un fichier")
    with pytest.raises(StopBuildError) as stop:
        writing.write_all(tmp_path / "build", {"a.txt": b"a"})
    assert stop.value.diagnostic.code is Code.E101


def test_links_that_lead_out_of_the_folder_do_not_exist(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    guide = tmp_path / "guide"
    guide.mkdir()
    (guide / "page.md").write_text("# Page")
    (guide / "lien.md").symlink_to(tmp_path / "secret.md")
    (guide / "dossier").symlink_to(tmp_path)
    folder = open_folder(guide, _refuse)
    assert folder.files == ("page.md",)
    with pytest.raises(FileNotFoundError):
        folder.read("../secret.md")


def test_the_outputs_are_not_sources(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Page")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "todo.md").write_text("# Liste")
    assert open_folder(tmp_path, _refuse, without=tmp_path / "build").files == ("page.md",)


def test_a_folder_of_outputs_is_no_source_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Page")
    for folder in (tmp_path, tmp_path / "ancien"):
        folder.mkdir(exist_ok=True)
        for name in ("model.json", "todo.json", "todo.md", "todo.csv", "todo.html", "handbook.html"):
            (folder / name).write_text("")
    assert open_folder(tmp_path, _refuse).files == ("page.md",)


def test_the_to_do_report_alone_is_no_source_either(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Page")
    (tmp_path / "liste").mkdir()
    for name in ("todo.json", "todo.md", "todo.csv", "todo.html"):
        (tmp_path / "liste" / name).write_text("")
    assert open_folder(tmp_path, _refuse).files == ("page.md",)


def test_links_in_a_circle_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Page")
    (tmp_path / "rond.md").symlink_to("rond.md")
    (tmp_path / "tour").symlink_to("manege")
    (tmp_path / "manege").symlink_to("tour")
    assert open_folder(tmp_path, _refuse).files == ("page.md",)


def test_a_folder_that_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ferme").mkdir()
    (tmp_path / "page.md").write_text("# Page")
    real = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("ferme"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refused)
    findings: list[Diagnostic] = []
    assert open_folder(tmp_path, findings.append).files == ("page.md",)
    assert [finding.code for finding in findings] == [Code.S108]


def test_what_an_interrupted_writing_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".handbook-abandoned").mkdir()
    (tmp_path / ".handbook-abandoned" / "a.txt").write_text("half")
    writing.write_all(tmp_path, {"a.txt": b"whole"})
    assert _names(tmp_path) == ["a.txt"]
