"""From a save to the changed words before the reader's eyes, as the page itself sees them come."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Page

# Tells the time at which words come into the text, in milliseconds since 1970 as `time.time` has seconds.
_WAIT = """words => new Promise(seen => {
  const look = () => {
    if (!document.querySelector("main").textContent.includes(words)) { return false; }
    seen(performance.timeOrigin + performance.now());
    return true;
  };
  if (!look()) {
    const sight = new MutationObserver(() => { if (look()) { sight.disconnect(); } });
    sight.observe(document.body, {subtree: true, childList: true, characterData: true});
  }
})"""


def from_save_to_sight(page: Page, file: Path, saves: int) -> list[float]:
    """Save a page's file again and again, with other words at its end each time.

    Args:
        page: shows that page of a live preview.
        file: the page's file in the sources.
        saves: how many.

    Returns:
        for each save the milliseconds from its end to its words in the page.
    """
    text, taken = file.read_text(encoding="utf-8"), list[float]()
    for number in range(saves):
        words = f"Enregistrement numéro {number}."
        page.evaluate(f"words => {{ window.seen = ({_WAIT})(words); }}", words)
        file.write_text(f"{text}\n\n{words}\n", encoding="utf-8")
        saved = time.time() * 1000
        taken.append(page.evaluate("() => window.seen") - saved)
        page.wait_for_timeout(300)  # between two saves, as between two of a person's
    return taken
