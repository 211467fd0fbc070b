"""What each thing that a reviewer does becomes: sort, certainty, place, edit."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest
from msgspec.structs import replace

from pipeline.manuscript.manuscript import Manuscript, Paragraph, Point, Run
from pipeline.review.remark import Remark
from pipeline.source import cut
from tests.effort import effort
from tests.review import printout as made

PAGE = dedent("""\
    ---
    description: Un guide pour l'accueil
    ---

    # Accueillir

    Le premier **contact direct** dure [cinq minutes](https://exemple.fr/cinq) : il donne
    le ton de la `suite x`.

    ## Préparer

    - Lire le dossier
    - Réserver une salle

    > Dire bonjour

    {% hint style="info" %}
    Garder la porte ouverte
    {% endhint %}

    | Étape | Qui |
    | --- | --- |
    | Appel | Agent |
    | Visite | Chef |

    ```
    nom = 1
    ```

    Fin[^1] du texte.

    [^1]: Une note brève.
    """)
SOURCES = {"README.md": PAGE}
FRONT = ("Sommaire", "1\tAccueillir\t3", "Liste des tableaux", "Tableau 1\t4")


@pytest.fixture(scope="module")
def printed() -> made.Printout:
    return made.printout(SOURCES, FRONT)


def _only(remarks: tuple[Remark, ...]) -> Remark:
    assert len(remarks) == 1, remarks
    return remarks[0]


def test_a_file_that_nobody_touched_says_nothing(printed: made.Printout) -> None:
    assert printed.returned(printed.manuscript) == ()


Work = Callable[[Manuscript], Manuscript]
WORKS: dict[str, tuple[Work, str, str]] = {
    "a word": (lambda m: made.typed(m, "premier", "tout premier"), "", "tout "),
    "a tracked word": (lambda m: made.tracked(m, "premier", "second"), "premier", "second"),
    "all that is bold, replaced": (lambda m: made.tracked(m, "contact direct", "mot"), "contact direct", "mot"),
    "all that is bold, gone": (lambda m: made.tracked(m, " contact direct", ""), " **contact direct**", ""),
    "words of a link": (lambda m: made.tracked(m, "minutes", "secondes"), "minutes", "secondes"),
    "code": (lambda m: made.typed(m, "suite x", "suite *"), "x", "*"),
    "signs": (lambda m: made.tracked(m, "direct", "*net* [ici]"), "direct", "\\*net\\* \\[ici\\]"),
    "two lines of the source": (lambda m: made.tracked(m, "donne le ton", "tient"), "donne\nle ton", "tient"),
    "a heading": (lambda m: made.typed(m, "Préparer", "Se préparer"), "Préparer", "Se préparer"),
    "a cell": (lambda m: made.tracked(m, "Agent", "a|b"), "Agent", "a\\|b"),
    "a line of code": (lambda m: made.typed(m, "nom = 1", "nom = 2"), "1", "2"),
    "a note": (lambda m: made.typed(m, "brève", "courte"), "brève", "courte"),
    "front matter": (lambda m: made.typed(m, "Un guide", "Le guide"), "Un", "Le"),
    "a paragraph split": (lambda m: made.split(m, "dure"), "", "\n\n"),
    "an item more": (lambda m: made.put_in(m, "dossier", "Relire"), "", "\n- Relire"),
    "a tracked item more": (lambda m: made.put_in(m, "dossier", "# Relire", "Léa"), "", "\n- \\# Relire"),
    "a quote more": (lambda m: made.put_in(m, "Dire", "Sourire"), "", "\n>\n> Sourire"),
    "a heading more": (
        lambda m: made.put_in(m, "Garder", "Après", style="Heading", level=3),
        "",
        "\n\n### Après",
    ),
    "an item less": (lambda m: made.taken_out(m, "dossier", "Léa"), "- Lire le dossier\n", ""),
    "a box less": (
        lambda m: made.taken_out(m, "Garder"),
        '{% hint style="info" %}\nGarder la porte ouverte\n{% endhint %}\n\n',
        "",
    ),
    "a row less": (
        lambda m: made.taken_out(made.taken_out(m, "Appel"), "Agent"),
        "| Appel | Agent |\n",
        "",
    ),
    "a paragraph in a cell": (lambda m: made.put_in(m, "Chef", "ou chat"), "", "<br>ou chat"),
}


@pytest.mark.parametrize("work", WORKS)
def test_a_change_is_placed_exactly_with_its_edit(printed: made.Printout, work: str) -> None:
    do, old, new = WORKS[work]
    remark = _only(printed.returned(do(printed.manuscript)))
    assert remark.certainty == "exact"
    assert remark.edit is not None
    assert (cut(PAGE, remark.edit.span), remark.edit.new) == (old, new)


def test_a_tracked_change_says_who_and_when(printed: made.Printout) -> None:
    remark = _only(printed.returned(made.tracked(printed.manuscript, "premier", "second", "Omar")))
    assert (remark.sort, remark.old, remark.new) == ("replacement", "premier", "second")
    assert (remark.author, remark.when, remark.is_tracked) == ("Omar", made.WHEN, True)
    assert remark.headings == ("Accueillir",)
    assert remark.context.startswith("Le premier contact")
    assert str(remark.span) == "README.md:7:4"


def test_an_untracked_change_has_no_author(printed: made.Printout) -> None:
    remark = _only(printed.returned(made.typed(printed.manuscript, "premier", "second")))
    assert (remark.author, remark.is_tracked) == ("", False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("l’accueil", "l'accueil"),
        ("cinq\u00a0minutes", "cinq minutes"),
        ("contact", "con\u00adtact"),
        ("1\tAccueillir\t3", "1\tAccueillir\t12"),
        ("Tableau 1\t4", "Tableau 1\t5"),
    ],
)
def test_typography_and_numbers_counted_anew_are_no_change(printed: made.Printout, old: str, new: str) -> None:
    text = old if any(old in run.text for one in printed.manuscript.paragraphs for run in one.runs) else new
    assert printed.returned(made.typed(printed.manuscript, text, new)) == ()


def test_words_changed_in_the_table_of_contents_are_told(printed: made.Printout) -> None:
    remark = _only(printed.returned(made.typed(printed.manuscript, "1\tAccueillir", "1\tRecevoir")))
    assert (remark.certainty, remark.old, remark.new, remark.edit) == ("near", "Accueillir", "Recevoir", None)


def test_a_section_that_is_gone_is_one_remark(printed: made.Printout) -> None:
    manuscript = printed.manuscript
    for words in ("Préparer", "Lire", "Réserver", "Dire"):
        manuscript = made.taken_out(manuscript, words)
    remark = _only(printed.returned(manuscript))
    assert remark.old == "Préparer\nLire le dossier\nRéserver une salle\nDire bonjour"
    assert remark.edit is not None
    assert "Préparer" not in made.with_edits(SOURCES, (remark,))["README.md"]


def test_joined_paragraphs_are_joined_in_the_sources() -> None:
    printed = made.printout({"README.md": "# Titre\n\nUn début clair.\n\nUne suite **vive** ici.\n"})
    first = made.at(printed.manuscript, "Un début").paragraph
    text = "Un début clair. Une suite vive ici."
    joined = replace(printed.manuscript.paragraphs[first], runs=(Run(text),))
    manuscript = made.swapped(made.swapped(printed.manuscript, first + 1), first, joined)
    remark = _only(printed.returned(manuscript))
    assert made.with_edits(printed.sources, (remark,))["README.md"].endswith(
        "Un début clair. Une suite **vive** ici.\n"
    )


def test_a_moved_paragraph_is_taken_out_and_put_in(printed: made.Printout) -> None:
    number = made.at(printed.manuscript, "Fin du texte").paragraph
    moved = printed.manuscript.paragraphs[number]
    manuscript = made.swapped(printed.manuscript, number)
    first = made.at(manuscript, "Préparer").paragraph
    manuscript = made.swapped(manuscript, first, moved, manuscript.paragraphs[first])
    remarks = printed.returned(manuscript)
    assert sorted((one.sort, one.old, one.new) for one in remarks) == [
        ("deletion", "Fin du texte.", ""),
        ("insertion", "", "Fin du texte."),
    ]


def test_words_stay_found_without_any_anchor(printed: made.Printout) -> None:
    bare = replace(
        printed.manuscript, paragraphs=tuple(replace(one, anchors=()) for one in printed.manuscript.paragraphs)
    )
    remark = _only(printed.returned(made.typed(bare, "premier", "second")))
    assert remark.certainty == "exact"


def test_a_copied_paragraph_is_new(printed: made.Printout) -> None:
    number = made.at(printed.manuscript, "Dire").paragraph
    same = printed.manuscript.paragraphs[number]
    remark = _only(printed.returned(made.swapped(printed.manuscript, number, same, same)))
    assert (remark.sort, remark.new) == ("insertion", "Dire bonjour")


def test_words_put_in_and_taken_out_again_are_both_told(printed: made.Printout) -> None:
    manuscript = made.tracked(printed.manuscript, "premier", " bon", "Léa", start=7)
    manuscript = made.tracked(manuscript, " bon", "", "Omar")
    remarks = printed.returned(manuscript)
    assert [(one.sort, one.author, one.old, one.new, one.edit) for one in remarks] == [
        ("insertion", "Léa", "", " bon", None),
        ("deletion", "Omar", " bon", "", None),
    ]


def test_sources_that_changed_since_are_a_conflict_with_both_texts(printed: made.Printout) -> None:
    today = {"README.md": PAGE.replace("dure", "prend")}
    remark = _only(printed.returned(made.typed(printed.manuscript, "premier", "second"), today))
    assert (remark.certainty, remark.edit) == ("conflict", None)
    assert "prend cinq" in remark.today
    assert remark.span is not None
    assert cut(today["README.md"], remark.span) == "premier"


def test_lines_put_in_before_do_not_matter(printed: made.Printout) -> None:
    today = {"README.md": PAGE.replace("# Accueillir\n", "# Accueillir\n\nDu neuf.\n")}
    remark = _only(printed.returned(made.typed(printed.manuscript, "premier", "second"), today))
    assert (remark.certainty, str(remark.span)) == ("exact", "README.md:9:4")


def test_a_page_that_was_renamed_is_found(printed: made.Printout) -> None:
    today = {"README.md": "# Rien\n", "accueil/recevoir.md": PAGE}
    remark = _only(printed.returned(made.typed(printed.manuscript, "premier", "second"), today))
    assert (remark.certainty, str(remark.span)) == ("exact", "accueil/recevoir.md:7:4")


def test_words_whose_paragraph_is_gone_are_near_what_was_beside(printed: made.Printout) -> None:
    today = {"README.md": PAGE.replace("> Dire bonjour\n\n", "")}
    remark = _only(printed.returned(made.typed(printed.manuscript, "bonjour", "merci"), today))
    assert (remark.certainty, remark.edit, remark.old, remark.new) == ("nowhere", None, "bonjour", "merci")
    assert remark.span is not None
    assert "Réserver une salle" in cut(today["README.md"], remark.span)


def test_a_picture_put_in_is_told_and_not_written(printed: made.Printout) -> None:
    remark = _only(printed.returned(made.typed(printed.manuscript, "premier", "premier \ufffc")))
    assert (remark.sort, remark.edit) == ("insertion", None)


def test_a_page_of_the_list_is_renamed_there() -> None:
    sources = {"SUMMARY.md": "# Liste\n\n## Début\n\n* [Un](un.md)\n", "un.md": "# Un\n\nTexte.\n"}
    printed = made.printout(sources)
    remark = _only(printed.returned(made.typed(printed.manuscript, "Début", "Départ")))
    assert remark.edit is not None
    assert made.with_edits(sources, (remark,))["SUMMARY.md"] == sources["SUMMARY.md"].replace("Début", "Départ")


def test_the_work_grows_with_the_book_and_no_faster() -> None:
    def work(many: int) -> int:
        lines = [f"Phrase {number} dit le mot n{number} puis s'arrête là." for number in range(many)]
        printed = made.printout({"README.md": "# Titre\n\n" + "\n\n".join(lines) + "\n"})
        manuscript = made.typed(printed.manuscript, "n1 ", "autre ")
        gone = [one for at, one in enumerate(manuscript.paragraphs) if at % 10 != 5]
        changed = replace(manuscript, paragraphs=(*gone, Paragraph((Run("Tout neuf"),))))
        return effort(lambda: printed.returned(changed))

    assert work(400) < 5 * work(100)


def test_a_point_behind_the_end_is_no_error(printed: made.Printout) -> None:
    manuscript = made.said(printed.manuscript, "premier", "Ici ?")
    comment = replace(manuscript.comments[0], start=Point(9999, 3), end=Point(9999, 9))
    remark = _only(printed.returned(replace(manuscript, comments=(comment,))))
    assert remark.text == "Ici ?"
