"""What a person said of each sure finding of the real handbooks: true or false, kept by hashes, without any text.

A row of `labelled/judged.txt` is `verdict corpus kind fingerprint words`: `true`, `false` or `?` for not judged yet.
`words` is a hash of the marker's words and subject: by it a verdict survives when fingerprints are made otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from pipeline.build.stages import open_sources, whole_book
from pipeline.model import Marker
from pipeline.model.walk import each_page

FILE = Path(__file__).parent / "labelled" / "judged.txt"
_FIRST = "# verdict corpus kind fingerprint words (tests/markers/judged.py says what they are)\n"


class Verdict(NamedTuple):
    """A row of the file."""

    verdict: str
    corpus: str
    kind: str
    fingerprint: str
    words: str


class Corpus(NamedTuple):
    """A real handbook: its folder's name, the number of its pages, its markers."""

    name: str
    pages: int
    markers: tuple[Marker, ...]


def read_corpora(root: Path) -> list[Corpus]:
    """Read every folder of the folder of real exports."""
    corpora = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")):
        book = whole_book(open_sources(folder, lambda _found: None), lambda _found: None)
        pages = sum(1 for part in book.parts for _page in each_page(part.chapters))
        corpora.append(Corpus(folder.name, pages, book.markers))
    return corpora


def read_verdicts(file: Path = FILE) -> list[Verdict]:
    """Give the verdicts of the file."""
    rows = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [Verdict(*row.split()) for row in rows if row and not row.startswith("#")]


def write_verdicts(verdicts: Iterable[Verdict], file: Path = FILE) -> None:
    """Write the file, in order."""
    rows = sorted({" ".join(verdict) for verdict in verdicts}, key=lambda row: row.split()[1:])
    file.write_text(_FIRST + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def words_of(marker: Marker) -> str:
    """Hash what a marker says and speaks of, without case, signs and spacing."""
    normal = [re.sub(r"[\W_]+", " ", text.casefold()).strip() or text for text in (marker.text, marker.subject)]
    return sha256("\x1f".join(normal).encode()).hexdigest()[:16]


def judge(corpus: Corpus, verdicts: Iterable[Verdict]) -> list[tuple[Verdict, Marker]]:
    """Give the sure markers of a corpus with what was said of them, by fingerprint, else by their words."""
    own = [one for one in verdicts if one.corpus == corpus.name]
    by_print = {(one.kind, one.fingerprint): one.verdict for one in own}
    by_words: dict[tuple[str, str], set[str]] = {}
    for one in own:
        by_words.setdefault((one.kind, one.words), set()).add(one.verdict)
    judged = []
    for marker in corpus.markers:
        if marker.level == "sure":
            words = words_of(marker)
            said = by_words.get((marker.kind, words), set())
            known = by_print.get((marker.kind, marker.fingerprint)) or (said.copy().pop() if len(said) == 1 else "?")
            judged.append((Verdict(known, corpus.name, marker.kind, marker.fingerprint, words), marker))
    return judged


def carried(corpora: list[Corpus], verdicts: list[Verdict]) -> list[Verdict]:
    """Give the verdicts for what is found now; those of a corpus that is not there are kept as they are."""
    now = [verdict for corpus in corpora for verdict, _marker in judge(corpus, verdicts)]
    there = {corpus.name for corpus in corpora}
    return [*now, *(one for one in verdicts if one.corpus not in there)]
