"""Is anything slower than linear? A page ten times longer must take about ten times as long, whatever is in it.

Printed: for each shape of page the seconds of reading it once and ten times as long, and their ratio (the target is
12 at most).
"""

from __future__ import annotations

import time

from pipeline.build.stages import Opened, whole_book
from pipeline.config import Config
from pipeline.ingest import Folder

SIZE = 10_000  # characters of the shorter page
ROUNDS = 2

SENTENCE = "Une équipe décide avec les personnes qui se servent du service, puis elle vérifie. "
SHAPES = {
    "one paragraph": SENTENCE,
    "paragraphs": f"{SENTENCE}\n\n",
    "soft breaks": f"{SENTENCE}\n",
    "list": f"- {SENTENCE}\n",
    "table": f"| {SENTENCE} | oui | non |\n",
    "links": "[une page](autre.md) et [un site](https://example.org/a) ",
    "pictures": "![un plan](plan.png)\n\n",
    "emphasis": "**fort** et *vif* et ~~barré~~ ",
    "HTML tags": '<mark style="color:red;">mot</mark> <sup>2</sup> ',
    "GitBook tags": '{% hint style="info" %}\nUn mot.\n{% endhint %}\n\n',
    "headings": "## Un titre de section\n\nUne phrase.\n\n",
    "footnotes": "Un appel[^1]. ",
    "unclosed square brackets": "[ouvert ",
    "unclosed angle brackets": "<ouvert ",
    "unclosed stars": "**ouvert ",
    "unclosed backticks": "`ouvert ``",
    "unclosed GitBook tags": "{% hint %}\n",
    "unclosed HTML elements": "<details>\n",
    "entities": "&#x20;&amp;mot ",
    "markers": "[ENRICHIR] la suite. ",
    "markers with a date": "TODO(lea) 2026-12-31 : la suite. ",
    "dead links": "[une page](perdue.md) ",
    "suppressions": "<!-- handbook: ignorer todo — un exemple -->\nTODO\n\n",
    "suppressions in a line": "TODO <!-- handbook: ignorer todo — un exemple -->\n",
    "empty sections": "## Un titre de section\n\n",
}


def _seconds(text: str) -> float:
    """Give the shortest time of reading one page."""
    pages = {"page.md": f"# Titre\n\n{text}".encode(), "autre.md": b"# Autre\n"}
    times = []
    for _round in range(ROUNDS):
        opened = Opened(Folder("bench", tuple(pages), pages.__getitem__), Config())
        start = time.perf_counter()
        whole_book(opened, lambda _finding: None)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    print(f"a page of {SIZE} characters, and one ten times as long, best of {ROUNDS}")
    for name, piece in SHAPES.items():
        count = SIZE // len(piece)
        head = "| a | b | c |\n|---|---|---|\n" if name == "table" else ""
        try:
            once, ten = _seconds(head + piece * count), _seconds(head + piece * count * 10)
        except RecursionError:
            print(f"  {name:<26} nested too deep: a traceback")
            continue
        print(f"  {name:<26} {once:7.3f} s {ten:8.3f} s   ratio {ten / once:5.1f}{'  !' if ten > 12 * once else ''}")


if __name__ == "__main__":
    main()
