"""Drawing code with its colours. The only module that knows Pygments."""

from __future__ import annotations

from markupsafe import Markup, escape

from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import joined, tag
from pipeline.model import CodeBlock


def code_block(node: CodeBlock, setting: Setting) -> Markup:
    """Draw a block of code: its title above, its lines numbered when the author asks for it."""
    body = colored(node.text.rstrip("\n"), node.language)
    if node.numbered:
        body = joined((tag("span", line, class_="line") for line in body.split("\n")), "\n")
    kind = "numbered" if node.numbered else None
    block = tag("pre", tag("code", body, translate="no"), class_=kind)
    title = tag("p", node.title, class_="code-title") if node.title else Markup("")
    return tag("div", title, block, class_="code")


def colored(text: str, language: str) -> Markup:
    """Give code with a class for each sort of word, or only escaped where the language is not known."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Token
    from pygments.util import ClassNotFound

    if not language:
        return escape(text)
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(text)
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
    pieces: list[Markup] = []
    for sort, value in lexer.get_tokens(text):
        known = next((name for token, name in sorts if token in sort.split()), "")
        pieces.append(_by_line(value, known))
    return joined(pieces)


def _by_line(value: str, name: str) -> Markup:
    """Put a word in its class line by line, so that numbering lines cuts no element in two."""
    if not name:
        return escape(value)
    lines = (tag("span", line, class_=f"code-{name}") if line else "" for line in value.split("\n"))
    return joined(lines, "\n")
