"""Checking some files: what is found is what a whole check finds in them, and little more is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from pipeline.build.some_files import Read, chosen_files, read_some
from pipeline.build.stages import Opened, of_marker, whole_book
from pipeline.config import CONFIG_FILE, Config, read_config
from pipeline.diagnostics import Code, Diagnostic
from pipeline.ingest import Folder
from tests.cases import folder_of

BOOK = {
    "SUMMARY.md": "# Sommaire\n\n* [Accueil](README.md)\n* [Un](un.md)\n  * [Dessous](dessous.md)\n* [Deux](deux.md)\n",
    "README.md": "# Accueil\n\nBonjour.\n",
    "un.md": "# Un\n\n## Le début\n\nTexte.\n",
    "dessous.md": "# Dessous\n\n\\[ENRICHIR] la suite\n",
    "deux.md": "# Deux\n\nTexte.\n",
}


def some(sources: Mapping[str, str], *files: str) -> Read:
    folder = folder_of(sources)
    told: list[Diagnostic] = []
    config = read_config(folder.read(CONFIG_FILE), told.append) if CONFIG_FILE in folder.files else Config()
    return read_some(Opened(folder, config), files, told)


def codes(read: Read) -> list[str]:
    markers = [f"marker {one.kind}" for one in read.handbook.markers if of_marker(one) is not None]
    return sorted([*(one.code.name for one in read.told), *markers])


def reads(sources: Mapping[str, str], *files: str) -> list[str]:
    """Give the files that are read for a check of some."""
    plain = folder_of(sources)
    seen: list[str] = []

    def read(file: str) -> bytes:
        seen.append(file)
        return plain.read(file)

    read_some(Opened(Folder(plain.name, plain.files, read), Config()), files)
    return sorted(seen)


def test_what_is_found_in_a_file_is_what_a_whole_check_finds_in_it() -> None:
    sources = BOOK | {
        "deux.md": "# Deux\n\nTODO finir.\n\n[là](nulle-part.md) et [ici](un.md#absent), l'un & l'autre.\n"
    }
    told: list[Diagnostic] = []
    whole_book(Opened(folder_of(sources), Config()), told.append)
    whole = sorted(one.code.name for one in told if one.where is not None and one.where.file == "deux.md")
    read = some(sources, "deux.md")
    assert whole == ["M101", "S151", "S151"]
    assert codes(read) == ["S151", "S151", "marker todo"]


def test_only_the_files_asked_about_are_complained_about() -> None:
    assert codes(some(BOOK, "deux.md")) == []
    assert codes(some(BOOK, "dessous.md", "deux.md")) == ["marker enrich"]


def test_links_to_pages_that_are_there_are_sound() -> None:
    links = "[un](un.md), [son début](un.md#le-début), [l'accueil](README.md), [hors liste](hors.md)\n"
    read = some(BOOK | {"deux.md": f"# Deux\n\n{links}", "hors.md": "# Hors liste\n\nTexte.\n"}, "deux.md")
    assert codes(read) == ["N120"]  # the page that no list names is no page of the book, as a whole check says too


def test_a_link_by_the_address_of_a_page_is_sound() -> None:
    sources = BOOK | {
        "deux.md": "# Deux\n\n[un](/guides/premier) et [rien](/guides/dernier)\n",
        "un.md": "---\npermalink: /guides/premier\n---\n# Un\n\nTexte.\n",
    }
    told = some(sources, "deux.md").told
    assert [(one.code, dict(one.values)["target"]) for one in told] == [(Code.S151, "/guides/dernier")]


def test_a_heading_of_a_page_that_includes_it_is_found() -> None:
    sources = BOOK | {
        ".gitbook/includes/aide.md": "## Aide\n\nTexte.\n",
        "un.md": '# Un\n\n{% include ".gitbook/includes/aide.md" %}\n',
        "deux.md": "# Deux\n\n[aide](un.md#aide) [rien](un.md#rien)\n",
    }
    assert [dict(one.values)["target"] for one in some(sources, "deux.md").told] == ["un.md#rien"]


def test_a_page_that_opens_others_may_be_empty() -> None:
    sources = BOOK | {"un.md": "# Un\n", "deux.md": "# Deux\n"}
    read = some(sources, "un.md", "deux.md")
    assert [(one.code, one.where.file) for one in read.told if one.where] == [(Code.N104, "deux.md")]


def test_a_piece_is_looked_at_with_the_page_that_includes_it_and_by_itself() -> None:
    sources = BOOK | {
        ".gitbook/includes/aide.md": "\\[ENRICHIR] l'aide\n",
        "deux.md": '# Deux\n\n{% include ".gitbook/includes/aide.md" %}\n',
    }
    assert codes(some(sources, "deux.md")) == ["marker enrich"]
    alone = some(sources, ".gitbook/includes/aide.md")
    assert (codes(alone), alone.outside) == (["marker enrich"], frozenset())
    assert codes(some(sources | {".gitbook/includes/aide.md": ""}, ".gitbook/includes/aide.md")) == []


def test_a_page_that_no_list_names_is_said_to_be_outside() -> None:
    read = some(BOOK | {"hors.md": "# Hors liste\n\nTODO finir\n"}, "hors.md")
    assert (codes(read), read.outside) == (["marker todo"], frozenset(("hors.md",)))


def test_what_is_no_source_or_gone_is_passed_over() -> None:
    read = some(BOOK | {"plan.png": "x", "notes.json": "{"}, "plan.png", "notes.json", "disparue.md")
    assert (codes(read), read.outside) == ([], frozenset())


def test_the_list_among_the_files_is_checked_with_its_labels() -> None:
    lines = "* [Trois](trois.md)\n* [Deux \\[À COMPLÉTER\\]](deux.md)\n"
    sources = BOOK | {"SUMMARY.md": f"# Sommaire\n\n* [Un](un.md)\n{lines}"}
    assert codes(some(sources, "SUMMARY.md")) == ["S130", "marker to-complete"]
    assert codes(some(sources, "un.md")) == []


def test_the_settings_among_the_files_are_checked() -> None:
    sources = BOOK | {"handbook.yml": "titel: Guide\nchapters:\n  - un.md\n  - zéro.md\n"}
    assert codes(some(sources, "handbook.yml")) == ["S121", "S130"]
    assert codes(some(sources, "un.md")) == []


def test_a_book_without_a_list_is_its_files() -> None:
    sources = {"un.md": "# Un\n\n[deux](deux.md)\n", "deux.md": "# Deux\n\nTODO finir\n"}
    assert codes(some(sources, "un.md")) == []
    assert codes(some(sources, "deux.md")) == ["marker todo"]


PAGES = {f"page-{at}.md": f"# Page {at}\n\n## Détails\n\nUn texte.\n" for at in range(1000)}
LISTED = {"SUMMARY.md": "".join(f"* [Page {at}](page-{at}.md)\n" for at in range(1000))}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("TODO finir. Voir [la suite](page-8.md).", ()),
        ("Voir [les détails](page-8.md#détails).", ("page-8.md",)),
        ('{% include ".gitbook/includes/aide.md" %}', (".gitbook/includes/aide.md",)),
    ],
)
@pytest.mark.parametrize("listed", [{}, LISTED], ids=["without a list", "with a list"])
def test_one_page_among_a_thousand_reads_a_handful(listed: Mapping[str, str], text: str, more: Iterable[str]) -> None:
    own: dict[str, str] = {
        "page-7.md": f"# Page 7\n\n{text}\n",
        ".gitbook/includes/aide.md": "Aide.\n",
        "notes.xml": "<metier/>",
    }
    assert reads({**PAGES, **listed, **own}, "page-7.md") == sorted(("page-7.md", *more, *listed))


def test_files_find_their_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for file in (
        "guide/SUMMARY.md",
        "guide/a/b/page.md",
        "autre/.gitbook.yaml",
        "autre/textes/SUMMARY.md",
        "autre/textes/page.md",
        "seul/page.md",
        "sources/page.md",
        "README.md",
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("* [Page](page.md)\n" if "SUMMARY" in file else "root: ./textes/\n")

    def homes(*files: str, usual: str = "sources") -> list[tuple[str, tuple[str, ...]]]:
        chosen = chosen_files(map(Path, files), Path(usual))
        return [(one.folder.relative_to(tmp_path).as_posix(), one.files) for one in chosen]

    assert homes("guide/a/b/page.md", "guide/SUMMARY.md") == [("guide", ("a/b/page.md", "SUMMARY.md"))]
    assert homes("autre/textes/page.md") == [("autre", ("textes/page.md",))]
    assert homes("sources/page.md") == [("sources", ("page.md",))]
    assert homes("README.md", "seul/page.md", "gone.md") == []
    assert homes("seul/page.md", usual=".") == [(".", ("seul/page.md",))]
