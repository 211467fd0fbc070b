"""LibreOffice as a real client of our files: it converts them, and edits them as a reviewer would.

Each run has a profile of its own, with our typeface and nothing else of the machine's settings. A run takes two seconds
to start: give it many files.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import pytest

# Debian packages LibreOffice's Python interface for the system's interpreter only.
SYSTEM_PYTHON = Path("/usr/bin/python3")
_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_SCRIPT = Path(__file__).with_name("office_editing.py")

# Tagged, with all that PDF/UA asks for as far as LibreOffice knows; comments, which it does not tag, stay out.
ACCESSIBLE = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportNotes":{"type":"boolean","value":"false"}}'
)


# -- what a reviewer does ------------------------------------------------------------------------------------------


class Comment(NamedTuple):
    """A comment on words, by somebody."""

    words: str
    text: str
    author: str


class Resolve(NamedTuple):
    """Mark as settled the comments whose text holds some words."""

    text: str


class Replace(NamedTuple):
    """Other words for some, seen as a change by somebody, or unseen; no other words take them out."""

    words: str
    by: str
    author: str = ""
    tracked: bool = False


class DeleteParagraph(NamedTuple):
    """The paragraph that holds some words goes."""

    words: str
    author: str = ""
    tracked: bool = False


class InsertParagraph(NamedTuple):
    """A new paragraph below the one that holds some words, in its style."""

    after: str
    text: str
    author: str = ""
    tracked: bool = False


Edit: TypeAlias = Comment | Resolve | Replace | DeleteParagraph | InsertParagraph
Saved: TypeAlias = Literal["docx", "odt"]


# -- LibreOffice at work -------------------------------------------------------------------------------------------


def need_office(editing: bool = False) -> None:
    """Skip the test where LibreOffice is not installed (for editing: its Python interface too); in CI, fail."""
    lacking = []
    if _OFFICE is None:
        lacking.append("libreoffice-writer-nogui")
    if editing and not _speaks_to_office():
        lacking.append("python3-uno")
    if lacking and os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"missing: apt-get install --no-install-recommends {' '.join(lacking)}")
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)}")


def _speaks_to_office() -> bool:
    if not SYSTEM_PYTHON.exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def convert(documents: Sequence[Path], to: str, folder: Path) -> None:
    """Convert files in one run; the results stand in the folder under the names of the files.

    Args:
        documents: the files to open.
        to: what to make, as `--convert-to` takes it: "pdf", "docx", `ACCESSIBLE`.
        folder: where to, made if need be; what LibreOffice keeps for itself stands there too.
    """
    need_office()
    assert _OFFICE is not None
    folder.mkdir(parents=True, exist_ok=True)
    command = [_OFFICE, "--headless", _profile(folder), "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, documents)], check=True, capture_output=True, timeout=540, env=_around(folder))


def printed(folder: Path, documents: Mapping[str, bytes], to: str = "pdf", ending: str = "docx") -> None:
    """Write files into a folder, each by its name, and beside them the PDF that LibreOffice makes of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in documents.items():
        (folder / f"{name}.{ending}").write_bytes(data)
    convert([folder / f"{name}.{ending}" for name in documents], to, folder)


def edited_by_libreoffice(document: Path, edits: Iterable[Edit], saved: Saved = "docx") -> Path:
    """Open a file in LibreOffice, edit it as a reviewer would, and save it beside the file.

    Args:
        document: a DOCX or ODT file.
        edits: what is done, one after the other. The first place that holds an edit's words is meant, as they stand
            in one paragraph, letter for letter.
        saved: the format to save in.

    Returns:
        the file saved: `<name>-edited.<saved>`.

    Raises:
        AssertionError: LibreOffice found no such words, or failed; its own words say why.
    """
    (made,) = all_edited_by_libreoffice([(document, tuple(edits))], saved)
    return made


def all_edited_by_libreoffice(jobs: Sequence[tuple[Path, Sequence[Edit]]], saved: Saved = "docx") -> list[Path]:
    """Edit many files in one run; see `edited_by_libreoffice`."""
    return [made[saved] for made in each_edited_by_libreoffice(jobs, (saved,))]


def each_edited_by_libreoffice(
    jobs: Sequence[tuple[Path, Sequence[Edit]]], forms: Sequence[Saved]
) -> list[dict[Saved, Path]]:
    """Edit many files in one run and save each in several formats; see `edited_by_libreoffice`."""
    need_office(editing=True)
    assert _OFFICE is not None
    made: list[dict[Saved, Path]] = [
        {form: document.with_name(f"{document.stem}-edited.{form}") for form in forms} for document, _edits in jobs
    ]
    asked = [
        {
            "document": document.resolve().as_uri(),
            "saved": {form: result.resolve().as_uri() for form, result in results.items()},
            "edits": [{"kind": type(edit).__name__, **edit._asdict()} for edit in edits],
        }
        for (document, edits), results in zip(jobs, made, strict=True)
    ]
    folder = jobs[0][0].parent
    done = subprocess.run(
        [SYSTEM_PYTHON, _SCRIPT, _OFFICE, _profile(folder)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
        env=_around(folder),
    )
    assert done.returncode == 0, done.stderr
    return made


def _profile(folder: Path) -> str:
    return f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"


def _around(folder: Path) -> dict[str, str]:
    """Give the environment of a run, with the typeface of our files, which need not be installed."""
    fonts = files("font_source_sans_pro") / "files"
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
