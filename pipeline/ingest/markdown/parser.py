"""The Markdown parser: markdown-it-py set up for GitBook's dialect, with the places that it does not give by itself.

CommonMark, with GitHub's tables and strike-through, footnotes, definition lists, formulas, and one block rule of ours
for GitBook's tags. Inline rules that make links, pictures, code, HTML and footnote calls are wrapped so that their
tokens carry their offsets in the inline content (`meta["at"]`); everything else is verbatim, so a cursor can follow
(see `inlines`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.ingest.markdown.fast import hasten
from pipeline.ingest.markdown.raw import raw_end, raw_stretches
from pipeline.ingest.markdown.rules import (
    definition_marker,
    footnote_inline,
    math_block,
    math_inline,
    math_tag_block,
    math_tag_inline,
    stray_marks,
)

InlineRule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]

# A line that holds GitBook tags and nothing else. The tag's text may hold quoted braces, hence the lazy match.
TAG_LINE = re.compile(r"[ \t]*(?:\{%(?:(?!%\}).)*%\}[ \t]*)+$")
# Two braces are Hugo's (`{{% … %}}`), which are another tool's.
TAG = re.compile(r"(?<!\{)\{%((?:(?!\{%|%\}).)*)%\}", re.DOTALL)
# The beginning of a tag that has no end: it goes to the end of its line.
CUT_SHORT = re.compile(r"(?<!\{)\{%-?[ \t]*[a-z@][^\n]*")
ANY_TAG = re.compile(f"{TAG.pattern}|{CUT_SHORT.pattern}", re.DOTALL)
# GitBook writes the text of a drawing into its tag, over as many lines as it has; a tag is never longer than this.
_MOST_TAG_LINES = 500
# markdown-it drops the text of blocks nested deeper than this, so a page that reaches it is not read as Markdown.
# A list counts two levels. Deeper, Python's own stack would be the limit.
DEEPEST = 80
# What is known while a page is read: the rows that show tags as written, and up to where the line at hand does.
_RAW_ROWS, _RAW_UNTIL = "raw rows", "raw until"
_WRAPPED = ("link", "image", "autolink", "html_inline", "backticks", "footnote_ref", "gitbook_inline")


class _Parser(MarkdownIt):
    """markdown-it-py that leaves link targets as written: checking them is ours to do, with a place and a report."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  (the library's name)
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802  (the library's name)
        return True


def _with_offset(rule: InlineRule) -> InlineRule:
    """Make an inline rule leave the offsets of what it read, `(start, end)`, on the token it made."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[before:]:
                if token.type != "text":
                    token.meta = {**token.meta, "at": (start, state.pos)}
                    break
        return True

    return wrapped


def _gitbook_tag(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: lines of GitBook tags; they may interrupt anything but a code fence."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("{%", start) or start_line in state.env.get(_RAW_ROWS, ()):
        return False
    line = state.src[start : state.eMarks[start_line]]
    if "endraw" in line and raw_stretches(line):
        return False
    after = start_line + 1
    if not TAG_LINE.match(line):
        after = _end_of_tag(state, line, after, end_line)
        if not after:
            return False
    if silent:
        return True
    token = state.push("gitbook_tag", "", 0)
    token.map = [start_line, after]
    token.content = state.getLines(start_line, after, state.blkIndent, False).strip()
    state.line = after
    return True


def _end_of_tag(state: StateBlock, line: str, after: int, end_line: int) -> int:
    """Give the line after a tag that goes on over several lines, 0 where it has no end."""
    if "%}" in line:
        return 0
    for number in range(after, min(end_line, after + _MOST_TAG_LINES)):
        row = state.src[state.bMarks[number] : state.eMarks[number]]
        if "{%" in row:
            return 0
        if "%}" in row:
            return number + 1 if row.rstrip().endswith("%}") else 0
    return 0


def _custom_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: a GitBook block written as `<div data-gb-custom-block …>`, however far it is indented.

    CommonMark takes it for code where its list has come to an end before it (field guide, GitBook, rule 10). Its lines
    are read as if they stood at the margin.
    """
    deep = state.sCount[start_line] - state.blkIndent
    start = state.bMarks[start_line] + state.tShift[start_line]
    if deep < 4 or not state.src.startswith("<div data-gb-custom-block", start):
        return False
    last = _end_of_custom_block(state, start_line, end_line)
    if silent:
        return True
    for number in range(start_line, last + 1):
        taken = min(deep, state.tShift[number], state.sCount[number])
        state.bMarks[number] += taken
        state.tShift[number] -= taken
        state.sCount[number] -= taken
    after = start_line + 1
    while after <= last and state.bMarks[after] + state.tShift[after] < state.eMarks[after]:
        after += 1
    token = state.push("html_block", "", 0)
    token.map = [start_line, after]
    token.content = state.getLines(start_line, after, state.blkIndent, True)
    state.line = after
    return True


def _end_of_custom_block(state: StateBlock, start_line: int, end_line: int) -> int:
    """Give the line that ends a block written as `<div>`; its own first line where there is none before the next."""
    open_now = 0
    for number in range(start_line, min(end_line, start_line + _MOST_TAG_LINES)):
        row = state.src[state.bMarks[number] : state.eMarks[number]]
        if number > start_line and "data-gb-custom-block" in row:
            break
        open_now += row.count("<div") - row.count("</div")
        if open_now <= 0:
            return number
    return start_line


def _tag_in_line(state: StateInline, silent: bool) -> bool:
    """Inline rule: a GitBook tag that stands in a line of text."""
    if not state.src.startswith("{%", state.pos) or state.src[state.pos - 1 : state.pos] == "{":
        return False  # `{{% name %}}` is Hugo's
    if state.pos < state.env.get(_RAW_UNTIL, 0):
        return False
    match = TAG.match(state.src, state.pos, state.posMax) or CUT_SHORT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("gitbook_inline", "", 0)
        token.content = match.group(0)
        state.env[_RAW_UNTIL] = raw_end(state.src, state.pos, state.posMax)
    state.pos = match.end()
    return True


def _inline(state: StateCore) -> None:
    """Core rule: read the lines of each block, knowing which of them show tags as written."""
    rows = state.env.get(_RAW_ROWS, ())
    for token in state.tokens:
        if token.type == "inline":
            is_raw = bool(rows) and token.map is not None and token.map[0] in rows
            state.env[_RAW_UNTIL] = len(token.content) if is_raw else 0
            token.children = token.children if token.children is not None else []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _html_block_before_tags(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Make HTML blocks end where a GitBook tag begins; by CommonMark alone they run on to the next blank line."""

    def wrapped(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        begin = state.bMarks[start_line] + state.tShift[start_line]
        if not state.src.startswith("<", begin):
            return False
        if silent or state.src[begin : begin + 4].lower() in ("<pre", "<!--"):
            return rule(state, start_line, end_line, silent)
        limit = start_line + 1
        while limit < end_line:
            at = state.bMarks[limit] + state.tShift[limit]
            if at >= state.eMarks[limit]:
                break
            if state.src.startswith("{%", at) and TAG_LINE.match(state.src[at : state.eMarks[limit]]):
                return rule(state, start_line, limit, silent)
            limit += 1
        return rule(state, start_line, end_line, silent)

    return wrapped


def _only_after_colon(rule: BlockRule) -> BlockRule:
    """Make definition lists begin only where a line below says so with a colon; by the plugin a `~` would too."""

    def wrapped(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        line = start_line if silent else start_line + 1
        if not silent and line < end_line and state.isEmpty(line):
            line += 1
        return line < end_line and definition_marker(state, line) and rule(state, start_line, end_line, silent)

    return wrapped


@cache
def parser() -> MarkdownIt:
    """Give the parser; it holds no state between pages."""
    markdown = _Parser("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.disable("text_join")
    markdown.use(deflist_plugin)
    markdown.inline.ruler.before("backticks", "math_inline", math_inline)
    markdown.inline.ruler.before("emphasis", "stray_marks", stray_marks)
    markdown.inline.ruler.before("link", "footnote_inline", footnote_inline)
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    markdown.block.ruler.before("table", "gitbook_tag", _gitbook_tag, interrupts)
    markdown.block.ruler.before("gitbook_tag", "math_tag_block", math_tag_block, interrupts)
    markdown.block.ruler.before("code", "gitbook_custom_block", _custom_block)
    markdown.inline.ruler.after("backticks", "gitbook_inline", _tag_in_line)
    markdown.inline.ruler.before("gitbook_inline", "math_tag_inline", math_tag_inline)
    markdown.core.ruler.at("inline", _inline)
    markdown.block.ruler.before("table", "math_block", math_block, interrupts)
    for rule in list(markdown.block.ruler.__rules__):
        if rule.name == "html_block":
            markdown.block.ruler.at("html_block", _html_block_before_tags(rule.fn), {"alt": rule.alt})
        elif rule.name == "deflist":
            markdown.block.ruler.at("deflist", _only_after_colon(rule.fn), {"alt": rule.alt})
    for inline_rule in list(markdown.inline.ruler.__rules__):
        if inline_rule.name in _WRAPPED:
            markdown.inline.ruler.at(inline_rule.name, _with_offset(inline_rule.fn))
    hasten(markdown)
    return markdown


def parse(text: str, raw: frozenset[int] = frozenset()) -> list[Token] | None:
    """Give the tokens of a page; None when it is nested too deep to be read without losing text.

    Tags on the rows of `raw` are words.
    """
    tokens = parser().parse(text, {_RAW_ROWS: raw})
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens


def parse_inline(text: str) -> Token:
    """Give the inline token of a text that stands alone, such as a cell that the table rule left out."""
    return parser().parseInline(text, {})[0]
