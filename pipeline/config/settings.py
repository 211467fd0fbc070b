"""handbook.yml as a frozen record; its JSON Schema is made from here (`handbook schema config`)."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

Output: TypeAlias = Literal["docx", "odt", "pdf", "html", "epub", "site"]
EditionName: TypeAlias = Literal["draft", "final"]
Kind: TypeAlias = Literal["page", "article", "job-sheet"]
RuleName: TypeAlias = Literal[
    "encoding",
    "joiners",
    "entities",
    "stray-marks",
    "stray-backslash",
    "invisible",
    "bold-heading",
    "empty-heading",
    "heading-level",
    "wide-bar",
    "apostrophe",
    "quotes",
    "ellipsis",
    "ligature",
    "ordinals",
    "punctuation-spaces",
    "thousands",
    "units",
    "numbers",
    "acronym",
]


def _about(text: str) -> Meta:
    return Meta(description=text)


class Chapter(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A chapter, when more than its file is to be said."""

    file: Annotated[str, _about("Le fichier de la page, depuis le dossier des sources.")]
    label: Annotated[str, _about("Le titre dans la navigation, s'il diffère de celui de la page.")] = ""
    kind: Annotated[Kind | None, _about("La nature de la page, si elle n'est pas reconnue seule.")] = None
    pages: Annotated[tuple[str | Chapter, ...], _about("Les pages rangées sous ce chapitre.")] = ()


class PartOrder(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part and its chapters, in order."""

    title: Annotated[str, _about("Le titre de la partie.")]
    chapters: Annotated[tuple[str | Chapter, ...], _about("Les chapitres, dans l'ordre.")] = ()


class Theme(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An organisation's own colours."""

    primary: Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$", description="Couleur principale, #rrvvbb.")] = ""
    accent: Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$", description="Couleur d'accent, #rrvvbb.")] = ""


class KindSettings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A kind of marker of one's own, or a change to a built-in one; its key is its name, as readers see it."""

    words: Annotated[
        tuple[str, ...],
        _about("Comment il s'écrit : « [À VALIDER] » entre crochets, « (à voir) », ou un mot entier."),
    ] = ()
    level: Annotated[
        Literal["sure", "suspected", "blank"] | None,
        _about("S'il est certain (sure), possible (suspected) ou un champ à remplir (blank)."),
    ] = None
    why: Annotated[str, _about("Ce qu'il signifie, pour `handbook explain`.")] = ""


class Budget(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many markers may remain, of a kind, of a person or in a part: `handbook check` fails above."""

    max: Annotated[int, Meta(ge=0, description="Combien il peut en rester.")]
    kind: Annotated[str, _about("De quelle sorte ; sinon de toutes celles qui font échouer.")] = ""
    owner: Annotated[str, _about("De quelle personne ; sinon de toutes.")] = ""
    part: Annotated[str, _about("Dans quelle partie (son titre) ; sinon dans tout le guide.")] = ""


class MarkerSettings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What counts as unfinished."""

    off: Annotated[tuple[str, ...], _about("Les sortes de marqueurs à ne pas chercher.")] = ()
    fail_on: Annotated[
        Literal["sure", "suspected", "never"], _about("À partir de quel niveau `handbook check` échoue.")
    ] = "sure"
    kinds: Annotated[
        dict[str, KindSettings], _about("Vos propres marqueurs, et les changements à ceux qui sont prévus.")
    ] = {}
    budgets: Annotated[tuple[Budget, ...], _about("Ce qui peut rester sans que `handbook check` échoue.")] = ()


class RepairSettings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which repairs of the text are made."""

    off: Annotated[
        tuple[RuleName, ...],
        _about("Les règles de réparation à ne pas appliquer ; build/hygiene.md dit ce que chacune a changé."),
    ] = ()


class AcceptedLoss(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A loss that is known and accepted: what one output lacks of one file of the sources, and why."""

    output: Annotated[Output, _about("Le document où il manque quelque chose.")]
    file: Annotated[str, _about("Le fichier des sources dont il manque quelque chose.")]
    reason: Annotated[str, _about("Pourquoi c'est accepté.")]


class Acronym(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An acronym of which more than its words is to be said."""

    words: Annotated[str, _about("Ce que le sigle abrège.")]
    language: Annotated[
        str,
        Meta(
            pattern="^([a-z]{2,3}(-[A-Za-z0-9]+)*)?$",
            description="La langue de ces mots, si elle n'est pas celle du guide.",
        ),
    ] = ""


class GlossaryTerm(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A term of the glossary of which more than its definition is to be said."""

    definition: Annotated[str, _about("Ce que le terme veut dire.")]
    forms: Annotated[
        tuple[str, ...], _about("Les autres façons de l'écrire dans le texte ; le pluriel en -s est reconnu seul.")
    ] = ()


class IndexTerm(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A term of the index of which more than its words is to be said."""

    term: Annotated[str, _about("Le terme, tel qu'il est rangé dans l'index.")]
    forms: Annotated[
        tuple[str, ...], _about("Les autres façons de l'écrire dans le texte ; le pluriel en -s est reconnu seul.")
    ] = ()
    see: Annotated[str, _about("Le terme de l'index où le lecteur est renvoyé.")] = ""


class PrintSettings(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What sheet the PDF is made for, and how."""

    size: Annotated[Literal["A4", "A5"], _about("Le format des pages : A4 ou A5.")] = "A4"
    sides: Annotated[
        Literal["one", "two"],
        _about(
            "L'impression d'un seul côté des feuilles (one) ou des deux (two) : chaque chapitre commence alors sur une "
            "page de droite."
        ),
    ] = "one"
    marks: Annotated[bool, _about("Pour un imprimeur : des traits de coupe, et les aplats qui débordent de 3 mm.")] = (
        False
    )
    booklet: Annotated[
        bool,
        _about(
            "Faire en plus un livret : les pages en A5, deux par feuille A4, à imprimer recto verso, à plier et à "
            "agrafer."
        ),
    ] = False
    large: Annotated[
        bool,
        _about("Une édition en gros caractères : 18 points, sans italique ni césure, toujours en A4."),
    ] = False
    grey: Annotated[bool, _about("Le PDF en nuances de gris, images comprises.")] = False


class Accessibility(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the declaration of accessibility says (décret n° 2019-768, RGAA 4.1)."""

    status: Annotated[
        Literal["none", "partial", "full"],
        _about("L'état de conformité au RGAA : non conforme (none), partielle (partial) ou totale (full)."),
    ] = "none"
    contact: Annotated[str, _about("L'adresse électronique ou la page web où signaler une difficulté.")] = ""
    date: Annotated[
        str, Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", description="La date de la déclaration, AAAA-MM-JJ.")
    ] = ""
    rate: Annotated[
        Annotated[int, Meta(ge=0, le=100)] | None,
        _about("La part des critères respectés lors de l'audit, en pourcentage."),
    ] = None
    auditor: Annotated[str, _about("Qui a mené l'audit.")] = ""
    failures: Annotated[tuple[str, ...], _about("Ce qui n'est pas conforme, un point par ligne.")] = ()
    burdens: Annotated[
        tuple[str, ...], _about("Ce qui est dérogatoire pour charge disproportionnée, avec la raison.")
    ] = ()
    exempt: Annotated[tuple[str, ...], _about("Les contenus que l'obligation ne concerne pas.")] = ()
    technologies: Annotated[tuple[str, ...], _about("Les technologies du site, sinon HTML5, CSS et JavaScript.")] = ()
    tested_with: Annotated[
        tuple[str, ...], _about("Les navigateurs et lecteurs d'écran avec lesquels le site a été essayé.")
    ] = ()
    pages: Annotated[tuple[str, ...], _about("Les pages qui ont été vérifiées.")] = ()


class Config(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The settings of one handbook. Everything has a default: a folder without handbook.yml is a handbook."""

    title: Annotated[str, _about("Titre du guide.")] = ""
    subtitle: Annotated[str, _about("Sous-titre.")] = ""
    language: Annotated[Literal["fr", "en"], _about("Langue du guide.")] = "fr"
    authors: Annotated[tuple[str, ...], _about("Auteurs.")] = ()
    organisation: Annotated[str, _about("Organisme qui publie.")] = ""
    version: Annotated[str, _about("Version, telle qu'imprimée sur la couverture.")] = ""
    licence: Annotated[str, _about("Licence sous laquelle le guide est publié, imprimée au dos de la couverture.")] = ""
    logo: Annotated[str, _about("Logo de la couverture : un fichier PNG, JPEG ou SVG du dossier des sources.")] = ""
    date: Annotated[
        str, Meta(pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", description="Date de parution, AAAA-MM-JJ.")
    ] = ""
    parts: Annotated[tuple[PartOrder, ...], _about("Les parties, dans l'ordre ; sinon SUMMARY.md en décide.")] = ()
    chapters: Annotated[tuple[str | Chapter, ...], _about("Les chapitres d'un guide sans parties.")] = ()
    kinds: Annotated[
        dict[str, Kind], _about("La nature des fichiers qui répondent à un motif, comme « fiches/*.md ».")
    ] = {}
    rome: Annotated[
        str, _about("Le fichier de données ouvertes de l'Onisep (XML) qui donne le libellé des codes ROME.")
    ] = ""
    catalogue: Annotated[
        bool | None,
        _about("Faire des fiches métiers un catalogue, avec ses index ; sinon, c'en est un à partir de dix fiches."),
    ] = None
    outputs: Annotated[tuple[Output, ...], _about("Les documents à produire.")] = (
        "docx",
        "odt",
        "pdf",
        "html",
        "epub",
        "site",
    )
    edition: Annotated[EditionName, _about("Brouillon (marqueurs visibles) ou édition finale.")] = "draft"
    attach_sources: Annotated[
        bool | None,
        _about(
            "Joindre au PDF les sources et la liste de ce qui reste à faire ; sinon, au brouillon seulement, pas à "
            "l'édition finale."
        ),
    ] = None
    edit_url: Annotated[
        str,
        Meta(
            pattern=r"^(https?://([^{}]|\{file\}|\{line\})*)?$",
            description="L'adresse où modifier un fichier sur la forge ; {file} et {line} y sont remplacés.",
        ),
    ] = ""
    site_url: Annotated[
        str,
        Meta(
            pattern=r"^(https?://[^\s/?#]+[^\s?#]*)?$",
            description="L'adresse où le site est publié : pour sitemap.xml et les aperçus des liens partagés.",
        ),
    ] = ""
    last_changed: Annotated[
        Literal["no", "date", "authors"],
        _about(
            "Ce que chaque page du site dit de sa dernière modification, d'après git : rien (no), sa date (date), ou "
            "sa date et les noms de ses auteurs (authors)."
        ),
    ] = "date"
    accessibility: Annotated[
        Accessibility | None, _about("La déclaration d'accessibilité, jointe au site et à la page web.")
    ] = None
    print_links: Annotated[
        bool,
        _about("Numéroter les liens du PDF vers le web ; chaque chapitre en donne la liste, avec des codes QR."),
    ] = False
    print: Annotated[PrintSettings, _about("Le papier auquel le PDF est destiné.")] = PrintSettings()
    english: Annotated[
        tuple[str, ...],
        _about("Des mots anglais de plus, à lire et à couper comme tels ; avec un tiret devant, un mot français."),
    ] = ()
    reference: Annotated[
        str,
        _about(
            "Un document Word (.docx) du dossier des sources, dont les styles remplacent ceux du fichier Word ; "
            "« handbook reference » en écrit un à modifier."
        ),
    ] = ""
    theme: Annotated[Theme, _about("Couleurs de l'organisme.")] = Theme()
    repairs: Annotated[RepairSettings, _about("Réglages des réparations du texte.")] = RepairSettings()
    acronyms: Annotated[
        dict[str, str | Acronym],
        _about("Les sigles et ce qu'ils abrègent : écrits en entier au premier emploi, puis réunis dans le glossaire."),
    ] = {}
    glossary: Annotated[
        dict[str, str | GlossaryTerm], _about("Les termes et leur définition, réunis à la fin du guide.")
    ] = {}
    index: Annotated[
        tuple[str | IndexTerm, ...],
        _about("Les termes de l'index, en plus des sigles et du glossaire, avec les pages où il en est question."),
    ] = ()
    markers: Annotated[MarkerSettings, _about("Réglages des marqueurs.")] = MarkerSettings()
    accepted_losses: Annotated[
        tuple[AcceptedLoss, ...], _about("Les pertes connues que `make release` accepte, avec leur raison.")
    ] = ()


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of handbook.yml."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Config)}
