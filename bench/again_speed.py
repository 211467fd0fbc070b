"""Reading a book of 450 pages again in one process, as the live preview does, against a full run on the same book.

The pages are those of the folder named by HANDBOOK_CORPORA, else of the handbook that ships, under a list of their own.
After each change the time to open the folder and to give the new model with its findings is printed, in milliseconds,
beside that of a full run; from save to browser there may be 500 (the rest is for drawing and showing).
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.build.again import Former, again
from pipeline.build.reading import open_folder
from pipeline.build.stages import open_sources, read, read_and_normalise, whole_book
from pipeline.diagnostics import Diagnostic

PAGES = 450
_SETTINGS = "acronyms: {RGAA: Référentiel général d'amélioration de l'accessibilité}\n"
_MARKER = "\n\n[À compléter : ce qui suit]\n"


class Change(NamedTuple):
    """What an author does to a book: a file, and what is made of its text (None: it goes)."""

    name: str
    file: str
    make: Callable[[str], str | None]


def _unheard(_finding: Diagnostic) -> None:
    """Tell nothing."""


def _book() -> dict[str, str]:
    """Give a book of real pages, repeated under other names, with a list and a vocabulary."""
    source = open_folder(Path(os.environ.get("HANDBOOK_CORPORA") or "sources"), _unheard)
    texts = [file for file in source.texts() if "SUMMARY" not in file and "/." not in f"/{file}"]
    names = [f"{at // len(texts):03}/{texts[at % len(texts)]}" for at in range(PAGES)]
    pages = {name: source.read(name.partition("/")[2]).decode("utf-8", "replace") for name in names}
    listed = "".join(f"* [{name}](<{name}>)\n" for name in names)
    return {**pages, "SUMMARY.md": f"# Sommaire\n\n{listed}", "handbook.yml": _SETTINGS}


def _changes(book: Mapping[str, str]) -> Iterator[Change]:
    first, middle = next(iter(book)), list(book)[PAGES // 2]
    yield Change("nothing", middle, lambda text: text)
    yield Change("a word in a page", middle, lambda text: f"{text}\n\nUn mot de plus.\n")
    yield Change("a marker at the start", first, lambda text: text + _MARKER)
    yield Change("a title", middle, lambda text: "# Un autre titre\n\n" + text.replace("# ", "## ", 1))
    yield Change("a new page", "nouvelle.md", lambda _text: "# Nouvelle\n\nUn mot.\n")
    yield Change("a page gone", "nouvelle.md", lambda _text: None)
    yield Change("the list", "SUMMARY.md", lambda text: text.replace("# Sommaire", "# Le guide"))
    yield Change("the vocabulary", "handbook.yml", lambda text: f"{text}glossary: {{équipe: Des personnes}}\n")


def _timed(work: Callable[[], object]) -> float:
    """Give the milliseconds that this process works: a busy machine does not count."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _write(root: Path, file: str, text: str | None) -> None:
    path = root / file
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _again(root: Path, former: Former | None) -> tuple[Former, float]:
    made: list[Former] = []
    spent = _timed(lambda: made.append(again(former, open_sources(root, _unheard), _unheard)))
    return made[0], spent


def _full(root: Path) -> float:
    opened = open_sources(root, _unheard)
    reading = _timed(lambda: read(opened, _unheard))
    cleaning = _timed(lambda: read_and_normalise(opened, _unheard)) - reading
    whole = _timed(lambda: whole_book(opened, _unheard))
    print(f"  a full run             {whole:8.0f} ms   reading {reading:.0f}, cleaning {cleaning:.0f}, then markers")
    return whole


def main() -> None:
    """Measure and print."""
    book = _book()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for file, text in book.items():
            _write(root, file, text)
        print(f"{PAGES} pages, {sum(map(len, book.values())) / 1e6:.1f} MB, read again after a change")
        whole = _full(root)
        former, spent = _again(root, None)
        print(f"  the first run          {spent:8.0f} ms   ({len(former.kept)} pieces of work kept)")
        for change in _changes(book):
            text = change.make(book.get(change.file, ""))
            if text != book.get(change.file):
                _write(root, change.file, text)
            former, spent = _again(root, former)
            print(f"  {change.name:22} {spent:8.0f} ms   1/{whole / spent:.0f} of a full run (target: 150 ms)")


if __name__ == "__main__":
    main()
