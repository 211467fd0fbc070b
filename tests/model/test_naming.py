"""Names of jobs: both forms of an inclusive title, the order of French dictionaries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.naming import first_letter, forms, sorting_key


@pytest.mark.parametrize(
    ("title", "feminine", "masculine"),
    [
        ("conseiller/ère énergie", "conseillère énergie", "conseiller énergie"),
        ("chargé/e d'affaires", "chargée d'affaires", "chargé d'affaires"),
        ("ingénieur/e", "ingénieure", "ingénieur"),
        ("technicien/ne en mesure", "technicienne en mesure", "technicien en mesure"),
        ("directeur/trice", "directrice", "directeur"),
        ("acheteur/euse", "acheteuse", "acheteur"),
        ("chef/fe de projet", "cheffe de projet", "chef de projet"),
        ("animateur/trice socioculturel/le", "animatrice socioculturelle", "animateur socioculturel"),
        ("relieur/euse-doreur/euse", "relieuse-doreuse", "relieur-doreur"),
        ("hôte/esse d'accueil", "hôtesse d'accueil", "hôte d'accueil"),
        ("sportif/ive", "sportive", "sportif"),
        ("agent·e", "agente", "agent"),
        ("technicien(ne) TP (travaux publics)", "technicienne TP (travaux publics)", "technicien TP (travaux publics)"),
        ("coiffeur/coiffeuse", "coiffeuse", "coiffeur"),
        ("acheteur / acheteuse (mode)", "acheteuse (mode)", "acheteur (mode)"),
        (
            "administrateur adjoint / administratrice adjointe du Sénat",
            "administratrice adjointe du Sénat",
            "administrateur adjoint du Sénat",
        ),
    ],
)
def test_both_forms(title: str, feminine: str, masculine: str) -> None:
    assert forms(title) == (feminine, masculine)


@pytest.mark.parametrize(
    "title",
    [
        "vigie",
        "gestion et/ou conseil",
        "femme / valet de chambre",
        "actif / passif",
        "UX/UI designer",
        "chef/zz",
        "24/7",
        "",
    ],
)
def test_a_title_that_is_not_understood_gives_none(title: str) -> None:
    assert forms(title) is None


@given(st.text(max_size=40))
def test_any_title_is_taken(title: str) -> None:
    made = forms(title)
    assert made is None or ("/" not in made.feminine and "/" not in made.masculine)


def test_french_order() -> None:
    names = ["zoologue", "éclusier/ère", "écluse à sas", "œnologue", "oeil", "Ébéniste", "3D designer", "côte", "cote"]
    assert sorted(names, key=sorting_key) == [
        "3D designer", "cote", "côte", "Ébéniste", "écluse à sas", "éclusier/ère", "oeil", "œnologue", "zoologue"
    ]  # fmt: skip
    assert [first_letter(name) for name in ("œnologue", "Élu", "3D", "«x»", "")] == ["O", "E", "#", "X", "#"]
