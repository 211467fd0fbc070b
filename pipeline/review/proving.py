"""A change of the sources is promised only if they were read again with it, and say what the reviewer wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.config import Config
from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.ingest import Folder, ingest
from pipeline.review.likeness import bare, settled
from pipeline.review.remark import Edit
from pipeline.review.returned import END
from pipeline.review.units import Unit, units_of

_LIST = "summary.md"


class Draft(NamedTuple):
    """A change to be proven: ways to write it, the likeliest first, and what it does to the words of units.

    `start` and `end` are characters of the units' texts, joined by `END`; `words` come in their place.
    """

    ways: tuple[Edit, ...]
    units: tuple[Unit, ...]
    start: int
    end: int
    words: str


class _Said(NamedTuple):
    """What an edit is to do: texts of the units that go, and of those that come."""

    gone: Counter[str]
    come: Counter[str]
    words: str


def applied(text: str, edits: Sequence[Edit]) -> str | None:
    """Give a file's text with edits made in it, None where they overlap; those at one place keep their order."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    places = [
        (starts[one.span.line - 1] + one.span.column - 1, starts[one.span.end_line - 1] + one.span.end_column - 1)
        for one in edits
        if one.span.end_line <= len(lines) + 1
    ]
    if len(places) < len(edits):
        return None
    done = 0
    made: list[str] = []
    for (start, end), edit in sorted(zip(places, edits, strict=True), key=lambda item: item[0]):
        if start < done:
            return None
        made += (text[done:start], edit.new)
        done = min(end, len(text))
    return "".join((*made, text[done:]))


def proven(drafts: Sequence[Draft], read_text: Callable[[str], str], pages: Sequence[str]) -> list[Edit | None]:
    """Give the edit of each draft that holds when its file is read again with it, None where none does.

    `pages` are the files of the book's pages, by which its list is read.
    """
    found: list[Edit | None] = [None] * len(drafts)
    files: dict[str, list[int]] = {}
    for at, draft in enumerate(drafts):
        if draft.ways:
            files.setdefault(draft.ways[0].span.file, []).append(at)
    for file, places in files.items():
        proof = _Proof(file, read_text, pages)
        for at, edit in proof.settle(places, drafts):
            found[at] = edit
    return found


class _Proof:
    """A file that is read again: as it stands, once, and with edits."""

    def __init__(self, file: str, read_text: Callable[[str], str], pages: Sequence[str]) -> None:
        self.file = file
        self.is_list = file not in pages and file.rpartition("/")[2].lower() == _LIST
        self.files = tuple(dict.fromkeys((file, *pages))) if self.is_list else (file,)
        self.text = read_text(file)
        self.others = read_text
        self.base = self.read(self.text)

    def read(self, text: str) -> Counter[str] | None:
        """Give the texts of the file's units, None where it cannot be read."""

        def data(name: str) -> bytes:
            return (text if name == self.file else self.others(name)).encode("utf-8", "surrogatepass")

        try:
            book = ingest(Folder("", self.files, data), Config(), _unheard, only=() if self.is_list else None)
        except (StopBuildError, OSError, RecursionError):
            return None
        return Counter(key for unit in units_of(book) if (key := settled(unit.text)))

    def settle(self, places: Sequence[int], drafts: Sequence[Draft]) -> Iterator[tuple[int, Edit]]:
        """Give the edits that hold: of many at once where all do, else of halves, down to single ones."""
        groups = list(_together(sorted(places, key=lambda at: _order(drafts[at])), drafts))
        waiting = [groups]
        while waiting:
            some = waiting.pop()
            chosen = [(at, drafts[at].ways[0]) for group in some for at in group]
            if self.holds([edit for _at, edit in chosen], [_expected([drafts[at] for at in group]) for group in some]):
                yield from chosen
            elif len(some) > 1:
                waiting += (some[: len(some) // 2], some[len(some) // 2 :])
            else:
                yield from self.alone(some[0], drafts)

    def alone(self, places: Sequence[int], drafts: Sequence[Draft]) -> Iterator[tuple[int, Edit]]:
        """Try the drafts of the same units one after the other, in every way, with those before that hold."""
        kept: list[Draft] = []
        made: list[Edit] = []
        for at in places:
            said = _expected([*kept, drafts[at]])
            ways = drafts[at].ways[1 if len(places) == 1 else 0 :]
            way = next((one for one in dict.fromkeys(ways) if self.holds([*made, one], [said])), None)
            if way is not None:
                kept.append(drafts[at])
                made.append(way)
                yield at, way

    def holds(self, edits: Sequence[Edit], said: Sequence[_Said]) -> bool:
        """Tell whether the file with these edits says what is expected, and nothing else changed."""
        text = applied(self.text, edits)
        after = self.read(text) if text is not None else None
        if after is None or self.base is None:
            return False
        gone, come = self.base - after, after - self.base
        expected_gone: Counter[str] = sum((one.gone for one in said), Counter())
        expected_come: Counter[str] = sum((one.come for one in said), Counter())
        if gone == expected_gone - expected_come and come == expected_come - expected_gone:
            return True
        if _bare(gone) == _bare(expected_gone - expected_come) and _bare(come) == _bare(expected_come - expected_gone):
            return all(_has(come, one.words) for one in said)
        return len(said) == 1 and _is_like(gone, come, said[0])


def _unheard(_finding: Diagnostic) -> None:
    """Tell nothing: what the sources lack is told elsewhere."""


def _bare(texts: Counter[str]) -> Counter[str]:
    """Give texts as they are before typography."""
    found: Counter[str] = Counter()
    for text, count in texts.items():
        found[bare(text)] += count
    return found


def _has(texts: Counter[str], words: str) -> bool:
    """Tell whether each line of some words stands in one of the texts."""
    return all(any(settled(line) in text for text in texts) for line in words.split(END) if settled(line))


def _is_like(gone: Counter[str], come: Counter[str], said: _Said) -> bool:
    """Tell whether one unit became another by these words, where a pass changed it before it was printed."""
    if gone.total() != 1 or come.total() != 1 or said.gone.total() != 1 or said.come.total() != 1:
        return False
    (before,), (after,) = gone, come
    ours, theirs = next(iter(said.gone)), next(iter(said.come))
    return len(after) - len(before) == len(theirs) - len(ours) and _has(come, said.words)


def _order(draft: Draft) -> tuple[int, int]:
    return draft.units[0].number, draft.start


def _together(places: Sequence[int], drafts: Sequence[Draft]) -> Iterator[list[int]]:
    """Give drafts in groups that have no unit in common."""
    group: list[int] = []
    last = -1
    for at in places:
        if group and drafts[at].units[0].number > last:
            yield group
            group = []
        group.append(at)
        last = max(last, drafts[at].units[-1].number)
    if group:
        yield group


def _expected(group: Sequence[Draft]) -> _Said:
    """Say what drafts do together to their units."""
    units = {unit.number: unit for draft in group for unit in draft.units}
    starts: dict[int, int] = {}
    whole = ""
    for number in sorted(units):
        starts[number] = len(whole)
        whole += units[number].text + END
    made, done = "", 0
    for draft in group:
        base = starts[draft.units[0].number]
        made += whole[done : base + draft.start] + draft.words
        done = max(done, base + draft.end)
    made += whole[done:]
    gone = Counter(key for unit in units.values() if (key := settled(unit.text)))
    come = Counter(key for line in made.split(END) if (key := settled(line)))
    return _Said(gone, come, END.join(draft.words for draft in group))
