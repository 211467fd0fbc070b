"""The kinds of markers that say what state a text is in: to come, being written, being built, empty, a draft."""

from __future__ import annotations

from pipeline.markers.shape import Kind, Shape
from pipeline.markers.shapes import BUSY, HEADS, NOT_TEXT, OURS, WORD_ENDS, WORD_STARTS
from pipeline.messages import mark as _

_WRITING = r"(?:rédaction|réécriture|relecture|écriture)"
_REWORK = (
    rf"(?:{_WRITING}|amélioration|mise\s+à\s+jour|révision|actualisation|traduction|validation|enrichissement|"
    r"complétion|travail|élaboration|documentation|finalisation|correction|refonte)"
)
_BEING_WRITTEN = rf"en\s+cours\s+d(?:e\s+|['’]\s?){_WRITING}\b"
# « Travail en cours » is also what teams limit, « validation en cours » a step of any process.
_UNDER_WAY = (
    rf"(?:en\s+cours\s+d(?:e\s+|['’]\s?){_REWORK}|(?:{_WRITING}|amélioration|mise\s+à\s+jour|révision|"
    r"actualisation|traduction|enrichissement|finalisation|refonte)\s+en\s+cours)\b"
)
_OURS = (
    r"(?:page|section|partie|rubrique|fiche|guide|chapitre|paragraphe|contenu|article|document|texte|description|"
    r"documentation)"
)
_BUILDING = r"en\s+(?:cours\s+de\s+)?construction\b"
_DONE = r"(?:complétée?|enrichie?|rédigée?|écrite?|détaillée?|développée?|publiée?|ajoutée?|mise?\s+à\s+jour)"
_SIGN = r"(?:🚧\ufe0f?|:construction:)(?:[\s*]*(?:🚧\ufe0f?|:construction:))*"
# Of these a page may say outright that they are being built or written: « document » or « texte » may be another's.
_OF_THE_BOOK = rf"(?:{OURS}|fiche|guide|documentation)"
_THIS_IS = rf"(?:cette|ce)\s+{_OF_THE_BOOK}\s+est\s+(?:(?:encore|actuellement|toujours)\s+)?"
_THIS_PAGE = r"this\s+(?:page|section|chapter|part|guide|documentation)"

TO_COME = Kind(
    "to-come",
    "sure",
    _(
        "“(à venir)”, or “À venir” and “Bientôt” alone on a line. In a sentence, as a heading, or as a label with a "
        "colon they are ordinary (601 times in the field)."
    ),
    (
        Shape("round", r"(?:[àa] venir(?:\s+(?:prochainement|bientôt))?|coming soon|to come|bientôt disponible)"),
        Shape(
            "square",
            r"(?:[^\[\]]{0,30}\s)?(?:[àa] venir|coming soon|to come|bientôt)(?:\s+(?:disponible|prochainement))?",
        ),
        Shape(
            "line",
            rf"(?:(?:la\s+|le\s+)?(?:{_OURS}|suite|détails?|exemples?)\s+)?(?:[àa] venir|bientôt(?:\s+disponible)?|"
            r"coming soon|more\s+to\s+come|prochainement)(?:\s+(?:prochainement|bientôt))?",
            never=NOT_TEXT,
        ),
        Shape(
            "anywhere",
            rf"\b(?:cette|ce)\s+{OURS}\s+(?P<m>sera\s+(?:bientôt|prochainement|ultérieurement)\s+{_DONE}|"
            rf"sera\s+{_DONE}\s+(?:bientôt|prochainement|ultérieurement|plus\s+tard))\b",
            level="suspected",
            inside=True,
            needs=tuple(
                words
                for when in ("bientôt", "prochainement", "ultérieurement", "plus tard")
                for words in (f"sera {when}", f"é {when}", f"ée {when}", f"ie {when}", f"te {when}", f"jour {when}")
            ),
        ),
    ),
)
IN_PROGRESS = Kind(
    "in-progress",
    "sure",
    _(
        "“En cours de rédaction” and its like, also in a page's description; WIP. Quoted, denied, or said of "
        "something else (“en cours de rédaction de la convention”) they weigh less or nothing; the WIP that teams "
        "limit is left alone."
    ),
    (
        Shape(
            "line",
            rf"(?:(?:(?:cette|ce|cet|la|le)\s+)?{_OURS}\s+(?:est\s+)?(?:(?:encore|actuellement|toujours)\s+)?)?{_UNDER_WAY}",
            never=("cell", "row-head"),
        ),
        Shape("square", _UNDER_WAY, ".*"),
        Shape("square", "en cours", level="suspected"),
        Shape("round", _UNDER_WAY),
        Shape("anywhere", _BEING_WRITTEN, only=("description",), inside=True, needs=("en cours",)),
        # Alone in a description it is a status; of what, it does not say.
        Shape("line", r"en cours(?:\s+d(?:e\s+|['’])[\w'’ -]{1,40})?", level="suspected", only=("description",)),
        Shape(
            "anywhere",
            r"(?:^|[.!?:(\[–—\n|-]\s*|"
            rf"\b(?:(?:cette|ce|cet|la|le|présente?|notre)\s+{_OF_THE_BOOK}|(?:ce|présent|cet)\s+(?:document|texte|article))\s+"
            r"(?:de\s+(?:cette|la)\s+page\s+)?"
            r"(?:(?:est|encore|actuellement|toujours|désormais)\s+){0,3}|"
            rf"(?:^|\n){_OURS}\s+)"
            rf"(?P<m>{_BEING_WRITTEN})(?!\s+(?:de|du|des|d['’]))",
            never=("cell", "row-head"),
            inside=True,
            needs=("en cours",),
        ),
        Shape(
            "anywhere",
            _BEING_WRITTEN,
            level="suspected",
            unless=r"\b(?:plus|pas)\s+en\s+cours\b",
            inside=True,
            needs=("en cours",),
        ),
        Shape(
            "anywhere",
            rf"\b(?:cette|ce|cet|présente?)\s+{_OURS}\s+est\b[^.!?\n]{{0,40}}?(?P<m>{_UNDER_WAY})",
            level="suspected",
            unless=r"\b(?:plus|pas)\s+en\s+cours\b",
            inside=True,
            needs=("en cours",),
        ),
        Shape(
            "anywhere",
            rf"\b{_THIS_PAGE}\s+is\s+(?:still\s+|currently\s+)?(?P<m>an?\s+(?:work\s+in\s+progress|stub)|being\s+(?:re)?written)\b",
            inside=True,
            needs=("a work in progress", "a stub", "being written", "being rewritten"),
        ),
        Shape("square", r"(?:WIP|[Ww]ork in progress|WORK IN PROGRESS)\b", ".*", exact_case=True),
        Shape(
            "round",
            r"(?:WIP|[Ww]ork in progress)",
            exact_case=True,
            only=HEADS,
        ),
        Shape(
            "line",
            r"\(?(?:WIP|[Ww]ork in progress)\b\)?",
            r"(?:\s*[:–—-].*)?",
            exact_case=True,
            never=BUSY,
            unless=r"\blimit|WIP\W+work[\s-]in[\s-]progress|WIP\W+travail\s+en\s+cours",
        ),
        Shape(
            "anywhere",
            rf"{WORD_STARTS}WIP{WORD_ENDS}",
            exact_case=True,
            unless=r"limit|kanban|en-cours|travail en cours|work[\s-]in[\s-]progress|scrum|colonne|column|lean|"
            r"\b(?:le|les|du|de|des|au|votre|notre|ce|son|leur|un|max|of|your|the|our|in|en|par|per)\s+[«\"“]?\s*WIP\b",
            needs=("WIP",),
        ),
    ),
)
UNDER_CONSTRUCTION = Kind(
    "under-construction",
    "sure",
    _(
        "The sign 🚧, “Page en construction” on a line of its own, or a page that says “En construction” and nothing "
        "else. The bare words are a trap (a status of files, a trade) and at most suspected; so is 🚧 in a heading "
        "where the other headings open with signs too."
    ),
    (
        Shape(
            "anywhere",
            _SIGN,
            never=("adorned",),
            needs=("🚧", ":construction:"),
        ),
        Shape("anywhere", _SIGN, level="suspected", only=("adorned",), needs=("🚧", ":construction:")),
        Shape("page", rf"(?:{_THIS_IS}|{_OF_THE_BOOK}\s+)?{_BUILDING}"),
        Shape("page", rf"(?:{_THIS_PAGE}\s+is\s+)?under\s+construction\b"),
        Shape("line", rf"{_OF_THE_BOOK}\s+{_BUILDING}", never=(*NOT_TEXT, "cell")),
        Shape("bold", rf"{_OF_THE_BOOK}\s+{_BUILDING}"),
        Shape("title", rf"page\s+{_BUILDING}"),
        Shape("line", _BUILDING, level="suspected", never=(*NOT_TEXT, "item", "cell")),
        Shape("line", r"under\s+construction\b", level="suspected", never=(*NOT_TEXT, "item", "cell")),
        Shape(
            "anywhere",
            rf"\b{_THIS_IS}(?P<m>{_BUILDING}|en\s+cours\s+de\s+(?:développement|création)\b)",
            level="suspected",
            inside=True,
            needs=("construction", "en cours de développement", "en cours de création"),
        ),
        Shape(
            "anywhere",
            rf"\b{_THIS_PAGE}\s+is\s+(?:still\s+)?(?P<m>under\s+construction)\b",
            level="suspected",
            inside=True,
            needs=("construction",),
        ),
    ),
)
EMPTY = Kind(
    "empty",
    "sure",
    _(
        "“(vide)” in a title or alone: an author's own note that nothing is written yet. In a sentence it may be a "
        "fact, and is only suspected."
    ),
    (
        Shape("round", r"(?:vide|empty)", only=HEADS),
        Shape("square", r"(?:vide|empty)", only=HEADS),
        Shape("line", r"[(\[](?:vide|empty)[)\]]", never=("cell", "row-head")),
        Shape("round", r"(?:vide|empty)", level="suspected"),
        Shape("square", r"vide", level="suspected"),
    ),
)
DRAFT = Kind(
    "draft",
    "suspected",
    _("“Brouillon” or “Draft” in brackets or opening a line: a status more than a task, so only suspected."),
    (
        Shape("square", r"(?:brouillon|ébauche|draft)"),
        Shape("round", r"(?:brouillon|ébauche|draft)", only=HEADS),
        Shape(
            "line",
            r"(?:Brouillon|BROUILLON|Ébauche|ÉBAUCHE|Draft|DRAFT)\b",
            r"(?:\s+[–—-].*)?",
            exact_case=True,
            never=(*NOT_TEXT, "item", "cell"),
        ),
        Shape("line", r"(?:version|document)\s+de\s+travail\b", r"(?:\W.{0,80})?", never=(*NOT_TEXT, "item", "cell")),
        Shape(
            "anywhere",
            r"\b(?:ceci|ce document|cette page|ce guide)\s+est\s+(?:encore\s+)?(?P<m>une?\s+(?:brouillon|ébauche))\b",
            inside=True,
            needs=("brouillon", "ébauche"),
        ),
    ),
)
