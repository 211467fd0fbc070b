"""What axe-core finds in a page, by the rules of WCAG 2.2 AA and those of good practice."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

_FILE = Path(__file__).parents[2] / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# All rules where a page may show other things (its pictures in the dark, its links on paper); where only its colours
# are other, those whose verdict they can change.
_WHOLE = ("light", "dark", "print")
_OF_COLOUR = ("color-contrast", "link-in-text-block")
# Nobody points at paper.
_ON_PAPER = {"target-size": {"enabled": False}}

# Its style sheets are not fetched a second time: only rules that we do not run would read them.
_RUN = """async ([only, rules]) => {
  const found = await axe.run(document, {runOnly: only, rules, resultTypes: ["violations"], preload: false});
  const why = node => [...node.any, ...node.all, ...node.none].map(one => one.message).join("; ");
  const line = (rule, node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} (${why(node)})`;
  return found.violations.flatMap(rule => rule.nodes.map(node => line(rule, node)));
}"""

Look = Literal["light", "dark", "print", "forced colours", "more contrast"]
LOOKS: dict[Look, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "print": {"media": "print"},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
}
_PLAIN = {"media": "screen", "color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"}


@cache
def _axe() -> str:
    if not _FILE.exists() and os.environ.get("CI", "").lower() == "true":
        pytest.fail("axe-core is missing: setup/install --tests")
    if not _FILE.exists():
        pytest.skip("axe-core is not installed")
    return _FILE.read_text(encoding="utf-8")


def violations(page: Page, looks: tuple[Look, ...] = tuple(LOOKS)) -> list[str]:
    """Give a line for each thing that breaks a rule in the page as it stands, in each of its looks.

    Folded parts are opened first, since what is not shown is not judged.
    """
    page.evaluate(_axe())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = []
    for look in looks:
        page.emulate_media(**{**_PLAIN, **LOOKS[look]})
        only = {"type": "tag", "values": _TAGS} if look in _WHOLE else {"type": "rule", "values": _OF_COLOUR}
        rules = _ON_PAPER if look == "print" else {}
        found += [f"{page.url.rpartition('/')[2]}, {look}: {line}" for line in page.evaluate(_RUN, [only, rules])]
    page.emulate_media(**_PLAIN)  # type: ignore[arg-type]
    return found
