"""What a reader works with: tabs, folded parts, the display, copies, larger pictures, the contents, the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from pipeline.emit import EMITTERS
from tests.browser.axe import violations
from tests.browser.chromium import NARROW, nothing, reading
from tests.browser.documents import Document
from tests.build.corpora import order_of


@pytest.fixture(params=["shipped:site", "shipped:handbook.html"])
def ours(request: pytest.FixtureRequest, document_named: Callable[[str], Document]) -> Document:
    """Give the handbook that comes with the program, as a site and as a single page."""
    return document_named(request.param)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader who may copy."""
    with reading(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield page


def _opened(page: Page, document: Document, holds: str) -> None:
    """Open the first page of a document that holds something."""
    for address in document.pages:
        page.goto(address)
        if page.locator(holds).count():
            return
    raise AssertionError(f"no page of {document.name} holds {holds}")


def _color(page: Page, name: str = "backgroundColor") -> str:
    return str(page.evaluate(f"getComputedStyle(document.body).{name}"))


def test_tabs_are_worked_by_keys(reader: Page, ours: Document) -> None:
    _opened(reader, ours, ".tabs")
    tabs = reader.locator(".tabs").first.get_by_role("tab")
    panels = reader.locator(".tabs").first.get_by_role("tabpanel")
    tabs.first.focus()
    for place, key in ((1, "ArrowRight"), (0, "Home"), (tabs.count() - 1, "End"), (0, "ArrowRight")):
        reader.keyboard.press(key)
        expect(tabs.nth(place)).to_be_focused()
        expect(tabs.nth(place)).to_have_attribute("aria-selected", "true")
        expect(panels).to_have_count(1)  # the others are hidden from everybody
        expect(panels).to_have_attribute("aria-labelledby", str(tabs.nth(place).get_attribute("id")))
        nothing(violations(reader, ("light",)))
    reader.keyboard.press("Tab")
    expect(panels).to_be_focused()


def test_a_tab_that_is_chosen_is_kept(reader: Page, shipped: Document) -> None:
    _opened(reader, shipped, ".tabs")
    second = reader.locator(".tabs").first.get_by_role("tab").nth(1)
    second.click()
    reader.reload()
    expect(second).to_have_attribute("aria-selected", "true")


def _page(folder: Path, text: str) -> str:
    """Give the address of the single page made of a text."""
    (folder / "README.md").write_text(text, encoding="utf-8")
    (folder / "page.html").write_bytes(EMITTERS["html"](order_of(folder))["handbook.html"])
    return (folder / "page.html").as_uri()


def _tabs(*names: str) -> str:
    inside = "\n".join(f'{{% tab title="{name}" %}}\nEn venant {name}.\n{{% endtab %}}' for name in names)
    return f"{{% tabs %}}\n{inside}\n{{% endtabs %}}\n"


def test_tabs_of_one_name_are_chosen_together(reader: Page, tmp_path: Path) -> None:
    text = "# Venir\n\n" + "\n".join(
        (_tabs("à pied", "en train"), _tabs("en train", "en car"), _tabs("à pied", "en car"))
    )
    reader.goto(_page(tmp_path, text))
    reader.get_by_role("tab", name="en train").first.click()
    chosen = reader.locator("[role=tab][aria-selected=true]")
    expect(chosen).to_have_text(["en train", "en train", "à pied"])
    reader.get_by_role("tab", name="en car").last.click()
    expect(chosen).to_have_text(["en train", "en car", "en car"])


def test_a_folded_part_opens_and_closes_by_key(reader: Page, tmp_path: Path) -> None:
    reader.goto(
        _page(tmp_path, "# Venir\n\n<details>\n<summary>La nuit</summary>\n\nUn bus par heure.\n\n</details>\n")
    )
    folded = reader.locator("main details").first
    folded.locator("summary").focus()
    reader.keyboard.press("Enter")
    expect(folded).to_have_attribute("open", "")
    reader.keyboard.press("Space")
    expect(folded).not_to_have_attribute("open", "")


def test_the_display_is_chosen_and_kept(reader: Page, ours: Document) -> None:
    reader.goto(ours.pages[-1])
    light = _color(reader)
    grounds = {light}
    for name in ("Sombre", "Contraste élevé"):
        reader.locator(".display-open").focus()
        reader.keyboard.press("Enter")
        choice = reader.get_by_role("radio", name=name)
        choice.check()
        nothing(violations(reader, ("light",)))
        grounds.add(_color(reader) + _color(reader, "color"))
        reader.keyboard.press("Escape")
        expect(choice).not_to_be_visible()
    assert len(grounds) == 3
    shown = _color(reader)
    reader.reload()
    assert _color(reader) == shown
    expect(reader.locator("html")).to_have_attribute("data-theme", "contrast")


def test_code_is_copied(reader: Page, document_named: Callable[[str], Document]) -> None:
    document = document_named("gitbook-git-sync:site")
    _opened(reader, document, ".code pre")
    code = reader.locator(".code").first
    code.hover()
    code.get_by_role("button").first.click()
    expect(reader.locator("[role=status]").filter(has_text="Copié").first).to_be_attached()
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied.split() == code.locator("pre").inner_text().split()


def test_a_picture_enlarges_and_closes(reader: Page, tmp_path: Path) -> None:
    Image.new("RGB", (1600, 900), "#7a9").save(tmp_path / "plan.png")
    reader.goto(_page(tmp_path, "# Venir\n\n![Le plan du quartier](plan.png)\n"))
    opener = reader.locator("main figure button:visible").first
    opener.focus()
    reader.keyboard.press("Enter")
    dialog = reader.locator("dialog[open]")
    expect(dialog.locator("img")).to_be_visible()
    nothing(violations(reader, ("light", "dark")))
    reader.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_menu_of_a_phone_opens_leads_and_closes(browser: Browser, ours: Document) -> None:
    with reading(browser, NARROW) as page:
        page.goto(ours.pages[-1])
        menu = page.locator("button.menu")
        link = page.locator(":is(#side, #navigation) a[href]:visible")
        expect(link).to_have_count(0)
        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(link.first).to_be_visible()
        nothing(violations(page, ("light", "dark")))
        page.keyboard.press("Escape")
        expect(link).to_have_count(0)
        expect(menu).to_be_focused()
        before = page.url
        page.keyboard.press("Enter")
        link.first.click()
        expect(page).not_to_have_url(before)
        expect(link).to_have_count(0)


def test_the_skip_link_leads_to_the_text(reader: Page, ours: Document) -> None:
    reader.goto(ours.pages[-1])
    reader.keyboard.press("Tab")
    expect(reader.locator(".skip")).to_be_focused()
    expect(reader.locator(".skip")).to_be_in_viewport(ratio=1)
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()


def test_the_search_is_worked_by_keys(reader: Page, shipped: Document) -> None:
    reader.goto(shipped.pages[0])
    reader.keyboard.press("/")  # a key alone opens nothing (WCAG 2.1.4)
    expect(reader.locator("dialog[open]")).to_have_count(0)
    reader.keyboard.press("Control+k")
    words = reader.get_by_role("searchbox")
    expect(words).to_be_focused()
    # As one types who leaves accents out; at once, or what is found for fewer letters would still be exchanged.
    reader.keyboard.insert_text("equipe")
    found = reader.locator(".search-found a")
    expect(found.filter(has_text="équipe").first).to_be_visible()
    nothing(violations(reader, ("light", "dark")))
    reader.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    reader.keyboard.press("ArrowUp")
    expect(words).to_be_focused()
    reader.keyboard.press("ArrowDown")
    target = found.first.get_attribute("href")
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**/{str(target).rpartition('/')[2]}")
    expect(reader.locator("main h1").first).to_be_visible()


def test_the_search_says_that_nothing_was_found(reader: Page, shipped: Document) -> None:
    reader.goto(shipped.pages[0])
    reader.keyboard.press("Control+k")
    reader.get_by_role("searchbox").press_sequentially("xylophonistes")
    expect(reader.locator(".search-state")).to_contain_text("xylophonistes")
    expect(reader.locator(".search-found a")).to_have_count(0)
    reader.keyboard.press("Escape")  # takes the words away, as in every field of a search
    reader.keyboard.press("Escape")
    expect(reader.locator("dialog[open]")).to_have_count(0)


def test_before_and_after_lead_through_the_whole_book(reader: Page, shipped: Document) -> None:
    reader.goto(shipped.pages[0])
    _followed(reader, "a.start")
    seen = {reader.url}
    while reader.locator("a[rel=next]").count():
        _followed(reader, "a[rel=next]")
        assert reader.url not in seen
        seen.add(reader.url)
    pages = {address for address in shipped.pages if not address.endswith(("site/index.html", "404.html"))}
    assert {address.partition("#")[0] for address in seen} >= {one for one in pages if "todo" not in one} - _apart(
        pages
    )


def _followed(reader: Page, link: str) -> None:
    """Follow a link, and wait until its page is there: a click alone waits for none."""
    with reader.expect_navigation():
        reader.locator(link).first.click()


def _apart(pages: set[str]) -> set[str]:
    """Give the pages that stand beside the book: what is said of the site itself."""
    return {one for one in pages if one.endswith(("accessibility.html", "declaration.html"))}
