"""A small handbook with every piece of GitBook's dialect, for looking at and for tests of the Word file."""

from __future__ import annotations

from datetime import date

from pipeline.diagnostics import Report
from pipeline.emit.look import look
from pipeline.emit.order import Edition, Order
from pipeline.messages import speaker
from pipeline.model import (
    ApiAnswer,
    ApiField,
    ApiOperation,
    Attachment,
    Block,
    Button,
    Callout,
    Card,
    Cards,
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
    Handbook,
    Highlight,
    Icon,
    Identity,
    Image,
    Index,
    IndexEntry,
    IndexGroup,
    Inlines,
    Link,
    ListItem,
    Math,
    MathBlock,
    OrderedList,
    Page,
    Part,
    Step,
    Steps,
    Strong,
    Tab,
    Tabs,
    UnreadBlock,
    UnreadInline,
    Update,
    Updates,
)
from tests.emit.sample import sample_picture
from tests.emit.sample_make import at, bullets, h, p, row, run, t
from tests.emit.sample_pages import LONG

GOOD = "\\bar{x} = \\frac{1}{n} \\sum_{i=1}^{n} x_i"
DEAD = "\\souhait{x}"


def to(target: str, words: str) -> CrossReference:
    """Give a link inside the book."""
    return CrossReference(target, t(words), at())


def figure(name: str = "images/atelier.png", caption: str = "", width: str = "") -> Figure:
    """Give a figure."""
    return Figure(name, name, f"Vue de {name}", t(caption) if caption else (), at(), width)


def steps_page() -> Page:
    """Give a page of steps, with what may stand in them, and columns."""
    inner = Steps(
        (
            Step(t("Écrire à la personne"), (p("Deux lignes suffisent."),), at()),
            Step((), (p("Relancer une fois, pas deux."),), at()),
        ),
        at(),
    )
    steps = Steps(
        (
            Step(
                t("Choisir qui l’on rencontre"),
                (p(LONG), bullets("Une personne qui découvre.", "Une autre qui sait.")),
                at(),
            ),
            Step(
                t("Préparer la rencontre"),
                (
                    p("Trois questions, pas plus :"),
                    OrderedList(
                        (ListItem((p("Que cherchez-vous ?"),), at()), ListItem((p("Que faites-vous ?"),), at())),
                        True,
                        1,
                        at(),
                    ),
                    Callout(
                        "warning",
                        (p("Ne posez pas de question dont vous attendez la réponse."),),
                        at(),
                        title=t("À savoir avant"),
                    ),
                    inner,
                ),
                at(),
            ),
            Step(
                t("Rendre compte"),
                (
                    p("Un compte rendu tient sur une page."),
                    figure(caption="Un atelier", width="50%"),
                    p("Il se partage le jour même."),
                ),
                at(),
            ),
            Step((), (), at()),
        ),
        at(),
    )
    columns = Columns(
        (
            Column((p(Strong(t("Avant")), " : " + LONG),), at(), 0.5),
            Column((p("Après : " + LONG), bullets("Un point.", "Un autre.")), at(), 0.5),
            Column((bullets("Une liste seule."),), at()),
        ),
        at(),
    )
    return Page(
        "etapes",
        "etapes.md",
        "page",
        t("Mener une rencontre"),
        (
            p(LONG),
            h(2, "Les étapes", "etapes-liste"),
            steps,
            p("La suite vient après les étapes."),
            h(2, "Deux textes côte à côte", "etapes-colonnes"),
            columns,
            p("Puis le texte reprend."),
        ),
        at(),
    )


def cards_page() -> Page:
    """Give a page of cards, references, embeds, files, buttons."""
    cards = Cards(
        (
            Card(
                (p(Strong(t("Observer"))), p("Aller voir les gens là où ils travaillent, sans rien leur vendre.")),
                at(),
                figure(),
                (to("etapes", "Mener une rencontre"),),
            ),
            Card(
                (
                    p(Strong(t("Décider"))),
                    p("Choisir avec l’équipe ce qui compte et ce qui attendra ; l’écrire là où tout le monde le lit."),
                ),
                at(),
                figure("images/etapes.svg"),
                (Link("https://exemple.gouv.fr/decider", t("Le guide de la décision"), at()),),
            ),
            Card((p(Strong(t("Mener une rencontre"))),), at(), figure(), (to("etapes", "Mener une rencontre"),)),
        ),
        at(),
    )
    plain = Cards(
        (
            Card(
                (p("Les rôles"), p("Qui fait quoi dans une équipe.")), at(), None, (to("formules", "Formules et code"),)
            ),
            Card((p("Les mots"), bullets("un lexique", "des exemples")), at()),
            Card((p("Formules et code"),), at(), None, (to("formules", "Formules et code"),)),
            Card((p("Mener une rencontre"),), at(), None, (to("etapes", "Mener une rencontre"),)),
        ),
        at(),
    )
    blocks: tuple[Block, ...] = (
        h(2, "Des cartes avec image", "cartes-images"),
        p("Trois gestes, dans cet ordre."),
        cards,
        p("La page reprend ici."),
        h(2, "Des cartes sans image", "cartes-sans"),
        plain,
        h(2, "Des renvois", "cartes-renvois"),
        p("À lire ensuite :"),
        ContentReference(
            (to("etapes", "Mener une rencontre"),), at(), t("Comment préparer, mener et raconter un entretien.")
        ),
        ContentReference((to("formules", "Formules et code"),), at()),
        ContentReference(t("Une page disparue"), at()),
        p("Un texte entre deux blocs."),
        h(2, "Ce qui vient d’ailleurs", "cartes-ailleurs"),
        Embed(
            "https://www.videos.exemple.gouv.fr/regarder/entretien-utilisateur?langue=fr",
            at(),
            t("Un entretien filmé, en douze minutes"),
        ),
        Embed("https://tableau.exemple.fr/t/3f2", at()),
        p("Les documents à emporter :"),
        Attachment(
            "annexes/grille.pdf",
            "annexes/grille.pdf",
            "Grille d’entretien.pdf",
            at(),
            1_234_567,
            t("À imprimer recto verso."),
        ),
        Attachment("annexes/absent.odt", "", "Modèle de compte rendu.odt", at()),
        p("Et pour s’inscrire :"),
        p(
            Button((Link("https://exemple.gouv.fr/inscription", t("S’inscrire"), at()),), at(), True, "bell"),
            "  ",
            Button((to("etapes", "Relire les étapes"),), at()),
        ),
        p(Icon("bell", at()), " Une icône en tête ne laisse pas d’espace, ", Icon("bell", at()), " ni au milieu."),
    )
    return Page("cartes", "cartes.md", "page", t("Cartes et renvois"), blocks, at())


def code_page() -> Page:
    """Give a page of code, formulas, calls of an API, definitions, changes, highlights."""
    python = "def moyenne(notes):\n    # la liste n’est jamais vide\n    return sum(notes) / len(notes)\n"
    long = "curl --silent --header 'Accept: application/json' https://api.exemple.gouv.fr/v1/demarches?departement=75&page=2"
    many = "\n".join(f"ligne {number}" for number in range(1, 13))
    call = ApiOperation(
        "get",
        "/demarches/{identifiant}",
        t("Lire une démarche"),
        (p("Donne une démarche et ses étapes."),),
        at(),
        (
            ApiField("identifiant", "path", (p("Le numéro public de la démarche."),), at(), "string", True),
            ApiField("champs", "query", (p("Ce qui est demandé :"), bullets("titre", "étapes")), at(), "array"),
        ),
        (
            ApiAnswer("200", (p("La démarche."), CodeBlock('{"titre": "Carte"}', "json", at())), at()),
            ApiAnswer("default", (p("Une erreur."),), at()),
        ),
        "https://api.exemple.gouv.fr/openapi.json",
    )
    bare_call = ApiOperation("post", "/depots", (), (), at(), address="https://api.exemple.gouv.fr/depots.yaml")
    colors = [
        Highlight(t(f"fond {name}"), at(), background=name)
        for name in ("red", "orange", "yellow", "green", "blue", "purple")
    ]
    inks = [
        Highlight(t(f"encre {name}"), at(), color=name)
        for name in ("red", "orange", "yellow", "green", "blue", "purple")
    ]
    spaced: list[object] = [piece for one in (*colors, *inks) for piece in (one, " ")]
    blocks: tuple[Block, ...] = (
        h(2, "Formules", "formules-formules"),
        p("La moyenne ", Math("\\bar{x}", at()), " de la série se lit ainsi :"),
        MathBlock(GOOD, at()),
        p("Une formule que Word ne sait pas montrer, ", Math(DEAD, at()), ", reste écrite."),
        MathBlock("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", at()),
        h(2, "Code", "formules-code"),
        CodeBlock(
            python,
            "python",
            at(),
            "moyenne.py",
            numbered=True,
            strong=((4, 11), (python.index("return"), python.index("return") + 6)),
        ),
        CodeBlock(long, "bash", at(), wraps=True),
        CodeBlock(many, "", at(), numbered=True),
        h(2, "Une interface de programmation", "formules-api"),
        call,
        bare_call,
        h(2, "Définitions", "formules-definitions"),
        DefinitionList(
            (
                Definition(
                    t("Produit"), (p("Ce que l’équipe livre, et dont elle répond dans la durée. " + LONG),), at()
                ),
                Definition(t("Irritant"), (p("Ce qui gêne les gens :"), bullets("une attente", "un mot obscur")), at()),
            ),
            at(),
        ),
        h(2, "Ce qui a changé", "formules-journal"),
        Updates(
            (
                Update(
                    "2026-01-31",
                    (p("Les étapes sont plus courtes."), bullets("deux en moins", "un exemple")),
                    at(),
                    (t("contenu"), t("étapes")),
                ),
                Update("printemps 2026", (p("Une page de plus."),), at()),
            ),
            at(),
        ),
        h(2, "Selon les lecteurs", "formules-selon"),
        Conditional("visitor.claims.role == 'agent'", (p("Réservé aux agents du service."),), at()),
        h(2, "Couleurs", "formules-couleurs"),
        p(*spaced),  # type: ignore[arg-type]
        p(Highlight(t("fond inconnu"), at(), background="#abc123"), " et ", UnreadInline("{% inconnu %}", at()), "."),
        UnreadBlock("{% chose inconnue=1 %}\nligne deux", at()),
        h(2, "Images", "formules-images"),
        p(
            "Une image dans la ligne ",
            Image("images/atelier.png", "images/atelier.png", "bouton", at()),
            " et une autre, large : ",
            Image("images/atelier.png", "images/atelier.png", "l’atelier", at(), width="200"),
            ".",
        ),
        Gallery((figure(caption="Premier temps"), figure(caption="Second temps")), at()),
        figure(width="120"),
    )
    return Page("formules", "formules.md", "page", t("Formules et code"), blocks, at())


def crowded_page() -> Page:
    """Give a page where pieces stand where there is no room for their own look."""
    pieces = tuple(
        block
        for block in (*steps_page().blocks, *cards_page().blocks, *code_page().blocks)
        if not isinstance(block, (UnreadBlock,))
    )
    from pipeline.model import Cell, Row, Table

    small = tuple(
        one
        for one in pieces
        if isinstance(
            one, (Steps, Cards, ContentReference, Embed, Attachment, DefinitionList, Updates, Conditional, MathBlock)
        )
    )
    cell = Table(
        (row("À gauche", "À droite", heading=True),), (Row((Cell(small[:2], at()), Cell(small[2:], at())), at()),), at()
    )
    item = OrderedList((ListItem((p("Un élément"), *small[2:6]), at()),), False, 1, at())
    blocks: tuple[Block, ...] = (
        p("Des pièces serrées."),
        Callout("info", (p("Dans un encadré :"), *small[3:9]), at()),
        item,
        cell,
        Tabs((Tab(t("Un onglet"), small[4:6], at()),), at()),
        Details(t("À déplier"), small[5:7], at()),
    )
    return Page("serre", "serre.md", "page", t("Pièces serrées"), blocks, at())


def index_page() -> Page:
    """Give a page of indexes."""

    def entry(words: str, *targets: tuple[str, str], code: str = "") -> IndexEntry:
        return IndexEntry(t(words), tuple(to(target, said) for target, said in targets), code)

    names = Index(
        "names",
        (
            IndexGroup(t("C"), (entry("Cartes et renvois", ("cartes", "Cartes et renvois")),)),
            IndexGroup(
                t("E"),
                (
                    entry("Entretien", ("etapes", "Mener une rencontre"), ("cartes", "Cartes et renvois")),
                    entry("Étapes", ("etapes-liste", "")),
                ),
            ),
        ),
        at(),
    )
    rome = Index(
        "rome",
        (
            IndexGroup(
                t("M – Support à l’entreprise"),
                (entry("Conduite d’enquêtes", ("etapes", "Mener une rencontre"), code="M1401"),),
            ),
        ),
        at(),
    )
    return Page(
        "repertoires",
        "index.md",
        "page",
        t("Répertoires"),
        (h(2, "Par nom", "repertoires-noms"), names, h(2, "Par code", "repertoires-codes"), rome),
        at(),
    )


def dialect_book() -> Handbook:
    """Give the handbook."""
    title: Inlines = run("Le dialecte")
    links = (Link("https://exemple.gouv.fr/", t("Le site de la communauté"), at()),)
    return Handbook(
        Identity("Toutes les pièces", subtitle="Un carnet d’essai"),
        (
            Part("p1", (), (steps_page(),), links),
            Part("p2", title, (cards_page(), code_page(), crowded_page()), links),
            Part("p3", t("Répertoires"), (index_page(),)),
        ),
    )


def dialect_order(edition: Edition = "final", report: Report = lambda _found: None) -> Order:
    """Give the handbook as an order."""
    return Order(dialect_book(), edition, look(), sample_picture, speaker("fr"), report, date(2026, 3, 14))
