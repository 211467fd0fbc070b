"""Verification reads a site as its readers do: by the links from page to page, with what stands on none of them."""

from __future__ import annotations

import re

import pytest

from pipeline.build.verify import verified
from pipeline.build.verify.losses import KINDS, Loss
from pipeline.diagnostics import Code, StopBuildError
from pipeline.emit.order import Files
from tests.emit.site_made import site_files, site_order

ORDER = site_order()


@pytest.fixture(scope="module")
def files() -> Files:
    return site_files(ORDER)


def _losses(files: Files) -> list[tuple[str, str, str, str]]:
    (verdict,) = verified(ORDER.handbook, {"site": files})
    return [_told(loss) for loss in verdict.losses]


def _told(loss: Loss) -> tuple[str, str, str, str]:
    return loss.kind, loss.title, loss.where.file, loss.text


def _changed(files: Files, name: str, pattern: str, by: str) -> Files:
    page = re.sub(pattern, by, files[name].decode(), flags=re.DOTALL)
    assert page.encode() != files[name]
    return {**files, name: page.encode()}


def test_a_whole_site_is_whole(files: Files) -> None:
    (verdict,) = verified(ORDER.handbook, {"site": files})
    assert [_told(loss) for loss in verdict.losses] == []
    assert [one.stretch.id for one in verdict.stretches] == ["", "equipe", "materiel"]
    assert verdict.total("link").expected == 3
    assert all(verdict.total(kind).found == verdict.total(kind).expected for kind in KINDS)


def test_a_page_that_is_not_there_is_missed_in_its_chapter(files: Files) -> None:
    less = {name: data for name, data in files.items() if name != "equipe/roles.html"}
    told = _losses(less)
    assert ("word", "L’équipe", "equipe/roles.md") in [one[:3] for one in told]
    assert all(one[1] == "L’équipe" or one[0] == "word" for one in told)


def test_words_that_only_the_navigation_holds_are_missed(files: Files) -> None:
    less = _changed(files, "equipe/roles.html", r"<h1.*?</h1>", "")
    assert _losses(less) == [("word", "L’équipe", "equipe/roles.md", "Les rôles")]


def test_words_that_stand_in_another_chapter_are_missed_in_theirs(files: Files) -> None:
    less = _changed(files, "materiel.html", r"la\s+serfouette", "")
    more = _changed(less, "equipe/roles.html", r"Une\s+jardinière", "La serfouette, une jardinière")
    assert _losses(more) == [("word", "Le matériel", "materiel.md", "la serfouette,")]


@pytest.mark.parametrize("target", ["../materiel.html", "../materiel.html#rien", "../rien.html#outils", "#outils"])
def test_a_link_that_leads_elsewhere_is_lost(files: Files, target: str) -> None:
    less = _changed(files, "equipe/index.html", r'(<main.*?)"\.\./materiel\.html#[^"]*"', rf'\1"{target}"')
    assert ("link", "L’équipe", "equipe/README.md", "les outils") in _losses(less)


def test_a_folder_without_a_home_page_is_no_site(files: Files) -> None:
    with pytest.raises(StopBuildError) as stop:
        verified(ORDER.handbook, {"site": {"equipe/roles.html": files["equipe/roles.html"]}})
    assert stop.value.diagnostic.code is Code.E142
