"""Findings are known again whatever is moved about: no line and no file's name is part of what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from tests.build.checks import baseline, check, new

# What a paragraph may be: unfinished, wrong, or neither. Each place of `{}` takes words of its own.
KINDS = (
    "**\\[ENRICHIR]** le récit de {}, du premier jour au bilan.",
    "TODO(lea): relire avec {} la page des contacts et le plan.",
    "Le service, tel que {} le décrit, ouvre en mai \\[À COMPLÉTER].",
    "Voir [la fiche de {}](fiches/manquante.md) avant de commencer.",
    "![Le parcours vu par {}](images/absente.png)",
    "Un paragraphe entier, que {} a relu, et où rien ne manque.",
)
PEOPLE = ("Amina", "Basile", "Chloé", "Denis", "Élise")


@dataclass(frozen=True)
class Chapter:
    name: str
    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


paragraphs = st.builds(str.format, st.sampled_from(KINDS), st.sampled_from(PEOPLE))
sections = st.lists(st.lists(paragraphs, max_size=4).map(tuple), min_size=1, max_size=3)


@st.composite
def books(draw: st.DrawFn) -> tuple[Chapter, ...]:
    """One to three chapters of titled sections."""
    return tuple(
        Chapter(
            f"chapitre-{at}",
            f"Le chapitre {at}",
            tuple((f"Partie {number} du chapitre {at}", texts) for number, texts in enumerate(draw(sections))),
        )
        for at in range(draw(st.integers(1, 3)))
    )


@st.composite
def moved(draw: st.DrawFn, book: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Deal the paragraphs out anew, with others among them; reorder chapters; give files other names and folders."""
    texts = draw(st.permutations([text for chapter in book for _, own in chapter.sections for text in own]))
    texts = [words for text in texts for words in (text, *draw(st.lists(st.just("Rien de neuf ici."), max_size=1)))]
    places = [(chapter.name, title) for chapter in book for title, _ in chapter.sections]
    homes = [(draw(st.sampled_from(places)), text) for text in texts]
    folder = draw(st.sampled_from(("", "guide/", "guide/textes/")))
    return tuple(
        replace(
            chapter,
            name=folder + draw(st.sampled_from((chapter.name, f"autre-{chapter.name}"))),
            sections=tuple(
                (title, tuple(text for home, text in homes if home == (chapter.name, title)))
                for title, _ in draw(st.permutations(chapter.sections))
            ),
        )
        for chapter in draw(st.permutations(book))
    )


def sources(book: tuple[Chapter, ...], breaks: frozenset[int] = frozenset()) -> Mapping[str, str]:
    """Write a book down; at the spaces of these numbers a paragraph goes on on a new line."""

    def flowed(text: str) -> str:
        words = text.split(" ")
        return words[0] + "".join(("\n" if at in breaks else " ") + word for at, word in enumerate(words[1:]))

    def page(chapter: Chapter) -> str:
        blocks = [f"# {chapter.title}", "Où il est dit de quoi il s'agit."]
        for title, texts in chapter.sections:
            blocks += [f"## {title}", "Ce que contient cette partie.", *map(flowed, texts)]
        return "\n\n".join(blocks) + "\n"

    listed = "".join(f"* [{chapter.title}]({chapter.name}.md)\n" for chapter in book)
    return {f"{chapter.name}.md": page(chapter) for chapter in book} | {"SUMMARY.md": f"# Sommaire\n\n{listed}"}


@given(st.data())
def test_what_is_moved_about_is_known_again(data: st.DataObject) -> None:
    book = data.draw(books())
    breaks = data.draw(st.frozensets(st.integers(0, 9), max_size=4))
    result = check(sources(data.draw(moved(book)), breaks), baseline(sources(book)))
    assert [one.diagnostic.values for one in new(result)] == []
    assert result.fixed == ()


def placed(book: tuple[Chapter, ...], at: int, text: str) -> tuple[Chapter, ...]:
    """Give a book with a paragraph more, at the end of one of its sections."""
    places = [(chapter.name, title) for chapter in book for title, _ in chapter.sections]
    wanted = places[at % len(places)]
    return tuple(
        replace(
            chapter,
            sections=tuple(
                (title, (*texts, text) if (chapter.name, title) == wanted else texts)
                for title, texts in chapter.sections
            ),
        )
        for chapter in book
    )


@given(st.data(), st.sampled_from(KINDS[:5]), st.integers(0, 20))
def test_what_is_new_is_new_among_all_that_moved(data: st.DataObject, kind: str, at: int) -> None:
    book = data.draw(books())
    more = placed(data.draw(moved(book)), at, kind.format("Fatou"))
    result = check(sources(more), baseline(sources(book)))
    assert len(new(result)) == 1
    assert result.fixed == ()


@given(st.data(), st.sampled_from(KINDS[:5]), st.integers(0, 20))
def test_what_is_gone_is_fixed_whatever_moved(data: st.DataObject, kind: str, at: int) -> None:
    book = data.draw(books())
    before = placed(book, at, kind.format("Fatou"))
    result = check(sources(data.draw(moved(book))), baseline(sources(before)))
    assert new(result) == []
    assert len(result.fixed) == 1


@given(st.data(), st.sampled_from(KINDS[:5]), st.integers(0, 20))
def test_equal_findings_are_counted(data: st.DataObject, kind: str, at: int) -> None:
    book = data.draw(books())
    text = kind.format("Fatou")
    once = placed(book, at, text)
    twice = placed(once, at, text)
    assert len(new(check(sources(twice), baseline(sources(once))))) == 1
    assert len(check(sources(once), baseline(sources(twice))).fixed) == 1
    assert new(check(sources(twice), baseline(sources(twice)))) == []
