"""The labelled lines: what stands in the folder `labelled`, made into a real book, and what is found in each line.

A file of the folder is Markdown that reads as a specification. In a fence, whose info string is the place, each row is
one line of some handbook with what a careful editor says of it, then at least two spaces, then the line as it would
stand in its file. `-`: no marker; `sure to-write`: a marker of this level and kind; ` @name` its owner; ` + ` joins
several; `⏎` is the end of a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, get_args

from pipeline.markers import KINDS
from pipeline.model import Marker, MarkerLevel
from pipeline.model.walk import each_page
from tests.markers.reading import recognised

FOLDER = Path(__file__).parent / "labelled"
LEVELS: tuple[MarkerLevel, ...] = get_args(MarkerLevel)

_SHEET = """# chargé/e de déploiement
**ID:** MET.1

**Appellations:**
- Féminin: {field}
- Masculin: chargé de déploiement
**Codes ROME:**
- M1806

## Présentation

{words}

## En bref

Un texte ordinaire.
"""
_PLAIN = "Un texte ordinaire."

_HEAD = f"# Titre\n\n{_PLAIN}\n\n"
_COLUMNS = "| Étape | Détail |\n| ----- | ------ |\n"

# How each place stands in a page; the line goes where `{}` stands.
PLACES: Mapping[str, str] = {
    "paragraph": f"{_HEAD}{{}}\n\nUn autre texte.\n",
    "page": "# Titre\n\n{}\n",
    "file": "{}\n",
    "title": f"# {{}}\n\n{_PLAIN}\n\nUn autre texte.\n",
    "label": f"{_HEAD}Un autre texte.\n",
    "description": f"---\ndescription: {{}}\n---\n\n{_HEAD}Un autre texte.\n",
    "heading": f"{_HEAD}## {{}}\n\nUn autre texte.\n",
    "item": f"{_HEAD}* Un premier point\n* {{}}\n* Un dernier point\n",
    "task": f"{_HEAD}* [ ] Une première tâche\n* [ ] {{}}\n* [x] Une dernière tâche\n",
    "cell": f"{_HEAD}{_COLUMNS}| Pilote | {{}} |\n| Bilan | Douze |\n",
    "row": f"{_HEAD}{_COLUMNS}| {{}} | Deux ateliers |\n| Bilan | Douze |\n",
    "callout": f'{_HEAD}{{% hint style="info" %}}\n{{}}\n{{% endhint %}}\n\nUn autre texte.\n',
    "quote": f"{_HEAD}> {{}}\n\nUn autre texte.\n",
    "caption": f'{_HEAD}<figure><img src="https://exemple.fr/plan.png" alt="">'
    "<figcaption><p>{}</p></figcaption></figure>\n",
    "tab": f'{_HEAD}{{% tabs %}}\n{{% tab title="Premier" %}}\n{{}}\n{{% endtab %}}\n{{% endtabs %}}\n',
    "details": f"{_HEAD}<details>\n\n<summary>En détail</summary>\n\n{{}}\n\n</details>\n",
    "step": f"{_HEAD}{{% stepper %}}\n{{% step %}}\n### Premier pas\n\n{{}}\n{{% endstep %}}\n{{% endstepper %}}\n",
    "card": f'{_HEAD}<table data-view="cards"><thead><tr><th></th></tr></thead><tbody>'
    "<tr><td>{}</td></tr></tbody></table>\n",
    "footnote": f"# Titre\n\n{_PLAIN} Une note[^1].\n\n[^1]: {{}}\n",
    "code": f"{_HEAD}```\n{{}}\n```\n",
    "yellow": f'{_HEAD}* <mark style="background-color:yellow;">{{}}</mark>\n',
    "field": _SHEET.replace("{field}", "{}").replace("{words}", _PLAIN),
    "job-sheet": _SHEET.replace("{field}", "chargée de déploiement").replace("{words}", "{}"),
}


class Label(NamedTuple):
    """A marker as an editor names it; `owner` is "" where nothing is said of it."""

    level: MarkerLevel
    kind: str
    owner: str = ""


class Line(NamedTuple):
    """A labelled line: its place in the labelled set (`file:row`), where it stands in its page, and its markers."""

    row: str
    place: str
    text: str
    labels: tuple[Label, ...]


class Seen(NamedTuple):
    """A labelled line and the markers that were found in it."""

    line: Line
    found: tuple[Label, ...]


class Score(NamedTuple):
    """How many markers were expected, found, and found where expected."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0


def _labels(words: str, row: str) -> Iterator[Label]:
    if words == "-":
        return
    for one in words.split(" + "):
        match = re.fullmatch(r"(\w+) ([\w-]+)(?: @(\S+))?", one)
        level = next((level for level in LEVELS if match and level == match[1]), None)
        if match is None or level is None:
            raise ValueError(f"{row}: no label: {one}")
        yield Label(level, match[2], match[3] or "")


def _lines_of(file: Path) -> Iterator[Line]:
    place = ""
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        row = f"{file.name}:{number}"
        if text.startswith("~~~"):
            place = "" if place else text[3:].strip()
            if place and place not in PLACES:
                raise ValueError(f"{row}: no place: {place}")
        elif place and text:
            label, _, line = text.partition("  ")
            if not line.strip():
                raise ValueError(f"{row}: no line after the label")
            yield Line(row, place, line.strip(), tuple(_labels(label, row)))


def read_lines() -> list[Line]:
    """Give every labelled line, file by file.

    Raises:
        ValueError: a row that cannot be read, named by its file and number.
    """
    return [line for file in sorted(FOLDER.glob("*.md")) for line in _lines_of(file)]


def page_of(line: Line) -> str:
    """Give the page in which a line stands."""
    return PLACES[line.place].replace("{}", line.text.replace("⏎", "\n"))


def sources_of(lines: Iterable[Line]) -> dict[str, str]:
    """Give a book with one page for each line, in order: `1.md`, `2.md`, …"""
    pages = {f"{number}.md": line for number, line in enumerate(lines, start=1)}
    labels = {name: line.text if line.place == "label" else f"Page {name[:-3]}" for name, line in pages.items()}
    contents = "".join(f"* [{label}]({name})\n" for name, label in labels.items())
    return {"SUMMARY.md": f"# Table of contents\n\n{contents}"} | {n: page_of(line) for n, line in pages.items()}


def _label_of(marker: Marker) -> Label:
    return Label(marker.level, marker.kind, marker.owner)


def look(lines: list[Line]) -> list[Seen]:
    """Read the lines by the real stages and give what is found in each.

    Kinds that no line speaks of are left out: the set says nothing about them.
    """
    spoken = {label.kind for line in lines for label in line.labels} | {kind.name for kind in KINDS if kind.shapes}
    book = recognised(sources_of(lines))
    files = {page.id: page.file for part in book.parts for page in each_page(part.chapters)}
    found: dict[str, list[Label]] = {}
    for marker in book.markers:
        if marker.kind in spoken:
            found.setdefault(files[marker.page], []).append(_label_of(marker))
    return [Seen(line, tuple(found.get(f"{n}.md", ()))) for n, line in enumerate(lines, start=1)]


def score(seen: Iterable[Seen], key: Callable[[Label], str]) -> dict[str, Score]:
    """Compare what was expected with what was found, by a key of each marker: its level, its kind."""
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in seen:
        wanted, got = Counter(map(key, one.line.labels)), Counter(map(key, one.found))
        expected += wanted
        found += got
        right += wanted & got
    return {name: Score(expected[name], found[name], right[name]) for name in sorted(expected | found)}
