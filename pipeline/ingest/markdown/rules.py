"""Rules of ours for markdown-it: formulas, and notes written where they are called.

GitBook writes formulas between `$$`, in a line and on lines of their own alike; a single `$` is money.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

MATH = "$$"
_MOST_MATH_LINES = 500  # more than any formula has
# `^[…]`, with one level of brackets inside; not a note in a note.
_NOTE = re.compile(r"\^\[((?:[^\[\]\\^]|\\.|\[[^\[\]]*\](?:\([^()\s]*\))?)+)\]")


def math_inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: a formula between two `$$`; nothing in it is Markdown."""
    start = state.pos
    if not state.src.startswith(MATH, start):
        return False
    end = state.src.find(MATH, start + len(MATH), state.posMax)
    if end < 0 or not state.src[start + len(MATH) : end].strip():
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = state.src[start + len(MATH) : end]
        token.meta = {"at": (start, end + len(MATH))}
    state.pos = end + len(MATH)
    return True


# An older tag for a formula, `{% math %}` … `{% endmath %}`.
_MATH_TAG = re.compile(r"\{%-?[ \t]*math[ \t]*-?%\}")
_MATH_END = re.compile(r"\{%-?[ \t]*endmath[ \t]*-?%\}")


def math_tag_inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: a formula between two tags; nothing in it is Markdown."""
    opening = _MATH_TAG.match(state.src, state.pos, state.posMax)
    if opening is None or state.src.find("endmath", state.pos, state.posMax) < 0:
        return False
    closing = _MATH_END.search(state.src, opening.end(), state.posMax)
    if closing is None or not state.src[opening.end() : closing.start()].strip():
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = state.src[opening.end() : closing.start()]
        token.meta = {"at": (state.pos, closing.end())}
    state.pos = closing.end()
    return True


def math_tag_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: a formula between two tags that stand on lines of their own."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not _MATH_TAG.fullmatch(state.src[begin : state.eMarks[start_line]].rstrip()):
        return False
    last = start_line + 1
    while last < end_line and last - start_line <= _MOST_MATH_LINES:
        row = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].rstrip()
        if _MATH_END.fullmatch(row):
            break
        if "{%" in row:
            return False
        last += 1
    else:
        return False
    inner = state.getLines(start_line + 1, last, state.blkIndent, False).strip("\n")
    if not inner.strip():
        return False
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    token.map = [start_line, last + 1]
    token.content = inner
    state.line = last + 1
    return True


def stray_marks(state: StateInline, silent: bool) -> bool:
    """Inline rule: bold around nothing (`****`) after a blank, which would otherwise pair with the marks of others."""
    start = state.pos
    if not state.src.startswith("****", start) or (start and not state.src[start - 1].isspace()):
        return False
    end = start
    while end < state.posMax and state.src[end] == "*":
        end += 1
    if (end - start) % 2:
        return False
    if not silent:
        token = state.push("stray_marks", "", 0)
        token.content = state.src[start:end]
        token.meta = {"at": (start, end)}
    state.pos = end
    return True


def footnote_inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: a note written where it is called, `^[…]`."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    match = _NOTE.match(state.src, start, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("footnote_inline", "", 0)
        token.content = match.group(1)
        token.children = []
        state.md.inline.parse(match.group(1), state.md, state.env, token.children)
        token.meta = {"at": match.span()}
    state.pos = match.end()
    return True


def math_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: a formula whose `$$` opens a line and whose other `$$` ends a later one.

    It may hold blank lines where the first `$$` stands alone. A formula that begins and ends on one line is read in
    its line, and so is one without end.
    """
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(MATH, begin) or state.is_code_block(start_line):
        return False
    first = state.src[begin + len(MATH) : state.eMarks[start_line]].strip()
    last = _last_line(state, start_line, end_line, first) if MATH not in first else None
    if last is None:
        return False
    if silent:
        return True
    token = state.push("math_block", "math", 0)
    token.map = [start_line, last + 1]
    inner = state.getLines(start_line + 1, last + 1, state.blkIndent, False).rstrip()
    token.content = "\n".join(part for part in (first, inner.removesuffix(MATH).strip("\n")) if part.strip())
    state.line = last + 1
    return True


def _last_line(state: StateBlock, start_line: int, end_line: int, first: str) -> int | None:
    """Give the line that ends a formula; None when none does before the text goes on to something else."""
    for line in range(start_line + 1, end_line):
        begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if begin >= end:
            if first:
                return None
            continue
        if state.sCount[line] < state.blkIndent or state.src.startswith("{%", begin):
            return None
        text = state.src[begin:end]
        if MATH in text:
            return line if text.rstrip().endswith(MATH) and text.count(MATH) == 1 else None
    return None


def definition_marker(state: StateBlock, line: int) -> bool:
    """Tell whether a line begins a meaning: `: `, and words on the same line."""
    begin = state.bMarks[line] + state.tShift[line]
    return state.src.startswith((": ", ":\t"), begin) and bool(state.src[begin + 1 : state.eMarks[line]].strip())
