"""A hostile folder of sources: it is built, without the network, without a file from outside, and each refusal is told.

And the same folder, elsewhere, gives the same PDF.
"""

from __future__ import annotations

import base64
import shutil
import socket
from io import BytesIO
from pathlib import Path

import pikepdf
import PIL.Image
import pytest

from pipeline.cli.app import run
from tests.emit.test_bounds import png_of
from tests.reading_back import docx_text, html_text, pdf_text

SECRET = "motdepasse"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40" viewBox="0 0 90 40">'
TEXT = '<text x="5" y="20">visible</text>'
FAR = "http://example.invalid"


def _png(mode: str = "RGB", colour: object = (200, 30, 30)) -> bytes:
    out = BytesIO()
    PIL.Image.new(mode, (40, 20), colour).save(out, "JPEG" if mode == "CMYK" else "PNG")  # type: ignore[arg-type]
    return out.getvalue()


def _laughs() -> str:
    groups = "".join(f'<g id="g{one}">' + f'<use href="#g{one - 1}"/>' * 10 + "</g>" for one in range(1, 10))
    return f'{SVG}<defs><path id="g0" d="M0 0h9"/>{groups}</defs><use href="#g9"/></svg>'


# What is refused with a finding at its line, by the file of the picture and what it holds.
REFUSED: dict[str, bytes] = {
    "bombe.png": png_of(100_000, 100_000),
    "rires.svg": _laughs().encode(),
    "boucle.svg": f'{SVG}<g id="a"><use href="#a"/></g></svg>'.encode(),
    "profond.svg": f"{SVG}{'<g>' * 9000}{'</g>' * 9000}</svg>".encode(),
    "entites.svg": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///secret">]>{SVG}<text>&x;</text></svg>'.encode(),
    "page.png": b"<html><script>alert(1)</script></html>",
}
# What is cleaned and shown.
CLEANED: dict[str, bytes] = {
    "script.svg": f"{SVG}<script>alert(1)</script>{TEXT}</svg>".encode(),
    "dehors.svg": f'{SVG}<image href="{FAR}/a.png"/><use href="file:///secret.svg#a"/>{TEXT}</svg>'.encode(),
    "feuille.svg": f'{SVG}<style>@import "{FAR}/a.css";</style>{TEXT}</svg>'.encode(),
}
PICTURES = [*REFUSED, *CLEANED, "lien.svg", "dossier/secret.svg"]
ADDRESSES = ["file:///etc/passwd", f"{FAR}/a.png", "ftp://example.invalid/a.png", f"data:image/svg+xml,{SVG}"]


def _guide(folder: Path) -> Path:
    outside = folder.parent / "dehors"
    outside.mkdir(parents=True)
    (outside / "secret.svg").write_text(f"{SVG}<text>{SECRET}</text></svg>")
    folder.mkdir()
    for name, data in {**REFUSED, **CLEANED}.items():
        (folder / name).write_bytes(data)
    (folder / "lien.svg").symlink_to(outside / "secret.svg")
    (folder / "dossier").symlink_to(outside)
    lines = [f"![Image {place}]({one})\n" for place, one in enumerate((*PICTURES, *ADDRESSES))]
    html = (
        f'<div style="background:url({FAR}/b.png);position:fixed">dedans</div>\n\n'
        f'<img src="{FAR}/c.png" onerror="alert(1)">\n\n<link rel="stylesheet" href="{FAR}/d.css">\n\n'
        f'<style>@import "{FAR}/e.css"; p {{ background: url({FAR}/f.png) }}</style>\n\n'
        f'<iframe src="file:///etc/passwd"></iframe>\n\n<object data="{FAR}/g.svg"></object>\n'
    )
    (folder / "page.md").write_text("# Titre\n\n" + "\n".join(lines) + "\n" + html)
    return folder


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_about: object, **_more: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.mark.usefixtures("_no_network")
def test_nothing_is_read_outside_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide, out = _guide(tmp_path / "guide"), tmp_path / "build"
    assert run(["build", str(guide), "--out", str(out)]) in (0, 1)
    told = capsys.readouterr()
    said = told.out + told.err
    assert "Traceback" not in said
    assert "Error" not in said
    pages = (guide / "page.md").read_text().splitlines()
    for name in REFUSED:
        line = next(place for place, one in enumerate(pages, start=1) if name in one)
        assert sum(f"page.md:{line}:1: erreur" in one for one in said.splitlines()) == 1, name
    for line, code in ((3, "[E183]"), (5, "[E184]"), (7, "[E184]"), (9, "[E185]")):
        assert f"page.md:{line}:1: erreur{code}" in said
    files = {one: (out / f"handbook.{one}").read_bytes() for one in ("docx", "pdf", "html")}
    texts = (docx_text(files["docx"]), pdf_text(files["pdf"]), html_text(files["html"]))
    for text in texts:
        assert SECRET not in text
        assert "root:" not in text
        assert "dedans" in text
    assert b"alert(1)" not in files["html"]
    assert "visible" in texts[1]


def _book(folder: Path) -> Path:
    folder.mkdir(parents=True)
    inner = base64.b64encode(_png()).decode()
    drawing = f'{SVG}<image width="20" height="20" href="data:image/png;base64,{inner}"/>{TEXT}</svg>'
    pictures = {"a.png": _png("RGBA", (1, 2, 3, 90)), "gris.png": _png("I;16", 30000), "d.svg": drawing.encode()}
    for name, data in {**pictures, "quadri.jpg": _png("CMYK", (10, 200, 0, 0))}.items():
        (folder / name).write_bytes(data)
    (folder / "handbook.yml").write_text("title: Guide\noutputs: [pdf]\nauthors: [Léa]\ndate: 2026-03-02\n")
    shown = "\n\n".join(f"![{name}]({name})" for name in (*pictures, "quadri.jpg"))
    (folder / "page.md").write_text(
        f"# Un 💡\n\nTODO : finir. `a → b` ✅ 👩🏽‍💻 $x^2$ et ☐\n\n{shown}\n\n- [ ] à faire\n"
    )
    return folder


def _made(guide: Path, out: Path) -> bytes:
    assert run(["build", str(guide), "--out", str(out)]) in (0, 1)
    return (out / "handbook.pdf").read_bytes()


def test_two_folders_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    first = _book(tmp_path / "ici" / "guide")
    second = tmp_path / "tout à fait" / "ailleurs" / "guide"
    shutil.copytree(first, second)
    made = _made(first, tmp_path / "build")
    assert _made(second, second / "build") == made
    with pikepdf.open(BytesIO(made)) as pdf:
        names = sorted(pdf.attachments)
        modes = {str(one.ColorSpace) for page in pdf.pages for one in page.get_images().values()}
    assert names == ["sources/handbook.yml", "sources/page.md", "todo.json", "todo.md", "todo.xlsx"]
    assert modes <= {"/DeviceRGB", "/DeviceGray"}


@pytest.mark.parametrize(
    ("settings", "edition", "attached"),
    [
        ("", "draft", True),
        ("", "final", False),
        ("attach_sources: false\n", "draft", False),
        ("attach_sources: true\n", "final", True),
    ],
)
def test_sources_are_attached_to_drafts_or_where_it_is_asked_for(
    tmp_path: Path, settings: str, edition: str, attached: bool
) -> None:
    guide = tmp_path / "guide"
    guide.mkdir()
    (guide / "handbook.yml").write_text(f"title: Guide\noutputs: [pdf]\n{settings}")
    (guide / "page.md").write_text("# Titre\n\nUn texte.\n")
    (guide / "notes.csv").write_text("a,b\n")
    out = tmp_path / "build"
    assert run(["build", str(guide), "--out", str(out), "--edition", edition]) == 0
    with pikepdf.open(out / "handbook.pdf") as pdf:
        assert ("sources/page.md" in pdf.attachments) is attached
        assert not any("notes" in name for name in pdf.attachments)
