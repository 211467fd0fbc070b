"""Hostile books in a real browser: nothing of theirs runs, fetches or leads away, and that not by the policy alone.

Each document is read twice: as it is, where the browser would also refuse by the page's Content-Security-Policy and say
so, and with the policy switched off, so that the words themselves must be harmless. So are what a search of the site
finds, the live preview with all that stands beside its pages, and the report of a file that came back from a reviewer.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from html import unescape
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Dialog, Page, Request, Route, expect

from pipeline.cli.app import run
from pipeline.emit import EMITTERS
from pipeline.emit.site import laid_out
from tests.browser import hostile
from tests.browser.chromium import looked_at, need_chromium, nothing, reading
from tests.browser.serving import served
from tests.build.corpora import once, order_of
from tests.preview import previewed
from tests.review.trips import Edit, Place, Sort
from tests.review.word_hands import by_word

OUTPUTS = ("handbook.html", "site", "epub", "todo.html", "review/review.html")
POLICY = pytest.mark.parametrize("obeyed", [True, False], ids=["with its policy", "without"])
_SORTS: tuple[Sort, ...] = ("comment", "change", "insert", "new paragraph", "delete")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a hostile book's documents."""
    need_chromium()
    return once(tmp_path_factory.getbasetemp(), "hostile", _build)


def _build(place: Path) -> None:
    sources = place / "sources"
    _write(sources, hostile.book())
    assert run(["build", str(sources), "--out", str(place / "build"), "--to", "docx,html,site,epub"]) in (0, 1)
    with zipfile.ZipFile(place / "build" / "handbook.epub") as package:
        package.extractall(place / "build" / "epub")
    _review(place, sources)


def _review(place: Path, sources: Path) -> None:
    """Let a reviewer who wishes editors ill send the Word file back, and report it; one page has changed since."""
    returned = place / f"{hostile.one_line(hostile.BREAK).replace('/', '')}.docx"
    edits = [_edit("Un texte", "change", hostile.BREAK)]
    edits += [_edit(f"Essai {at}", sort, tag) for at, (sort, tag) in enumerate(zip(cycle(_SORTS), hostile.TAGS))]
    returned.write_bytes(by_word((place / "build" / "handbook.docx").read_bytes(), edits))
    changed = shutil.copytree(sources, place / "changed")
    for page in changed.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("Un texte.", f"Un texte : \\{hostile.EVIL}."), encoding="utf-8")
    told = ["review", str(returned), "--source", str(changed), "--out", str(place / "build" / "review")]
    assert run(told) == 1  # one of them is in conflict


def _edit(words: str, sort: Sort, tag: str) -> Edit:
    line = hostile.one_line(tag)
    return Edit(Place(words, "", "", 0, 0), sort, line, line, is_settled=sort == "comment" and len(line) % 2 == 0)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


@contextmanager
def provoked(browser: Browser, home: str, *, obeyed: bool) -> Iterator[Page]:
    """Open a page; whatever an author's words make the browser do fails the test.

    Args:
        browser: where to.
        home: what all its addresses begin with.
        obeyed: whether the page's Content-Security-Policy counts.
    """
    heard: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:blank")):
            heard.append(f"asked for: {request.url[:200]}")

    def dismissed(dialog: Dialog) -> None:
        heard.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    with reading(browser, bypass_csp=not obeyed) as page:
        page.on("dialog", dismissed)
        page.on("popup", lambda other: heard.append(f"a window: {other.url[:200]}"))
        page.on("request", asked)
        # What a browser asks for by itself where no page but a drawing is opened.
        page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        yield page
    nothing(heard)


def _tried(page: Page, address: str) -> list[str]:
    """Open an address, do what could make it run something, and give what was found."""
    page.goto(address)
    return _tempted(page)


def _tempted(page: Page) -> list[str]:
    """Do what could make the page that is open run something, and give what was found."""
    address = page.url
    found = looked_at(page, "provoked", known=_own_scripts(page))
    page.keyboard.press("Tab")
    page.wait_for_timeout(50)  # what a click on a link begins
    if page.evaluate("typeof window.ran") != "undefined":
        found.append(f"it ran: {address}")
    if page.url.partition("#")[0] != address.partition("#")[0]:
        found.append(f"it led away: {page.url[:200]}")
    return found


def _own_scripts(page: Page) -> list[str]:
    """Give the scripts that the page's policy knows: ours, by their digests."""
    policy, scripts = page.evaluate(
        """() => [
          document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content || "",
          [...document.scripts].filter((one) => !one.src).map((one) => one.textContent),
        ]"""
    )
    return [one for one in scripts if b64encode(sha256(one.encode()).digest()).decode("ascii") in policy]


def _pages(folder: Path, output: str) -> list[str]:
    """Give the pages and drawings of an output, from its folder; one that only leads on is none.

    Nor is the single file that the site offers for download: it is read by itself.
    """
    if output.endswith(".html"):
        return [output]
    kinds = (".html", ".xhtml", ".svg")
    files = sorted(file for file in (folder / output).rglob("*") if file.suffix in kinds)
    whole = (folder / "handbook.html").read_text(encoding="utf-8")
    texts = {file: file.read_text(encoding="utf-8") for file in files if "pagefind" not in file.parts}
    shown = [file for file, text in texts.items() if text != whole and not _LEADS_ON.search(text)]
    return [file.relative_to(folder).as_posix() for file in shown]


# The way from a page's former address to the one that it has.
_LEADS_ON = re.compile(r'<meta http-equiv="refresh" content="0; ?url=([^"]*)">')


@POLICY
@pytest.mark.parametrize("output", OUTPUTS)
def test_nothing_of_an_author_runs(browser: Browser, built: Path, output: str, obeyed: bool) -> None:
    folder = built / "build"
    pages = _pages(folder, output)
    assert pages
    with served(folder) as home, provoked(browser, home, obeyed=obeyed) as page:
        nothing([line for one in pages for line in _tried(page, home + one)])


@POLICY
def test_nor_of_what_a_search_finds(browser: Browser, built: Path, obeyed: bool) -> None:
    shown: list[str] = []
    with served(built / "build") as home, provoked(browser, home, obeyed=obeyed) as page:
        for words in ("essai", "img onerror", "script", "title", "javascript", "top"):
            page.goto(f"{home}site/index.html")
            page.keyboard.press("Control+k")
            page.get_by_role("searchbox").fill(words)
            found = page.locator(".search-found a")
            expect(found.first).to_be_visible()
            shown += found.all_inner_texts()
            nothing(_tempted(page))
    assert any("<img src" in text for text in shown), shown  # or nothing hostile was there to be shown


@POLICY
def test_nor_in_a_live_preview(browser: Browser, tmp_path: Path, obeyed: bool) -> None:
    """Every page, what there is to mend over it and the panel beside it; both list so much that the book is shorter."""
    _write(tmp_path, hostile.book(8))
    pages = laid_out(order_of(tmp_path)).pages
    with previewed(tmp_path) as running, provoked(browser, running.address, obeyed=obeyed) as page:
        page.goto(running.address)
        page.locator(".live-open").click()
        found = _tempted(page)
        for leaf in pages:
            page.goto(running.address + quote(leaf.address))
            for sheet in ("#live-fresh", "#live-panel"):
                expect(page.locator(f"{sheet} li").first).to_be_visible()
            found += _tempted(page)
    nothing(found)


@POLICY
def test_nor_of_what_a_save_brings_into_a_page(browser: Browser, tmp_path: Path, obeyed: bool) -> None:
    _write(tmp_path, {"README.md": b"# Accueil\n\nUn mot.\n", "handbook.yml": b"title: Guide\n"})
    saved = {"Premiers essais": hostile.TAGS, "Autres essais": tuple(map(hostile.placed, hostile.TAGS[::8]))}
    with previewed(tmp_path) as running, provoked(browser, running.address, obeyed=obeyed) as page:
        page.goto(running.address)
        page.locator(".live-open").click()
        for title, pieces in saved.items():
            _write(tmp_path, {"README.md": hostile.page(title, pieces).encode()})
            expect(page.locator("main").get_by_role("heading", name=title)).to_be_visible()
            expect(page.locator("#live-panel .live-problem").first).to_be_visible()
            nothing(_tempted(page))
        _write(tmp_path, {"handbook.yml": f"{hostile.quoted(hostile.EVIL)}: [\n".encode()})
        expect(page.get_by_role("status").filter(has_text="Dernière version lisible")).to_be_visible()
        nothing(_tempted(page))


@POLICY
def test_nor_where_a_preview_has_no_page_to_show(browser: Browser, tmp_path: Path, obeyed: bool) -> None:
    folder = tmp_path / hostile.one_line(hostile.BREAK).replace("/", "")
    _write(folder, {"handbook.yml": f"chapters: [{hostile.quoted(hostile.BREAK)}]\n".encode()})

    def told(route: Route) -> None:
        """Let the page come, whose answer 503 would be a word in the console, and stay."""
        if route.request.is_navigation_request():
            route.fulfill(response=route.fetch(), status=200)
        else:
            route.fulfill(status=304)

    with previewed(folder) as running, provoked(browser, running.address, obeyed=obeyed) as page:
        page.route(running.address, told)
        page.goto(running.address)
        expect(page.locator("main")).to_contain_text(hostile.EVIL)
        nothing(_tempted(page))


def test_former_addresses_lead_to_pages_of_the_site(built: Path) -> None:
    site = built / "build" / "site"
    found = {file: _LEADS_ON.search(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}
    targets = {file: unescape(match[1]) for file, match in found.items() if match is not None}
    assert targets
    for file, target in targets.items():
        assert (file.parent / unquote(target.partition("#")[0])).resolve().is_relative_to(site.resolve()), target


@settings(max_examples=6)
@given(hostile.PAGES)
def test_nothing_that_nobody_thought_of_runs(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    place = tmp_path_factory.mktemp("soup")
    (place / "page.md").write_text(text, encoding="utf-8", newline="")
    (place / "fond.png").write_bytes(hostile.png())
    (place / "handbook.html").write_bytes(EMITTERS["html"](order_of(place))["handbook.html"])
    home = place.as_uri() + "/"
    for obeyed in (True, False):
        with provoked(browser, home, obeyed=obeyed) as page:
            nothing(_tried(page, f"{home}handbook.html"))


def test_the_trap_closes(browser: Browser, tmp_path: Path) -> None:
    """What would run is seen to run where nothing stops it: or these tests could not fail."""
    (tmp_path / "page.html").write_text(f"<meta charset=utf-8><img src=data:, onerror={hostile.DO}>")
    with pytest.raises(AssertionError, match="a dialog: 1"):  # noqa: SIM117
        with provoked(browser, tmp_path.as_uri(), obeyed=True) as page:
            found = _tried(page, f"{tmp_path.as_uri()}/page.html")
    assert any("an order" in line for line in found)
    assert any("it ran" in line for line in found)
