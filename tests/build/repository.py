"""Small repositories for tests, made by the program git with names and days of the tests' own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.build import git as door
from pipeline.build import stages
from pipeline.build.cache import Cache
from pipeline.diagnostics import Code, Diagnostic
from pipeline.model import Handbook

ANNE, BASILE = "Anne Lemoine", "Basile Roux"


def git(folder: Path, *arguments: str, author: str = ANNE, when: str = "2024-01-01T12:00:00+0100") -> str:
    """Run git in a folder as a person of these tests, without the settings of whoever runs them; give its answer."""
    program = shutil.which("git")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("git is missing: apt-get install --no-install-recommends git")
        pytest.skip("git is not installed")
    address = f"{author.split()[0].lower()}@example.fr"
    people = {
        f"GIT_{role}_{fact}": value
        for role in ("AUTHOR", "COMMITTER")
        for fact, value in (("NAME", author), ("EMAIL", address), ("DATE", when))
    }
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    done = subprocess.run(
        [program, "-C", str(folder), "-c", "protocol.file.allow=always", *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **people, **settings},
    )
    return done.stdout


def repository(folder: Path) -> Path:
    """Make an empty repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main", ".")
    return folder


def write(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files; None takes one away."""
    for name, text in files.items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)


def commit(folder: Path, files: Mapping[str, str | bytes | None], day: str = "2024-01-01", author: str = ANNE) -> str:
    """Write files and record everything at noon of a day, in Paris' winter time; give the commit's name."""
    when = day if "T" in day else f"{day}T12:00:00+0100"
    write(folder, files)
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "changed", author=author, when=when)
    return git(folder, "rev-parse", "HEAD").strip()


class Read(NamedTuple):
    """A folder of sources that was read, what was said of it then, and a cache to work with."""

    opened: stages.Opened
    book: Handbook
    findings: list[Diagnostic]
    cache: Cache

    def codes(self) -> list[Code]:
        """Give the codes that were reported since it was read."""
        return [finding.code for finding in self.findings]


def read(folder: Path, cache: Cache | None = None) -> Read:
    """Read a folder of sources; the findings begin after that."""
    opened = stages.open_sources(folder, lambda _finding: None)
    book = stages.whole_book(opened, lambda _finding: None)
    return Read(opened, book, [], cache or Cache(None))


def questions(patch: pytest.MonkeyPatch) -> list[str]:
    """Give a list that grows by the name of each question that is put to git from now on."""
    asked: list[str] = []
    real = subprocess.Popen

    def popen(command: list[str], **options: object) -> object:
        asked.append(next(word for word in command[3:] if word in _QUESTIONS))
        return real(command, **options)  # type: ignore[call-overload]

    patch.setattr(subprocess, "Popen", popen)
    return asked


def slow_git(place: Path, patch: pytest.MonkeyPatch) -> None:
    """Put a git that never answers before the real one, and have no patience with it."""
    write(place / "bin", {"git": "#!/bin/sh\nsleep 600 & wait\n"})
    (place / "bin" / "git").chmod(0o755)
    patch.setenv("PATH", f"{place / 'bin'}:{os.environ['PATH']}")
    patch.setattr(door, "PATIENCE", 0.05)


_QUESTIONS = ("rev-parse", "blame", "ls-tree", "log", "cat-file", "config")
