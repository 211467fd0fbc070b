"""Old links do not die: former addresses lead to today's pages, and never take the place of one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pipeline.build.run import Wanted, build
from pipeline.build.stages import open_sources
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.order import Files
from pipeline.emit.publication import Publication
from tests.build.repository import commit, git, repository
from tests.emit.site_made import page_of, site_files, site_order
from tests.emit.site_served import opened, write

PAGE = "# {title}\n\nUn texte.\n"


def _leads(files: Files, address: str) -> str:
    """Give where an address leads, from the root of the site, by what the browser obeys."""
    tree = page_of(files, address)
    (rule,) = (str(one.get("content")) for one in tree.iter("meta") if one.get("http-equiv") == "refresh")
    seconds, _sign, there = rule.partition("; url=")
    assert seconds == "0"
    (link,) = tree.iter("a")
    assert link.get("href") == there, "in words for who does not obey"
    assert [one.get("content") for one in tree.iter("meta") if one.get("name") == "robots"] == ["noindex"]
    (script,) = tree.iter("script")
    assert script.get("data-to") == there
    assert posixpath.normpath(posixpath.join(posixpath.dirname(address), script.get("src", ""))) in files
    assert script.text is None
    return posixpath.normpath(posixpath.join(posixpath.dirname(address), there))


def _said(told: Iterable[Diagnostic]) -> list[tuple[str, str, str]]:
    """Give where each finding leads, its code, and the address that it is about."""
    return sorted((str(one.where), one.code.name, dict(one.values)["address"]) for one in told)


def _site(sources: Mapping[str, str | bytes], former: Mapping[str, str] = {}) -> tuple[Files, list[Diagnostic]]:
    told: list[Diagnostic] = []
    order = site_order(sources, told)._replace(publication=Publication(former=former))
    told.clear()
    return site_files(order), told


def test_addresses_of_front_matter_and_settings_lead_on() -> None:
    files, told = _site(
        {
            ".gitbook.yaml": "redirects:\n  ancien/guide: equipe/roles.md\n",
            "equipe/README.md": PAGE.format(title="L’équipe"),
            "equipe/roles.md": "---\nslug: qui\npermalink: /roles-et-taches/\n---\n" + PAGE.format(title="Les rôles"),
        }
    )
    assert told == []
    for address in (
        *("ancien/guide.html", "ancien/guide/index.html"),
        *("equipe/qui.html", "equipe/qui/index.html"),
        *("roles-et-taches.html", "roles-et-taches/index.html"),
        "equipe/roles/index.html",
    ):
        assert _leads(files, address) == "equipe/roles.html"
    assert _leads(files, "equipe/readme.html") == "equipe/index.html"


def test_a_former_address_never_covers_a_page() -> None:
    files, told = _site(
        {
            "un.md": "---\naliases: [deux.md, /trois]\n---\n" + PAGE.format(title="Un"),
            "deux.md": "---\naliases: [/trois.html, /un]\n---\n" + PAGE.format(title="Deux"),
        }
    )
    assert b'http-equiv="refresh"' not in files["deux.html"]
    assert b'http-equiv="refresh"' not in files["un.html"]
    assert _leads(files, "trois.html") == "deux.html", "the first in the order of the book has it"
    assert _said(told) == [
        ("deux.md:2:24", Code.E177.name, "/un"),
        ("un.md:2:11", Code.E177.name, "deux.md"),
        ("un.md:2:20", Code.E178.name, "/trois"),
    ]


@pytest.mark.parametrize(
    "address", ["/un.html/ancien", "/sitemap.xml/un", "/con/un", "/Aux", f"/{'é' * 120}", "/un<deux", "/un|deux.html"]
)
def test_an_address_that_no_file_can_have_is_told_and_the_site_is_whole(address: str) -> None:
    text = f"---\naliases:\n  - {address}\n  - /bon\n---\n" + PAGE.format(title="Un")
    files, told = _site({"un.md": text, "deux.md": PAGE.format(title="Deux")})
    assert _said(told) == [("un.md:3:5", Code.E179.name, address)]
    assert _leads(files, "bon.html") == "un.html"
    assert not {name for name in files for other in files if other.startswith(f"{name}/")}


def test_a_setting_that_cannot_be_followed_is_shown_where_it_stands() -> None:
    _files, told = _site(
        {
            ".gitbook.yaml": "structure:\n  readme: un.md\nredirects:\n  vieux: un.md\n  deux: un.md\n",
            "un.md": PAGE.format(title="Un"),
            "deux.md": "---\ntitle: Deux\nslug: autre\naliases:\n  - /rien\n  - /un\n---\nTexte.\n",
        }
    )
    assert _said(told) == [
        (".gitbook.yaml:5:3", Code.E177.name, "/deux"),
        ("deux.md:6:5", Code.E177.name, "/un"),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "../../etc/passwd",
        "/..",
        "/",
        "/a/../../b",
        "/assets/site",
        "/404",
        "/index",
        "/pagefind/x",
        "/a\tb",
        "/CON:x",
        "x" * 500,
    ],
)
def test_what_can_be_no_address_makes_no_file(written: str) -> None:
    files, _told = _site({"un.md": f'---\naliases: ["{written}"]\n---\n' + PAGE.format(title="Un")})
    assert {name for name in files if b'http-equiv="refresh"' in files[name]} <= {"un/index.html"}


def test_a_title_and_an_address_are_words_only() -> None:
    files, _told = _site({"a&b.md": '---\naliases: ["/x&y"]\n---\n# Un \\<script> & "deux"\n\nTexte.\n'})
    assert _leads(files, "x&y.html") == "a-b.html"


def test_a_canonical_address_is_absolute_where_the_sites_is_known() -> None:
    order = site_order()._replace(publication=Publication(url="https://guide.example.org/jardin/"))
    tree = page_of(site_files(order), "equipe/readme.html")
    (link,) = (one.get("href") for one in tree.iter("link") if one.get("rel") == "canonical")
    assert link == "https://guide.example.org/jardin/equipe/index.html"


def test_a_chapter_renamed_in_git_is_found_under_its_old_name(tmp_path: Path) -> None:
    sources = repository(tmp_path / "guide")
    long = "\n\n".join(f"Le paragraphe numéro {number} de cette page." for number in range(20))
    commit(sources, {"equipe/roles.md": f"# Les rôles\n\n{long}\n", "reste.md": PAGE.format(title="Le reste")})
    git(sources, "mv", "equipe/roles.md", "equipe/taches.md")
    commit(sources, {}, "2024-02-01")
    git(sources, "mv", "equipe/taches.md", "qui-fait-quoi.md")
    commit(sources, {"qui-fait-quoi.md": f"# Qui fait quoi\n\n{long}\n\nUne phrase.\n"}, "2024-03-01")
    told: list[Diagnostic] = []
    out = tmp_path / "out"
    build(open_sources(sources, told.append), out, Wanted(("site",)), told.append, lambda _step: None)
    files = {path.relative_to(out / "site").as_posix(): path.read_bytes() for path in (out / "site").rglob("*.*")}
    for former in ("equipe/roles.html", "equipe/taches.html", "equipe/taches/index.html"):
        assert _leads(files, former) == "qui-fait-quoi.html"


@pytest.mark.clients
@pytest.mark.parametrize(
    ("asked", "is_scripted", "reached"),
    [
        ("avant/hier/", True, "un.html"),
        ("avant/hier/#la-suite", True, "un.html#la-suite"),
        ("avant/hier.html#été ici", True, "un.html#%C3%A9t%C3%A9%20ici"),
        ("avant/hier/#la-suite", False, "un.html"),
    ],
)
def test_a_browser_follows(tmp_path: Path, asked: str, reached: str, *, is_scripted: bool) -> None:
    page_text = "---\naliases: [/avant/hier]\n---\n# Un\n\nDébut.\n\n## La suite\n\nFin.\n"
    files, _told = _site({"un.md": page_text, "deux.md": PAGE.format(title="Deux")})
    write(files, tmp_path / "base")
    with opened(tmp_path) as (first, address):
        assert first.context.browser is not None
        page = first.context.browser.new_page(java_script_enabled=is_scripted)
        said: list[str] = []
        page.on("console", lambda one: said.append(one.text))
        page.goto(f"{address}base/deux.html")
        page.goto(f"{address}base/{asked}", wait_until="commit")
        page.wait_for_url(f"{address}base/{reached}")
        expect(page.locator("h1")).to_have_text(re.compile("Un$"))
        page.go_back()
        expect(page.locator("h1")).to_have_text(re.compile("Deux$"))
        assert said == []
