"""GitHub's alerts: quotes that begin with `[!NOTE]` are callouts."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipeline.model import Blocks, Callout, CalloutKind, Inlines, LineBreak, Paragraph, Quote, SoftBreak, Text
from pipeline.model.text import part
from pipeline.source import Span

_ALERT = re.compile(r"\[!([A-Za-z]+)\]\s*")
# GitHub's five kinds as ours. "Important" has no kind of its own: its word is kept as the title.
_KINDS: dict[str, CalloutKind] = {
    "NOTE": "info",
    "INFO": "info",
    "TIP": "success",
    "SUCCESS": "success",
    "IMPORTANT": "info",
    "WARNING": "warning",
    "CAUTION": "danger",
    "DANGER": "danger",
}
_TITLED = "IMPORTANT"


def quote(blocks: Blocks, place: Span) -> Quote | Callout:
    """Give a quote, or the callout that it stands for; words after the mark on its line are the callout's title."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not first.children or not isinstance(first.children[0], Text):
        return Quote(blocks, place)
    text = first.children[0]
    match = _ALERT.match(text.text)
    kind = _KINDS.get(match.group(1).upper()) if match is not None else None
    if match is None or kind is None or any(at < match.end() for at, _width in text.widths):
        return Quote(blocks, place)
    line, rest = _first_line(first.children)
    own = (part(text, match.end(), len(text.text)), *line[1:]) if match.end() < len(text.text) else line[1:]
    if not own and match.group(1).upper() == _TITLED:
        word = part(text, match.start(1), match.end(1))
        own = (replace(word, text=word.text.capitalize()),)
    kept = (replace(first, children=rest), *blocks[1:]) if rest else blocks[1:]
    return Callout(kind, kept, place, title=own)


def _first_line(children: Inlines) -> tuple[Inlines, Inlines]:
    """Part a paragraph's first line from the others."""
    for index, child in enumerate(children):
        if isinstance(child, SoftBreak | LineBreak):
            return children[:index], children[index + 1 :]
    return children, ()
