"""markdown-it's two loops with a short cut: only the rules that can begin at a character are asked there.

By itself it asks every rule at every line and at every mark. Which characters a rule can begin at is said by
CommonMark for its rules, and below for ours; a block rule that is not named is asked everywhere, an inline rule must be
named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

_BLOCK_STARTS = {
    "math_block": "$",
    "math_tag_block": "{",
    "gitbook_tag": "{",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "footnote_def": "[",
    "html_block": "<",
    "heading": "#",
}
_INLINE_STARTS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "gitbook_inline": "{",
    "strikethrough": "~",
    "stray_marks": "*",
    "emphasis": "*_",
    "math_inline": "$",
    "math_tag_inline": "{",
    "footnote_inline": "^",
    "link": "[",
    "footnote_ref": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
# The characters above, and the bracket that ends a link's words: everything else is passed over at once.
_STOPS = re.compile(r"[\n!$&*<\[\\\]^_`{~]")
# Asked nowhere: text is what is left, and addresses become links on the model.
_NEVER = ("text", "linkify")


class _BlockRules(Ruler[BlockRule]):
    """The block rules, each chain of them as one rule that asks only those that a line's first character allows."""

    def __init__(self, rules: Ruler[BlockRule]) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__
        self.chains: dict[str, list[BlockRule]] = {}

    def getRules(self, chainName: str = "") -> list[BlockRule]:  # noqa: N802, N803  (the library's names)
        if chainName not in self.chains:
            self.chains[chainName] = [self._chain(chainName)]
        return self.chains[chainName]

    def _chain(self, name: str) -> BlockRule:
        mine = [rule for rule in self.__rules__ if rule.enabled and (not name or name in rule.alt)]
        starts = {start for rule in mine for start in _BLOCK_STARTS.get(rule.name, "")}
        anywhere = tuple(rule.fn for rule in mine if rule.name not in _BLOCK_STARTS)
        allowed = {
            start: tuple(rule.fn for rule in mine if start in _BLOCK_STARTS.get(rule.name, start)) for start in starts
        }

        def chain(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
            begin = state.bMarks[start_line] + state.tShift[start_line]
            for rule in allowed.get(state.src[begin : begin + 1], anywhere):
                if rule(state, start_line, end_line, silent):
                    return True
            return False

        return chain


class _Inline(ParserInline):
    """The inline parser; text without marks is one token at once."""

    def __init__(self, parser: ParserInline) -> None:
        super().__init__()
        self.ruler, self.ruler2 = parser.ruler, parser.ruler2
        self.terminator_re = _STOPS
        mine = [rule for rule in self.ruler.__rules__ if rule.enabled and rule.name not in _NEVER]
        marks = "".join(_INLINE_STARTS.values()) + "]"
        self.allowed: Mapping[str, tuple[InlineRule, ...]] = {
            mark: tuple(rule.fn for rule in mine if mark in _INLINE_STARTS[rule.name]) for mark in marks
        }

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        if src and _STOPS.search(src) is None:
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        return super().parse(src, md, env, tokens)

    def tokenize(self, state: StateInline) -> None:
        source, end, allowed = state.src, state.posMax, self.allowed
        deepest = state.md.options["maxNesting"]
        while (start := state.pos) < end:
            rules = allowed.get(source[start])
            if rules is None:
                stop = _STOPS.search(source, start, end)
                state.pos = stop.start() if stop is not None else end
                state.append_pending(source[start : state.pos])
                continue
            if state.level >= deepest or not any(rule(state, False) for rule in rules):
                state.append_pending(source[start])
                state.pos += 1
        if state.pending:
            state.pushPending()


def hasten(markdown: MarkdownIt) -> None:
    """Put the short cuts into a parser whose rules are complete."""
    markdown.block.ruler = _BlockRules(markdown.block.ruler)
    markdown.inline = _Inline(markdown.inline)
