"""`handbook check` against markdown-it-py alone, on the same text, in one process.

The pages are those of the folders named by HANDBOOK_CORPORA, else the handbook that ships, repeated to 1,000 pages.
Printed: seconds, and the ratio. The target is 3 at most.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from pipeline.build.reading import open_folder
from pipeline.build.stages import Opened, whole_book
from pipeline.config import Config
from pipeline.ingest import Folder

PAGES = 1000
ROUNDS = 3


def _pages() -> dict[str, bytes]:
    """Give 1,000 pages: real ones, repeated under other names."""
    root = Path(os.environ.get("HANDBOOK_CORPORA") or "sources")
    folder = open_folder(root, lambda _finding: None)
    texts = [file for file in folder.texts() if "SUMMARY" not in file and "/." not in f"/{file}"]
    return {
        f"{number // len(texts):03}/{texts[number % len(texts)]}": folder.read(texts[number % len(texts)])
        for number in range(PAGES)
    }


def _best(work: Callable[[], object]) -> float:
    """Give the shortest of a few runs, in seconds."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    pages = _pages()
    folder = Folder("bench", tuple(pages), pages.__getitem__)
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    texts = [data.decode("utf-8", "replace") for data in pages.values()]
    alone = _best(lambda: [plain.parse(text) for text in texts])
    ours = _best(lambda: whole_book(Opened(folder, Config()), lambda _finding: None))
    size = sum(map(len, pages.values())) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB, best of {ROUNDS}")
    print(f"  markdown-it-py alone   {alone:7.2f} s")
    print(f"  handbook check         {ours:7.2f} s   ratio {ours / alone:.2f} (target: 3 at most)")


if __name__ == "__main__":
    main()
