"""`handbook check` against markdown-it-py alone, on the same text, in one process.

The pages are those of the folders named by HANDBOOK_CORPORA, else the handbook that ships, repeated to 1,000 pages.
Printed: seconds, and the ratio, which is to be 3 at most; then where the time goes, for what a check does beyond its
start-up and the parsing (reading and cleaning) is to take one second at most; and a check of one page among them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from pipeline.build.checking import Terms, checked
from pipeline.build.reading import open_folder
from pipeline.build.some_files import read_some
from pipeline.build.stages import Opened, read, read_and_normalise, silent_book
from pipeline.config import Config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import Folder
from pipeline.messages import speaker

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


def _spent() -> float:
    """Give the seconds that this process and those it started have worked: a busy machine does not count."""
    return sum(os.times()[:4])


def _best(work: Callable[[], object]) -> float:
    """Give the shortest of a few runs, in seconds."""
    times = []
    for _round in range(ROUNDS):
        start = _spent()
        work()
        times.append(_spent() - start)
    return min(times)


def _unheard(_finding: Diagnostic) -> None:
    """Tell nothing."""


def _check(opened: Opened) -> None:
    """Check as the command does, against an empty baseline."""
    told: list[Diagnostic] = []
    checked(silent_book(opened, told.append), told, opened, Terms(baseline=()), speaker("fr"))


def _start_up() -> float:
    """Give the time to start the command, in seconds."""
    program = "from pipeline.cli.app import run; run(['--version'])"
    return _best(lambda: subprocess.run([sys.executable, "-c", program], check=True, capture_output=True))


def main() -> None:
    """Measure and print."""
    pages = _pages()
    opened = Opened(Folder("bench", tuple(pages), pages.__getitem__), Config())
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    texts = [data.decode("utf-8", "replace") for data in pages.values()]
    alone = _best(lambda: [plain.parse(text) for text in texts])
    ours = _best(lambda: _check(opened))
    reading = _best(lambda: read(opened, _unheard))
    cleaning = _best(lambda: read_and_normalise(opened, _unheard))
    size = sum(map(len, pages.values())) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB, best of {ROUNDS}")
    print(f"  markdown-it-py alone   {alone:7.2f} s")
    print(f"  handbook check         {ours:7.2f} s   ratio {ours / alone:.2f} (target: 3 at most)")
    print(f"    start-up, besides    {_start_up():7.2f} s")
    print(f"    reading the pages    {reading:7.2f} s")
    print(f"    cleaning them        {cleaning - reading:7.2f} s")
    print(f"    markers and findings {ours - cleaning:7.2f} s   (target: 1 at most)")
    print(f"  one page of the {len(pages)}   {_best(lambda: read_some(opened, [next(iter(pages))])):7.2f} s")


if __name__ == "__main__":
    main()
