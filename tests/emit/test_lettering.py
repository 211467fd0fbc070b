"""Words in a drawing: broken where lines may break, without what no drawing can show."""

from __future__ import annotations

import pytest

from pipeline.emit.lettering import Lettering, broken, lettered
from pipeline.emit.raster import draw

_SETTING = Lettering(40, 50, 600, "#000", 3)


def _drawn(text: str) -> str:
    return "".join(lettered(text, _SETTING, 0, 50, 400))


def test_a_line_breaks_between_words_alone() -> None:
    text = "Un guide pour qui arrive\u00a0: «\u00a0tout l’essentiel\u00a0» en un jour"
    lines = broken(text, _SETTING, 400)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert not [line for line in lines if line.startswith((":", "»")) or line.endswith("«")]


@pytest.mark.parametrize("text", ["Le guide 🚀 des 中文 équipes", "Le guide\x01 des\v équipes\ufffe"])
def test_what_the_typeface_does_not_draw_is_left_out(text: str) -> None:
    assert " ".join(broken(text, _SETTING, 4000)) == "Le guide des équipes"
    picture = draw(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">{_drawn(text)}</svg>', 40)
    assert picture.startswith(b"\x89PNG")


def test_signs_that_the_typeface_lacks_are_drawn_as_those_that_look_like_them() -> None:
    assert broken("un compte\u2011rendu à 14\u2009h", _SETTING, 4000) == ["un compte-rendu à 14\u202fh"]


@pytest.mark.parametrize("text", ["", " ", "🚀", "\u00a0"])
def test_nothing_to_draw_is_no_line(text: str) -> None:
    assert broken(text, _SETTING, 400) == []
    assert _drawn(text) == ""
