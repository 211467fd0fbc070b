"""The reference document is made from the tokens alone, and pictures are made ready for Word."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from pipeline.diagnostics import Diagnostic, StopBuildError
from pipeline.diagnostics.codes import Code
from pipeline.emit.docx import FILE, emit
from pipeline.emit.docx.picture import fitted, shown
from pipeline.emit.docx.reference import reference
from pipeline.emit.look import look
from pipeline.emit.pandoc import convert
from tests.emit.docx_reading import every, inside, part, parts, value
from tests.emit.sample import DRAWING, sample_order

_WORD = "heading 1|heading 6|Title|Subtitle|caption|Quote|List Bullet|List Number|toc 1|toc 2|toc 3|header|footer"
_OURS = "Part Title|Callout Info|Callout Danger|Tab Label|Standfirst|Byline|Table Text|Table Head|Marker|Keyboard|Emoji"


def test_the_reference_document_has_the_names_people_look_for() -> None:
    root = part(reference(look(), "fr"), "styles.xml")
    names = {value(inside(one, "w:name")): one for one in every(root, "w:style")}
    assert set(f"{_WORD}|{_OURS}|Table Grid|Handbook Table|Normal Table".split("|")) <= set(names)
    assert all(value(names[name], "w:customStyle") == "" for name in _WORD.split("|"))
    assert all(value(names[name], "w:customStyle") == "1" for name in _OURS.split("|"))
    assert value(every(root, "w:rFonts")[0], "w:ascii") == "Source Sans Pro"


def test_the_reference_document_follows_the_tokens() -> None:
    tokens = look().tokens
    other = look()._replace(tokens={**tokens, "font": {**tokens["font"], "body": "Marianne"}})
    first, second = reference(look(), "fr"), reference(other, "fr")
    assert first == reference(look(), "fr")
    assert "Marianne" in parts(second)["word/styles.xml"].decode()
    assert "Source Sans" not in parts(second)["word/fontTable.xml"].decode()
    assert value(every(part(reference(look(), "en"), "styles.xml"), "w:lang")[0]) == "en-GB"


def test_our_font_travels_with_the_document_unless_another_is_named() -> None:
    order = sample_order("final")
    tokens = look().tokens
    other = look()._replace(tokens={**tokens, "font": {**tokens["font"], "body": "Marianne"}})
    with_ours, without = parts(emit(order)[FILE]), parts(emit(order._replace(look=other))[FILE])
    fonts = [blob for name, blob in with_ours.items() if name.endswith(".odttf")]
    assert len(fonts) == 5
    assert not [blob for blob in fonts if blob[:4] == b"\0\1\0\0"]  # mixed with its key (17.8.1)
    assert not [name for name in without if name.endswith(".odttf")]


def _picture(kind: str, size: tuple[int, int] = (40, 20), orientation: int = 1) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", size, "#0f4c5c").save(out, kind, exif=exif)
    return out.getvalue()


def test_a_drawing_becomes_a_picture_at_print_resolution() -> None:
    ready = shown(DRAWING.encode())
    assert ready.name.endswith(".png")
    assert struct.unpack(">I", ready.data[16:20])[0] == 1600
    assert fitted(ready, 340, 400) == pytest.approx((340, 340 * 240 / 640), rel=0.01)


def test_webp_becomes_png_and_jpeg_is_turned_as_its_camera_says() -> None:
    assert shown(_picture("WEBP")).data.startswith(b"\x89PNG")
    plain, turned = _picture("JPEG"), shown(_picture("JPEG", orientation=6))
    assert shown(plain).data == plain
    assert (turned.width, turned.height) == (15, 30)


@pytest.mark.parametrize("data", [b"", b"%PDF", b"\x89PNG\r\n\x1a\nbroken", b"<svg", b"GIF89a"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        shown(data)


def test_a_damaged_picture_is_named_and_framed() -> None:
    found: list[Diagnostic] = []
    order = sample_order("final", report=found.append)._replace(picture=lambda _path: b"\x89PNG\r\n\x1a\nbroken")
    data = emit(order)[FILE]
    assert {one.code for one in found} == {Code.E185}
    assert "images/atelier.png" in {dict(one.values)["image"] for one in found}
    assert "Image manquante" in "".join(one.text or "" for one in every(part(data, "document.xml"), "w:t"))


def test_what_pandoc_leaves_out_is_said() -> None:
    strange = {"t": "Para", "c": [{"t": "RawInline", "c": ["html", "<b>"]}]}
    lost = {"t": "Para", "c": [{"t": "Image", "c": [["", [], []], [], ["nowhere.png", ""]]}]}
    made = convert([strange, lost], "docx", "x.docx", {})
    assert made.data.startswith(b"PK")
    assert any("<b>" in message.text for message in made.messages)
    assert any("nowhere.png" in message.text for message in made.messages)


def test_a_failing_pandoc_stops_the_build() -> None:
    with pytest.raises(StopBuildError) as stop:
        convert([{"t": "Nonsense"}], "docx", "x.docx", {})
    assert stop.value.diagnostic.code is Code.E102


def test_a_missing_pandoc_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", "/nowhere/pandoc")
    with pytest.raises(StopBuildError) as stop:
        convert([], "docx", "x.docx", {})
    assert stop.value.diagnostic.code is Code.E102
