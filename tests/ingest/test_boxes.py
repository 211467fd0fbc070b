"""Boxes of other generators: places stay exact, and no word is lost whatever is opened or closed where."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Config
from pipeline.ingest import ingest
from pipeline.model import Text
from pipeline.model.walk import walk
from pipeline.source import cut
from tests.cases import folder_of

_ROWS = st.sampled_from(
    (
        *(":::note", ":::tip Titre", ':::danger[Un "titre"]', '::: {.callout-note title="Mot"}', "::::warning", "::::"),
        *(":::", ":::", ":::inconnu", '!!! note "Titre"', "??? tip", "!!! exemple", "    Retrait", "    - point"),
        *(
            "Texte *penché* ici",
            "",
            "",
            "- item",
            "> citation",
            "```",
            "## Titre",
            "        code",
            "{{< x >}}",
            "| a |",
        ),
    )
)


@settings(deadline=None, max_examples=200)
@given(st.lists(_ROWS, min_size=1, max_size=14))
def test_no_word_is_lost_and_every_text_is_at_its_place(rows: list[str]) -> None:
    source = "\n".join(("# Page", "", *rows, ""))
    (page,) = ingest(folder_of({"page.md": source}), Config(), lambda _finding: None).parts[0].chapters
    texts = [node for node in walk(page) if isinstance(node, Text)]
    for text in texts:
        if not text.widths:
            assert cut(source, text.span) == text.text
    said = " ".join(node.text for node in walk(page) if hasattr(node, "text"))
    kinds = ("note", "danger", "warning", "callout", "title")  # said by the box itself
    for word in re.findall(r"[^\W\d_]{4,}", source):
        assert word in said or word in kinds, word
