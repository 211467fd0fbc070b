"""The search of a site: French words with and without accents, nothing that is not needed, the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.order import Files
from pipeline.emit.site import drawn, laid_out
from pipeline.emit.site import search as door
from tests.emit.site_made import page_of, site_files, site_order
from tests.emit.site_served import opened, write

SOURCES: dict[str, str | bytes] = {
    "SUMMARY.md": (
        "# Table\n\n* [Le métier](metier/README.md)\n* [Les forêts](metier/forets.md)\n* [Le reste](reste.md)\n"
    ),
    "metier/README.md": "# Le métier\n\nUn métier demande de l’adresse.\n\n## À l’œuvre\n\nOn y apprend peu à peu.\n",
    "metier/forets.md": "# Les forêts\n\nDeux métiers y vivent : le bûcheron et l’élagueuse.\n",
    "reste.md": "# Le reste\n\nRien de plus.\n\n\\[ENRICHIR] Le rossignol.\n",
}
# What a reader types, and the pages that are found.
FINDS = {
    "métier": {"metier/index.html", "metier/forets.html"},
    "metier": {"metier/index.html", "metier/forets.html"},
    "METIERS": {"metier/index.html", "metier/forets.html"},
    "foret": {"metier/forets.html"},
    "bucheron": {"metier/forets.html"},
    "élagueuses": {"metier/forets.html"},
    "oeuvre": {"metier/index.html"},
    "à l’œuvre": {"metier/index.html"},
    "adresse": {"metier/index.html"},
    "l'adresse": {"metier/index.html"},
    "l’adresse": {"metier/index.html"},
    "rossignol": {"reste.html"},
}


@pytest.fixture(scope="module")
def files() -> Files:
    return site_files(site_order(SOURCES))


def test_only_what_searching_needs_is_there(files: Files) -> None:
    names = {name.rpartition("/")[2].rpartition(".")[2] for name in files if name.startswith("pagefind/")}
    assert names == {"js", "json", "pagefind", "pf_meta", "pf_index", "pf_fragment"}
    assert "pagefind/wasm.fr.pagefind" in files
    assert not any("ui" in name.rpartition("/")[2].split(".")[0].split("-") for name in files)
    entry = json.loads(files["pagefind/pagefind-entry.json"])
    assert list(entry["languages"]) == ["fr"]
    assert entry["languages"]["fr"]["page_count"] == 3


def test_the_same_pages_give_the_same_index(files: Files) -> None:
    again = site_files(site_order(SOURCES))
    assert {name: data for name, data in again.items() if name.startswith("pagefind/")} == {
        name: data for name, data in files.items() if name.startswith("pagefind/")
    }


def test_pages_name_the_search_from_where_they_stand(files: Files) -> None:
    assert page_of(files, "index.html").find("body").get("data-search") == "pagefind/pagefind.js"
    assert page_of(files, "metier/forets.html").find("body").get("data-search") == "../pagefind/pagefind.js"


def test_a_preview_has_no_search() -> None:
    site = laid_out(site_order(SOURCES))
    assert b"data-search" not in drawn(site, "reste.html")


@pytest.mark.parametrize("program", ["/nowhere/pagefind", "/bin/false"])
def test_a_machine_without_the_program_has_a_site_without_search(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: Path(program))
    told: list[Diagnostic] = []
    order = site_order(SOURCES, told)
    told.clear()
    files = site_files(order)
    assert [one.code for one in told] == [Code.E173]
    assert not any(name.startswith("pagefind/") for name in files)
    assert not any(b"data-search" in data for name, data in files.items() if name.endswith(".html"))
    assert "metier/forets.html" in files


def test_a_program_that_says_why_it_fails_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'une ligne' >&2\necho 'plus de place' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    with pytest.raises(door.SearchError, match="plus de place"):
        door.search_files({"a.html": b"<html><main>a</main></html>"}, "fr")


def test_where_nothing_can_be_written_the_reason_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(door.SearchError, match="No such file"):
        door.search_files({"a.html": b"<html><main>a</main></html>"}, "fr")


def _found(page: Page, words: str) -> set[str]:
    """Give the pages that the site's own window finds for words."""
    page.fill(".search-words", "")
    page.locator(".search-state:empty").wait_for(state="attached")
    page.fill(".search-words", words)
    page.locator(".search-state:not(:empty)").wait_for()
    return {urlsplit(str(one.get_attribute("href"))).path for one in page.query_selector_all(".found:not(.below) a")}


@pytest.mark.clients
def test_readers_find_words_as_they_type_them(files: Files, tmp_path: Path) -> None:
    write(files, tmp_path / "guides" / "jardin")
    with opened(tmp_path) as (page, address):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}guides/jardin/metier/forets.html")
        page.click(".search-open")
        found = {words: _found(page, words) for words in FINDS}
        _found(page, "l'adresse")
        shown = page.inner_text(".found")
    assert found == {words: {f"/guides/jardin/{one}" for one in pages} for words, pages in FINDS.items()}
    assert "l’adresse" in shown, "the printed apostrophe is back"
    assert all(url.startswith(address) for url in asked)
