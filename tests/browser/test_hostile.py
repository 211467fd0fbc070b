"""Hostile books in a real browser: nothing of theirs runs, fetches or leads away, and that not by the policy alone.

Each document is read twice: as it is, where the browser would also refuse by the page's Content-Security-Policy and say
so, and with the policy switched off, so that the words themselves must be harmless.
"""

from __future__ import annotations

import re
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Dialog, Page, Request

from pipeline.cli.app import run
from pipeline.emit import EMITTERS
from tests.browser import hostile
from tests.browser.chromium import looked_at, need_chromium, nothing, reading
from tests.browser.serving import served
from tests.build.corpora import once, order_of

OUTPUTS = ("handbook.html", "site", "epub", "todo.html")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a hostile book's documents."""
    need_chromium()
    return once(tmp_path_factory.getbasetemp(), "hostile", _build)


def _build(place: Path) -> None:
    sources = place / "sources"
    sources.mkdir()
    for name, data in hostile.book().items():
        (sources / name).write_bytes(data)
    assert run(["build", str(sources), "--out", str(place / "build")]) in (0, 1)
    with zipfile.ZipFile(place / "build" / "handbook.epub") as package:
        package.extractall(place / "build" / "epub")


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


@pytest.mark.parametrize("obeyed", [True, False], ids=["with its policy", "without"])
@pytest.mark.parametrize("output", OUTPUTS)
def test_nothing_of_an_author_runs(browser: Browser, built: Path, output: str, obeyed: bool) -> None:
    folder = built / "build"
    pages = _pages(folder, output)
    assert pages
    with served(folder) as home, provoked(browser, home, obeyed=obeyed) as page:
        nothing([line for one in pages for line in _tried(page, home + one)])


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
