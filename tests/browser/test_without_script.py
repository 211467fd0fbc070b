"""Without JavaScript everything is there: the text, its tabs one below the other, and the way around."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.browser.chromium import DESKTOP, NARROW, looked_at, nothing, reading
from tests.browser.documents import Document


def test_every_word_is_shown(browser: Browser, read: Document) -> None:
    for size in (DESKTOP, NARROW):
        with reading(browser, size, java_script_enabled=False) as page:
            for address in read.some(12):
                page.goto(address)
                nothing(looked_at(page, "unseen"))


def test_the_contents_lead_on(browser: Browser, read: Document) -> None:
    for size in (DESKTOP, NARROW):
        with reading(browser, size, java_script_enabled=False) as page:
            page.goto(read.pages[0])
            links = page.locator("nav a[href]:visible, main li a[href]:visible")
            assert links.count() > 2
            before = page.url
            links.last.click()
            expect(page).not_to_have_url(before)
            expect(page.locator("main :is(h1, h2)").first).to_be_visible()


def test_no_button_stands_there_that_does_nothing(browser: Browser, read: Document) -> None:
    with reading(browser, java_script_enabled=False) as page:
        for address in read.some(3):
            page.goto(address)
            assert page.locator("button:visible").count() == 0
