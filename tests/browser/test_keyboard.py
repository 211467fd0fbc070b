"""The keyboard alone: everything is reached, in the order of the page, its focus is seen, and nothing holds it."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser.chromium import NARROW, nothing, reading, script
from tests.browser.documents import Document

# A long book in one file has thousands of links of the same few kinds.
_STEPS = 400
_SHORTER = """for (const of of ["main > section", "nav li"]) {
  Array.from(document.querySelectorAll(of)).slice(8).forEach(one => { one.remove(); });
}"""


def _walked(page: Page, address: str) -> list[str]:
    """Walk through a page with the Tab key and give what was wrong, once round and some steps back."""
    page.goto(address)
    page.evaluate(script("keys"))
    count = page.evaluate("keys.count()")
    if count > _STEPS:
        page.evaluate(_SHORTER)
        page.evaluate(script("keys"))
        count = page.evaluate("keys.count()")
    # One more, for the last is heard of when it is left; some for boxes that scroll.
    for _step in range(count + 12):
        page.keyboard.press("Tab")
    found = page.evaluate("keys.told()")
    before = page.evaluate("keys.at()")
    for _step in range(3):
        page.keyboard.press("Shift+Tab")
    if before and page.evaluate("keys.at()") == before:
        found.append(f"holds the focus: {before}")
    return [f"{address.rpartition('/')[2]}: {line}" for line in found]


def test_everything_is_reached_and_seen(browser: Browser, read: Document) -> None:
    with reading(browser) as page:
        nothing([line for address in read.some(20) for line in _walked(page, address)])


def test_so_it_is_in_the_dark_and_on_a_phone(browser: Browser, shipped: Document) -> None:
    with reading(browser, NARROW, color_scheme="dark") as page:
        nothing([line for address in shipped.some(3) for line in _walked(page, address)])
