"""The live preview: what it answers and to whom, what it tells after a save, how it ends."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

import pytest

from pipeline.build.serving.events import event
from pipeline.build.serving.guarding import POLICY, is_refused
from pipeline.build.serving.preview import Preview
from pipeline.build.serving.server import listening
from pipeline.build.serving.shown import Shown, read_again
from pipeline.build.serving.telling import problems
from pipeline.build.serving.watching import is_of_the_book, saves
from pipeline.cli.app import run
from pipeline.diagnostics import Code, StopBuildError
from pipeline.emit.site import Site
from pipeline.emit.site import drawn as draw
from pipeline.messages import speaker
from tests.preview import Events, Previewed, previewed

BOOK = {
    "SUMMARY.md": "# Sommaire\n\n* [Accueil](README.md)\n* [Le prêt](pret.md)\n* [Le retour](retour.md)\n",
    "README.md": "# Accueil\n\nBienvenue à la bricothèque.\n",
    "pret.md": "# Le prêt\n\nUn outil se prête deux semaines.\n\n**\\[ENRICHIR @lea]** Les pénalités.\n",
    "retour.md": "# Le retour\n\nUn outil se rend propre.\n",
    "handbook.yml": "title: Guide de la bricothèque\nlanguage: fr\n",
}


def written(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in BOOK.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path / "guide")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    """A preview that no test changes."""
    with previewed(written(tmp_path_factory.mktemp("preview") / "guide")) as one:
        yield one


def read(book: Path, before: Shown = Shown(), *saved: str) -> Shown:  # noqa: B008  (frozen)
    return read_again(before, book, lambda _finding: None, saved)


# What is answered, and to whom.


def test_a_page_is_the_site_s_own_with_the_preview_s_script(running: Previewed) -> None:
    answer = running.ask("/pret.html")
    assert answer.status == 200
    assert "Un outil se prête deux semaines." in answer.text
    assert '<script src="/-/live.js" defer></script>' in answer.text
    assert answer.text.index("/-/live.js") < answer.text.index("assets/site.js")  # it must see the page as it came
    assert running.ask("/").text == running.ask("/index.html").text


def test_each_list_of_choices_begins_with_the_word_for_all_of_its_own_gender(running: Previewed) -> None:
    panel = running.ask("/-/panel").text
    for name, words in (("kind", "Nature <select"), ("owner", "Par qui <select")):
        assert f'<label>{words} data-filter="{name}"' in panel
    assert re.findall(r'<option value="">([^<]+)</option>', panel) == ["Toutes", "Tous"]


def test_every_answer_says_how_it_may_be_used(running: Previewed) -> None:
    for path in ("/", "/nowhere.html", "/-/panel", "/-/live.js", "/assets/site.css"):
        headers = running.ask(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] in ("no-store", "no-cache")
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_the_policy_is_that_of_the_pages(running: Previewed) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', running.ask("/").text)
    assert found
    assert set(found[1].split("; ")) | {"frame-ancestors 'none'"} == set(POLICY.split("; "))


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/", {"host": "example.org"}),
        ("GET", "/", {"host": "127.0.0.1"}),
        ("GET", "/", {"host": "127.0.0.1:1"}),
        ("GET", "/", {"host": "127.0.0.1.example.org:{port}"}),
        ("GET", "/pret.html", {"origin": "https://example.org"}),
        ("GET", "/pret.html", {"origin": "null"}),
        ("GET", "/-/events", {"origin": "http://127.0.0.1:1"}),
        ("GET", "/-/events", {"sec_fetch_site": "cross-site"}),
        ("GET", "/-/events", {"sec_fetch_site": "same-site"}),
        ("GET", "/-/panel", {"sec_fetch_site": "cross-site"}),
        ("POST", "/-/make/pdf", {"sec_fetch_site": "cross-site"}),
        ("POST", "/-/make/pdf", {"sec_fetch_site": "none"}),
        ("POST", "/-/make/pdf", {"origin": "https://example.org", "sec_fetch_site": "same-origin"}),
        ("POST", "/-/make/pdf", {}),
        ("DELETE", "/pret.html", {}),
    ],
)
def test_what_comes_from_elsewhere_is_refused(
    running: Previewed, method: str, path: str, headers: dict[str, str]
) -> None:
    given = {name: value.format(port=running.port) for name, value in headers.items()}
    answer = running.ask(path, method, **given)
    assert (answer.status, answer.body) == (403, b"403")


def test_our_own_names_are_answered(running: Previewed) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert running.ask("/", host=f"{name}:{running.port}").status == 200
    assert not is_refused("POST", "/-/make/pdf", {"host": "localhost:80", "origin": "http://localhost:80"}, 80)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_pages_are_only_read(running: Previewed, method: str) -> None:
    origin = f"http://127.0.0.1:{running.port}"
    assert running.ask("/pret.html", method, origin=origin).status == 405


@pytest.mark.parametrize(
    "path",
    [
        *("/handbook.yml", "/pret.md", "/../guide/pret.md", "/%2e%2e/guide/pret.md", "/..%2fguide%2fpret.md"),
        *("//etc/passwd", "/assets/../../guide/handbook.yml", "/assets/images/..%2f..%2fpret.md", "/-/../pret.md"),
        *("/-/made/pdf/1", "/-/made/model/1", "/%00", "/C:%5Cguide"),
    ],
)
def test_only_the_site_s_addresses_lead_somewhere(running: Previewed, path: str) -> None:
    answer = running.ask(path)
    assert answer.status == 404
    assert "deux semaines" not in answer.text
    assert "language: fr" not in answer.text


def test_a_page_that_is_not_there_says_so_in_french(running: Previewed) -> None:
    answer = running.ask("/nulle-part.html")
    assert answer.status == 404
    assert '<html lang="fr"' in answer.text


def test_no_page_leads_nowhere(book: Path) -> None:
    with (book / "handbook.yml").open("a", encoding="utf-8") as settings:
        settings.write(
            "site_url: https://guide.example.org/\naccessibility: {status: partial, contact: a@example.org}\n"
        )
    (book / "retour.md").write_text("# Le retour\n\nVoir [le prêt](pret.md#les-penalites).\n", encoding="utf-8")
    with previewed(book) as one:
        waiting, answered = ["/"], dict[str, int]()
        while waiting:
            address = waiting.pop()
            answer = one.ask(address)
            answered[address] = answer.status
            if answer.headers["content-type"].startswith("text/html"):
                led = (urljoin(address, place) for place in re.findall(r'(?:href|src)="([^"#]+)', answer.text))
                waiting += {place for place in led if place.startswith("/")} - answered.keys() - set(waiting)
    assert {address for address, status in answered.items() if status != 200} == set()
    assert {"/declaration-accessibilite.html", "/retour.html", "/todo.html"} <= answered.keys()


def test_what_did_not_change_is_not_sent_again(running: Previewed) -> None:
    mark = running.ask("/pret.html").headers["etag"]
    assert running.ask("/pret.html", if_none_match=mark).status == 304
    assert running.ask("/retour.html", if_none_match=mark).status == 200


def test_style_script_and_fonts_are_those_of_the_pages(running: Previewed) -> None:
    for found in re.findall(r'(?:href|src)="((?:assets|/-)/[^"]+)"', running.ask("/").text):
        assert running.ask("/" + found.lstrip("/")).status == 200, found
    faces = re.findall(r"url\((fonts/[^)]+)\)", running.ask("/assets/site.css").text)
    assert faces
    for face in faces:
        assert running.ask(f"/assets/{face}").headers["content-type"] == "font/ttf"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the addresses of the pages that are drawn from now on, in this process."""
    addresses: list[str] = []

    def counted(site: Site, address: str) -> bytes:
        addresses.append(address)
        return draw(site, address)

    monkeypatch.setattr("pipeline.emit.site.redraw.drawn", counted)
    return addresses


def test_only_the_page_asked_for_is_drawn_and_once(book: Path, drawn: list[str]) -> None:
    preview = Preview(book, speaker)
    preview.read()
    assert drawn == []
    first = preview.answer("pret.html")
    assert preview.answer("pret.html") == first
    assert drawn == ["pret.html"]
    preview.read()
    assert preview.answer("pret.html") == first
    assert drawn == ["pret.html"]


# After a save.


def test_a_page_that_begins_to_listen_is_told_the_generation_of_then(book: Path) -> None:
    """A save between its request and its answer would be told to nobody, and the page stay as it was."""
    preview = Preview(book, speaker)

    async def heard() -> bytes:
        stream = preview.listeners.stream(lambda: event("hello", preview.news()))
        await preview.follow({"a.md"}, is_look=False)
        return await anext(stream)

    assert b'"generation": 1' in asyncio.run(heard())


def test_a_save_is_told_with_the_pages_it_changed(book: Path) -> None:
    with previewed(book) as one, Events(one.port) as events:
        first = events.next("hello")
        (book / "retour.md").write_text("# Le retour\n\nUn outil se rend à l’heure.\n", encoding="utf-8")
        news = events.next("saved")
        assert news["generation"] > first["generation"]
        assert news["at"] == ["/retour.html"]
        assert "à l’heure" in one.ask("/retour.html").text


def test_only_the_changed_page_and_those_that_show_its_title_are_drawn_again(book: Path, drawn: list[str]) -> None:
    more = {f"conseil-{number}.md": f"# Conseil {number}\n\nUn conseil.\n" for number in range(40)}
    for name, text in more.items():
        (book / name).write_text(text, encoding="utf-8")
    lines = "".join(f"  * [{text.split(chr(10))[0][2:]}]({name})\n" for name, text in more.items())
    (book / "SUMMARY.md").write_text(BOOK["SUMMARY.md"] + "* [Conseils](conseils.md)\n" + lines, encoding="utf-8")
    (book / "conseils.md").write_text("# Conseils\n\nIls aident.\n", encoding="utf-8")
    preview = Preview(book, speaker)

    def drawn_again() -> set[str]:
        drawn.clear()
        preview.read()
        assert preview.shown.site is not None
        for leaf in preview.shown.site.pages:
            answer = preview.answer(leaf.address)
            assert answer is not None
            assert answer.data == draw(preview.shown.site, leaf.address)
        return set(drawn)

    assert len(drawn_again()) == 44 + 1  # and the list of what is unfinished
    assert drawn_again() == set()
    (book / "conseil-7.md").write_text("# Conseil 7\n\nUn autre conseil.\n", encoding="utf-8")
    assert drawn_again() == {"conseil-7.html"}
    (book / "conseil-7.md").write_text("# Un bon conseil\n\nUn autre conseil.\n", encoding="utf-8")
    assert "README.html" not in drawn_again()


def test_a_problem_of_a_page_that_is_taken_over_is_still_told(book: Path, drawn: list[str]) -> None:
    (book / "retour.md").write_text("# Le retour\n\n![Un plan](plan.svg)\n", encoding="utf-8")
    (book / "plan.svg").write_text("<svg", encoding="utf-8")
    preview = Preview(book, speaker)
    told = []
    for _reading in range(2):
        preview.read()
        preview.answer("retour.html")
        told.append([one.code for one in preview.heard])
    assert drawn == ["retour.html"]
    assert told[0]
    assert told[0] == told[1]


def test_settings_that_cannot_be_read_leave_the_last_book_and_are_told_until_they_are_mended(book: Path) -> None:
    with previewed(book) as one, Events(one.port) as events:
        events.next("hello")
        before = one.ask("/pret.html").body
        (book / "handbook.yml").write_text("title: [\n", encoding="utf-8")
        events.next("saved")
        panel = one.ask("/-/panel").text
        assert "S120" in panel
        assert "handbook.yml" in panel
        assert "ligne 2" in panel
        assert one.ask("/pret.html").body == before
        (book / "handbook.yml").write_text("title: Guide mendé\nlanguage: fr\n", encoding="utf-8")
        events.next("saved")
        assert "S120" not in one.ask("/-/panel").text
        assert "Guide mendé" in one.ask("/pret.html").text


def test_a_book_that_cannot_be_read_at_first_is_shown_once_it_can(book: Path) -> None:
    (book / "handbook.yml").write_text("title: [\n", encoding="utf-8")
    with previewed(book) as one, Events(one.port) as events:
        events.next("hello")
        answer = one.ask("/")
        assert answer.status == 503
        assert "S120" in answer.text
        assert '<script src="/-/live.js" defer></script>' in answer.text
        assert one.ask("/-/look.css").status == 200
        (book / "handbook.yml").write_text(BOOK["handbook.yml"], encoding="utf-8")
        events.next("saved")
        assert "Guide de la bricothèque" in one.ask("/").text


def test_a_folder_that_is_gone_is_followed_again_when_it_is_back(book: Path) -> None:
    with previewed(book) as one, Events(one.port) as events:
        events.next("hello")
        shutil.rmtree(book)
        while "S102" not in one.ask("/-/panel").text:
            events.next("saved")
        assert "deux semaines" in one.ask("/pret.html").text
        written(book)
        while "S102" in one.ask("/-/panel").text:
            events.next("saved")
        (book / "pret.md").write_text("# Le prêt\n\nUn outil se prête trois jours.\n", encoding="utf-8")
        while "trois jours" not in one.ask("/pret.html").text:
            events.next("saved")


def test_why_a_book_cannot_be_read_yet_is_said_on_the_terminal_too(book: Path) -> None:
    for page in book.glob("*.md"):
        page.unlink()
    with previewed(book) as one:
        assert one.process.stdout is not None
        assert "[S101]" in one.process.stdout.readline()


def test_a_save_through_another_file_counts_once(book: Path) -> None:
    """Many editors write a new file beside the old one and put it in its place."""
    with previewed(book) as one, Events(one.port) as events:
        events.next("hello")
        beside = book / "retour.md.tmp"
        beside.write_text("# Le retour\n\nUn outil se rend vite.\n", encoding="utf-8")
        beside.replace(book / "retour.md")
        assert events.next("saved")["at"] == ["/retour.html"]


def test_a_document_is_made_of_the_book_as_it_is(book: Path) -> None:
    with previewed(book) as one, Events(one.port) as events:
        generation = events.next("hello")["generation"]
        origin = f"http://127.0.0.1:{one.port}"
        assert one.ask("/-/make/docx", "POST", origin=origin).status == 202
        assert one.ask("/pret.html").status == 200  # meanwhile
        assert events.next("made") == {"name": "docx", "generation": generation}
        made = one.ask(f"/-/made/docx/{generation}")
        assert made.body.startswith(b"PK")
        assert made.headers["content-disposition"] == 'attachment; filename="guide-de-la-bricotheque.docx"'
        again = one.ask("/-/make/docx", "POST", origin=origin)
        assert (again.status, again.text) == (200, f'{{"ready":{generation}}}')
        assert one.ask("/-/make/exe", "POST", origin=origin).status == 404


def test_of_two_documents_asked_for_only_the_newer_is_told(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(book, speaker)
    preview.read()
    told: list[tuple[str, object]] = []
    monkeypatch.setattr(preview.listeners, "tell", lambda name, news: told.append((name, news)))

    async def both() -> None:
        first_may_end = asyncio.Event()

        async def slow(work: Callable[[], object]) -> object:
            if preview.shown.generation == 1:
                await first_may_end.wait()
            return work()

        monkeypatch.setattr("pipeline.build.serving.preview.aside", slow)
        first = asyncio.ensure_future(preview.make("docx"))
        await asyncio.sleep(0)
        preview.read()
        await preview.make("docx")
        first_may_end.set()
        await first

    asyncio.run(both())
    assert told == [("made", {"name": "docx", "generation": 2})]
    assert preview.made("docx", 2)


def test_pages_that_are_gone_are_not_kept(book: Path) -> None:
    preview = Preview(book, speaker)
    preview.read()
    preview.answer("pret.html")
    preview.answer("retour.html")
    (book / "pret.md").unlink()
    preview.read()
    assert set(preview.sheets) == {"retour.html"}


def test_new_problems_are_told_apart_from_those_that_were_there(book: Path) -> None:
    (book / "retour.md").write_text("# Le retour\n\n[ici](nulle-part.md)\n", encoding="utf-8")
    first = read(book)
    assert [one.code for one in first.problems] == [Code.S151]
    assert first.fresh == ()
    (book / "pret.md").write_text("# Le prêt\n\n[là](ailleurs.md)\n", encoding="utf-8")
    second = read(book, first, "pret.md")
    assert [one.where.file for one in second.problems if one.where] == ["pret.md", "retour.md"]
    assert [one.where.file for one in second.fresh if one.where] == ["pret.md"]
    (book / "handbook.yml").write_text("title: [\n", encoding="utf-8")
    third = read(book, second, "handbook.yml")
    assert [one.code for one in third.fresh] == [Code.S120]
    (book / "handbook.yml").write_text(BOOK["handbook.yml"], encoding="utf-8")
    assert read(book, third, "handbook.yml").fresh == second.fresh


def test_a_save_without_a_change_leads_nowhere(book: Path) -> None:
    first = read(book)
    assert read(book, first, "pret.md").at == ()
    (book / "pret.md").write_text(BOOK["pret.md"] + "\nEt une caution.\n", encoding="utf-8")
    assert read(book, first, "retour.md").at == ()
    assert read(book, first, "pret.md").at == ("pret.html",)


def test_the_place_of_a_change_is_the_title_above_it(book: Path) -> None:
    text = "# Le prêt\n\nAvant.\n\n## Durée\n\nDeux semaines.\n\n## Caution\n\nAucune.\n"
    (book / "pret.md").write_text(text, encoding="utf-8")
    first = read(book)
    for old, new, place in (
        ("Deux semaines.", "Deux semaines.\n\nTrois en été.", "pret.html#pret--duree"),
        ("Aucune.", "Vingt euros.", "pret.html#pret--caution"),
        ("Avant.", "D’abord.", "pret.html"),
        ("## Caution\n\nAucune.\n", "", "pret.html#pret--duree"),
    ):
        (book / "pret.md").write_text(text.replace(old, new), encoding="utf-8")
        assert read(book, first, "pret.md").place == place


def test_a_page_that_is_new_in_the_contents_is_gone_to(book: Path) -> None:
    (book / "caution.md").write_text("# La caution\n\nAucune.\n", encoding="utf-8")
    summary = BOOK["SUMMARY.md"]
    (book / "SUMMARY.md").write_text(summary.replace("* [Le retour]", "* [Le retour et la suite]"), encoding="utf-8")
    first = read(book)
    (book / "caution.md").unlink()
    first = read(book, first, "caution.md")
    (book / "caution.md").write_text("# La caution\n\nAucune.\n", encoding="utf-8")
    (book / "SUMMARY.md").write_text(summary + "* [La caution](caution.md)\n", encoding="utf-8")
    now = read(book, first, "SUMMARY.md")
    assert (now.at, now.place) == (("caution.html",), "caution.html")


def test_a_problem_leads_to_the_title_above_its_line(book: Path) -> None:
    text = "# Le prêt\n\n[a](x.md)\n\n## Durée\n\n[b](y.md)\n"
    (book / "pret.md").write_text(text, encoding="utf-8")
    shown = read(book)
    told = problems(shown.problems, shown.site, speaker("fr"))
    assert [(one.line, one.address) for one in told] == [(3, "/pret.html"), (7, "/pret.html#pret--duree")]


def test_what_a_program_saved_everywhere_leads_nowhere(book: Path) -> None:
    names = [f"page{number}.md" for number in range(9)]
    for name in names:
        (book / name).write_text(f"# {name}\n\nAvant.\n", encoding="utf-8")
    (book / "SUMMARY.md").write_text("# Sommaire\n\n" + "".join(f"* [{name}]({name})\n" for name in names))
    first = read(book)
    for name in names:
        (book / name).write_text(f"# {name}\n\nAprès.\n", encoding="utf-8")
    assert read(book, first, *names).at == ()


def test_what_nobody_foresaw_is_told_and_the_book_stays(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(book)

    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("pipeline.build.serving.shown.again", fail)
    second = read(book, first)
    assert second.stopped is not None
    assert second.stopped.code is Code.E166
    assert "ZeroDivisionError: oh" in second.stopped.message(speaker("fr"))
    assert second.site is first.site


@pytest.mark.parametrize(
    "name",
    [
        *("page.md~", ".page.md.swp", ".page.md.swx", "4913", ".#page.md", "#page.md#", "page.md.tmp", "~$page.docx"),
        *(".goutputstream-A1B2C3", "page.md___jb_tmp___", "page.md___jb_old___", ".DS_Store", "Thumbs.db"),
        *(".git/index", "node_modules/x/README.md", ".handbook-baseline.json", ".handbook-a1/x.md", "sedAb12Cd"),
    ],
)
def test_passing_files_are_no_saves(name: str) -> None:
    assert not is_of_the_book(Path("/guide"), PurePosixPath("/guide") / name)


@pytest.mark.parametrize("name", ["page.md", "images/plan.svg", "handbook.yml", ".gitbook/includes/a.md", "été.md"])
def test_files_of_the_book_are(name: str) -> None:
    assert is_of_the_book(Path("/guide"), PurePosixPath("/guide") / name)
    assert not is_of_the_book(Path("/guide"), PurePosixPath("/ailleurs") / name)


# Beginning and end.


def test_a_file_whose_name_is_no_text_does_not_end_the_preview(book: Path) -> None:
    """An archive of another system leaves such names: the watcher gives up at the first."""
    with previewed(book) as one, Events(one.port) as events:
        events.next("hello")
        (book / os.fsdecode(b"caf\xe9.md")).write_bytes(b"# Un autre")
        events.next("saved")
        (book / "retour.md").write_text("# Le retour\n\nUn outil se rend à l’heure.\n", encoding="utf-8")
        while events.next("saved")["at"] != ["/retour.html"]:
            pass


def test_where_the_system_watches_no_more_folders_they_are_looked_through(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    async def watch(
        *_roots: Path, force_polling: bool | None, **_others: object
    ) -> AsyncIterator[set[tuple[int, str]]]:
        asked.append(force_polling)
        if not force_polling:
            raise OSError(errno.ENOSPC, "no space left on device")
        yield set()
        yield {(1, str(book / "a.md"))}

    async def heard() -> list[frozenset[Path]]:
        stop, told = asyncio.Event(), []
        async for paths in saves([book], stop):
            told.append(paths)
            if paths:
                stop.set()
        return told

    monkeypatch.setattr("pipeline.build.serving.watching.awatch", watch)
    assert asyncio.run(heard()) == [frozenset(), frozenset({book / "a.md"})]
    assert asked == [None, True]


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_at_once_with_a_sentence(book: Path, order: signal.Signals) -> None:
    with previewed(book) as one, Events(one.port) as events:
        events.next("hello")
        one.process.send_signal(order)
        assert events.is_over()
        said, _nothing = one.process.communicate()
        assert one.process.returncode == 0
        assert said == "L’aperçu est arrêté.\n"


def test_without_a_screen_the_address_is_to_be_opened(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    with previewed(book, "--open") as one:
        assert one.process.stdout is not None
        said = one.process.stdout.readline()
        assert said == "Aucun navigateur ne s’est ouvert : ouvrez cette adresse dans le vôtre.\n"


def test_it_writes_nothing(book: Path) -> None:
    before = {path: path.read_bytes() for path in book.rglob("*")}
    with previewed(book) as one:
        assert one.ask("/pret.html").status == 200
    assert {path: path.read_bytes() for path in book.rglob("*")} == before


def test_a_port_that_is_taken_is_said(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["--lang", "fr", "serve", str(book), "--no-open", "--port", str(port)]) == 3
    said = capsys.readouterr().err
    assert "[E165]" in said
    assert f"Le port {port} est pris" in said


def test_a_port_that_is_refused_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_socket: socket.socket, _address: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(StopBuildError) as stop:
        listening(80)
    assert stop.value.diagnostic.code is Code.E167


def test_a_free_port_is_found_beside_another_preview(running: Previewed, book: Path) -> None:
    with previewed(book) as other:
        assert other.port != running.port


def test_a_file_in_place_of_the_folder_is_said(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "serve", str(book / "pret.md"), "--no-open"]) == 3
    said = capsys.readouterr().err
    assert "[S232]" in said
    assert f"Indiquez le dossier qui le contient : {book}" in said


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "serve", str(tmp_path / "rien"), "--no-open"]) == 3
    assert "[S102]" in capsys.readouterr().err
