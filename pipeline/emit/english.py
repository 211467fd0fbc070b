"""English words in a French book, marked: hyphenated and read aloud as English, in every output.

What decides, in this order: the author's own mark (`<span lang="en">`), which stands; the list of the trade's words
(`english_words`), with what handbook.yml adds to it or takes from it (`english`); and, for whole paragraphs, headings
and cells, a count of small words, where there is no doubt. The words themselves are never changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from msgspec.structs import replace

from pipeline.emit.english_words import listed
from pipeline.memory import Memory, recall
from pipeline.model import Foreign, Handbook, Inline, Inlines, Page, Part, Text
from pipeline.model.text import part, plain
from pipeline.model.walk import each, rebuild_pages, rebuild_runs

Pattern: TypeAlias = re.Pattern[str]

ENGLISH = "en"
REMOVED = "-"  # before a word of the setting: one that is not English here

# Small words of English that are none of French, and those of French with every accented letter: one is enough to
# leave a paragraph alone.
_SMALL = re.compile(
    r"\b(?:the|of|and|to|is|are|was|were|be|been|for|with|that|this|these|those|it|its|you|your|we|our|they|their|he|she"
    r"|his|her|from|by|at|not|can|will|would|should|must|have|has|had|do|does|how|what|when|where|which|who|why|if|than"
    r"|then|there|into|about)\b"
)
_FRENCH = re.compile(
    r"\b(?:les?|la|des?|du|une?|est|sont|et|en|dans|pour|par|sur|au|aux|que|qui|ne|pas|ce|cette|ces|ils?|elles?|nous|vous"
    r"|se|sa|son|ses|avec|ou|il|je|tu|leurs?|plus|[cdjlmnst]['’]\w+)\b|[àâçèéêëîïôûùœ]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_GAP = "[ \u00a0\u202f-]"  # between the words of an expression
_FEWEST = 4  # small words, of at least two kinds, and a fifth of all words


def with_english(handbook: Handbook, words: Sequence[str] = (), memory: Memory | None = None) -> Handbook:
    """Give a book with its English words in `Foreign`; a book that is not in French is given back as it is.

    `words` are those of handbook.yml: more English words, and behind a hyphen those that are none here. Pages in
    another language than the book (their front matter says so) are left alone. `memory`: pages that are as they were
    are not looked through again, and come out as the very objects that they were.
    """
    if not _is(handbook.identity.language, "fr"):
        return handbook
    pattern = _pattern(tuple(words))

    def page(old: Page) -> Page:
        own = old.record.language
        if own and not _is(own, "fr"):
            return old
        made: Page = recall(
            memory,
            ("english", old.id),
            (old, pattern.pattern),
            (),
            lambda _world: rebuild_runs(old, lambda run: _run(run, pattern)),
        )
        return made

    def title(old: Part) -> Part:
        new = _run(old.title, pattern)
        return old if new is old.title else replace(old, title=new)

    marked = rebuild_pages(handbook, page)
    parts = each(marked.parts, title)
    return marked if parts is marked.parts else replace(marked, parts=parts)


def _is(language: str, primary: str) -> bool:
    return language.partition("-")[0].lower() == primary


def _run(run: Inlines, pattern: Pattern) -> Inlines:
    """Give a line of text marked: as a whole where all of it is English, else word by word."""
    if all(isinstance(one, Foreign) for one in run):
        return run
    return (Foreign(ENGLISH, run),) if is_english(plain(run)) else _words(run, pattern)


def is_english(text: str) -> bool:
    """Tell whether a text is English beyond doubt: many small words of English, none of French, no accent."""
    if " the " not in text and " to " not in text and " and " not in text and " of " not in text:
        return False
    small = _SMALL.findall(text.lower())
    enough = len(small) >= _FEWEST and len(set(small)) > 1 and len(small) * 5 >= len(_WORD.findall(text))
    return enough and _FRENCH.search(text) is None


def _words(run: Inlines, pattern: Pattern) -> Inlines:
    """Give a run with its English words marked, also inside bold and links; the very run where there are none."""
    pieces = [piece for one in run for piece in _pieces(one, pattern)]
    same = len(pieces) == len(run) and all(new is old for new, old in zip(pieces, run, strict=True))
    return run if same else tuple(pieces)


def _pieces(node: Inline, pattern: Pattern) -> Iterable[Inline]:
    if isinstance(node, Text):
        return _parted(node, pattern)
    if isinstance(node, Foreign):
        return (node,)
    return (rebuild_runs(node, lambda run: _words(run, pattern)),)


def _parted(text: Text, pattern: Pattern) -> Iterator[Inline]:
    done = 0
    for match in pattern.finditer(text.text):
        start, end = match.span(1)
        if start < 0:  # an address
            continue
        if start > done:
            yield part(text, done, start)
        yield Foreign(ENGLISH, (part(text, start, end),))
        done = end
    if done == 0:
        yield text
    elif done < len(text.text):
        yield part(text, done, len(text.text))


@cache
def _pattern(words: tuple[str, ...]) -> Pattern:
    """Give the pattern whose group is an English word; addresses are passed over."""
    cleaned = [" ".join(word.lower().split()) for word in words]
    removed = {word.removeprefix(REMOVED).strip() for word in cleaned if word.startswith(REMOVED)}
    added = {word for word in cleaned if word and not word.startswith(REMOVED)}
    entries = (listed() | added) - removed
    by_letter: dict[str, list[str]] = defaultdict(list)
    for entry in sorted(entries, key=lambda one: (-len(one), one)):  # the longest first
        by_letter[entry[0]].append("".join(_GAP if sign in " -" else re.escape(sign) for sign in entry[1:]))
    branches = "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items()))
    return re.compile(rf"\S+(?:://|@)\S+|www\.\S+|(?<![\w.])((?:{branches})s?)(?!\w|\.\w)", re.IGNORECASE)
