"""Pictures: only kinds that a handbook may hold, and drawings that neither run nor fetch."""

from __future__ import annotations

import pytest

from pipeline.emit.picture import clean_svg, media_type, safe_picture, with_fonts

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b"%PDF-1.7", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        safe_picture(b"<html></html>")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        "<g OnClick='alert(1)'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject>",
        "<image href='https://example.org/a.png'/>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<use href='https://example.org/a.svg#x'/>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<style>@import url(https://example.org/a.css);</style>",
        "<style>rect{fill:url(https://example.org/a.svg#x)}</style>",
        "<rect style='fill:url(https://example.org/a)'/>",
        "<rect fill='url( &quot;https://example.org/a&quot;)'/>",
        "<set attributeName='href' to='https://example.org'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='https://example.org'/>",
        "<g xml:base='https://example.org/'/>",
    ],
)
def test_what_runs_or_fetches_is_taken_out(hostile: str) -> None:
    cleaned = clean_svg(f"{_HEAD}<path d='M0 0h9'/>{hostile}</svg>".encode()).decode()
    body = cleaned.split(">", 1)[1]
    assert "M0 0h9" in body
    for word in ("example.org", "alert", "passwd", "script", "foreignObject", "iframe", "AAAA", "onload"):
        assert word not in body


def test_what_draws_stays() -> None:
    drawing = (
        f"{_HEAD}<defs><linearGradient id='g'><stop offset='0'/></linearGradient></defs><title>Plan</title>"
        "<rect fill='url(#g)' stroke='url( \"#g\" )' width='4' height='4'/><use href='#g'/>"
        "<text>avant<tspan>mot</tspan>après</text></svg>"
    )
    cleaned = clean_svg(drawing.encode()).decode()
    for kept in ("url(#g)", "stroke", 'href="#g"', "<title>Plan</title>", "avant", "mot", "après", "linearGradient"):
        assert kept in cleaned


def test_text_after_what_is_taken_out_stays() -> None:
    cleaned = clean_svg(f"{_HEAD}<text>un<script>x</script>deux</text></svg>".encode()).decode()
    assert "undeux" in cleaned


@pytest.mark.parametrize(
    "broken",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
        "<svg>no namespace</svg>",
    ],
)
def test_a_broken_or_tricky_drawing_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        clean_svg(broken.encode())


def test_a_drawing_with_labels_gets_their_fonts() -> None:
    drawing = clean_svg(f"{_HEAD}<text>été</text></svg>".encode())
    asked: list[str] = []

    def faces(characters: str) -> str:
        asked.append(characters)
        return "@font-face{}"

    assert b"<style>@font-face{}</style>" in with_fonts(drawing, faces)
    assert asked == ["été"]
    plain = clean_svg(f"{_HEAD}<path d='M0 0h9'/></svg>".encode())
    assert with_fonts(plain, faces) == plain
