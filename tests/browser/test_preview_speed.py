"""From a save to the changed page of a long book, in a real Chromium: told in the report of the tests, never asserted.

`make bench` measures the same with real sources on a machine that does nothing else.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import need_chromium, reading
from tests.browser.saves import from_save_to_sight
from tests.preview import previewed

PAGES = 450
_SAVES = 8
_PAGE = """# Atelier {number}

> Cet atelier dure une matinée et se tient au rez-de-chaussée.

{{% hint style="info" %}}
On s’inscrit à l’accueil ; voir aussi [l’atelier suivant](atelier-{next:03}.md#deroule).
{{% endhint %}}

## Déroulé

{paragraphs}

1. Ouvrir la salle et compter les établis.
2. Rappeler les gestes qui évitent de se blesser.
3. Ranger, balayer, noter ce qui manque.

## Matériel

| Outil | Nombre | Qui le prépare |
| --- | --- | --- |
| Rabot | {number} | l’animatrice |
| Serre-joint | 12 | le magasin |
| Colle | 3 pots | le magasin |

{marker}
"""
_PARAGRAPH = "Chaque groupe {number} avance à son rythme : on mesure, on trace, puis on scie du côté de la chute."


@pytest.fixture
def workshops(tmp_path: Path) -> Path:
    """A book of 450 pages in nine parts."""
    lines = ["# Sommaire\n"]
    for number in range(PAGES):
        if number % 50 == 0:
            lines.append(f"\n## Saison {number // 50 + 1}\n")
        paragraphs = "\n\n".join(" ".join([_PARAGRAPH.format(number=number)] * 4) for _one in range(4))
        marker = "\\[ENRICHIR] Une photo de l’atelier." if number % 9 == 0 else "À la fin, chacun emporte sa pièce."
        text = _PAGE.format(number=number, next=(number + 1) % PAGES, paragraphs=paragraphs, marker=marker)
        (tmp_path / f"atelier-{number:03}.md").write_text(text, encoding="utf-8")
        lines.append(f"* [Atelier {number}](atelier-{number:03}.md)")
    (tmp_path / "SUMMARY.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "handbook.yml").write_text("title: Les ateliers de la bricothèque\nlanguage: fr\n", encoding="utf-8")
    return tmp_path


def test_a_save_in_a_long_book_is_seen_where_one_reads(
    workshops: Path, browser: Browser, record_property: Callable[[str, object], None]
) -> None:
    need_chromium()
    with previewed(workshops) as running, reading(browser) as page:
        page.goto(f"{running.address}atelier-225.html")
        expect(page.locator(".live-bar")).to_be_visible()
        page.get_by_role("heading", name="Matériel").scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        taken = from_save_to_sight(page, workshops / "atelier-225.md", _SAVES)
        assert page.evaluate("scrollY") == pytest.approx(before, abs=1)
        assert len(taken) == _SAVES
        assert page.url.endswith("/atelier-225.html")
    shown = f"median {statistics.median(taken):.0f} ms, worst {max(taken):.0f} ms"
    record_property("measured", f"from a save to the changed page, {PAGES} pages, {_SAVES} saves: {shown}")
