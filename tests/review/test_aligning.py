"""What two sequences have in common, and paragraphs that became others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.aligning import in_common, rising
from pipeline.review.pairing import Lines, segments
from tests.effort import effort

_ITEMS = st.lists(st.sampled_from("abcdefg"), max_size=30)


@given(_ITEMS, _ITEMS)
def test_pairs_are_equal_and_in_order(left: list[str], right: list[str]) -> None:
    pairs = in_common(left, right)
    assert all(left[i] == right[j] for i, j in pairs)
    assert pairs == rising(pairs)
    assert len({i for i, _j in pairs}) == len({j for _i, j in pairs}) == len(pairs)


@given(_ITEMS)
def test_the_same_is_all_in_common(items: list[str]) -> None:
    assert in_common(items, items) == [(at, at) for at in range(len(items))]


_TEXTS = st.lists(st.sampled_from(("", "un mot", "deux mots", "un mot de plus", "tout autre chose", "x")), max_size=15)


@given(_TEXTS, _TEXTS)
def test_every_paragraph_stands_in_one_segment_and_in_order(left: list[str], right: list[str]) -> None:
    found = segments(Lines(left, [()] * len(left)), Lines(right, [()] * len(right)))
    assert [at for one in found for at in one.left] == list(range(len(left)))
    assert [at for one in found for at in one.right] == list(range(len(right)))


def _became(left: list[str], right: list[str]) -> list[tuple[list[int], list[int]]]:
    found = segments(Lines(left, [()] * len(left)), Lines(right, [()] * len(right)))
    return [(list(one.left), list(one.right)) for one in found]


def test_a_paragraph_may_become_two_and_two_may_become_one() -> None:
    one, two = "Le premier jour on accueille et on écoute", "puis on oriente vers le bon service"
    assert _became([f"{one} {two}"], [one, two]) == [([0], [0, 1])]
    assert _became([one, two], [f"{one} {two}"]) == [([0, 1], [0])]


def test_ten_thousand_paragraphs_are_compared_without_comparing_each_with_each() -> None:
    def work(many: int) -> int:
        left = [f"paragraphe {number} du livre" for number in range(many)]
        right = [f"{text} changé" if number % 7 == 0 else text for number, text in enumerate(left) if number % 11]
        return effort(lambda: _became(left, right))

    assert work(4000) < 5 * work(1000)
