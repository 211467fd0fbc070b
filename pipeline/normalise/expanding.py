"""Where what an acronym stands for is put behind it: at its first use in running text, unless the author has done it.

An author has done it where the words stand in the same paragraph, or where the acronym stands alone in brackets behind
the words it is made of. Nothing is put among other words in brackets, into a link or before brackets: the next use
takes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.model import Headword, Inlines, Text
from pipeline.model.naming import sorting_key
from pipeline.model.text import plain
from pipeline.normalise.lexicon import Found
from pipeline.normalise.repairing import Repairs

RULE = "acronym"
# What Markdown could take for a sign of its own (CommonMark 2.4): such words are not written back to a source.
_SIGNS = re.compile(r"[*_`\[\]<>&|\\$~#{}]")


def _nowhere(_key: str) -> bool:
    return False


@dataclass
class Expanding:
    """The acronyms that are written out so far, by us or by an author, and where ours are told.

    `was_done` tells of one whether it was before; `done` gathers those that are from there on.
    """

    repairs: Repairs
    was_done: Callable[[str], bool] = _nowhere
    done: set[str] = field(default_factory=set)

    def added(self, word: Headword, words: Inlines, line: str, hit: Found, whole: Inlines, *, is_running: bool) -> str:
        """Give what goes behind an acronym here, "" for nothing; it is told as a repair.

        `words` are the acronym in the text, `line` what stands around the `hit`, `whole` the run that it stands in.
        """
        if word.key in self.done or self.was_done(word.key):
            return ""
        expansion = plain(word.expansion)
        if is_written_out(plain(words), expansion, plain(whole)):
            self.done.add(word.key)
            return ""
        added = _added(line, hit, expansion)
        if not added or not is_running or not self.repairs.wants(RULE):
            return ""
        self.done.add(word.key)
        self._tell(words, added)
        return added

    def _tell(self, words: Inlines, added: str) -> None:
        first = words[0]
        if len(words) == 1 and isinstance(first, Text):
            safe = _is_written_so(first) and not _SIGNS.search(first.text + added)
            self.repairs.tell(RULE, first.span, first.text, first.text + added, is_writable=safe)


def _is_written_so(text: Text) -> bool:
    span = text.span
    return not text.widths and span.line == span.end_line and span.end_column - span.column == len(text.text)


def is_written_out(acronym: str, expansion: str, paragraph: str) -> bool:
    """Tell whether a paragraph itself says what an acronym stands for.

    Its own words for it count too, where the acronym stands in brackets behind words that begin with its letters.
    """
    if sorting_key(expansion)[0] in sorting_key(paragraph)[0]:
        return True
    match = re.search(rf"\(\s*{re.escape(acronym)}\s*\)", paragraph)
    if match is None:
        return False
    initials = [word[0] for word in sorting_key(paragraph[: match.start()])[0].split()][-3 * len(acronym) :]
    at = iter(initials)
    return all(letter in at for letter in sorting_key(acronym)[0].replace(" ", ""))


def _added(line: str, hit: Found, expansion: str) -> str:
    """Give what an acronym stands for as it goes behind it here, "" where there is no room."""
    before, after = line[: hit.start].rstrip(), line[hit.end :].lstrip()
    if before.endswith("(") and after.startswith(")"):
        return f", {expansion}"
    in_brackets = before.count("(") > before.count(")") or before.count("[") > before.count("]")
    return "" if in_brackets or after.startswith(("(", "[")) else f" ({expansion})"
