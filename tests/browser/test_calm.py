"""A page stands still: nothing moves for those who ask for that, and nothing jumps when fonts come late."""

from __future__ import annotations

import time

from playwright.sync_api import Browser, Route

from tests.browser.chromium import looked_at, nothing, reading
from tests.browser.documents import Document

# What counts as good is 0.1 (web.dev, cumulative layout shift); ours is a tenth of it.
_MOST = 0.01
_SHIFTS = """() => new Promise(done => {
  let all = 0;
  new PerformanceObserver(list => { all += list.getEntries().reduce((sum, one) => sum + one.value, 0); })
    .observe({ type: "layout-shift", buffered: true });
  document.fonts.ready.then(() => setTimeout(() => done(all), 60));
})"""


def _late(route: Route) -> None:
    time.sleep(0.15)
    route.continue_()


def test_nothing_moves_for_those_who_ask_for_that(browser: Browser, read: Document) -> None:
    with reading(browser) as page:
        for address in read.some(3):
            page.goto(address)
            nothing(looked_at(page, "moving"))


def test_nothing_jumps_when_fonts_come_late(browser: Browser, read: Document) -> None:
    found = []
    for address in read.some(4):
        with reading(browser) as page:  # each with an empty cache
            page.route("**/*.woff2", _late)
            page.goto(address)
            page.evaluate("scrollTo(0, 400)")
            shift = page.evaluate(_SHIFTS)
        if shift >= _MOST:
            found.append(f"{address}: {shift:.3f}")
    nothing(found)


def test_fonts_are_sent_for_before_the_style_sheet_is_there(browser: Browser, shipped: Document) -> None:
    # Otherwise a first visit over a slow line is set in another typeface: fonts that come late stay out ("optional").
    with reading(browser) as page:
        page.route("**/site.css*", lambda _never_answered: None)
        names = ("light", "regular", "semibold")
        light, regular, semibold = (page.expect_request(f"**/*-{name}.woff2") for name in names)
        with light, regular, semibold:
            page.goto(shipped.pages[0], wait_until="commit")
