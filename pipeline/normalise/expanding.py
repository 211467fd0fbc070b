"""Where what an acronym stands for is put behind it: at its first use in running text, unless the author has done it.

An author has done it where the words stand in the same paragraph, or where the acronym stands alone in brackets behind
the words it is made of. Nothing is put inside brackets or a link, or before other brackets: the next use takes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model import Headword, Inlines, Text
from pipeline.model.naming import sorting_key
from pipeline.model.text import plain
from pipeline.normalise.lexicon import Found
from pipeline.normalise.repairing import Repairs

RULE = "acronym"
# What Markdown could take for a sign of its own (CommonMark 2.4): such words are not written back to a source.
_SIGNS = re.compile(r"[*_`\[\]<>&|\\$~#{}]")


@dataclass
class Expanding:
    """The acronyms that are written out so far, by us or by an author, and where ours are told."""

    repairs: Repairs
    done: set[str] = field(default_factory=set)

    def expands(
        self, word: Headword, words: Inlines, line: str, hit: Found, whole: Inlines, *, is_running: bool
    ) -> bool:
        """Tell whether what an acronym stands for goes behind it here; it is told as a repair.

        `words` are the acronym in the text, `line` what stands around the `hit`, `whole` the run that it stands in.
        """
        if word.key in self.done:
            return False
        expansion = plain(word.expansion)
        if is_written_out(plain(words), expansion, plain(whole)):
            self.done.add(word.key)
            return False
        if not is_running or not self.repairs.wants(RULE) or not _has_room(line, hit):
            return False
        self.done.add(word.key)
        self._tell(words, expansion)
        return True

    def _tell(self, words: Inlines, expansion: str) -> None:
        first = words[0]
        if len(words) != 1 or not isinstance(first, Text):
            return
        before = first.text
        after = f"{before} ({expansion})"
        self.repairs.tell(
            RULE, first.span, before, after, is_writable=_is_written_so(first) and not _SIGNS.search(after)
        )


def _is_written_so(text: Text) -> bool:
    span = text.span
    return not text.widths and span.line == span.end_line and span.end_column - span.column == len(text.text)


def is_written_out(acronym: str, expansion: str, paragraph: str) -> bool:
    """Tell whether a paragraph itself says what an acronym stands for."""
    if sorting_key(expansion)[0] in sorting_key(paragraph)[0]:
        return True
    return re.search(rf"\w\s*\(\s*{re.escape(acronym)}\s*\)", paragraph) is not None


def _has_room(line: str, hit: Found) -> bool:
    before = line[: hit.start]
    in_brackets = before.count("(") > before.count(")") or before.count("[") > before.count("]")
    return not in_brackets and not line[hit.end :].lstrip().startswith(("(", "["))
