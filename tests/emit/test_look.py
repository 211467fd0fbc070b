"""The tokens: contrast that holds in light and dark, and colours of an organisation's own."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from pipeline.emit.html.style import bare, lean
from pipeline.emit.icons import icon
from pipeline.emit.look import Look, color_variables, look, themed
from pipeline.emit.pattern import pattern

_THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def _luminance(color: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2, definitions)."""
    parts = [value / 255 for value in bytes.fromhex(color[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _pairs(tokens: dict[str, Any], theme: str) -> list[tuple[str, str, str, float]]:
    """Give (name, text, ground, least contrast) for every pair that the style sheets use."""
    color, hint, step = tokens["color"][theme], tokens["hint"][theme], tokens["step"][theme]
    code, author = tokens["code"][theme], tokens["author"][theme]
    paper, ink = color["paper"], color["ink"]
    pairs = [("ink", ink, paper, 7.0), ("on primary", color["on_primary"], color["primary"], 4.5)]
    pairs += [(name, color[name], paper, 4.5) for name in ("ink_soft", "ink_faint", "primary", "accent_text")]
    pairs += [(f"ink on {name}", ink, color[name], 7.0) for name in ("paper_tint", "primary_tint", "highlight")]
    pairs += [(f"ink on {name}", ink, tint, 7.0) for name, tint in step.items()]
    pairs += [
        ("ink on primary_soft", ink, color["primary_soft"], 4.5),
        ("faint", color["ink_faint"], color["paper_tint"], 4.5),
    ]
    pairs += [
        ("soft on tint", color["ink_soft"], color["primary_tint"], 4.5),
        ("number", color["accent_text"], color["highlight"], 4.5),
    ]
    pairs += [("number on tint", color["accent_text"], color["accent_tint"], 4.5)]
    pairs += [("primary on step", color["primary"], tint, 4.5) for tint in step.values()]
    for kind in ("info", "success", "warning", "danger", "pending"):
        pairs += [(kind, hint[kind], hint[f"{kind}_tint"], 4.5), (f"ink on {kind}", ink, hint[f"{kind}_tint"], 7.0)]
    pairs += [(f"code {name}", value, color["paper_tint"], 4.5) for name, value in code.items()]
    for name in ("red", "orange", "yellow", "green", "blue", "purple"):
        pairs += [(name, author[name], paper, 4.5), (f"ink on {name}", ink, author[f"{name}_back"], 4.5)]
    return pairs


@pytest.mark.parametrize("theme", _THEMES)
def test_every_text_has_contrast(theme: str) -> None:
    weak = [
        (name, round(contrast(text, ground), 2))
        for name, text, ground, least in _pairs(look().tokens, theme)
        if contrast(text, ground) < least
    ]
    assert weak == []


@pytest.mark.parametrize("theme", _THEMES)
def test_both_themes_name_the_same_variables(theme: Literal["light", "dark"]) -> None:
    names = [{line.split(":")[0] for line in color_variables(look(), one).split(";")} for one in (theme, "light")]
    assert names[0] == names[1]


def test_an_organisation_changes_the_look_with_two_colours() -> None:
    ours, theirs = look(), themed(look(), primary="#5b2a86", accent="#b5530a")
    assert theirs.tokens["color"]["light"]["primary"] == "#5b2a86"
    assert theirs.tokens["cover"]["ground"] == "#5b2a86"
    assert theirs.tokens["step"]["light"] != ours.tokens["step"]["light"]
    assert themed(ours) == ours


def test_the_pattern_is_the_titles_own_and_always_the_same() -> None:
    assert pattern("Un titre", look(), 7, 5) == pattern("Un titre", look(), 7, 5)
    assert pattern("Un titre", look(), 7, 5) != pattern("Un autre", look(), 7, 5)


def test_every_icon_of_the_tokens_exists() -> None:
    for name in look().tokens["hint"]["icon"].values():
        assert icon(name)


@pytest.mark.parametrize(
    "name", ["../solid/lock", "lock/../../x", "Lock", "", "no-such-icon-at-all", "lock.svg", "lock\n"]
)
def test_an_icon_is_found_by_a_plain_name_only(name: str) -> None:
    assert icon(name) is None


def test_look_reads_below_its_folder() -> None:
    given: Look = look()
    assert "page" in given.tokens
    assert "@page" in given.read("css/print.css")


def test_more_contrast_is_more() -> None:
    tokens = look().tokens
    for theme in _THEMES:
        color = {**tokens["color"][theme], **tokens["contrast"][theme]}
        assert set(tokens["contrast"][theme]) <= set(tokens["color"][theme])
        for name in ("ink", "ink_soft", "ink_faint", "primary", "accent_text"):
            least = contrast(tokens["color"][theme][name], tokens["color"][theme]["paper"])
            assert contrast(color[name], color["paper"]) > max(7.0, least), f"{theme} {name}"
        assert contrast(color["line"], color["paper"]) >= 3.0
        assert contrast(color["on_primary"], color["primary"]) >= 7.0


@pytest.mark.parametrize(
    ("sheet", "given"),
    [
        (":root{--a:1;--b:2px;--c:var(--b)}p{x:var(--c)}", ":root{--b:2px;--c:var(--b)}p{x:var(--c)}"),
        ("p{color:red}", "p{color:red}"),
    ],
)
def test_a_style_sheet_keeps_only_the_properties_that_are_asked_for(sheet: str, given: str) -> None:
    assert lean(sheet) == given


def test_what_a_script_loses_is_its_comments() -> None:
    assert bare('// one\nlet a = "http://b";\n  // two\n') == 'let a = "http://b";\n'
