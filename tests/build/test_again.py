"""Reading again: the book and its findings are those of a full run, and no more is done than what changed asks for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.build.again import Former, again
from pipeline.build.reading import open_folder
from pipeline.build.stages import Opened, open_sources, whole_book
from pipeline.config import CONFIG_FILE, Config, read_config
from pipeline.diagnostics import Diagnostic, Report, StopBuildError
from pipeline.ingest import Folder
from pipeline.memory import Memory
from pipeline.model import Handbook, Page
from pipeline.model.walk import each_page
from tests.cases import folder_of
from tests.effort import effort

# What pages are made of here: whatever makes one page depend on another, on a list, on settings or on a file.
LINES = (
    *(
        "## Le rôle",
        "## Le rôle {#role}",
        "#### Trop bas",
        "## **Tout en gras**",
        "##",
        "# Deux fois",
        "## À compléter",
    ),
    *(
        'Une phrase, l\'équipe dit "oui"...',
        "[À compléter : la suite]",
        "\\[ENRICHIR] ici",
        "*à définir*",
        "TODO (Léa)",
    ),
    *(
        "[Voir](un.md)",
        "[Voir](deux.md#le-role)",
        "[Perdu](dexu.md)",
        "[Perdu](un.md#nulle-part)",
        "[ ](a/trois.md)",
    ),
    *(
        "[Avant](ancien.md)",
        "[Ici](#le-role)",
        "[Hors](https://exemple.fr)",
        "[Dehors](hors.md)",
        '[x](un.md "mention")',
    ),
    *(
        '{% include "piece.md" %}',
        '{% include "absente.md" %}',
        "![Un plan](plan.png)",
        "![](plan.png)",
        "&amp; \\* et",
    ),
    *('{% content-ref url="un.md" %}\n[un.md](un.md)\n{% endcontent-ref %}', "| A | B |\n|---|---|\n| 1 | |\n| | |"),
    *(
        "|  |  |\n|---|---|\n| Activité | Équipe |\n| Écrire | R |",
        "Tableau : Les rôles",
        "Le RGAA et le DSFR.",
        "Un produit.",
    ),
    *("🙆♂️ Responsable", "👨💻 Lui", "Note[^1]\n\n[^1]: Le RGAA.", "<!-- handbook: ignore à compléter : voulu -->"),
    *("* un\n* [ ] deux", "{{ space.vars.nom }}", "Ã©tÃ© Ã  l'Ã©cole", "{% if visitor.claims.x %}si{% endif %}"),
)
MATTERS = (
    "",
    "",
    "---\ndescription: Ce que c'est\n---\n",
    "---\ndraft: true\n---\n",
    "---\npermalink: /ancien\norder: 2\n---\n",
)
TITLES = ("# Un titre", "# Un autre titre", "# À compléter", "", "# L'équipe du RGAA", "# *Deux* fois")
NAMES = ("README.md", "un.md", "deux.md", "a/README.md", "a/trois.md", "a/quatre.md", "Un.md", "piece.md")
LISTS = (
    "* [Un](un.md)\n* [Deux](deux.md)\n  * [Trois](a/trois.md)\n",
    "# Le guide\n\n## Une part\n\n* [Deux, l'autre](deux.md)\n\n## À compléter\n\n* [Un](un.md)\n* [Rien](rien.md)\n",
    "* [A](a/README.md)\n  * [Trois](a/trois.md)\n  * [Quatre](a/quatre.md)\n* Groupe\n  * [Un](un.md)\n",
)
SETTINGS = (
    "title: Le guide\n",
    "language: en\n",
    "repairs: {off: [apostrophe, bold-heading, encoding]}\n",
    "acronyms: {RGAA: Référentiel général, DSFR: Système de design}\n",
    "acronyms: {RGAA: Référentiel}\nglossary: {produit: Un outil}\nindex: [équipe, {term: escouade, see: équipe}]\n",
    "markers: {off: [todo], kinds: {relire: {words: [équipe]}}}\n",
    "edition: final\n",
    "chapters: [un.md, {file: deux.md, label: 'L''autre', pages: [a/trois.md]}]\n",
    "catalogue: true\nlogo: plan.png\n",
)
SHEET = "# Chargé de RGAA (H/F)\n\n**Code ROME :** M1805\n\n## Le métier\n\nÉcrire.\n\n## Compétences\n\n* Lire\n"
PICTURES = (b"\x89PNG\r\n\x1a\n", b"none")

LOOSE = {
    ".gitbook/vars.yaml": st.sampled_from(("nom: Léa\n", "nom: [\n", "autre: x\n")),
    ".gitbook.yaml": st.just("redirects: {ancien: un.md}\n"),
    "absente.md": st.just("Revenue, l'absente. [À compléter]\n"),
    "plan.png": st.sampled_from(PICTURES).map(lambda data: data.decode("latin-1")),
}


def _page(matter: str, title: str, lines: list[str]) -> str:
    return matter + "\n\n".join((title, *lines)) + "\n"


PAGES = st.builds(
    _page, st.sampled_from(MATTERS), st.sampled_from(TITLES), st.lists(st.sampled_from(LINES), min_size=2, max_size=8)
)


def opened(files: Mapping[str, bytes]) -> Opened:
    folder = folder_of(files)
    return Opened(folder, read_config(files.get(CONFIG_FILE), _unheard))


def _unheard(_finding: Diagnostic) -> None:
    """Tell nothing."""


def outcome(run: Callable[[Report], Handbook]) -> tuple[Handbook | Diagnostic, list[Diagnostic]]:
    """Give what comes of a run, or why it stopped, and what it told."""
    told: list[Diagnostic] = []
    try:
        return run(told.append), told
    except StopBuildError as stopped:
        return stopped.diagnostic, told


class Preview(RuleBasedStateMachine):
    """A folder in the hands of an author: whatever is done to it, reading again gives what a full run gives."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}
        self.former: Former | None = None

    @initialize(texts=st.lists(PAGES, min_size=len(NAMES), max_size=len(NAMES)), written=st.sampled_from(SETTINGS))
    def begin(self, texts: list[str], written: str) -> None:
        self.files = {name: text.encode() for name, text in zip(NAMES, texts, strict=True)}
        self.files[CONFIG_FILE] = written.encode()
        self.files["plan.png"] = PICTURES[0]

    @rule(written=st.sampled_from(SETTINGS))
    def settle(self, written: str) -> None:
        self.files[CONFIG_FILE] = written.encode()

    @rule(written=st.sampled_from(LISTS))
    def put_list(self, written: str) -> None:
        self.files["SUMMARY.md"] = written.encode()

    @rule(name=st.sampled_from(NAMES), text=PAGES)
    def write(self, name: str, text: str) -> None:
        self.files[name] = text.encode()

    @rule(name=st.sampled_from(NAMES), line=st.sampled_from(LINES), at_end=st.booleans())
    def edit(self, name: str, line: str, at_end: bool) -> None:
        old = self.files.get(name, b"# Neuf\n")
        new = f"{line}\n".encode()
        self.files[name] = old + b"\n" + new if at_end else old.replace(b"\n\n", b"\n\n" + new + b"\n", 1)

    @rule(name=st.sampled_from(NAMES), title=st.sampled_from(TITLES))
    def entitle(self, name: str, title: str) -> None:
        first, _line, rest = self.files.get(name, b"").partition(b"\n")
        self.files[name] = title.encode() + b"\n" + (rest if first.startswith(b"# ") else first + b"\n" + rest)

    @rule(old=st.sampled_from(NAMES), new=st.sampled_from(NAMES))
    def rename(self, old: str, new: str) -> None:
        if old in self.files:
            self.files[new] = self.files.pop(old)

    @rule(name=st.sampled_from((*NAMES, *LOOSE, CONFIG_FILE, "SUMMARY.md")))
    def delete(self, name: str) -> None:
        self.files.pop(name, None)

    @rule(data=st.data(), name=st.sampled_from(tuple(LOOSE)))
    def put(self, data: st.DataObject, name: str) -> None:
        self.files[name] = data.draw(LOOSE[name]).encode("latin-1" if name.endswith(".png") else "utf-8")

    @rule(name=st.sampled_from(("fiche.md", "a/fiche.md")))
    def put_sheet(self, name: str) -> None:
        self.files[name] = SHEET.encode()

    @rule(piece=st.lists(st.sampled_from(LINES), max_size=3))
    def piece(self, piece: list[str]) -> None:
        self.files["piece.md"] = "\n\n".join(piece).encode()

    @invariant()
    def is_a_full_run(self) -> None:
        now = opened(self.files)
        expected = outcome(lambda report: whole_book(now, report))
        made: list[Former] = []

        def read(report: Report) -> Handbook:
            made.append(again(self.former, now, report))
            return made[-1].handbook

        assert outcome(read) == expected
        if made:
            self.former = made[-1]
            assert list(self.former.findings) == expected[1]


TestPreview = Preview.TestCase
TestPreview.settings = settings(max_examples=40, stateful_step_count=12)

# A book that holds every line there is, and what can be done to it.
RICH = {
    name: _page(MATTERS[at % len(MATTERS)], TITLES[at % len(TITLES)], list(LINES[at :: len(NAMES)])).encode()
    for at, name in enumerate(NAMES)
} | {"plan.png": PICTURES[0], "fiche.md": SHEET.encode()}


def each_after_each(ways: Sequence[Mapping[str, bytes]]) -> Iterator[Mapping[str, bytes]]:
    """Give ways for a book to be, so that each follows each other one."""
    for first in ways:
        for second in ways:
            yield from (first, second)


def is_told_alike(states: Iterable[Mapping[str, bytes]]) -> None:
    former: Former | None = None
    for files in states:
        now = opened(files)
        expected = outcome(lambda report, now=now: whole_book(now, report))  # type: ignore[misc]
        told: list[Diagnostic] = []
        former = again(former, now, told.append)
        assert (former.handbook, told) == expected


def test_each_settings_after_each_other_ones() -> None:
    is_told_alike(each_after_each([RICH | {CONFIG_FILE: written.encode()} for written in SETTINGS]))


def test_each_list_after_each_other_one() -> None:
    bare = RICH | {"un.md": b"# Un\n", "deux.md": b"# Deux\n\n## Vide\n"}
    nested = ("* [Un](un.md)\n* [Deux](deux.md)\n", "* [Un](un.md)\n  * [Deux](deux.md)\n")
    is_told_alike(each_after_each([bare | {"SUMMARY.md": written.encode()} for written in (*LISTS, *nested)]))


def test_each_file_gone_and_back() -> None:
    is_told_alike(each_after_each([{name: RICH[name] for name in RICH if name != gone} for gone in (*RICH, "")]))


@pytest.mark.parametrize("name", NAMES[:3])
def test_each_line_gone_and_back(name: str) -> None:
    written = [RICH | {name: _page("", "# Un titre", [line]).encode()} for line in LINES]
    is_told_alike(state for one in written for state in (one, RICH))


COUNT = 40


def guide(count: int = COUNT) -> dict[str, bytes]:
    """Give a book whose pages link to one another, with a vocabulary and markers."""
    pages = {
        f"p{number}.md": (
            f"# Page {number}\n\nL'équipe suit le RGAA : [la suite](p{(number + 1) % count}.md#le-role)...\n\n"
            f"## Le rôle\n\n[À compléter : {number}]\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n{'Une phrase. ' * 20}\n"
        ).encode()
        for number in range(count)
    }
    return {**pages, CONFIG_FILE: b"acronyms: {RGAA: R\xc3\xa9f\xc3\xa9rentiel}\n"}


def stamped(files: Mapping[str, bytes], read: list[str]) -> Opened:
    """Give a folder that tells which files are opened, and can say which changed without opening them."""
    plain = opened(files)

    def reading(file: str) -> bytes:
        read.append(file)
        return plain.folder.read(file)

    folder = Folder(plain.folder.name, plain.folder.files, reading, None, lambda file: files.get(file, b""))
    return plain._replace(folder=folder)


def pages_of(former: Former) -> dict[str, Page]:
    return {page.id: page for part in former.handbook.parts for page in each_page(part.chapters)}


def redone(former: Former, now: Former) -> set[object]:
    """Give what was done again: what of it is about pages and files."""
    return {key[-1] for key, kept in now.kept.items() if former.kept.get(key) is not kept}  # type: ignore[index]


def test_an_edit_of_one_page_reads_one_file_and_cleans_one_page() -> None:
    files = guide()
    first = again(None, stamped(files, []), _unheard)
    files["p7.md"] = files["p7.md"].replace(b"Une phrase.", b"Une autre phrase.")
    read: list[str] = []
    second = again(first, stamped(files, read), _unheard)
    assert set(read) == {"p7.md"}
    assert redone(first, second) == {"p7.md", "p7"}
    before, after = pages_of(first), pages_of(second)
    assert [name for name in after if after[name] is not before[name]] == ["p7"]


def test_a_new_title_is_put_where_it_is_shown_and_nothing_else_is_done() -> None:
    files = guide()
    files["p3.md"] += b"\n[](p7.md)\n"
    first = again(None, stamped(files, []), _unheard)
    files["p7.md"] = files["p7.md"].replace(b"# Page 7", b"# La page")
    read: list[str] = []
    second = again(first, stamped(files, read), _unheard)
    assert set(read) == {"p7.md"}
    before, after = pages_of(first), pages_of(second)
    changed = {name for name in after if after[name] != before[name]}
    assert {"p3", "p7"} <= changed <= {"p3", "p7", "glossary", "index"}


def test_a_marker_at_the_beginning_gives_all_others_a_new_number_and_reads_one_file() -> None:
    files = guide()
    first = again(None, stamped(files, []), _unheard)
    files["p0.md"] = files["p0.md"].replace(b"\n\n", "\n\n[À compléter : d’abord]\n\n".encode(), 1)
    read: list[str] = []
    second = again(first, stamped(files, read), _unheard)
    assert set(read) == {"p0.md"}
    assert [one.number for one in second.handbook.markers] == list(range(1, COUNT + 2))
    others = {kind for kind, name in _names(first, second) if name not in ("p0", "p0.md")}
    assert others == {"wrapped"}


def _names(former: Former, now: Former) -> set[tuple[str, str]]:
    kept = former.kept
    return {(str(key[0]), str(key[-1])) for key, one in now.kept.items() if kept.get(key) is not one}  # type: ignore[index]


def test_the_effort_of_an_edit_is_a_small_part_of_a_full_run() -> None:
    files = guide()
    first = again(None, stamped(files, []), _unheard)
    whole = effort(lambda: whole_book(opened(files), _unheard))
    files["p7.md"] += b"\nUn mot.\n"
    now = stamped(files, [])
    assert effort(lambda: again(first, now, _unheard)) * 6 < whole


def test_what_a_former_run_kept_stays_as_it_is() -> None:
    files = guide(3)
    first = again(None, opened(files), _unheard)
    before = dict(first.kept)
    files["p1.md"] = b"# Autre\n"
    again(first, opened(files), _unheard)
    assert dict(first.kept) == before
    assert again(first, opened(guide(3)), _unheard).handbook == first.handbook


def test_what_is_no_longer_asked_for_is_forgotten() -> None:
    files = guide(3)
    first = again(None, opened(files), _unheard)
    files["SUMMARY.md"] = b"* [Un](p1.md)\n"
    second = again(first, opened(files), _unheard)
    assert not {key for key in second.kept if key[-1] == "p2"}  # type: ignore[index]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    folder.mkdir()
    (folder / "un.md").write_text("# Un\n\nMot.\n", encoding="utf-8")
    (folder / "deux.md").write_text("# Deux\n\nMot.\n", encoding="utf-8")
    return folder


def test_a_second_save_in_the_same_tick_is_not_missed(book: Path) -> None:
    """Two saves of as many bytes, the second dated as the first: no stamp of the system tells them apart."""
    page = book / "un.md"
    first = again(None, open_sources(book, _unheard), _unheard)
    told = page.stat()
    page.write_text("# Un\n\nMat.\n", encoding="utf-8")
    os.utime(page, ns=(told.st_atime_ns, told.st_mtime_ns))
    second = again(first, open_sources(book, _unheard), _unheard)
    assert second.handbook == whole_book(open_sources(book, _unheard), _unheard)
    assert second.handbook != first.handbook


def test_a_file_that_is_only_touched_is_not_read_as_a_page_again(book: Path) -> None:
    first = again(None, open_sources(book, _unheard), _unheard)
    (book / "un.md").touch()
    second = again(first, open_sources(book, _unheard), _unheard)
    assert all(second.kept[key] is kept for key, kept in first.kept.items() if key[0] != "stamp")  # type: ignore[index]


def test_files_that_lie_still_have_stamps_and_new_ones_have_none(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _stamp(book, "un.md") is None
    monkeypatch.setattr("time.time_ns", _later(10))
    assert _stamp(book, "un.md") is not None
    assert _stamp(book, "un.md") != _stamp(book, "deux.md")
    assert isinstance(_stamp(book, "absente.md"), str)


def _stamp(book: Path, file: str) -> object:
    folder = open_folder(book, _unheard)
    assert folder.stamp is not None
    return folder.stamp(file)


def _later(seconds: int) -> Callable[[], int]:
    import time

    now = time.time_ns() + seconds * 1_000_000_000
    return lambda: now


def test_without_a_former_run_a_memory_changes_nothing() -> None:
    now = Opened(folder_of(guide(4)), Config())
    assert whole_book(now, _unheard, memory=Memory()) == whole_book(now, _unheard)
