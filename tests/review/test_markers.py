"""Remarks as editorial markers: read again as one each, nothing else of the text changed, never written twice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.build.inserting import Inserted, inserted, write
from pipeline.build.reviewing import settled
from pipeline.build.stages import Opened, open_sources, silent_book
from pipeline.diagnostics import Code, StopBuildError
from pipeline.messages import speaker
from pipeline.model.text import plain
from pipeline.model.walk import each_page
from pipeline.review.marking import as_markdown, lead_of, marker_words, owner_name
from pipeline.review.remark import Remark, Review
from tests.review.made import CAMILLE, FIRST, FULL, SOURCES, comment, span_of

SAY = speaker("fr")
HOSTILE = (
    "votre texte ou le [leur](https://x.example) & <b>gras</b> {% hint %} {{ x }} | `code` *ok* _non_ :smile: $$x$$ "
    "\\] TODO [À COMPLÉTER] <!-- x -->\nDeuxième ligne # ^^ == ~~x~~"
)


def _opened(root: Path, sources: Mapping[str, str | bytes]) -> Opened:
    for name, text in sources.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return open_sources(root, _unheard)


def _unheard(_finding: object) -> None:
    """Say nothing."""


def _made(opened: Opened, *remarks: Remark) -> Inserted:
    return inserted(Review("Guide", (FIRST,), remarks), None, silent_book(opened, _unheard), opened)


def _written(root: Path, made: Inserted, opened: Opened) -> Opened:
    write(made, root, opened)
    return open_sources(root, _unheard)


def test_every_remark_with_a_place_becomes_a_marker(tmp_path: Path) -> None:
    opened = _opened(tmp_path, SOURCES)
    book = silent_book(opened, _unheard)
    made = inserted(FULL, None, book, opened)
    assert {file: made.count(file) for file in made.puts} == {"accueillir.md": 5, "orienter.md": 1}
    assert made.homeless == (8,)
    again = silent_book(_written(tmp_path, made, opened), _unheard)
    assert len(again.markers) == 6
    assert {marker.level for marker in again.markers} == {"sure"}
    assert {marker.owner for marker in again.markers} == {"camille.martin", "omar.benali"}
    assert [marker.due for marker in again.markers if marker.due] == ["2026-12-15"]
    text = (tmp_path / "accueillir.md").read_text(encoding="utf-8")
    assert "dure cinq minutes \\[À REVOIR @camille.martin, remarque du 2026-11-28" in text
    assert "| Appel | l'agent d'accueil \\[À REVOIR" in text
    assert "**calme \\[À REVOIR @omar.benali" in text


def test_what_the_patch_settles_becomes_no_marker(tmp_path: Path) -> None:
    opened = _opened(tmp_path, SOURCES)
    told = settled(opened, silent_book(opened, _unheard), FULL)
    made = inserted(FULL, told.changes, told.handbook, opened)
    assert sum(made.count(file) for file in made.puts) == 4
    assert b"dix minutes" not in made.after["accueillir.md"]


def test_a_second_time_nothing_is_written_twice(tmp_path: Path) -> None:
    opened = _opened(tmp_path, SOURCES)
    twins = (comment("orienter.md", "un nom", "Pourquoi ?"), comment("orienter.md", "huit jours", "Pourquoi ?"))
    first = _made(opened, *twins)
    assert first.count("orienter.md") == 2
    later = _written(tmp_path, first, opened)
    second = _made(later, *twins, comment("orienter.md", "Chaque", "Pourquoi ?"))
    assert second.known == (1, 2)
    assert second.count("orienter.md") == 1


def test_a_remark_that_begins_like_another_is_another(tmp_path: Path) -> None:
    opened = _opened(tmp_path, SOURCES)
    later = _written(tmp_path, _made(opened, comment("orienter.md", "un nom", "Pourquoi ici ?")), opened)
    assert _made(later, comment("orienter.md", "un nom", "Pourquoi")).known == ()


def test_typography_of_the_marker_may_be_repaired_meanwhile(tmp_path: Path) -> None:
    opened = _opened(tmp_path, SOURCES)
    asked = comment("orienter.md", "un nom", "L'agent dit : « oui »")
    write(_made(opened, asked), tmp_path, opened)
    page = tmp_path / "orienter.md"
    page.write_text(page.read_text(encoding="utf-8").replace("L'agent dit :", "L’agent dit\u00a0:"), encoding="utf-8")
    assert _made(open_sources(tmp_path, _unheard), asked).known == (1,)


PLACES: Mapping[str, tuple[str | bytes, str]] = {
    "paragraph": ("# T\n\nUn mot ici.\n", "mot"),
    "end of the file": ("# T\n\nUn mot", "mot"),
    "CRLF": ("# T\r\n\r\nUn mot ici.\r\n", "mot"),
    "Windows-1252": ("# T\n\nUn mot à côté.\n".encode("cp1252"), "mot"),
    "byte order mark": ("\ufeff# T\n\nUn mot ici.\n", "mot"),
    "bold": ("# T\n\nUn **mot** ici.\n", "mot"),
    "link": ("# T\n\nUn [mot](https://exemple.fr) ici.\n", "mot"),
    "code in a line": ("# T\n\nUn `mot` ici.\n", "mot"),
    "title": ("# Un mot\n\nSuite.\n", "mot"),
    "heading": ("# T\n\n## Un mot\n\nSuite, [lien](#un-mot).\n", "mot"),
    "heading right above text": ("# T\n\n## Un mot\nSuite.\n", "mot"),
    "list": ("# T\n\n- un\n- le mot\n  - trois\n", "mot"),
    "task": ("# T\n\n- [ ] le mot\n- [x] deux\n", "mot"),
    "cell": ("# T\n\n| a | b |\n| - | - |\n| le mot | d |\n", "mot"),
    "head of a table": ("# T\n\n| le mot | b |\n| - | - |\n| c | d |\n", "mot"),
    "cell of HTML": ("# T\n\n<table><tr><td>le mot</td><td>b</td></tr></table>\n\nSuite.\n", "mot"),
    "block of code": ("# T\n\n```\nle mot\n```\nSuite.\n", "mot"),
    "code in a list": ("# T\n\n- un\n\n  ```\n  le mot\n  ```\n- deux\n", "mot"),
    "callout": ('# T\n\n{% hint style="info" %}\nLe mot juste.\n{% endhint %}\n', "mot"),
    "quote": ("# T\n\n> Le mot\n> juste.\n", "mot"),
    "note": ("# T\n\nTexte[^1].\n\n[^1]: Le mot juste.\n", "mot"),
    "formula": ("# T\n\n$$\nmot = 1\n$$\n", "mot"),
    "marker": ("# T\n\nUn \\[COMMENT tenir le mot dit] juste.\n", "mot"),
    "marker alone": ("# T\n\n**\\[À COMPLÉTER mot]**\n\nSuite.\n", "mot"),
    "empty section": ("# T\n\n## Un mot\n\n## Deux\n\nSuite.\n", "mot"),
    "word cut in two": ("# T\n\nUn motif.\n", "mot"),
    "ordinal": ("# T\n\nParis 15 ème, mot.\n", "15"),
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("words", ["À préciser.", HOSTILE])
def test_any_place(tmp_path: Path, name: str, words: str) -> None:
    source, about = PLACES[name]
    opened = _opened(tmp_path, {"page.md": source})
    text = source.decode("cp1252") if isinstance(source, bytes) else source.replace("\r\n", "\n").lstrip("\ufeff")
    before = silent_book(opened, _unheard)
    made = _made(opened, comment("page.md", about, words, span=span_of("page.md", about, {"page.md": text})))
    assert made.homeless == ()
    data = made.after["page.md"]
    put = made.puts["page.md"][0]
    own = source if isinstance(source, bytes) else source.encode()
    charset = "cp1252" if name == "Windows-1252" else "utf-8"
    assert data.replace(put.new.encode(charset), b"", 1) == own
    assert data.count(b"\r\n") == data.count(b"\n") or name != "CRLF"
    after = silent_book(_written(tmp_path, made, opened), _unheard)
    new = [one for one in after.markers if "remarque du" in one.text]
    assert {one.text for one in before.markers if one.kind != "empty-section"} <= {one.text for one in after.markers}
    assert len(after.markers) == len(before.markers) + (name != "empty section")
    assert [(one.level, one.owner, one.kind) for one in new] == [("sure", "camille.martin", "to-update")]
    titles = [
        [plain(page.title) for part in book.parts for page in each_page(part.chapters)] for book in (before, after)
    ]
    assert titles[0] == titles[1]


def test_all_that_was_written_is_in_the_marker_but_square_brackets() -> None:
    words = marker_words(comment("orienter.md", "un nom", HOSTILE), "À REVOIR", SAY, is_apart=False)
    said = HOSTILE.replace("[", "(").replace("]", ")").replace("\n", " / ")
    assert words == f"[À REVOIR @camille.martin, remarque du 2026-11-27\u00a0: {said}]"
    written = as_markdown(words)
    assert written.startswith("\\[")
    assert written.endswith("\\]")
    assert "\n" not in written
    assert not {"<", "{", "}"} & set(written)


@pytest.mark.parametrize(
    ("author", "owner"),
    [
        (CAMILLE, "camille.martin"),
        ("zoe@exemple.fr", "zoe"),
        ("Zoé  O'Neil-Le Brun", "zoé.o.neil-le.brun"),
        ("", ""),
        ("!!", ""),
    ],
)
def test_owners(author: str, owner: str) -> None:
    assert owner_name(author) == owner


def test_a_handbook_that_does_without_a_kind_gets_another(tmp_path: Path) -> None:
    settings = "language: fr\nmarkers: {off: [to-update]}\n"
    opened = _opened(tmp_path, {"handbook.yml": settings, "page.md": "# T\n\nUn mot ici.\n"})
    made = _made(
        opened,
        comment("page.md", "mot", "Lequel ?", span=span_of("page.md", "mot", {"page.md": "# T\n\nUn mot ici.\n"})),
    )
    assert b"\\[TODO @camille.martin, remarque" in made.after["page.md"]
    assert lead_of("en", {"todo", "to-update"}) == "TODO"
    assert lead_of("fr", set()) == "À REVOIR"


def test_words_that_are_no_page_have_no_place(tmp_path: Path) -> None:
    sources = {**SOURCES, "orienter.md": "---\ndescription: Le bon numéro\n---\n\n# Orienter\n\nTexte.\n"}
    opened = _opened(tmp_path, sources)
    made = _made(
        opened,
        comment("handbook.yml", "accueil", "Un autre titre ?"),
        comment("SUMMARY.md", "Orienter", "Un autre mot ?", span=span_of("SUMMARY.md", "Orienter")),
        comment("orienter.md", "x", "?", span=None),
    )
    assert made.homeless == (1, 2, 3)
    assert made.after == {}


def test_a_source_that_changed_meanwhile_stops_all(tmp_path: Path) -> None:
    opened = _opened(tmp_path, SOURCES)
    made = inserted(FULL, None, silent_book(opened, _unheard), opened)
    (tmp_path / "orienter.md").write_text("# Autre\n", encoding="utf-8")
    with pytest.raises(StopBuildError) as stop:
        write(made, tmp_path, opened)
    assert stop.value.diagnostic.code is Code.E229
    assert (tmp_path / "accueillir.md").read_text(encoding="utf-8") == SOURCES["accueillir.md"]
