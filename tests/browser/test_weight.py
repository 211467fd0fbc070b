"""How much comes over the line: the first page before its pictures, and how many times the reader's machine asks."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.chromium import nothing, reading
from tests.browser.documents import Document

# What anybody may open first is weighed; a page that is found by a search may have a little more to say.
_FIRST, _OTHER = 150_000, 180_000
_REQUESTS = 12
_MOST_PAGES = 8
# As they stand on disk: what a server packs is less.
_COME = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map(one => [one.name, one.initiatorType, one.decodedBodySize])"""


def test_a_page_weighs_little_before_its_pictures(browser: Browser, site: Document) -> None:
    found = []
    for address in site.some(_MOST_PAGES):
        with reading(browser) as page:  # each as the first page that somebody opens
            page.goto(address, wait_until="load")
            page.evaluate("document.fonts.ready.then(() => true)")
            come = [one for one in page.evaluate(_COME) if one[1] != "img"]
        weight = sum(size for _name, _kind, size in come)
        assert weight > 20_000, "nothing was counted"
        most = _FIRST if address == site.pages[0] else _OTHER
        if weight >= most or len(come) > _REQUESTS:
            found.append(f"{address}: {weight} bytes, {len(come)} requests")
    nothing(found)
