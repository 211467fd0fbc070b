"""Recognising markers: seconds over 1,000 ordinary pages, and how time grows with a page's length.

Printed: seconds, and for a page eight times longer the ratio of times. The targets are 1 s and 10 times at most.
"""

from __future__ import annotations

import time

from pipeline.markers import recognise
from pipeline.model import Block, Handbook, Heading, Identity, Page, Paragraph, Part, Text
from pipeline.source import Span

SENTENCE = "Le formulaire à compléter (douze pages) est joint ; l'équipe produit y note ce qui reste à faire. "
DENSE = SENTENCE + "TODO [ENRICHIR] 🚧 XXX "


def _book(pages: int, paragraphs: int, words: str) -> Handbook:
    """Give a book of ordinary pages."""

    def text(words: str, file: str, line: int) -> Text:
        return Text(words, Span(file, line, 1, line, 1 + len(words)))

    def page(number: int) -> Page:
        file = f"{number}.md"
        whole = Span(file, 1, 1, 1, 1)
        blocks: list[Block] = [Heading(2, (text("Un titre", file, 2),), whole)]
        blocks += [Paragraph((text(words, file, 3 + line),), whole) for line in range(paragraphs)]
        return Page(str(number), file, "page", (text(f"Page {number}", file, 1),), tuple(blocks), whole)

    chapters = tuple(page(number) for number in range(pages))
    return Handbook(Identity("Guide"), (Part("part", (), chapters),))


def _seconds(book: Handbook) -> float:
    start = time.process_time()
    recognise(book)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    recognise(_book(1, 1, DENSE))
    print(f"markers, 1,000 pages of 12 paragraphs   {_seconds(_book(1000, 12, SENTENCE)):7.2f} s (target: 1)")
    for name, text in (("ordinary", SENTENCE), ("dense", DENSE)):
        once = _seconds(_book(1, 50, text * 3))
        more = _seconds(_book(1, 400, text * 3))
        print(f"markers, a page 8 times longer, {name:9} {more:6.2f} s   ratio {more / once:.1f} (target: 10 at most)")


if __name__ == "__main__":
    main()
