"""The folders of real exports as books and files, built once in a run of tests."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pipeline.build import stages
from pipeline.build.finished import finished
from pipeline.build.verify import FILES, Finished
from pipeline.emit import EMITTERS, in_order
from pipeline.emit.look import look
from pipeline.emit.order import Order
from pipeline.messages import speaker
from pipeline.model import Handbook
from pipeline.model.coding import decode, encode

FOLDERS = ("gitbook-alliance", "gitbook-dnum", "gitbook-git-sync", "gitbook-startups", "job-sheets", "seeds")


class Built(NamedTuple):
    """A folder, the book made of it, its files by output."""

    folder: Path
    book: Handbook
    files: dict[str, Finished]

    def file(self, output: str) -> bytes:
        """Give the bytes of an output that is one file."""
        data = self.files[output]
        assert isinstance(data, bytes)
        return data


def once(base: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Give a folder that something fills once in a run, however many processes share it.

    Args:
        base: pytest's temporary folder, of this process.
        name: of the folder.
        make: fills it.
    """
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "made").exists():
            make(place)
            (place / "made").touch()
    return place


def builder(corpora: Path, base: Path) -> Callable[[str], Built]:
    """Give the function that gives a folder's book and files."""
    known: dict[str, Built] = {}

    def give(name: str) -> Built:
        if name not in known:
            place = once(base, f"corpora-{name}", lambda place: _build(corpora / name, place))
            book = decode((place / "model.json").read_bytes())
            known[name] = Built(corpora / name, book, finished(place, tuple(FILES)))
        return known[name]

    return give


def order_of(folder: Path, book: Handbook | None = None) -> Order:
    """Give the order that a folder is built by, for its whole book or for another one made of it."""
    opened = stages.open_sources(folder, lambda _finding: None)
    book = book or stages.whole_book(opened, lambda _finding: None)
    day = date(2026, 1, 31)
    order = Order(book, "draft", look(), opened.folder.read, speaker("fr"), lambda _finding: None, day)
    return order._replace(attached=stages.sources_of(book, opened.folder), source=opened.folder.read)


def _build(folder: Path, place: Path) -> None:
    order = order_of(folder)
    made: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    openings: dict[int, str] = {}
    for output in in_order(tuple(FILES)):
        told = order._replace(paginated=pages.update, opened=openings.update)
        # Only the e-book is to have the pages of the PDF: Word estimates its own where it knows none.
        known = told._replace(pages=pages, openings=openings) if output == "epub" else told
        made |= EMITTERS[output](known._replace(made=made))
    for file, data in made.items():
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        (place / file).write_bytes(data)
    (place / "model.json").write_bytes(encode(order.handbook))
