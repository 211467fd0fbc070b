"""What `make` itself says around a command."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[2] / "Makefile"
# As somebody calls it: these tests may be run by a make of their own, which would have it say where it works.
_OWN = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES")


def _words() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OWN} | {"LC_ALL": "C"}


def _program(file: Path, script: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that is set up already; its `handbook` is for each test to write."""
    shutil.copy(MAKEFILE, tmp_path)
    _program(tmp_path / "setup" / "install", "exit 0")
    return tmp_path


def test_a_preview_that_was_stopped_is_no_fault(project: Path) -> None:
    """Ctrl-C reaches everybody at the terminal: make, the recipe's shell, the preview, which ends well."""
    _program(project / ".venv" / "bin" / "handbook", "trap 'echo stopped; exit 0' INT\necho ready\nread _line")
    with subprocess.Popen(
        ["make", "serve"],
        cwd=project,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=_words(),
        start_new_session=True,
    ) as made:
        assert made.stdout is not None
        assert made.stdout.readline() == "ready\n"
        os.killpg(made.pid, signal.SIGINT)
        told, said = made.communicate()
    assert (told, said) == ("stopped\n", "")


def test_a_preview_that_fails_is_one(project: Path) -> None:
    _program(project / ".venv" / "bin" / "handbook", "exit 3")
    made = subprocess.run(["make", "serve"], cwd=project, capture_output=True, text=True, check=False, env=_words())
    assert made.returncode == 2
    assert "Error 3" in made.stderr
