"""The words of a model, read off its nodes: what every output must hold."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import (
    Code,
    CodeBlock,
    Figure,
    Handbook,
    Identity,
    Image,
    JobSheet,
    Mention,
    Page,
    Record,
    RomeCode,
    Text,
    Training,
    UnreadBlock,
    UnreadInline,
)
from pipeline.model.walk import walk


def words(book: Handbook) -> list[str]:
    """Give the words of a book, one after the other: those of a record's other keys are not printed."""
    return [word for node in walk(replace(book, markers=())) for text in _texts(node) for word in text.split()]


def _texts(node: Struct) -> tuple[str, ...]:
    if isinstance(node, (Text, Code, CodeBlock, UnreadInline, UnreadBlock)):
        return (node.text, *((node.title,) if isinstance(node, CodeBlock) else ()))
    if isinstance(node, Identity):
        return (node.title, node.subtitle, *node.authors, node.organisation, node.version)
    if isinstance(node, Figure) and not node.asset:
        return (node.alt, node.source)
    if isinstance(node, Image) and not node.asset:
        return (node.alt,)  # all there is of it where words are repeated: in contents and running heads
    if isinstance(node, Mention):
        return (node.name,)
    if isinstance(node, JobSheet):
        return (node.identifier,)
    if isinstance(node, Training):
        return (node.identifier,)
    if isinstance(node, RomeCode):
        return (node.code, node.label)
    if isinstance(node, Page):
        return node.record.authors
    if isinstance(node, Record):
        return node.authors
    return ()
