"""Formulas: read or reported, never a traceback; on the line in print, whole on screen. And codes of addresses."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.diagnostics.codes import Code
from pipeline.emit.formula import drawing, mathml
from pipeline.emit.html import emit
from pipeline.emit.qr import qr_svg
from pipeline.model import Math, MathBlock
from tests.emit.sample_make import at, p
from tests.emit.small import screen, small_order

_INK = "#1c2333"
_TEX = st.lists(
    st.sampled_from(
        [
            *"ab12+-=^_{}&\\ ",
            "\\frac",
            "\\sum",
            "\\text{é}",
            "\\begin{pmatrix}",
            "\\end{pmatrix}",
            "\\left(",
            "\\right)",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("name", ["aligned", "gathered", "gather", "gather*", "eqnarray", "align*", "cases", "split"])
def test_lines_below_each_other_are_a_table(name: str) -> None:
    signs = "" if name.startswith("gather") else "&"
    root = mathml(f"\\begin{{{name}}}a {signs}= b \\\\ c {signs}= d\\end{{{name}}}", True)
    assert root is not None
    assert len(list(root.iter("mtr"))) == 2
    assert "&" not in "".join(root.itertext()).replace("&#x", "")


@pytest.mark.parametrize("tex", ["\\frac{1", "\\frac{1}"])
def test_a_formula_that_breaks_off_is_shown_as_written(tex: str) -> None:
    assert mathml(tex, False) is None


@pytest.mark.parametrize("tex", ["x_i^2", "\\frac{1}{2} \\geq y", "\\text{délai} = 3", "a < b", "\\sum_{i=1}^n i"])
@pytest.mark.parametrize("display", [False, True])
def test_a_formula_is_read_for_both_media(tex: str, display: bool) -> None:
    root, drawn = mathml(tex, display), drawing(tex, display, _INK)
    assert root is not None
    assert root.get("display") == ("block" if display else "inline")
    assert drawn is not None
    assert ElementTree.fromstring(drawn.svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert 0 <= drawn.depth < drawn.height < 5


@pytest.mark.parametrize("tex", ["", " ", "\\inconnu{x}", "\\frac{1}{", "\\begin{", "x" * 5000])
def test_what_cannot_be_read_is_none(tex: str) -> None:
    assert mathml(tex, False) is None
    assert drawing(tex, False, _INK) is None


@settings(max_examples=60, deadline=None)
@given(_TEX, st.booleans())
def test_no_formula_is_a_traceback(tex: str, display: bool) -> None:
    mathml(tex, display)
    drawing(tex, display, _INK)


def test_a_formula_deeper_than_can_be_read_is_none() -> None:
    assert mathml("{" * 1900 + "x" + "}" * 1900, False) is None


def test_a_long_space_asks_for_no_endless_sheet() -> None:
    assert drawing("a \\hspace{90000em} b", False, _INK) is None


def test_a_formula_that_cannot_be_read_is_shown_and_reported_with_its_place() -> None:
    findings: list[Diagnostic] = []
    place = at(7)
    order = small_order(p("Soit ", Math("\\frac{1}{", place), "."), MathBlock("x^2", at(9)))
    emit(order._replace(report=findings.append))
    assert [(one.code, one.where) for one in findings] == [(Code.E110, place)]
    assert screen(order).xpath("string(//code[@class='math'])") == "\\frac{1}{"


def test_a_formula_on_screen_is_mathml_with_its_tex() -> None:
    root = screen(small_order(p(Math("\\alpha < 2", at())), MathBlock("\\frac{1}{2}", at())))
    line, block = root.xpath("//math")
    assert line.get("alttext") == "\\alpha < 2"
    assert line.xpath("string(.//annotation)") == "\\alpha < 2"
    assert "".join(line.xpath(".//mrow//text()")) == "α<2"
    assert block.get("display") == "block"
    assert block.getparent().get("class") == "formula-block"


def test_words_in_a_formula_stay_words() -> None:
    root = screen(small_order(p(Math("\\text{<script>alert(1)</script>}", at()))))
    assert root.xpath("//main//script") == []
    assert "<script>alert(1)</script>" in root.xpath("string(//math)")


def test_a_code_is_a_drawing_without_words_and_the_same_each_time() -> None:
    code = qr_svg("https://www.example.org/a?b=1&c=é", _INK)
    assert code is not None
    assert ElementTree.fromstring(code).tag == "{http://www.w3.org/2000/svg}svg"
    qr_svg.cache_clear()
    assert qr_svg("https://www.example.org/a?b=1&c=é", _INK) == code


@pytest.mark.parametrize("address", ["", "https://www.example.org/" + "x" * 300])
def test_an_address_too_long_for_a_small_code_has_none(address: str) -> None:
    assert qr_svg(address, _INK) is None
