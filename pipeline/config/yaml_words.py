"""PyYAML's words for what it cannot read, said so that an editor can act on them."""

from __future__ import annotations

import re

from pipeline.messages import mark as _

# The first that fits, in “what was being read; what is wrong” (PyYAML 6: `scanner`, `parser`, `composer`).
_PROBLEMS = (
    (r"found character '\\t'", _("a tab stands where spaces are needed")),
    (r"found unexpected (?:end of stream|document separator)", _("a quote is opened and never closed")),
    (r"could not find expected ':'|while scanning a simple key", _("a colon is missing after a key")),
    (r"expected <block end>, but found '(?:-|<block sequence start>)'", _("the items of this list are not aligned")),
    (r"expected <block end>, but found '<scalar>'", _("the quotes end before the text does")),
    (r"expected <block end>", _("a key is expected here, at the same indentation as the others")),
    (r"sequence entries are not allowed here", _("a list begins on the line below its key")),
    (r"mapping keys are not allowed here", _("a text that begins with ? must be put between quotes")),
    (r"expected ',' or '\]'", _("a square bracket is opened and never closed")),
    (r"expected ',' or '\}'", _("a brace is opened and never closed")),
    (r"expected the node content, but found '<stream end>'", _("a bracket or a brace is opened and never closed")),
    (r"found character .* that cannot start any token", _("this character must be put between quotes")),
    (r"expected the node content", _("this character must be put between quotes")),
    (r"scanning a directive|YAML directive|incompatible YAML", _("a line that begins with % must not stand there")),
    (r"tag handle '!+'", _("a line that begins with % must not stand there")),
    (r"(?:scanning|parsing) a tag|tag handle", _("a text that begins with ! must be put between quotes")),
    (r"alias|anchor", _("a text that begins with * or & must be put between quotes")),
    (r"scanning a block scalar", _("nothing may follow | or > on their line: the text begins on the line below")),
    (r"found unknown escape|expected escape", _("a text with \\ is put between single quotes")),
    (r"found another document", _("a second line --- must not stand there")),
    (
        r"'<document start>', but found '(?:<scalar>|[^<])",
        _("nothing may follow the end of a list in brackets or braces"),
    ),
    (r"expected '<document start>'", _("a key is expected here, at the same indentation as the others")),
    (r"special characters are not allowed", _("an invisible character that is not allowed stands there")),
)
_COLON = _("a colon followed by a space stands inside a text without quotes")
_APART = _("the line above lacks a colon followed by a space, or this one begins too far to the right")
_OTHER = _("it is not written as settings are: “key: value” on each line")


def in_words(context: str, problem: str, before: str) -> str:
    """Give an editor's words for a problem, never PyYAML's own.

    Args:
        context: what was being read, as PyYAML says it, "" where it says nothing.
        problem: what is wrong, as PyYAML says it.
        before: the line of the problem up to its place.
    """
    if "mapping values are not allowed here" in problem:
        return _COLON if re.search(r":\s", before) else _APART
    whole = f"{context}; {problem}"
    return next((words for pattern, words in _PROBLEMS if re.search(pattern, whole)), _OTHER)
