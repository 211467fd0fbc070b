"""QR codes of addresses."""

from __future__ import annotations

from pipeline.emit.qr import qr_png


def test_a_code_is_a_square_png_and_always_the_same() -> None:
    data = qr_png("https://exemple.gouv.fr/une-page?a=1&b=é")
    assert data is not None
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert data[16:20] == data[20:24]
    assert data == qr_png("https://exemple.gouv.fr/une-page?a=1&b=é")
    assert data != qr_png("https://exemple.gouv.fr/")


def test_an_address_too_long_for_any_code_has_none() -> None:
    assert qr_png("https://exemple.gouv.fr/" + "é" * 5000) is None
