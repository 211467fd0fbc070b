"""Addresses as people mistype them: a page that is opened by one works as any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import nothing, reading
from tests.browser.documents import Document
from tests.preview import previewed


@pytest.mark.parametrize("place", ["#100%", "#%E9t%E9", "#", "#%"])
def test_a_place_that_is_none_leaves_the_page_at_work(browser: Browser, shipped: Document, place: str) -> None:
    with reading(browser) as page:
        page.goto(f"{shipped.pages[0]}{place}")
        page.keyboard.press("Control+k")
        expect(page.locator("#search")).to_be_visible()


@pytest.mark.parametrize("place", ["ordonner-sans-se-facher", "une-autre-page--ordonner-sans-se-facher"])
def test_a_place_of_an_older_link_is_found_by_its_title(browser: Browser, shipped: Document, place: str) -> None:
    address = next(one for one in shipped.pages if one.endswith("/backlog/index.html"))
    with reading(browser) as page:
        page.goto(f"{address}#{place}")
        expect(page.get_by_role("heading", name="Ordonner sans se fâcher")).to_be_in_viewport()


def test_a_preview_goes_on_at_an_address_that_is_none(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Accueil\n\nBienvenue.\n", encoding="utf-8")
    heard: list[str] = []
    with previewed(tmp_path) as running:
        page = browser.new_page()
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(f"{running.address}100%")
        expect(page.locator(".live-bar")).to_be_visible()
        (tmp_path / "README.md").write_text("# Accueil\n\n[ENRICHIR] Bienvenue.\n", encoding="utf-8")
        expect(page.locator(".live-open")).to_contain_text("1 à compléter")
        page.close()
    nothing(heard)
