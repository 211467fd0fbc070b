"""Drawings that would run or fetch something: each is told where it stands, and what is told is what is taken out."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.picture import clean_svg
from pipeline.ingest.drawings import tell_drawing
from tests.browser.hostile import drawings

HOSTILE = drawings()
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def _told(data: bytes) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    tell_drawing("plan.svg", data, found.append)
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_taken_out_is_told(name: str) -> None:
    data = HOSTILE[name]
    assert _told(data)
    assert not _told(clean_svg(data))


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_told_where_it_stands(name: str) -> None:
    lines = HOSTILE[name].decode().split("\n")
    for finding in _told(HOSTILE[name]):
        assert finding.where is not None
        what = dict(finding.values)["what"].partition("=")[0].strip("<>?")
        tag = lines[finding.where.line - 1][finding.where.column - 1 :]
        assert tag.startswith("<")
        assert what in tag.partition(">")[0]


def test_what_runs_weighs_more_than_what_fetches() -> None:
    assert {finding.code for finding in _told(HOSTILE["script"])} == {Code.S229}
    assert {finding.code for finding in _told(HOSTILE["sheet"])} == {Code.S230}
    assert {finding.code for finding in _told(HOSTILE["fetched"])} == {Code.S229, Code.S230}


@pytest.mark.parametrize(
    "inside",
    [
        "<path d='M0 0h9' fill='url(#a)'/><use xlink:href='#a'/><style>.a { fill: url( '#b' ) }</style>",
        "<metadata><x xmlns='urn:x' onload='y'/></metadata><g xmlns:i='urn:i' i:label='src(x)'/>",
        "<a href='https://exemple.fr'><text>un lien</text></a>",
        "<image href='data:image/png;base64,AAAA'/>",
    ],
)
def test_what_nobody_misses_is_not_told(inside: str) -> None:
    assert _told(f"{_HEAD}{inside}</svg>".encode()) == []


def test_a_broken_drawing_is_told_elsewhere() -> None:
    assert _told(f"{_HEAD}<script>".encode()) != []
    assert _told(b"<svg><script") == []
