"""The sample's matrices and its job sheet."""

from __future__ import annotations

from pipeline.model import (
    Emphasis,
    Inlines,
    JobName,
    JobSheet,
    Marked,
    Page,
    Responsibility,
    ResponsibilityMatrix,
    ResponsibilityRow,
    Responsible,
    RomeCode,
    SheetSection,
    SignMeaning,
    SkillLevel,
    SkillRow,
    SkillsMatrix,
    Strong,
    Training,
)
from tests.emit.sample_make import at, bullets, h, p, run, t


def _skill(axis: str, sub_axis: str, intention: str, *skills: str) -> SkillRow:
    return SkillRow(t(axis), t(sub_axis), t(intention), tuple(t(skill) if skill else () for skill in skills), at())


def skills() -> SkillsMatrix:
    """Give seven columns of long words: four levels, two axes."""
    return SkillsMatrix(
        axis_title=t("Axe"),
        sub_axis_title=t("Sous-axe"),
        intention_title=t("Intention"),
        skill_title=t("Compétence"),
        levels=(
            SkillLevel(t("Niveau 1"), run(Emphasis(t("Comprendre et alimenter le travail de l’équipe")))),
            SkillLevel(t("Niveau 2"), run(Emphasis(t("Tenir la livraison de bout en bout")))),
            SkillLevel(t("Niveau 3"), run(Emphasis(t("Faire le produit dont on a besoin")))),
            SkillLevel(
                t("Niveau 4"),
                run(Emphasis(t("Arbitrer entre plusieurs initiatives et accompagner les autres"))),
            ),
        ),
        rows=(
            _skill(
                "Conduite du produit",
                "Raison d’être",
                "La raison d’être relie la politique publique à la feuille de route : elle dit pourquoi l’on "
                "travaille "
                "et ce que l’on ne fera pas.",
                "Expliquer la raison d’être à l’équipe et vérifier que chacun l’a comprise",
                "Choisir parmi plusieurs formats d’atelier pour la faire émerger",
                "Préparer et animer un cadrage avec des responsables d’horizons différents",
                "Faciliter la réflexion à l’échelle d’un ensemble d’initiatives interministérielles",
            ),
            _skill(
                "Conduite du produit",
                "Priorités",
                "Décider de ce qui passe d’abord, et le dire.",
                "Tenir une liste ordonnée",
                "Estimer la valeur avec les usagers",
                "Renoncer et l’expliquer",
                "",
            ),
            _skill(
                "Écoute",
                "Recherche utilisateur",
                "Observer avant de décider.",
                "Assister à des entretiens",
                "Conduire des entretiens",
                "Bâtir un plan de recherche",
                "Former d’autres services à la recherche",
            ),
        ),
        empty_rows=(at(30),),
        span=at(),
    )


def _cell(kind: Responsible, sign: str, words: Inlines = ()) -> Responsibility:
    return Responsibility(kind, sign, words, at())


def responsibilities() -> ResponsibilityMatrix:
    """Give three roles, signs with and without words, and empty cells."""
    return ResponsibilityMatrix(
        activity_title=(),
        roles=(t("Responsable métier"), t("Cheffe de produit"), t("Développeurs")),
        rows=(
            ResponsibilityRow(
                t("Porter la raison d’être"),
                (
                    _cell("shared", "🔒", t("Co-responsable (porte la politique publique)")),
                    _cell("shared", "🔒", t("Co-responsable (porte le produit)")),
                    _cell("informed", "👀"),
                ),
                at(),
            ),
            ResponsibilityRow(
                run("Piloter la ", Emphasis(t("livraison")), " : écrire les demandes, ordonner, vérifier"),
                (_cell("participates", "🤝", t("Participe")), _cell("responsible", "🙆‍♂️"), _cell("none", "")),
                at(),
            ),
            ResponsibilityRow(
                t("Rendre le service accessible à toutes et tous"),
                (
                    _cell("none", ""),
                    _cell("other", "", t("selon l’équipe")),
                    _cell("responsible", "🙆‍♂️", t("Responsable")),
                ),
                at(),
            ),
        ),
        legend=(
            SignMeaning("🔒", "shared", "Co-responsable"),
            SignMeaning("🙆‍♂️", "responsible", "Responsable"),
            SignMeaning("🤝", "participates", "Participe"),
            SignMeaning("👀", "informed", ""),
        ),
        empty_rows=(),
        span=at(),
    )


def matrices() -> Page:
    """Give the page of the two matrices, with a page below it."""
    return Page(
        id="equipe-tableaux",
        file="equipe/tableaux.md",
        kind="page",
        title=t("Qui fait quoi"),
        blocks=(
            p("Le service ", Marked(3, t("[NOM DU SERVICE]")), " répartit les rôles ainsi."),
            h(2, "Les responsabilités", "equipe-responsabilites"),
            responsibilities(),
            h(2, "Les compétences", "equipe-competences"),
            p("Chaque niveau comprend ceux qui le précèdent."),
            skills(),
            p("La grille se relit une fois par an avec toute l’équipe."),
        ),
        span=at(1, "equipe/tableaux.md"),
        icon="users",
        children=(
            Page(
                id="equipe-arrivee",
                file="equipe/arrivee.md",
                kind="page",
                title=t("Accueillir une personne"),
                blocks=(
                    p("Le premier jour compte."),
                    h(2, "La première semaine", "arrivee-semaine"),
                    p("On se présente."),
                ),
                span=at(1, "equipe/arrivee.md"),
            ),
        ),
    )


def job_sheet() -> JobSheet:
    """Give a job sheet with every field."""
    return JobSheet(
        identifier="MET.901",
        feminine=t("conseillère numérique"),
        masculine=t("conseiller numérique"),
        other_names=(
            JobName(t("médiateur/trice numérique"), at(), t("médiatrice numérique"), t("médiateur numérique")),
            JobName(t("guide numérique"), at()),
        ),
        rome=(RomeCode("K1207", at(), "Intervention socioéducative"), RomeCode("M1801", at())),
        level=t("bac + 2"),
        statuses=(t("salarié"), t("fonctionnaire")),
        trainings=(
            Training(t("titre professionnel responsable d’espace de médiation numérique"), "FOR.4321", at()),
            Training(t("licence professionnelle médiation"), "", at()),
        ),
        interests=(t("j’aime aider, expliquer"), t("j’aime le contact")),
        sections=(
            SheetSection(
                "presentation",
                t("Présentation"),
                (p("La conseillère ou le conseiller numérique aide chacun à faire ses démarches en ligne."),),
                at(),
            ),
            SheetSection(
                "brief",
                t("En bref"),
                (
                    p(
                        "Au guichet ou en atelier, ",
                        Strong(t("écouter")),
                        " vient d’abord. " + "On reformule, on montre, on laisse faire, on recommence sans hâte. " * 6,
                    ),
                    h(3, "Durée des études", "metier-etudes"),
                    p("Deux ans après le bac."),
                ),
                at(),
            ),
            SheetSection(
                "skills",
                t("Compétences requises"),
                (bullets("patience", "clarté", "connaissance des services publics"),),
                at(),
            ),
            SheetSection("career", t("Vie professionnelle"), (), at()),
        ),
        span=at(),
    )


def job_sheet_page() -> Page:
    """Give the page of the job sheet."""
    return Page(
        id="metier-conseiller",
        file="metiers/conseiller.md",
        kind="job-sheet",
        title=t("conseiller/ère numérique"),
        blocks=(job_sheet(),),
        span=at(1, "metiers/conseiller.md"),
    )
