"""Nothing is lost on a narrow screen (WCAG 1.4.10, 1.4.4), nor where letters and lines stand wider (1.4.12)."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser.chromium import DESKTOP, NARROW, looked_at, nothing, reading
from tests.browser.documents import Document

# Set by the page's own means: the policy of our pages refuses a style that is written into them.
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
_OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


def _lost(page: Page, addresses: tuple[str, ...]) -> list[str]:
    """Give what is cut off on some pages, and what is once letters, words and lines stand wider."""
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate(_OPENED)
        found += looked_at(page, "clipped")
        page.evaluate(_SPACED)
        found += [f"spaced, {line}" for line in looked_at(page, "clipped")]
    return found


def test_nothing_is_cut_off_at_320_pixels(browser: Browser, read: Document) -> None:
    with reading(browser, NARROW) as page:
        nothing(_lost(page, read.pages))


def test_nor_on_a_wide_screen_where_letters_and_lines_stand_wider(browser: Browser, read: Document) -> None:
    with reading(browser, DESKTOP) as page:
        nothing(_lost(page, read.some(8)))


def test_the_bar_leaves_room_to_read_at_400_percent(browser: Browser, shipped: Document) -> None:
    """A window of 1280 x 1024 has 320 x 256 CSS pixels at 400 %: what sticks to its edges must leave most of it."""
    with reading(browser, (320, 256)) as page:
        for address in shipped.some(4):
            page.goto(address)
            page.evaluate("scrollTo(0, 600)")
            taken = page.evaluate(
                "Array.from(document.querySelectorAll('body *')).filter(one => one.checkVisibility()"
                " && ['sticky', 'fixed'].includes(getComputedStyle(one).position)"
                " && one.getBoundingClientRect().top < 5 && one.getBoundingClientRect().bottom > 0)"
                ".reduce((most, one) => Math.max(most, one.getBoundingClientRect().bottom), 0)"
            )
            assert taken < 256 / 3, address


def test_words_that_do_not_fit_are_found(browser: Browser) -> None:
    with reading(browser, NARROW) as page:
        page.set_content(
            "<body><main><p style='width: 40rem'>trop large</p>"
            "<div style='overflow: hidden; height: 8px'>trop haut</div>"
            "<div style='overflow-x: auto'><p style='white-space: nowrap'>"
            + "défile " * 90
            + "</p></div></main></body>"
        )
        said = " ".join(looked_at(page, "clipped"))
    assert "the page is" in said
    assert "trop haut" in said
    assert "défile" not in said
