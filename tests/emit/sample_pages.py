"""The sample's pages of text: every inline, every block, hostile words, an article, an empty page."""

from __future__ import annotations

from pipeline.model import (
    BulletList,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    CrossReference,
    Details,
    Emphasis,
    Figure,
    Footnote,
    FootnoteReference,
    Highlight,
    Image,
    Keyboard,
    LineBreak,
    Link,
    ListItem,
    Marked,
    Mention,
    OrderedList,
    Page,
    Quote,
    Record,
    Row,
    SoftBreak,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Tab,
    Table,
    Tabs,
    ThematicBreak,
    UnreadBlock,
    UnreadInline,
)
from tests.emit.sample_make import at, bullets, h, p, row, run, t

LONG = (
    "Un produit numérique n’est jamais terminé : il répond à un besoin, il se mesure, il se corrige. "
    "L’équipe qui le porte avance par petites étapes, montre ce qu’elle a fait, écoute celles et ceux qui "
    "s’en servent, puis décide de la suite avec eux. Cette manière de travailler demande de la constance "
    "plus que de l’héroïsme, et une confiance qui se gagne livraison après livraison. "
)


def introduction() -> Page:
    """Give the chapter that stands before the first part."""
    return Page(
        id="avant-propos",
        file="README.md",
        kind="page",
        title=t("Avant-propos"),
        blocks=(
            p(LONG + LONG),
            p("Ce guide se lit dans l’ordre ou par morceaux. ", *run("Les fiches se détachent.")),
            h(2, "À qui s’adresse ce guide", "avant-propos-public"),
            p(LONG),
            bullets(
                "aux responsables d’un service ;",
                "aux équipes qui le réalisent ;",
                "à celles qui le soutiennent.",
            ),
        ),
        span=at(1, "README.md"),
        description=t("Pourquoi ce guide, pour qui, et comment s’en servir sans le lire d’une traite."),
        icon="compass",
    )


def every_inline() -> Page:
    """Give a page that holds every type of inline, and two footnotes, one of them called twice."""
    mixed = p(
        "Du texte ",
        Emphasis(t("souligné par la voix")),
        ", ",
        Strong(t("appuyé")),
        ", ",
        Strikeout(t("retiré")),
        ", au 1",
        Superscript(t("er")),
        " étage, de l’H",
        Subscript(t("2")),
        "O, la touche ",
        Keyboard(t("Ctrl")),
        " + ",
        Keyboard(t("S")),
        ", du ",
        Code("code <b>&amp;</b>", at()),
        " et un ",
        Link("https://www.example.org/a?b=1&c=2", t("lien dehors"), at(), "Un exemple"),
        SoftBreak(),
        "puis un ",
        CrossReference("blocs", t("renvoi vers un chapitre"), at()),
        " et un ",
        CrossReference("blocs-listes", t("renvoi vers une section"), at()),
        ".",
        LineBreak(),
        "Après le saut, une image ",
        Image("images/bouton.png", "images/bouton.png", "bouton bleu", at()),
        " et une autre qui manque ",
        Image("images/perdue.png", "", "icône perdue", at()),
        ".",
    )
    rest = p(
        "Une couleur ",
        Highlight(t("posée par l’auteur"), at(), background="yellow"),
        ", une autre ",
        Highlight(t("sur le texte"), at(), color="red"),
        ", une personne ",
        Mention("camille.martin", "https://app.gitbook.com/u/abc", at()),
        ", une note",
        FootnoteReference("1", at()),
        ", une deuxième",
        FootnoteReference("long", at()),
        ", la première encore",
        FootnoteReference("1", at()),
        ", des signes 🙆‍♂️ 👩🏽‍💻 🔒 ✅ et un reste ",
        UnreadInline("{% bouton %}", at()),
        ".",
    )
    return Page(
        id="lignes",
        file="lignes.md",
        kind="page",
        title=run("Tout ce qui tient ", Emphasis(t("dans une ligne"))),
        blocks=(
            mixed,
            rest,
            p(LONG),
            h(2, "Une section 🎯 avec un signe", "lignes-section"),
            p(LONG + LONG),
            h(3, "Une sous-section", "lignes-sous-section"),
            p(LONG),
        ),
        span=at(1, "lignes.md"),
        description=run("Gras, italique, renvois, notes ", Emphasis(t("et signes"))),
        label=t("Dans une ligne"),
        icon="pen-nib",
        footnotes=(
            Footnote(
                "1",
                (p("Une note courte, avec un ", Link("https://www.example.org/", t("lien"), at()), "."),),
                at(),
            ),
            Footnote("long", (p("Une note plus longue."), p("Elle a deux paragraphes.")), at()),
        ),
    )


def _callout(kind: CalloutKind, text: str, icon: str = "") -> Callout:
    return Callout(kind, (p(Strong(t("À retenir. ")), text), bullets("un point", "un autre")), at(), icon)


def _lists() -> tuple[BulletList | OrderedList, ...]:
    deep = BulletList((ListItem((p("une branche"), bullets("une feuille", "une autre feuille")), at()),), True, at())
    loose = bullets("Un premier point, en un paragraphe.", "Un second point, à part.", tight=False)
    tasks = BulletList(
        (ListItem((p("nommer une personne"),), at(), True), ListItem((p("fixer une date"),), at(), False)),
        True,
        at(),
    )
    steps = OrderedList(
        (ListItem((p("Écouter."), p("Prendre le temps.")), at()), ListItem((p("Décider."),), at())),
        False,
        3,
        at(),
    )
    return deep, loose, tasks, steps


def _tables() -> tuple[Table, ...]:
    plain = Table(
        head=(
            Row(
                (
                    Cell((p("Étape"),), at(), True),
                    Cell((p("Durée"),), at(), True, align="right"),
                    Cell((p("Qui"),), at(), True),
                ),
                at(),
            ),
        ),
        body=(
            Row(
                (
                    Cell((p("Cadrage"),), at(), True),
                    Cell((p("3 jours"),), at(), align="right"),
                    Cell((p("toute l’équipe"),), at()),
                ),
                at(),
            ),
            Row(
                (
                    Cell((p("Essai"),), at(), True),
                    Cell((p("10 jours"),), at(), align="right"),
                    Cell((p("développeurs", FootnoteReference("t", at())),), at()),
                ),
                at(),
            ),
            row("Bilan", "", "responsable"),
        ),
        span=at(),
        caption=t("Les étapes d’un essai"),
    )
    spans = Table(
        head=(Row((Cell((p("Période"),), at(), True, columns=2), Cell((p("Suite"),), at(), True)), at()),),
        body=(
            Row(
                (
                    Cell((p("Printemps"),), at(), True, rows=2),
                    Cell((p("mars"), p("avril")), at(), align="center"),
                    Cell((bullets("ouvrir", "mesurer"),), at()),
                ),
                at(),
            ),
            Row((Cell((p("mai"),), at(), align="center"), Cell((), at())), at()),
        ),
        span=at(),
    )
    headless = Table(head=(), body=(row("Sans tête", "42"), row("toujours pas", "1 024")), span=at())
    return plain, spans, headless


CODE = '''def prioriser(besoins: list[str], limite: int = 3) -> list[str]:
    """Garde les besoins les plus utiles."""
    # l'ordre vient des usagers
    return sorted(besoins)[:limite] if besoins else ["<rien> & co"]
'''


def every_block() -> Page:
    """Give a page that holds every type of block but the matrices and the sheet."""
    marker = p(Marked(1, (Strong(t("[ENRICHIR]")),)), " Donner un exemple vécu dans un service.")
    return Page(
        id="blocs",
        file="blocs.md",
        kind="page",
        title=t("Toutes les pièces d’une page"),
        blocks=(
            p(LONG),
            h(2, "Les encadrés", "blocs-encadres"),
            _callout("info", "Une information utile."),
            _callout("success", "Une bonne pratique."),
            _callout("warning", "Une précaution à prendre.", "hand"),
            _callout("danger", "Une erreur à ne pas commettre."),
            marker,
            h(2, "Les listes", "blocs-listes"),
            *_lists(),
            p(
                "Et encore : ",
                Marked(2, (Highlight(t("Autres avantages ?"), at(), background="yellow"),)),
                ".",
            ),
            h(2, "Les figures", "blocs-figures"),
            Figure(
                "images/etapes.svg",
                "images/etapes.svg",
                "Trois cercles reliés : observer, décider, livrer.",
                t("Un tour complet, en trois étapes"),
                at(),
            ),
            Figure("images/atelier.png", "images/atelier.png", "", (), at()),
            Figure("images/absente.png", "", "Le plan de la salle", t("La salle vue de haut"), at()),
            h(2, "Les tableaux", "blocs-tableaux"),
            *_tables(),
            h(2, "Le reste", "blocs-reste"),
            Quote((p("On ne livre pas un logiciel, on rend un service."), p("Une collègue")), at()),
            Tabs(
                (
                    Tab(
                        t("Au bureau"),
                        (p("On se voit chaque matin."), bullets("dix minutes", "debout")),
                        at(),
                    ),
                    Tab(t("À distance"), (p("On s’écrit, puis on s’appelle."),), at()),
                ),
                at(),
            ),
            Details(t("Pour aller plus loin"), (p(LONG), CodeBlock("make handbook\n", "bash", at())), at()),
            CodeBlock(CODE, "python", at(), "priorites.py", True),
            CodeBlock(
                "texte sans couleur, avec une ligne vraiment très longue qui doit revenir à la ligne sans "
                "sortir "
                "de la page ni de son cadre <script>",
                "inconnu",
                at(),
            ),
            ThematicBreak(at()),
            UnreadBlock('{% openapi src="api.yaml" %}\nGET /usagers\n{% endopenapi %}', at()),
            h(4, "Un titre qui saute un niveau", "blocs-saut"),
            p(LONG),
        ),
        span=at(1, "blocs.md"),
        footnotes=(Footnote("t", (p("À temps partiel."),), at()),),
    )


def hostile_page() -> Page:
    """Give a page whose every text would break a page that does not escape it."""
    evil = "<script>alert('x')</script> & \"quotes\" {{ 7*7 }} </style>"
    return Page(
        id="hostile",
        file="hostile.md",
        kind="page",
        title=run("Des mots ", Code("<script>", at()), " & dangereux"),
        blocks=(
            p(
                evil,
                " ",
                Link("javascript:alert(1)", t("lien interdit"), at()),
                " ",
                Link('https://example.org/"><script>', t("lien à guillemets"), at()),
                " ",
                Link("autre/fichier.pdf", t("fichier d’à côté"), at()),
                " ",
                Link("mailto:equipe@example.org", t("courriel"), at()),
                " ",
                CrossReference("nulle-part", t("renvoi perdu"), at()),
            ),
            CodeBlock(evil, "html", at(), evil),
            Figure('"><script>.png', "", evil, t(evil), at()),
        ),
        span=at(1, "hostile.md"),
        icon="icône-inconnue",
    )


def article() -> Page:
    """Give an article: cover, byline, dates, tags."""
    return Page(
        id="carnet",
        file="articles/carnet.md",
        kind="article",
        title=t("Carnet d’une product owner"),
        blocks=(p(LONG), h(2, "Le lundi", "carnet-lundi"), p(LONG + LONG)),
        span=at(1, "articles/carnet.md"),
        description=t("Une semaine racontée au jour le jour, sans rien enjoliver."),
        cover=Figure("images/atelier.png", "images/atelier.png", "Une salle d’atelier", (), at()),
        record=Record(
            subtitle=t("Cinq jours, cinq décisions"),
            date="2025-10-03",
            updated="2026-01-15",
            authors=("Alix Durand", "Sacha Leroy"),
            tags=(t("récit"), t("produit")),
            others=(("layout", "ne-pas-imprimer"),),
        ),
    )


def empty_page() -> Page:
    """Give a page with a title, a marker in it, and nothing else."""
    return Page(
        id="vide",
        file="vide.md",
        kind="page",
        title=run("Le budget ", Marked(4, t("(vide)"))),
        blocks=(),
        span=at(1, "vide.md"),
    )
