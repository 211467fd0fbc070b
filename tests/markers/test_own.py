"""Kinds of one's own: their words are words, and the quick test that ordinary text fails loses none."""

from __future__ import annotations

from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.config import KindSettings, MarkerSettings
from pipeline.markers import KINDS, kinds_of
from pipeline.markers.find import find
from pipeline.markers.flat import flatten
from pipeline.markers.own import names_of, shapes_of, words_in
from pipeline.markers.shape import Place, rule_book
from pipeline.model import Text
from pipeline.source import Span
from tests.markers.test_gates import patient

LETTERS = st.sampled_from("aébcAÉBCßİŒœ019 '’.*+?^$|\\\\-★→!/#:«»&{}")
WORDS = st.text(LETTERS, min_size=1, max_size=12)
FORMS = st.sampled_from(("[{}]", "({})", "{}"))


def settings_of(*words: str, name: str = "À valider") -> MarkerSettings:
    return MarkerSettings(kinds={name: KindSettings(words=words)})


def found_in(text: str, settings: MarkerSettings) -> list[str]:
    """Give the words that own kinds find in a text; every gate open finds the same."""
    flat = flatten((Text(text, Span("page.md", 1, 1, 1, len(text) + 1)),))
    book = rule_book(kinds_of(settings))
    quick = find(flat, "text", False, book)
    assert quick == find(flat, "text", False, patient(book))
    return [text[hit.start : hit.end] for hit in quick if hit.kind in settings.kinds]


@given(WORDS, FORMS, st.sampled_from(("", " @lea", " avant le 2026-12-31")))
def test_words_are_found_as_they_stand(words: str, form: str, tail: str) -> None:
    written = form.format(words.strip())
    assume(words_in(written) == " ".join(words.split()))
    assume(any(letter.isalnum() for letter in words))
    marker = form.format(words_in(written) + (tail if form != "{}" else ""))
    found = found_in(f"Un mot {marker} encore.", settings_of(written))
    # Bare words that look like a piece of an address or of a longer word are not found: everything else is.
    assert found == [marker] or (form == "{}" and found == [] and not words.replace(" ", "").isalpha())


@given(WORDS, FORMS, st.text(LETTERS, max_size=30))
def test_the_gates_pass_every_word_of_one_s_own(words: str, form: str, text: str) -> None:
    found_in(f"{text} [{text}] ({words})", settings_of(form.format(words)))


def test_no_setting_is_no_change() -> None:
    assert kinds_of(MarkerSettings()) is KINDS
    assert kinds_of(settings_of("[A]")) is kinds_of(settings_of("[A]"))


def test_own_kinds_come_first_and_are_sure_by_default() -> None:
    own, *others = kinds_of(settings_of("[À VALIDER]"))
    assert (own.name, own.level) == ("À valider", "sure")
    assert tuple(others) == KINDS


def test_what_is_switched_off_is_not_looked_for_but_known() -> None:
    settings = MarkerSettings(off=("todo", "À valider"), kinds={"À valider": KindSettings(words=("[À VALIDER]",))})
    names = [kind.name for kind in kinds_of(settings)]
    assert "todo" not in names
    assert "À valider" not in names
    assert {"todo", "À valider"} <= set(names_of(settings))


def test_a_built_in_kind_is_changed_in_its_place_and_no_shape_is_surer_than_it() -> None:
    settings = MarkerSettings(kinds={"to-check": KindSettings(words=("(vu ?)",), level="blank", why="À voir.")})
    changed = kinds_of(settings)
    assert [kind.name for kind in changed] == [kind.name for kind in KINDS]
    kind = next(kind for kind in changed if kind.name == "to-check")
    assert (kind.level, kind.why) == ("blank", "À voir.")
    assert {shape.level for shape in kind.shapes} == {None}


def test_a_kind_without_words_is_none() -> None:
    settings = MarkerSettings(kinds={"Vide": KindSettings(level="sure"), "Crochets": KindSettings(words=("[]", " "))})
    assert kinds_of(settings) == KINDS
    assert set(names_of(settings)) == {kind.name for kind in KINDS}


def test_capitals_matter_where_one_stands_beyond_the_first_letter() -> None:
    assert found_in("[À VALIDER] [à valider]", settings_of("[À VALIDER]")) == ["[À VALIDER]"]
    assert found_in("[À VOIR ICI] [à voir ici]", settings_of("[À voir ici]")) == ["[À VOIR ICI]", "[à voir ici]"]


def test_every_place_of_a_shape_is_known() -> None:
    assert {shape.place for written in ("[a]", "(a)", "a") for shape in shapes_of(written)} <= set(get_args(Place))
