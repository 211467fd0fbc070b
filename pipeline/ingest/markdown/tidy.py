"""The ends of lines and of runs: blanks go, and the backslashes that GitBook leaves there."""

from __future__ import annotations

from pipeline.ingest.markdown.context import Reading
from pipeline.model import Inline, Inlines, LineBreak, SoftBreak, Text
from pipeline.model.text import part

_BLANKS = ("", " ", "\t", "\n")


def _trimmed(node: Inline, left: bool, right: bool) -> Inline | None:
    """Give a text without blanks at its ends; None when nothing is left. Other inlines are left as they are."""
    if not isinstance(node, Text):
        return node
    words = node.text
    start = len(words) - len(words.lstrip(" \t\n")) if left else 0
    end = len(words.rstrip(" \t\n")) if right else len(words)
    if start >= end:
        return None
    return node if (start, end) == (0, len(words)) else part(node, start, end)


def tidy(reading: Reading, nodes: Inlines) -> Inlines:
    """Take off blanks at the ends of lines, and the lone backslash that GitBook leaves at a paragraph's end."""
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        words = nodes[0].text
        if words[:1] not in _BLANKS and words[-1:] not in _BLANKS and words[-1:] != "\\":
            return nodes
    kept: list[Inline] = []
    last = len(nodes) - 1
    after_break = True
    for index, node in enumerate(nodes):
        is_break = isinstance(node, SoftBreak | LineBreak)
        if isinstance(node, Text):
            before_break = index == last or isinstance(nodes[index + 1], SoftBreak | LineBreak)
            if after_break or before_break:
                trimmed = _trimmed(node, after_break, before_break)
                if trimmed is not None:
                    kept.append(trimmed)
            else:
                kept.append(node)
        else:
            kept.append(node)
        after_break = is_break
    while kept and _is_debris(reading, kept[-1]):
        last_node = kept.pop()
        if isinstance(last_node, Text):
            at = len(last_node.text) - 1
            reading.mending.record("stray-backslash", part(last_node, at, at + 1).span, "\\", "")
            rest = _trimmed(part(last_node, 0, at), left=False, right=True)
            if rest is not None:
                kept.append(rest)
    start = 0
    while start < len(kept) and isinstance(kept[start], SoftBreak | LineBreak):
        start += 1
    return tuple(kept[start:])


def _is_debris(reading: Reading, node: Inline) -> bool:
    """Tell whether a run's last inline says nothing: a break, or a backslash that was to be a line break."""
    if isinstance(node, SoftBreak | LineBreak):
        return True
    if not isinstance(node, Text) or not node.text.endswith("\\"):
        return False
    return (len(node.text) - 1, 2) not in node.widths and reading.mending.wants("stray-backslash")
