"""Several reviewers' files as one review."""

from __future__ import annotations

import itertools

from pipeline.review.placing import merged, reviewed
from pipeline.review.remark import Remark
from tests.review import printout as made

SOURCES = {
    "SUMMARY.md": "# Liste\n\n* [Z](z.md)\n* [A](a.md)\n",
    "z.md": "# Premier\n\nUn mot clair et simple.\n",
    "a.md": "# Second\n\nUne phrase longue ici.\n",
}
PRINTED = made.printout(SOURCES)


def _returned(old: str, new: str, file: str) -> tuple[Remark, ...]:
    book = made.book_of(SOURCES)
    manuscript = made.tracked(PRINTED.manuscript, old, new, author=file)
    return reviewed(manuscript, file, PRINTED.edition, book, made.reader(SOURCES))


def test_remarks_stand_in_the_order_of_the_book_and_not_of_the_files_names() -> None:
    review = merged("Guide", [("1", _returned("longue", "brève", "1")), ("2", _returned("clair", "net", "2"))])
    both = merged("Guide", [("3", (*_returned("clair", "net", "3"), *_returned("longue", "brève", "3")))])
    assert [one.old for one in both.remarks] == ["clair", "longue"]
    assert {one.old for one in review.remarks} == {"clair", "longue"}
    assert review.files == ("1", "2")


def test_the_same_change_made_by_two_stays_two_side_by_side_with_the_same_edit() -> None:
    review = merged(
        "Guide",
        [
            ("1", (*_returned("clair", "net", "1"), *_returned("simple", "bref", "1"))),
            ("2", _returned("clair", "net", "2")),
        ],
    )
    assert [(one.author, one.old) for one in review.remarks] == [("1", "clair"), ("2", "clair"), ("1", "simple")]
    assert review.remarks[0].edit == review.remarks[1].edit is not None


def test_changes_that_contradict_are_in_conflict_each_with_the_other() -> None:
    review = merged("Guide", [("1", _returned("mot clair", "texte", "1")), ("2", _returned("clair", "net", "2"))])
    assert [(one.certainty, one.edit, one.new, one.today) for one in review.remarks] == [
        ("conflict", None, "texte", "net"),
        ("conflict", None, "net", "texte"),
    ]


def test_changes_beside_each_other_do_not_contradict() -> None:
    review = merged("Guide", [("1", _returned("mot", "terme", "1")), ("2", _returned("clair", "net", "2"))])
    assert all(one.certainty == "exact" and one.edit for one in review.remarks)


def test_words_put_in_at_one_place_by_two_contradict() -> None:
    places = [("1", made.tracked(PRINTED.manuscript, "mot", " bref", "1", start=3))]
    places.append(("2", made.tracked(PRINTED.manuscript, "mot", " juste", "2", start=3)))
    reviews = [(name, PRINTED.returned(manuscript)) for name, manuscript in places]
    review = merged("Guide", reviews)
    assert [(one.new, one.today) for one in review.remarks] == [(" bref", " juste"), (" juste", " bref")]


def test_nothing_is_lost_whatever_the_order_of_the_files() -> None:
    nowhere = Remark("3", "comment", "nowhere", text="Bravo")
    reviews = [("1", _returned("clair", "net", "1")), ("2", _returned("clair", "beau", "2")), ("3", (nowhere,))]
    for some in itertools.permutations(reviews):
        review = merged("Guide", some)
        assert sorted(one.new or one.text for one in review.remarks) == ["Bravo", "beau", "net"]
