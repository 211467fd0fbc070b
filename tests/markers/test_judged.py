"""Verdicts on the sure findings of real handbooks follow their markers."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pipeline.model import Marker
from pipeline.source import Span
from tests.markers.judged import Corpus, Verdict, carried, judge, read_verdicts, words_of, write_verdicts

PLACE = Span("page.md", 3, 1, 3, 5)
TODO = Marker(1, "todo", "sure", PLACE, "TODO", "relire", ("Titre",), "page", "0123456789abcdef")
KNOWN = Verdict("false", "guide", "todo", TODO.fingerprint, words_of(TODO))


def verdict_on(marker: Marker, known: list[Verdict], corpus: str = "guide") -> str:
    [(verdict, _marker)] = judge(Corpus(corpus, 1, (marker,)), known)
    return verdict.verdict


def test_a_marker_is_known_again_by_its_fingerprint():
    assert verdict_on(msgspec.structs.replace(TODO, subject="reprendre"), [KNOWN]) == "false"


def test_a_marker_is_known_again_by_its_words_when_fingerprints_are_made_otherwise():
    moved = msgspec.structs.replace(TODO, fingerprint="fedcba9876543210")
    assert verdict_on(moved, [KNOWN]) == "false"


@pytest.mark.parametrize("change", [{"kind": "enrich"}, {"fingerprint": "fedcba9876543210", "subject": "reprendre"}])
def test_another_marker_is_not_judged(change):
    assert verdict_on(msgspec.structs.replace(TODO, **change), [KNOWN]) == "?"


def test_a_verdict_holds_for_its_own_handbook_only():
    assert verdict_on(TODO, [KNOWN], corpus="manuel") == "?"


def test_the_same_words_judged_both_ways_say_nothing():
    other = KNOWN._replace(verdict="true", fingerprint="aaaaaaaaaaaaaaaa")
    assert verdict_on(msgspec.structs.replace(TODO, fingerprint="fedcba9876543210"), [KNOWN, other]) == "?"


def test_what_is_only_suspected_needs_no_verdict():
    assert judge(Corpus("guide", 1, (msgspec.structs.replace(TODO, level="suspected"),)), [KNOWN]) == []


def test_an_update_keeps_the_verdicts_of_absent_handbooks_and_leaves_out_what_is_gone():
    absent, gone = KNOWN._replace(corpus="manuel"), KNOWN._replace(fingerprint="aaaaaaaaaaaaaaaa", words="b" * 16)
    assert carried([Corpus("guide", 1, (TODO,))], [KNOWN, absent, gone]) == [KNOWN, absent]


def test_verdicts_are_written_and_read_again(tmp_path: Path):
    file = tmp_path / "judged.txt"
    assert read_verdicts(file) == []
    write_verdicts([KNOWN, KNOWN._replace(corpus="a")], file)
    assert read_verdicts(file) == [KNOWN._replace(corpus="a"), KNOWN]
