"""A small guide and what two reviewers wrote in it, one remark of every sort and certainty."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.review.remark import Answer, Edit, Remark, Review
from pipeline.source import Span

FIRST = "guide-relu.docx"
SECOND = "guide-relu-omar.odt"
SOURCES: Mapping[str, str] = {
    "handbook.yml": "title: Guide de l'accueil\nlanguage: fr\n",
    "SUMMARY.md": "# Sommaire\n\n* [Accueillir](accueillir.md)\n* [Orienter](orienter.md)\n",
    "accueillir.md": (
        "# Accueillir\n\n"
        "Le premier contact dure cinq minutes et donne le ton de la suite.\n\n"
        "## Préparer\n\n"
        "- Lire le dossier la veille.\n"
        "- Réserver une salle **calme** et claire.\n\n"
        "| Étape | Qui |\n| ----- | --- |\n| Appel | l'agent d'accueil |\n\n"
        "```\nnom = prénom\n```\n"
    ),
    "orienter.md": (
        "# Orienter\n\n"
        "Chaque personne repart avec un nom et un numéro de téléphone.\n\n"
        "Le service rappelle sous huit jours.\n"
    ),
}
CAMILLE, OMAR = "Camille Martin", "Omar Benali"


def span_of(file: str, words: str, sources: Mapping[str, str] = SOURCES) -> Span:
    """Give the place of words that stand once in a file, on one line."""
    at = sources[file].index(words)
    line = sources[file].count("\n", 0, at) + 1
    column = at - sources[file].rfind("\n", 0, at)
    return Span(file, line, column, line, column + len(words))


def after(file: str, words: str) -> Span:
    """Give the empty place right behind words."""
    place = span_of(file, words)
    return Span(file, place.line, place.end_column, place.line, place.end_column)


def comment(file: str, words: str, text: str, author: str = CAMILLE, **others: object) -> Remark:
    """Give a comment on words."""
    values: dict[str, object] = {
        "file": others.pop("returned", FIRST),
        "sort": "comment",
        "certainty": "exact",
        "author": author,
        "when": "2026-11-27T09:30:00Z",
        "text": text,
        "old": words,
        "context": words,
        "headings": ("Accueillir",),
    }
    if "span" not in others:
        values["span"] = span_of(file, words)
    return Remark(**{**values, **others})  # type: ignore[arg-type]


def change(file: str, old: str, new: str, author: str = CAMILLE, *, behind: str = "", **others: object) -> Remark:
    """Give a tracked change of words into others; an insertion stands `behind` words."""
    place = after(file, behind) if behind else span_of(file, old)
    values: dict[str, object] = {
        "file": others.pop("returned", FIRST),
        "sort": "insertion" if not old else "replacement" if new else "deletion",
        "certainty": "exact",
        "author": author,
        "when": "2026-11-28T10:00:00Z",
        "old": old,
        "new": new,
        "context": behind or old,
        "span": place,
        "headings": ("Accueillir",),
        "is_tracked": True,
        "edit": Edit(place, new),
    }
    return Remark(**{**values, **others})  # type: ignore[arg-type]


FULL = Review(
    "Guide de l'accueil",
    (FIRST, SECOND),
    (
        change(
            "accueillir.md",
            "cinq minutes",
            "dix minutes",
            context="Le premier contact dure cinq minutes et donne le ton de la suite.",
        ),
        comment(
            "accueillir.md",
            "le ton de la suite",
            "Est-ce vrai au téléphone aussi ?\nJe n'en suis pas sûre.",
            context="Le premier contact dure cinq minutes et donne le ton de la suite.",
            answers=(Answer(OMAR, "2026-11-28T08:00:00Z", "Oui, l'enquête de 2025 le montre."),),
        ),
        change(
            "accueillir.md",
            "",
            ", et prévenir l'agent",
            OMAR,
            behind="Lire le dossier la veille",
            headings=("Accueillir", "Préparer"),
            returned=SECOND,
        ),
        comment(
            "accueillir.md",
            "calme",
            "Ou une salle avec une porte ?",
            OMAR,
            context="Réserver une salle calme et claire.",
            headings=("Accueillir", "Préparer"),
            returned=SECOND,
        ),
        comment(
            "accueillir.md",
            "l'agent d'accueil",
            "Le titre exact du poste est à vérifier avant le 15 décembre 2026.",
            certainty="near",
            headings=("Accueillir", "Préparer"),
        ),
        change(
            "orienter.md",
            "sous huit jours",
            "",
            certainty="conflict",
            is_tracked=False,
            edit=None,
            today="Le service rappelle sous huit jours, ou le lendemain si c'est urgent.",
            context="Le service rappelle sous huit jours ouvrés.",
            headings=("Orienter",),
        ),
        comment("orienter.md", "un numéro de téléphone", "Fait.", is_resolved=True, headings=("Orienter",)),
        comment(
            "orienter.md",
            "Orienter",
            "Où est passé l'encadré sur les horaires ?",
            OMAR,
            certainty="nowhere",
            old="",
            context="",
            returned=SECOND,
            headings=("Orienter",),
        ),
    ),
)
