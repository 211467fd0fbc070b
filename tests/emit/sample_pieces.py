"""The sample's pages of pieces: steps, columns, cards, pointers, formulas, calls of an API, indexes."""

from __future__ import annotations

from pipeline.model import (
    ApiAnswer,
    ApiField,
    ApiOperation,
    Attachment,
    BulletList,
    Button,
    Callout,
    Card,
    Cards,
    Code,
    CodeBlock,
    Column,
    Columns,
    Conditional,
    ContentReference,
    CrossReference,
    Definition,
    DefinitionList,
    Details,
    Embed,
    Figure,
    Gallery,
    Highlight,
    Icon,
    Image,
    Index,
    IndexEntry,
    IndexGroup,
    Keyboard,
    Link,
    ListItem,
    Math,
    MathBlock,
    OrderedList,
    Page,
    Step,
    Steps,
    Strong,
    Subscript,
    Superscript,
    Update,
    Updates,
)
from tests.emit.sample_make import at, bullets, h, p, run, t

_DRAWING = "images/etapes.svg"
_PHOTO = "images/atelier.png"


def _steps() -> Steps:
    return Steps(
        (
            Step(
                t("Choisir une personne"),
                (
                    p("Quelqu’un qui s’est servi du service depuis moins d’un mois, et que l’équipe ne connaît pas."),
                    bullets("pas de collègue ;", "pas d’ami d’un collègue."),
                ),
                at(),
            ),
            Step(
                t("Préparer trois questions, pas plus"),
                (
                    p("Elles commencent par « comment » ou « racontez-moi ». On les écrit, on les lit à voix haute."),
                    Callout("warning", (p("Une question à laquelle on répond par oui n’apprend rien."),), at()),
                ),
                at(),
            ),
            Step((), (p("Écouter, noter les mots exacts, se taire."),), at()),
            Step(t("Raconter le soir même"), (), at()),
        ),
        at(),
    )


def _columns() -> tuple[Columns, ...]:
    even = Columns(
        (
            Column((p(Strong(t("Avant"))), p("Chaque service avance seul ; on se découvre à la livraison.")), at()),
            Column((p(Strong(t("Après"))), p("Une équipe, un tableau, une décision par semaine.")), at()),
        ),
        at(),
    )
    uneven = Columns(
        (
            Column((Figure(_DRAWING, _DRAWING, "Trois cercles reliés", (), at()),), at(), 1 / 3),
            Column(
                (
                    p("Le cycle tient en trois verbes. On y entre par où l’on peut, et l’on n’en sort pas :"),
                    bullets("observer sans juger ;", "décider à plusieurs ;", "livrer petit."),
                ),
                at(),
                2 / 3,
            ),
        ),
        at(),
    )
    return even, uneven


def _cards() -> tuple[Cards, ...]:
    def cover(place: str) -> Figure:
        return Figure(place, place, "Une salle d’atelier vue de haut", (), at())

    three = Cards(
        (
            Card(
                (p(Strong(t("Observer"))), p("Aller voir là où le service se rend, une demi-journée par mois.")),
                at(),
                cover(_PHOTO),
                (CrossReference("lignes", (), at()),),
            ),
            Card(
                (p(Strong(t("Décider"))), p("Un seul tableau, trois colonnes, et une personne qui tranche.")),
                at(),
                cover(_DRAWING),
                (CrossReference("blocs-listes", t("Les listes"), at()),),
            ),
            Card(
                (p(Strong(t("Livrer"))), p("Chaque quinzaine, même peu.")),
                at(),
                Figure("images/absente.png", "", "La mise en ligne", (), at()),
                (Link("https://www.example.org/livrer", t("Le site de l’équipe"), at()),),
            ),
        ),
        at(),
    )
    two = Cards(
        (
            Card((p(Strong(t("Sans image"))), p("Une carte peut n’être que des mots, sans rien au-dessus.")), at()),
            Card((p("Une autre, qui mène quelque part."),), at(), None, (CrossReference("vide", (), at()),)),
        ),
        at(),
    )
    return three, two


def _pointers() -> tuple[ContentReference | Embed | Attachment, ...]:
    return (
        ContentReference(
            (CrossReference("lignes", (), at()),),
            at(),
            t("Gras, italique, renvois, notes : tout ce qui tient en ligne."),
        ),
        ContentReference((Link("https://www.example.org/guide", t("Le guide d’à côté"), at()),), at()),
        ContentReference(t("Une page qui n’existe plus"), at()),
        Embed("https://www.example.org/video/entretien?langue=fr", at(), t("Un entretien filmé, de bout en bout")),
        Embed("https://tube.example.org/w/8hT2", at()),
        Attachment("annexes/grille.ods", "annexes/grille.ods", "Grille d’entretien", at(), 1_234_567, t("À imprimer.")),
        Attachment("annexes/perdu.pdf", "", "perdu.pdf", at()),
    )


CONFIG = """service: guichet
etapes:
  - observer
  - livrer

mesures: [delai, satisfaction]  # une ligne très longue, qui dépasse la largeur de la page et qui doit donc revenir
"""


def _operation() -> tuple[ApiOperation, ...]:
    whole = ApiOperation(
        "get",
        "/v1/demandes/{identifiant}",
        t("Lire une demande"),
        (p("Donne l’état d’une demande et la date de sa prochaine étape."),),
        at(),
        (
            ApiField("identifiant", "path", (p("Celui qui figure sur l’accusé de réception."),), at(), "string", True),
            ApiField("langue", "query", (p("Langue des libellés."), bullets("fr", "en")), at(), "string"),
        ),
        (
            ApiAnswer("200", (p("La demande."), CodeBlock('{"etat": "en cours"}', "json", at())), at()),
            ApiAnswer("404", (p("Aucune demande de cet identifiant."),), at()),
        ),
    )
    bare = ApiOperation("post", "/v1/demandes", (), (), at(), address="https://www.example.org/api.yaml")
    return whole, bare


def pieces_page() -> Page:
    """Give a page with every container and pointer of the dialect."""
    return Page(
        id="pieces",
        file="pieces.md",
        kind="page",
        title=t("Les pièces du guide"),
        blocks=(
            p(
                "Un renvoi vers ",
                CrossReference("lignes-section", t("une section"), at()),
                ", un autre sans mots (",
                CrossReference("blocs-tableaux", (), at()),
                "), une touche ",
                Keyboard(t("Échap")),
                ", une icône ",
                Icon("circle-check", at()),
                " et une inconnue ",
                Icon("nulle-part", at()),
                ". L’aire vaut ",
                Math("\\pi r^2", at()),
                ", le taux ",
                Math("\\frac{n}{N} \\times 100", at()),
                ", et CO",
                Subscript(t("2")),
                " au 2",
                Superscript(t("e")),
                " rang.",
            ),
            p(
                Button(
                    (Link("https://www.example.org/inscription", t("S’inscrire à l’atelier"), at()),),
                    at(),
                    True,
                    "calendar",
                ),
                " ",
                Button((CrossReference("blocs", t("Revoir les bases"), at()),), at()),
            ),
            h(2, "Pas à pas", "pieces-pas"),
            _steps(),
            h(2, "Côte à côte", "pieces-colonnes"),
            *_columns(),
            h(2, "Les cartes", "pieces-cartes"),
            p("Trois portes d’entrée :"),
            *_cards(),
            h(2, "Ce qui mène ailleurs", "pieces-ailleurs"),
            *_pointers(),
        ),
        span=at(1, "pieces.md"),
        icon="puzzle-piece",
    )


def technical_page() -> Page:
    """Give a page with code, formulas, calls of an API, a journal, conditions, definitions, pictures of all widths."""
    return Page(
        id="technique",
        file="technique.md",
        kind="page",
        title=t("Mesurer et raccorder"),
        blocks=(
            h(2, "Les formules", "technique-formules"),
            p("Le délai moyen se calcule sur toutes les demandes closes du mois :"),
            MathBlock("\\bar{d} = \\frac{1}{n} \\sum_{i=1}^{n} (f_i - o_i) \\geq 0", at()),
            p("Et un tableau de nombres :"),
            MathBlock("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", at()),
            h(2, "Le code", "technique-code"),
            CodeBlock(CONFIG, "yaml", at(), "guichet.yaml", True, False, ((9, 16), (27, 38))),
            CodeBlock("make handbook SOURCE=mon-guide " + "--tres-long-reglage " * 6, "bash", at(), wraps=True),
            h(2, "Les appels", "technique-appels"),
            *_operation(),
            h(2, "Le journal", "technique-journal"),
            Updates(
                (
                    Update(
                        "2026-02-10",
                        (p("Les fiches gagnent un index par intérêt."), bullets("par lettre ;", "par code.")),
                        at(),
                        (t("nouveauté"), t("fiches")),
                    ),
                    Update("automne 2025", (p("Première version lisible de bout en bout."),), at()),
                ),
                at(),
            ),
            h(2, "Le reste", "technique-reste"),
            Conditional('visitor.claims.metier == "agent"', (p("Ce passage ne parle qu’aux agents."),), at()),
            DefinitionList(
                (
                    Definition(t("Raison d’être"), (p("Ce pour quoi le service existe, en une phrase."),), at()),
                    Definition(
                        run("Délai ", Code("d", at())),
                        (p("Nombre de jours entre le dépôt et la réponse."), p("Il se mesure, il ne s’estime pas.")),
                        at(),
                    ),
                ),
                at(),
            ),
            Callout("info", (p("Le titre est de l’auteur."),), at(), "", t("À emporter")),
            Details(t("Déjà ouvert"), (p("On lit sans avoir à cliquer."),), at(), True),
            p("Des couleurs : ", *_colors(), "."),
            BulletList(
                (
                    ListItem((p("prévenir l’accueil"),), at(), True),
                    ListItem((p("réserver la salle"), bullets("avec un écran")), at(), False),
                ),
                True,
                at(),
            ),
            OrderedList((ListItem((p("un"),), at()), ListItem((p("deux"),), at())), True, 1, at()),
            h(2, "Les images", "technique-images"),
            Figure(_DRAWING, _DRAWING, "Le cycle, en petit", t("Le cycle, à la moitié"), at(), "50%"),
            Figure(_PHOTO, _PHOTO, "La salle", t("La salle, de jour et de nuit"), at(), "300", _DRAWING),
            p(
                "Dans la ligne : ",
                Image("images/bouton.png", "images/bouton.png", "bouton", at(), width="40"),
                " et entière : ",
                Image("images/bouton.png", "images/bouton.png", "bouton", at(), is_full_size=True),
                ".",
            ),
            Gallery(
                (
                    Figure(_PHOTO, _PHOTO, "La salle le matin", t("Le matin"), at()),
                    Figure(_DRAWING, _DRAWING, "Le cycle", t("Le cycle"), at()),
                    Figure("images/perdue.png", "", "Le soir", t("Le soir"), at()),
                ),
                at(),
            ),
        ),
        span=at(1, "technique.md"),
    )


def _colors() -> tuple[Highlight, ...]:
    names = ("red", "orange", "yellow", "green", "blue", "purple")
    return tuple(Highlight(t(f"{name} "), at(), background=name) for name in names)


def _entry(words: str, *targets: str, code: str = "", said: tuple[str, ...] = ()) -> IndexEntry:
    given = said or ("",) * len(targets)
    references = tuple(
        CrossReference(target, t(text) if text else (), at()) for target, text in zip(targets, given, strict=True)
    )
    return IndexEntry(t(words), references, code)


def indexes_page() -> Page:
    """Give a page with the three sorts of index."""
    names = (
        ("A", ("animatrice, animateur d’atelier", "archiviste numérique")),
        ("C", ("cheffe, chef de produit", "conseillère, conseiller numérique", "contrôleuse, contrôleur d’accès")),
        ("D", ("designer de service public", "développeuse, développeur")),
        ("M", ("médiatrice numérique, médiateur numérique",)),
        ("R", ("responsable d’un très long métier dont le nom occupe deux lignes", "rédactrice, rédacteur")),
    )
    return Page(
        id="index",
        file="index.md",
        kind="page",
        title=t("Les index"),
        blocks=(
            Index(
                "names",
                tuple(
                    IndexGroup(t(letter), tuple(_entry(name, "metier-conseiller") for name in group))
                    for letter, group in names
                ),
                at(),
            ),
            h(2, "Par code ROME", "index-rome"),
            Index(
                "rome",
                (
                    IndexGroup(
                        t("K – Services à la personne"),
                        (_entry("Intervention socioéducative", "metier-conseiller", code="K1207"),),
                    ),
                    IndexGroup(
                        t("M – Support à l’entreprise"),
                        (_entry("Administration de systèmes", "metier-conseiller", "carnet", code="M1801"),),
                    ),
                ),
                at(),
            ),
            h(2, "Par intérêt", "index-interets"),
            Index(
                "interests",
                (
                    IndexGroup(
                        t("j’aime aider, expliquer"),
                        (
                            _entry("conseiller/ère numérique", "metier-conseiller"),
                            _entry("récits", "carnet", "blocs", said=("le carnet", "les pièces")),
                        ),
                    ),
                ),
                at(),
            ),
        ),
        span=at(1, "index.md"),
        icon="list",
    )
