"""Real exports: as many of GitBook's blocks in the model as stand in the sources, and none of their tags in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.build.reading import open_folder
from pipeline.config import Config
from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest, text_of
from pipeline.model import (
    ApiAnswer,
    ApiField,
    ApiOperation,
    Attachment,
    Callout,
    Column,
    Columns,
    Conditional,
    ContentReference,
    Embed,
    Page,
    Step,
    Steps,
    Tab,
    Tabs,
    Text,
    UnreadBlock,
    UnreadInline,
    Update,
    Updates,
)
from pipeline.model.walk import each_page, walk

_NODES = {
    "hint": Callout,
    "tabs": Tabs,
    "tab": Tab,
    "stepper": Steps,
    "step": Step,
    "columns": Columns,
    "column": Column,
    "content-ref": ContentReference,
    "page-ref": ContentReference,
    "embed": Embed,
    "file": Attachment,
    "if": Conditional,
    "updates": Updates,
    "update": Update,
    "swagger": ApiOperation,
    "openapi": ApiOperation,
    "openapi-operation": ApiOperation,
    "swagger-parameter": ApiField,
    "swagger-response": ApiAnswer,
}
_TAG = re.compile(r"\{%-?\s*([a-z-]+)|<div data-gb-custom-block data-tag=\"([a-z-]+)\"")
# GitHub's alerts are callouts too; they are another reader's business.
_ALERT = re.compile(r"^>\s*\\?\[!", re.MULTILINE)
_TELLING = (DiagnosticCode.S161, DiagnosticCode.S162, DiagnosticCode.S200, DiagnosticCode.S201, DiagnosticCode.S203)


def _outside_code(text: str) -> Iterator[str]:
    """Give the lines of a page that stand in no code fence."""
    fence = ""
    for line in text.split("\n"):
        mark = re.match(r"[ \t>]*(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and mark.group(1).startswith(fence):
            fence = ""
        elif not fence:
            yield re.sub(r"`[^`]*`", "", line)


def _written(text: str) -> Counter[type]:
    found = (_TAG.findall(line) for line in _outside_code(text))
    names = (tag or element for line in found for tag, element in line)
    return Counter(_NODES[name] for name in names if name in _NODES)


def _read(page: Page) -> Counter[type]:
    return Counter(kind for kind in (type(node) for node in walk(page)) if kind in _NODES.values())


def test_every_block_of_the_exports_is_in_the_model(corpora: Path) -> None:
    total: Counter[type] = Counter()
    for export in sorted(corpora.glob("gitbook-*")):
        findings: list[Diagnostic] = []
        source = open_folder(export, findings.append)
        book = ingest(source, Config(), findings.append)
        for page in (page for part in book.parts for page in each_page(part.chapters)):
            alone = Page(page.id, page.file, page.kind, page.title, page.blocks, page.span, footnotes=page.footnotes)
            text = text_of(source, page.file)
            written, read = _written(text), _read(alone)
            assert written[Callout] <= read[Callout] <= written[Callout] + len(_ALERT.findall(text)), page.file
            read[Callout] = written[Callout]
            assert +read == +written, page.file
            total += written
            assert [words for words in _shown(alone) if re.search(r"\{%.*%\}", words)] == [], page.file
        told = [finding for finding in findings if finding.code in _TELLING]
        assert [one for one in told if dict(one.values).get("tag", "{%").startswith("{%")] == []
    assert total[Callout] > 90
    assert total[Step] > 20


def _shown(page: Page) -> Iterator[str]:
    """Give the texts of a page, but for those with an escaped character: their author wants a brace shown."""
    for node in walk(page):
        if isinstance(node, UnreadBlock | UnreadInline) or (isinstance(node, Text) and not node.widths):
            yield node.text
