"""Comments: their words, their threads, and our own markers among them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.emit.spots import anchor_of
from pipeline.manuscript.manuscript import Comment, Manuscript, Point
from pipeline.review.remark import Answer, Remark
from pipeline.source import cut
from tests.review import printout as made

PAGE = "# Accueillir\n\nLe premier **contact** dure [À COMPLÉTER].\n\nUne suite claire.\n\n- Un point\n"
SOURCES = {"README.md": PAGE}
MARKER = made.book_of(SOURCES).markers[0]
OWN = ("Rédaction", f"no 1 · À compléter\nLe premier contact dure [À COMPLÉTER].\n{anchor_of(MARKER)}")


@pytest.fixture(scope="module")
def printed() -> made.Printout:
    plain = made.printout(SOURCES, front=("Sommaire",))
    edition = replace(plain.edition, comments=(OWN,))
    author, text = OWN
    return plain._replace(
        edition=edition, manuscript=made.said(plain.manuscript, "[À COMPLÉTER]", text, "0", author=author)
    )


def _only(remarks: tuple[Remark, ...]) -> Remark:
    assert len(remarks) == 1, remarks
    return remarks[0]


def test_a_comment_stands_on_its_words(printed: made.Printout) -> None:
    remark = _only(printed.returned(made.said(printed.manuscript, "contact dure", "Combien ?")))
    assert (remark.sort, remark.certainty, remark.author, remark.when) == ("comment", "exact", "Léa", made.WHEN)
    assert (remark.text, remark.old, remark.headings) == ("Combien ?", "contact dure", ("Accueillir",))
    assert remark.span is not None
    assert cut(PAGE, remark.span) == "contact** dure"


def test_a_comment_may_go_over_several_paragraphs(printed: made.Printout) -> None:
    manuscript = made.said(printed.manuscript, "contact", "À revoir")
    end = made.at(manuscript, "claire")
    comment = replace(manuscript.comments[-1], end=Point(end.paragraph, end.offset + len("claire")))
    remark = _only(printed.returned(replace(manuscript, comments=(manuscript.comments[0], comment))))
    assert remark.certainty == "exact"
    assert remark.old == "contact dure [À COMPLÉTER].\nUne suite claire"
    assert remark.span is not None
    assert cut(PAGE, remark.span) == "contact** dure [À COMPLÉTER].\n\nUne suite claire"


def test_a_comment_on_words_that_changed_around_it(printed: made.Printout) -> None:
    manuscript = made.said(made.tracked(printed.manuscript, "premier", "tout premier"), "contact", "Oui")
    comment = next(one for one in printed.returned(manuscript) if one.sort == "comment")
    assert comment.certainty == "exact"
    assert comment.span is not None
    assert cut(PAGE, comment.span) == "contact"


def test_a_comment_on_words_of_the_reviewer_is_near_them(printed: made.Printout) -> None:
    manuscript = made.said(made.put_in(printed.manuscript, "suite", "Tout neuf"), "neuf", "Voilà")
    comment = next(one for one in printed.returned(manuscript) if one.sort == "comment")
    assert (comment.certainty, comment.old, comment.text) == ("near", "neuf", "Voilà")


def test_a_comment_outside_the_words_of_the_sources_is_near_them(printed: made.Printout) -> None:
    remark = _only(printed.returned(made.said(printed.manuscript, "Sommaire", "Trop long")))
    assert (remark.certainty, remark.old) == ("near", "Sommaire")


def test_a_comment_without_a_place_is_told(printed: made.Printout) -> None:
    comments = (*printed.manuscript.comments, Comment("7", "Léa", "Bravo"))
    remark = _only(printed.returned(replace(printed.manuscript, comments=comments)))
    assert (remark.certainty, remark.text, remark.span) == ("nowhere", "Bravo", None)


def test_answers_stand_below_their_comment_in_order(printed: made.Printout) -> None:
    manuscript = made.said(printed.manuscript, "contact", "Combien ?", is_resolved=True)
    answers = (Comment("2", "Omar", "Trois", "2024-03-02", parent="1"), Comment("3", "Léa", "Bien", parent="2"))
    remark = _only(printed.returned(replace(manuscript, comments=(*manuscript.comments, *answers))))
    assert remark.is_resolved
    assert remark.answers == (Answer("Omar", "2024-03-02", "Trois"), Answer("Léa", "", "Bien"))


def test_an_answer_to_nothing_and_a_circle_are_told(printed: made.Printout) -> None:
    comments = (
        *printed.manuscript.comments,
        Comment("5", "Léa", "Seule", parent="99"),
        Comment("6", "Léa", "A", parent="7"),
        Comment("7", "Léa", "B", parent="6"),
    )
    remarks = printed.returned(replace(printed.manuscript, comments=comments))
    told = {one.text for one in remarks} | {answer.text for one in remarks for answer in one.answers}
    assert told == {"Seule", "A", "B"}


def test_conflicting_words_are_given(printed: made.Printout) -> None:
    today = {"README.md": PAGE.replace("premier", "tout premier")}
    remark = _only(printed.returned(made.said(printed.manuscript, "contact", "Qui ?"), today))
    assert remark.certainty == "conflict"
    assert remark.today.startswith("Le tout premier contact")


def _with_own(manuscript: Manuscript, **changes: object) -> Manuscript:
    first, *others = manuscript.comments
    return replace(manuscript, comments=(replace(first, **changes), *others))


def test_our_own_comments_say_nothing(printed: made.Printout) -> None:
    assert printed.returned(printed.manuscript) == ()


def test_a_marker_that_was_answered_is_told_with_its_number(printed: made.Printout) -> None:
    answer = Comment("9", "Omar", "Cinq minutes", parent="0")
    comments = (*printed.manuscript.comments, answer)
    remark = _only(printed.returned(replace(printed.manuscript, comments=comments)))
    assert (remark.on_marker, remark.answers) == (1, (Answer("Omar", "", "Cinq minutes"),))


def test_a_marker_that_was_resolved_or_rewritten_is_told(printed: made.Printout) -> None:
    resolved = _only(printed.returned(_with_own(printed.manuscript, is_resolved=True)))
    assert (resolved.on_marker, resolved.is_resolved) == (1, True)
    text = OWN[1].replace("À compléter", "Cinq minutes, vu avec Omar")
    rewritten = _only(printed.returned(_with_own(printed.manuscript, text=text)))
    assert (rewritten.on_marker, rewritten.text) == (1, text)


def test_a_marker_is_known_by_its_number_of_today(printed: made.Printout) -> None:
    today = {"README.md": PAGE.replace("# Accueillir\n", "# Accueillir\n\nTODO : une introduction\n")}
    remark = _only(printed.returned(_with_own(printed.manuscript, is_resolved=True), today))
    assert remark.on_marker == 2
