"""axe finds nothing: on every page, in light, dark, print and the colours that a system forces."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Look, violations
from tests.browser.chromium import NARROW, nothing, reading
from tests.browser.documents import Document


def test_no_page_breaks_a_rule(browser: Browser, read: Document) -> None:
    found = []
    with reading(browser) as page:
        for address in read.pages:
            page.goto(address)
            found += violations(page)
    nothing(found)


def test_nor_on_a_phone(browser: Browser, read: Document) -> None:
    found = []
    with reading(browser, NARROW) as page:
        for address in read.some(4):
            page.goto(address)
            found += violations(page, ("light", "dark"))
    nothing(found)


@pytest.mark.parametrize("look", ["light", "dark", "print"])
def test_it_would_find_something(browser: Browser, look: Look) -> None:
    with reading(browser) as page:
        page.set_content("<html><body><p style='color: #bbb'>Pâle</p><img src='data:,'></body></html>")
        rules = {line.split(": ")[1] for line in violations(page, (look,))}
    assert {"color-contrast", "image-alt", "document-title", "html-has-lang"} <= rules
