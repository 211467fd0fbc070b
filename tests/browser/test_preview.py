"""The live preview in a real browser: what a save changes before the reader's eyes, and what stays as it was."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.chromium import NARROW, PATIENCE, need_chromium, nothing, reading
from tests.preview import Previewed, previewed

_LONG = "\n\n".join(f"Paragraphe {number} : un outil prêté se rend propre, affûté, à l’heure." for number in range(40))
_TABS = """{% tabs %}
{% tab title="À vélo" %}
Par la rue des Tilleuls.
{% endtab %}
{% tab title="À pied" %}
Par le jardin.
{% endtab %}
{% endtabs %}
"""
_FOLDED = "<details>\n<summary>Les exceptions</summary>\n\nLes échelles.\n\n</details>\n"
_UNFINISHED = "**\\[ENRICHIR @lea avant le 2031-05-02]** Les pénalités.\n\n\\[TODO] La caution."
BOOK = {
    "SUMMARY.md": "# Sommaire\n\n* [Accueil](README.md)\n* [Le prêt](pret.md)\n* [Le retour](retour.md)\n",
    "README.md": "# Accueil\n\nBienvenue à la bricothèque.\n",
    "pret.md": f"# Le prêt\n\n{_FOLDED}\n{_TABS}\n[Une question ?](retour.md)\n\n{_LONG}\n\nLa durée est fixe.\n",
    "retour.md": f"# Le retour\n\n{_UNFINISHED}\n\n{_LONG}\n",
    "handbook.yml": "title: Guide de la bricothèque\nlanguage: fr\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, text in BOOK.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def running(book: Path) -> Iterator[Previewed]:
    need_chromium()
    with previewed(book) as one:
        yield one


@pytest.fixture
def page(running: Previewed, browser: Browser) -> Iterator[Page]:
    """The page on lending, read by somebody."""
    with reading(browser) as page:
        opened(page, running, "pret.html")
        yield page


def opened(page: Page, running: Previewed, address: str) -> None:
    page.goto(f"{running.address}{address}")
    expect(page.locator(".live-bar")).to_be_visible()


def save(book: Path, name: str, old: str, new: str) -> None:
    """Write a page anew, with some words replaced."""
    text = (book / name).read_text(encoding="utf-8")
    assert old in text
    (book / name).write_text(text.replace(old, new), encoding="utf-8")


def top(page: Page, words: str) -> float:
    box = page.get_by_text(words, exact=True).bounding_box()
    assert box is not None
    return box["y"]


def test_a_save_changes_the_text_at_the_same_scroll_position(page: Page, book: Path) -> None:
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    words = "Paragraphe 38 : un outil prêté se rend propre, affûté, à l’heure."
    before = top(page, words)
    # Above what is read, and in it: what was before the eyes stays there.
    save(book, "pret.md", "# Le prêt\n", "# Le prêt\n\nUn alinéa nouveau.\n\nEt un autre, plus bas.\n")
    save(book, "pret.md", "La durée est fixe.", "La durée est de deux semaines.")
    expect(page.get_by_text("La durée est de deux semaines.")).to_be_visible()
    expect(page.get_by_text("Un alinéa nouveau.")).to_be_attached()
    assert top(page, words) == pytest.approx(before, abs=1)


def test_what_the_reader_opened_chose_and_reached_stays(page: Page, book: Path) -> None:
    page.locator("main summary", has_text="Les exceptions").click()
    page.get_by_role("tab", name="À pied").click()
    link = page.locator("main .text").get_by_role("link", name="Une question ?")
    link.focus()
    save(book, "pret.md", "Par le jardin.", "Par le grand jardin.")
    expect(page.get_by_text("Par le grand jardin.")).to_be_visible()
    expect(page.get_by_role("tab", name="À pied")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("Les échelles.")).to_be_visible()
    expect(link).to_be_focused()
    save(book, "pret.md", "Une question ?", "Une autre question ?")
    expect(page.locator("main .text").get_by_role("link", name="Une autre question ?")).to_be_focused()
    page.get_by_role("tab", name="À vélo").click()
    expect(page.get_by_text("Par la rue des Tilleuls.")).to_be_visible()


def test_a_save_that_changes_nothing_moves_nothing(page: Page, book: Path) -> None:
    page.evaluate("""() => {
      window.moved = 0;
      const all = {subtree: true, childList: true, attributes: true, characterData: true};
      new MutationObserver(list => { window.moved += list.length; }).observe(document.querySelector("main"), all);
    }""")
    with page.expect_response("**/-/panel"):
        save(book, "pret.md", "La durée est fixe.", "La durée est fixe.")
    assert page.evaluate("window.moved") == 0


def test_the_page_that_is_saved_is_gone_to_unless_the_reader_wants_to_stay(
    page: Page, book: Path, running: Previewed
) -> None:
    save(book, "retour.md", "Les pénalités.", "Les petites pénalités.")
    page.wait_for_url("**/retour.html")
    expect(page.get_by_text("Les petites pénalités.").first).to_be_visible()
    page.get_by_role("switch", name="Suivre mes modifications").uncheck()
    with page.expect_response("**/-/panel"):
        save(book, "pret.md", "La durée est fixe.", "La durée est de deux semaines.")
    assert page.url.endswith("/retour.html")
    opened(page, running, "index.html")  # remembered from page to page
    expect(page.get_by_role("switch", name="Suivre mes modifications")).not_to_be_checked()


def test_a_page_is_gone_to_at_the_change(page: Page, book: Path) -> None:
    save(book, "retour.md", "\n\nParagraphe 30 :", "\n\n## Plus bas\n\nParagraphe trente :")
    page.wait_for_url("**/retour.html#retour--plus-bas")
    expect(page.get_by_text("Paragraphe trente :")).to_be_in_viewport()


def test_the_panel_lists_what_is_unfinished(page: Page) -> None:
    page.get_by_role("button", name="à compléter").click()
    panel = page.locator("#live-panel")
    items = panel.locator(".live-markers > li:visible")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("@lea")
    expect(items.first).to_contain_text("2 mai 2031")
    panel.get_by_label("Par qui").select_option("lea")
    expect(items).to_have_count(1)
    items.first.get_by_role("link").click()
    page.wait_for_url("**/retour.html#m-*")
    expect(page.locator("mark:target")).to_be_in_viewport()
    expect(panel).to_be_visible()  # it stays open from page to page
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_problem_is_shown_over_the_page_and_closed_by_keyboard(page: Page, book: Path) -> None:
    save(book, "pret.md", "La durée est fixe.", "La durée est [fixe](nulle-part.md).")
    overlay = page.get_by_role("region", name="À corriger")
    expect(overlay).to_be_visible()
    expect(overlay).to_contain_text("pret.md")
    expect(overlay).to_contain_text("nulle-part.md")
    expect(overlay.locator(".live-hint")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    with page.expect_response("**/-/panel"):
        save(book, "pret.md", "Paragraphe 2 :", "Paragraphe deux :")
    expect(page.get_by_text("Paragraphe deux :")).to_be_attached()
    expect(overlay).to_be_hidden()  # what was closed stays closed while nothing else comes up
    save(book, "pret.md", "Paragraphe 3 :", "Paragraphe [trois](ailleurs.md) :")
    expect(overlay).to_contain_text("ailleurs.md")
    expect(overlay.get_by_text("nulle-part.md")).to_have_count(1)
    expect(overlay.get_by_text("nulle-part.md")).to_be_hidden()


def test_settings_that_cannot_be_read_leave_the_page_and_go_when_they_are_mended(page: Page, book: Path) -> None:
    (book / "handbook.yml").write_text("title: [\n", encoding="utf-8")
    overlay = page.get_by_role("region", name="À corriger")
    expect(overlay).to_contain_text("handbook.yml, ligne 2")
    expect(page.get_by_role("status").filter(has_text="Dernière version lisible")).to_be_visible()
    expect(page.get_by_text("La durée est fixe.")).to_be_attached()
    (book / "handbook.yml").write_text("title: Guide des outils\nlanguage: fr\n", encoding="utf-8")
    expect(overlay).to_be_hidden()
    expect(page.locator(".bar-title")).to_have_text("Guide des outils")


def test_a_book_that_cannot_be_read_mends_itself(book: Path, browser: Browser) -> None:
    need_chromium()
    (book / "handbook.yml").write_text("title: [\n", encoding="utf-8")
    with previewed(book) as running:
        page = browser.new_page()  # the answer 503 is a word in its console
        page.set_default_timeout(PATIENCE)
        page.goto(running.address)
        expect(page.get_by_role("heading", name="Le guide n’est pas encore lisible")).to_be_visible()
        expect(page.locator(".live-bar")).to_be_visible()
        nothing(violations(page, ("light", "dark")))
        (book / "handbook.yml").write_text(BOOK["handbook.yml"], encoding="utf-8")
        expect(page.get_by_role("heading", name="Guide de la bricothèque")).to_be_visible()
        page.close()


def test_the_pdf_of_now_is_taken_along(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as waited:
        page.get_by_role("button", name="PDF").click()
    assert waited.value.suggested_filename == "guide-de-la-bricotheque.pdf"
    waited.value.save_as(tmp_path / "taken" / "one.pdf")
    assert (tmp_path / "taken" / "one.pdf").read_bytes().startswith(b"%PDF")
    expect(page.get_by_role("status").filter(has_text="PDF prêt")).to_be_visible()


def test_a_preview_that_stops_is_said(running: Previewed, browser: Browser) -> None:
    page = browser.new_page()  # the connection that is refused is a word in its console
    page.set_default_timeout(PATIENCE)
    opened(page, running, "pret.html")
    running.process.send_signal(signal.SIGINT)
    expect(page.get_by_role("status").filter(has_text="Aperçu interrompu")).to_be_visible()
    expect(page.get_by_text("La durée est fixe.")).to_be_attached()
    page.close()


@pytest.mark.parametrize("size", [(1280, 900), NARROW])
def test_what_stands_beside_the_page_is_accessible(
    running: Previewed, browser: Browser, book: Path, size: tuple[int, int]
) -> None:
    with reading(browser, size) as page:
        opened(page, running, "pret.html")
        save(book, "pret.md", "La durée est fixe.", "La durée est [fixe](nulle-part.md).")
        expect(page.get_by_role("region", name="À corriger")).to_be_visible()
        nothing(violations(page))
        page.keyboard.press("Escape")
        page.get_by_role("button", name="à compléter").click()
        expect(page.locator("#live-panel")).to_be_visible()
        nothing(violations(page))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_alone_reaches_all_of_it(page: Page) -> None:
    page.get_by_role("button", name="à compléter").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#live-panel")).to_be_visible()
    reached = set()
    for _place in range(14):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('.live') && document.activeElement.outerHTML"))
    told = " ".join(filter(None, reached))
    for wanted in ('role="switch"', 'data-make="pdf"', 'data-make="docx"', "live-close", 'data-filter="kind"', "#m-"):
        assert wanted in told, wanted
