"""Writing repairs back: only the words of a repair change, a second time changes nothing, the book stays the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.build import fixing, stages
from pipeline.build.stages import Opened
from pipeline.config import Config
from pipeline.diagnostics import Code, Diagnostic
from pipeline.ingest import text_of
from pipeline.model import Handbook, Text
from pipeline.model.walk import walk
from pipeline.source import cut
from tests.cases import folder_of
from tests.ingest.test_damage import spoilt

EXPORTS = ("seeds", "gitbook-alliance", "gitbook-dnum", "gitbook-git-sync", "gitbook-startups", "job-sheets")


def unheard(_finding: Diagnostic) -> None:
    """What is told does not matter here."""


def fixed(data: bytes, rules: frozenset[str] | None = None) -> bytes:
    """Give the bytes of a page as `fix` would write them."""
    found = fixing.fixes(Opened(folder_of({"page.md": data}), Config()), rules, unheard)
    return found.files[0].after if found.files else data


def words(book: Handbook) -> str:
    return "".join(node.text for node in walk(book) if isinstance(node, Text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# L\'équipe\r\n\r\nElle dit "oui".\r\n', "# L’équipe\r\n\r\nElle dit «\u00a0oui\u00a0».\r\n"),
        ("\ufeff# L'équipe\n", "\ufeff# L’équipe\n"),
        ("# Titre\n\n##\n\n## **L'axe**\n\n#### **Sous-axe**\n", "# Titre\n\n\n\n## L’axe\n\n### Sous-axe\n"),
        (
            "# Titre\n\n| l'un | `l'autre` |\n| - | - |\n| 🤷♂️ | 1ère |\n",
            "# Titre\n\n| l’un | `l'autre` |\n| - | - |\n| 🤷\u200d♂️ | 1re |\n",
        ),
        ("---\ndescription: L'objet\n---\n\n# Titre\n\nTexte ! 12 000 €\n", None),
        ("---\ndescription: 'L''objet'\n---\n\n# Titre\n\nTexte ! 12 000 €\n", "same"),
    ],
)
def test_what_is_written(before: str, after: str | None) -> None:
    expected = before if after == "same" else before.replace("L'", "L’") if after is None else after
    assert fixed(before.encode()) == expected.encode()


def test_a_damaged_page_is_repaired_then_read_again() -> None:
    raw = spoilt("# L'été\n\nLa soeur aînée...\n", "mac_roman")
    assert fixed(raw.encode()).decode() == "# L’été\n\nLa sœur aînée…\n"
    assert fixed(raw.encode(), frozenset(("encoding",))).decode() == "# L'été\n\nLa soeur aînée...\n"


def test_only_the_rules_asked_for_are_written() -> None:
    assert fixed(b"# L'oeuvre\n", frozenset(("ligature",))).decode() == "# L'œuvre\n"


def test_a_page_that_is_not_utf8_is_left_and_told() -> None:
    findings: list[Diagnostic] = []
    folder = folder_of({"page.md": "# L'été\n".encode("cp1252"), "autre.md": b"# L'an\n"})
    found = fixing.fixes(Opened(folder, Config()), None, findings.append)
    assert [one.file for one in found.files] == ["autre.md"]
    assert [f.where and f.where.file for f in findings if f.code is Code.E130] == ["page.md"]


def test_a_repair_that_does_not_fit_is_not_written() -> None:
    book = stages.read_and_normalise(Opened(folder_of({"page.md": b"# L'an\n"}), Config()), unheard)
    assert fixing.apply(b"# XL'an\n", book.repairs) == (b"# XL'an\n", ())
    assert fixing.apply(b"#\n", book.repairs) == (b"#\n", ())


_PIECES = (
    *(
        "L'équipe",
        "l'**usager**",
        '"oui"',
        "**gras**",
        "...",
        "soeur",
        "1er",
        "la 2ème",
        "`l'code`",
        "\\'",
        "&#39;",
        '"',
    ),
    *(
        "# ",
        "## **Titre**",
        "####",
        "\n",
        "\n\n",
        " ",
        "* ",
        "> ",
        "| a | b |\n| - | - |\n| l'un | c |\n",
        "🤷♂️",
        "👩💻",
    ),
    *("[l'un](https://exemple.fr)", "!", " ?", ":", "12 000 €", "«", "»", "https://a.fr/l'b", "(", ")", "_l'un_", "é"),
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join), st.sampled_from(("\n", "\r\n")))
def test_fixing_twice_is_fixing_once_and_keeps_the_words(page: str, line_end: str) -> None:
    source = f"# Titre\n\n{page}\n".replace("\n", line_end)
    folder = folder_of({"page.md": source})
    book = stages.read_and_normalise(Opened(folder, Config()), unheard)
    for repair in book.repairs:
        if repair.is_writable:
            assert cut(text_of(folder, "page.md"), repair.span) == repair.before
    once = fixed(source.encode())
    assert fixed(once) == once
    again = stages.read_and_normalise(Opened(folder_of({"page.md": once}), Config()), unheard)
    assert words(again) == words(book)


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_fixed_once_and_its_words_stay(corpora: Path, tmp_path: Path, export: str) -> None:
    source = corpora / export
    if not source.is_dir():
        pytest.skip(f"{export} is not among the exports")
    copy = tmp_path / export
    for file in (one for one in source.rglob("*") if one.suffix in (".md", ".txt", ".yaml", ".yml")):
        target = copy / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    opened = stages.open_sources(copy, unheard)
    before = stages.read_and_normalise(opened, unheard)
    for repair in before.repairs:
        if repair.is_writable:
            assert cut(text_of(opened.folder, repair.span.file), repair.span) == repair.before
    found = fixing.fixes(opened, None, unheard)
    fixing.write(copy, found.files)
    again = stages.open_sources(copy, unheard)
    assert fixing.fixes(again, None, unheard).files == ()
    assert words(stages.read_and_normalise(again, unheard)) == words(before)
