"""Drawing code with its colours. The only module that knows Pygments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from pipeline.emit.html.keeps import keep
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.model import CodeBlock


class _Word(NamedTuple):
    """A stretch of code, the sort of word it is ("" for none), and whether the author put it in bold."""

    text: str
    sort: str
    is_strong: bool = False


def code_block(node: CodeBlock, setting: Setting) -> Markup:
    """Draw a block of code: its title above, its lines numbered when the author asks for it.

    Long lines are broken in print and where the author asks for it; on screen they scroll.
    """
    text = node.text.rstrip("\n")
    lines = _lines(_cut(_words(text, node.language), node.strong))
    numbered = (tag("span", line, "\n", class_="line") for line in lines)
    body = joined(numbered) if node.numbered else joined(lines, "\n")
    wraps = node.wraps or setting.medium == "print"
    kind = classes("numbered" if node.numbered else "", "" if wraps else "long-lines")
    block = tag("pre", tag("code", body, translate="no"), class_=kind, tabindex=None if wraps else 0)
    title = tag("p", node.title, class_="code-title") if node.title else Markup("")
    short = keep((node,)) if setting.medium == "print" else ""
    return tag("div", title, block, class_=classes("code", "titled" if node.title else "", short))


def _words(text: str, language: str) -> list[_Word]:
    """Give code word by word, or as one where the language is not known."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Token
    from pygments.util import ClassNotFound

    if not language:
        return [_Word(text, "")]
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return [_Word(text, "")]
    sorts = (
        (Token.Comment, "comment"),
        (Token.Keyword, "keyword"),
        (Token.Literal.String, "string"),
        (Token.Literal.Number, "number"),
        (Token.Name.Function, "name"),
        (Token.Name.Class, "name"),
        (Token.Name.Tag, "name"),
        (Token.Name.Attribute, "number"),
        (Token.Operator, "operator"),
    )
    words = [
        _Word(value, next((name for token, name in sorts if token in sort.split()), ""))
        for sort, value in lexer.get_tokens(text)
    ]
    # A lexer may take line ends or a byte order mark away: the author's characters come before colours.
    return words if "".join(word.text for word in words) == text else [_Word(text, "")]


def _cut(words: Iterable[_Word], strong: tuple[tuple[int, int], ...]) -> Iterator[_Word]:
    """Give the words cut where bold begins or ends."""
    bounds = sorted({bound for stretch in strong for bound in stretch})
    stretches = sorted(strong)
    at = passed = ended = 0
    for word in words:
        start, end = at, at + len(word.text)
        while at < end:
            while passed < len(bounds) and bounds[passed] <= at:
                passed += 1
            while ended < len(stretches) and stretches[ended][1] <= at:
                ended += 1
            stop = min(end, bounds[passed]) if passed < len(bounds) else end
            is_strong = ended < len(stretches) and stretches[ended][0] <= at
            yield _Word(word.text[at - start : stop - start], word.sort, is_strong)
            at = stop


def _lines(words: Iterable[_Word]) -> list[Markup]:
    """Give the code as lines: no element goes from one to the next."""
    lines: list[list[Markup]] = [[]]
    for word in words:
        for place, text in enumerate(word.text.split("\n")):
            if place:
                lines.append([])
            if text:
                drawn = tag("span", text, class_=f"code-{word.sort}") if word.sort else escape(text)
                lines[-1].append(tag("strong", drawn) if word.is_strong else drawn)
    return [joined(line) for line in lines]
