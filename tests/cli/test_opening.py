"""A browser is opened where there is one, and the terminal stays quiet where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.cli.opening import opened

ADDRESS = "http://127.0.0.1:8000/"
_NOISY = 'echo "$1" > "{asked}"\necho bruit\necho bruit >&2\nexit {code}\n'


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give the folder of the programs of a machine without a screen."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def _has_opener(machine: Path, code: int) -> Path:
    """Put a program on a machine that opens addresses, or fails to, and writes the address to the file given back."""
    asked, program = machine / "asked", machine / "xdg-open"
    program.write_text("#!/bin/sh\n" + _NOISY.format(asked=asked, code=code), encoding="utf-8")
    program.chmod(0o755)
    return asked


@pytest.mark.parametrize("screen", ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"])
def test_the_address_goes_to_the_browser(
    machine: Path, screen: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = _has_opener(machine, 0)
    monkeypatch.setenv(screen, "x")
    assert opened(ADDRESS)
    assert asked.read_text(encoding="utf-8") == f"{ADDRESS}\n"
    assert capfd.readouterr() == ("", "")


def test_nothing_is_started_without_a_screen(machine: Path) -> None:
    asked = _has_opener(machine, 0)
    assert not opened(ADDRESS)
    assert not asked.exists()


def test_what_fails_fails_in_silence(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert not opened(ADDRESS), "no program that opens"
    _has_opener(machine, 3)
    assert not opened(ADDRESS), "no browser"
    (machine / "xdg-open").write_text("no program", encoding="utf-8")
    assert not opened(ADDRESS), "a program that cannot be run"
    assert capfd.readouterr() == ("", "")
