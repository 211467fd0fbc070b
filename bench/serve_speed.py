"""The live preview: from a save to the changed text before the reader's eyes, in a real Chromium.

The book is the GitBook folders named by HANDBOOK_CORPORA and the handbook that ships, repeated to about 450 pages of
the site. Each save changes words of a page in its middle, which is shown. Printed: milliseconds from the end of writing
the file to the new words in the page, as the page itself sees them; then what the server does of it. Target: 500 ms on
two cores.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from bench.pdf_speed import _in_order, _made
from pipeline.build.serving.preview import Preview
from pipeline.emit.site.addresses import plain_name
from pipeline.messages import speaker
from tests.browser.chromium import chromium
from tests.browser.saves import from_save_to_sight
from tests.preview import previewed

PAGES = 450
_SAVES = 12


def measured(sources: Path, saves: int = _SAVES) -> list[float]:
    """Give the milliseconds from each of some saves to its words in the page."""
    page_file = _page_of(sources)
    address = "/".join(map(plain_name, page_file.relative_to(sources).with_suffix("").parts)) + ".html"
    with previewed(sources) as one, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{one.address}{address}")
        page.wait_for_selector(".live-bar")
        taken = from_save_to_sight(page, page_file, saves)
        page.close()
    return taken


def _page_of(sources: Path) -> Path:
    """Give a page in the middle of the book that the site calls by its file."""
    pages = [path for path in _in_order(sources) if path.is_file() and path.stem.lower() not in ("readme", "index")]
    return pages[len(pages) // 2]


def _server_alone(sources: Path) -> tuple[float, float, int]:
    """Give the milliseconds of reading again after a change, and of drawing the page then; how many the site has."""
    page_file = _page_of(sources)
    preview = Preview(sources, speaker)
    preview.read()
    page_file.write_text(f"{page_file.read_text(encoding='utf-8')}\n\nEt encore.\n", encoding="utf-8")
    start = time.perf_counter()
    preview.read({page_file.relative_to(sources).as_posix()})
    read = time.perf_counter()
    preview.answer(preview.shown.at[0])
    drawn = time.perf_counter()
    pages = len(preview.shown.site.pages) if preview.shown.site is not None else 0
    return (read - start) * 1000, (drawn - read) * 1000, pages


def book(place: Path, pages: int = PAGES) -> Path:
    """Make the sources of a book of about so many pages."""
    once = _made(place / "once", 1, 1)
    count = sum(1 for path in _in_order(once) if path.is_file())
    return _made(place / "sources", max(pages, count), count)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        sources = book(Path(folder).resolve())
        taken = measured(sources)
        read, drawn, count = _server_alone(sources)
    shown = f"median {statistics.median(taken):.0f} ms, worst {max(taken):.0f} ms"
    print(f"from a save to the changed text in Chromium, {count} pages, {len(taken)} saves: {shown} (target 500)")
    print(f"of which reading again {read:.0f} ms, drawing the page {drawn:.0f} ms")


if __name__ == "__main__":
    main()
