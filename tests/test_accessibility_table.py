"""The table of RGAA's criteria (docs/ACCESSIBILITE.md): whole, in order, and what it calls tested is tested."""

from __future__ import annotations

import re
from pathlib import Path

_ROOT = Path(__file__).parents[1]
# How many criteria each theme of RGAA 4.1 has.
_THEMES = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
_ROW = re.compile(r"^\| (\d+\.\d+) \| ([^|]+) \| (Auto|Vu|Sans objet) \| ([^|]+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def _text() -> str:
    return (_ROOT / "docs" / "ACCESSIBILITE.md").read_text(encoding="utf-8")


def test_every_criterion_stands_there_once() -> None:
    wanted = [f"{theme}.{number}" for theme, count in enumerate(_THEMES, 1) for number in range(1, count + 1)]
    assert len(wanted) == 106
    assert [row[0] for row in _ROW.findall(_text())] == wanted


def test_every_test_that_is_named_exists() -> None:
    named = _TEST.findall(_text())
    assert len(named) > 40
    lost = [
        f"{file}::{name}"
        for file, name in named
        if not (_ROOT / file).is_file() or (name and f"def {name}(" not in (_ROOT / file).read_text(encoding="utf-8"))
    ]
    assert lost == []


def test_what_is_called_automatic_names_a_test() -> None:
    rows = _ROW.findall(_text())
    assert [number for number, _asked, answer, how in rows if answer == "Auto" and not _TEST.search(how)] == []
