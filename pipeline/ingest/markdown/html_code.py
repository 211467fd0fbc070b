"""GitBook's `<pre><code>`: code with entities, and lines in bold that are meant to stand out."""

from __future__ import annotations

from pipeline.ingest.markdown import tags
from pipeline.ingest.markdown.html import Close, Element, HtmlNode, Read, Words
from pipeline.model import CodeBlock
from pipeline.model.text import plain

_PREFIXES = ("language-", "lang-")


def raw(node: Element) -> str:
    """Give the text inside an element as it stands, line endings kept."""
    pieces: list[str] = []
    _gather(node.children, pieces, [], 0)
    return "".join(pieces)


def code_block(node: Element) -> CodeBlock:
    """Read a `<pre>`, with the `<code>` that it may hold."""
    inner = [child for child in node.children if isinstance(child, Element) and child.tag.name == "code"]
    places = [node.tag.attributes, *(child.tag.attributes for child in inner)]
    facts: dict[str, str] = {}
    for attributes in places:
        facts = {**attributes, **facts}
    pieces: list[str] = []
    strong: list[tuple[int, int]] = []
    _gather(node.children, pieces, strong, 0)
    text = "".join(pieces)
    start = len(text) - len(text.lstrip("\n"))
    kept = text.strip("\n")
    numbers = facts.get("data-line-numbers", "false" if "data-line-numbers" not in facts else "")
    return CodeBlock(
        kept,
        next((language for attributes in places if (language := _language(attributes))), ""),
        node.span,
        title=facts.get("data-title", ""),
        numbered=numbers != "false",
        wraps=facts.get("data-overflow", "") == "wrap",
        strong=_within(strong, start, len(kept)),
    )


def _language(attributes: dict[str, str]) -> str:
    for word in attributes.get("class", "").split():
        for prefix in _PREFIXES:
            if word.startswith(prefix):
                return word.removeprefix(prefix)
    return ""


def _gather(nodes: list[HtmlNode], pieces: list[str], strong: list[tuple[int, int]], length: int) -> int:
    """Gather the words of nodes, and the stretches in bold; gives the length so far."""
    for node in nodes:
        words = ""
        match node:
            case Words():
                words = node.text
            case Read():
                words = plain(node.inlines)
            case Close():
                words = "" if tags.is_known(node.tag.name) else node.tag.text
            case Element():
                begin = length
                is_known = tags.is_known(node.tag.name)
                words = "\n" if node.tag.name == "br" else "" if is_known else node.tag.text
                length += len(words)
                pieces.append(words)
                length = _gather(node.children, pieces, strong, length)
                if node.tag.name in ("strong", "b", "mark") and length > begin:
                    strong.append((begin, length))
                words = "" if is_known or not node.closed else f"</{node.tag.name}>"
        pieces.append(words)
        length += len(words)
    return length


def _within(stretches: list[tuple[int, int]], start: int, length: int) -> tuple[tuple[int, int], ...]:
    """Give the stretches as they stand once the text's first `start` characters are gone, none in another."""
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        first, last = max(0, begin - start), min(length, end - start)
        if kept and first < kept[-1][1]:
            continue
        if last > first:
            kept.append((first, last))
    return tuple(kept)
