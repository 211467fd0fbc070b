"""A document that was not made by us, or that lost what it carried: an edition made of today's book stands in for one.

Its paragraphs are then known by likeness alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.manuscript.edition import Edition, Printed, Source, anchor_name
from pipeline.manuscript.manuscript import Manuscript, before
from pipeline.review.likeness import has_words, likened, likeness, words
from pipeline.review.units import Unit
from pipeline.source import Span

# Of the paragraphs of a document that is one of this handbook, this many resemble one of its own.
_ENOUGH = 1 / 3
_ALIKE = 0.6


def edition_of_today(title: str, units: Sequence[Unit]) -> Edition:
    """Give the edition that a plain file of today's units would be."""
    sources: dict[str, Source] = {}
    paragraphs = []
    for unit in units:
        name = anchor_name(unit.number, unit.text)
        sources[name] = Source(unit.span or Span("", 1, 1, 1, 1), unit.digest)
        paragraphs.append(Printed(unit.text, ((name, 0, len(unit.text)),)))
    return Edition(title, draft=True, paragraphs=tuple(paragraphs), sources=sources)


def must_resemble(manuscript: Manuscript, file: str, units: Sequence[Unit]) -> None:
    """Make sure that a document resembles the handbook.

    Raises:
        StopBuildError: fewer than a third of its paragraphs resemble one of the handbook's (E220).
    """
    texts = [text for one in manuscript.paragraphs if has_words(text := before(one))]
    alike = _number_alike(texts, [unit.text for unit in units])
    if not texts or alike < len(texts) * _ENOUGH:
        raise StopBuildError(found(Code.E220, None, file=file, alike=alike, count=len(texts)))


def _number_alike(texts: Sequence[str], ours: Sequence[str]) -> int:
    """Count the texts that are, or are like, one of ours: those are compared that have their rarest words."""
    whole = {likened(text) for text in ours}
    counted = [words(text) for text in ours]
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(counted):
        for word in one:
            by_word[word].append(at)
    return sum(likened(text) in whole or _is_like_one(words(text), counted, by_word) for text in texts)


def _is_like_one(one: Counter[str], counted: Sequence[Counter[str]], by_word: dict[str, list[int]]) -> bool:
    rare = sorted((word for word in one if word in by_word), key=lambda word: len(by_word[word]))[:4]
    near = {at for word in rare for at in by_word[word][:20]}
    return any(likeness(one, counted[at]) >= _ALIKE for at in near)
