"""The kinds of markers that say what state a text is in: to come, being written, empty, provisional."""

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
_UNDER_WAY = rf"(?:en\s+cours\s+d(?:e\s+|['’]\s?){_REWORK}|{_REWORK}\s+en\s+cours)\b"
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
        Shape("round", r"(?:[àa] venir|coming soon|to come|bientôt disponible)"),
        Shape("square", r"(?:[^\[\]]{0,30}\s)?(?:[àa] venir|coming soon|to come|bientôt)"),
        Shape(
            "line",
            rf"(?:(?:{_OURS}|suite|détails?|exemples?)\s+)?(?:[àa] venir|bientôt(?:\s+disponible)?|coming soon|"
            r"more\s+to\s+come|prochainement)(?:\s+(?:prochainement|bientôt))?",
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
            unless=r"\blimit",
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
        "The sign 🚧, or a page that says “En construction” and nothing else. The words alone are a trap (a status "
        "of files, a trade) and at most suspected."
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
UNTITLED = Kind(
    "untitled",
    "sure",
    _("A page still called “Untitled”, the name that GitBook gives to a new page."),
    (Shape("title", r"(?:untitled|sans\s+titre|page\s+sans\s+titre|nouvelle\s+page)(?:\s*\(?\d*\)?)"),),
)
FILLER = Kind(
    "filler",
    "sure",
    _("“Lorem ipsum”: filler text left in place. Merely named in a sentence it is only suspected."),
    (
        Shape("line", r"lorem\s+ipsum\b", ".*"),
        Shape("anywhere", r"\blorem\s+ipsum\s+dolor(?:\s+sit(?:\s+amet)?)?", inside=True, needs=("lorem",)),
        Shape("anywhere", r"\blorem\s+ipsum\b", level="suspected", inside=True, needs=("lorem",)),
    ),
)
TEMPLATE = Kind(
    "template",
    "sure",
    _("“[TEMPLATE]”: a page copied from a template and not filled in."),
    (Shape("square", r"TEMPLATE", exact_case=True),),
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
        Shape(
            "anywhere",
            r"\b(?:ceci|ce document|cette page|ce guide)\s+est\s+(?:encore\s+)?(?P<m>une?\s+(?:brouillon|ébauche))\b",
            inside=True,
            needs=("brouillon", "ébauche"),
        ),
    ),
)
PLACEHOLDER = Kind(
    "placeholder",
    "suspected",
    _("XXX or ??? where a word should stand. Addresses are left alone; templates use them on purpose."),
    (
        Shape(
            "anywhere",
            rf"{WORD_STARTS}X{{3,}}{WORD_ENDS}",
            exact_case=True,
            # Thirty, in Roman numerals.
            unless=r"\b(?:chapitre|titre|livre|tome|volume|annexe|article|chapter|part|louis)\s+XXX\b",
            inside=True,
            needs=("XXX",),
        ),
        Shape(
            "anywhere",
            r"(?<![\w.])(?P<m>XX(?:[ .\u00a0\u202f]XX)+|"
            r"XX(?=\s+(?:euros?|€|%|jours?|mois|ans|heures?|agents?|personnes?|places?)))(?!\w)",
            exact_case=True,
            inside=True,
            needs=("XX XX", "XX.XX", "XX "),
        ),
        Shape("square", r"(?:placeholder|texte\s+d['’]exemple)", ".*"),
        Shape("anywhere", r"(?:^|[:=(\[\n–—-])\s*(?P<m>\?{3,})(?=\s|[)\].,;]|$)", inside=True, needs=("???",)),
    ),
)
QUESTION = Kind(
    "question",
    "suspected",
    _(
        "Words highlighted in yellow that end with a question mark or speak of work to do. Other colours, headings "
        "and tables are decoration (yellow itself is, 19 times in 22)."
    ),
    (
        Shape("yellow", r".*\S\s*\?", never=BUSY, inside=True),
        Shape(
            "yellow",
            r".*\b(?:TODO|FIXME|TBD|[àÀ]\s+(?:compléter|rédiger|enrichir|vérifier|valider|préciser|définir|revoir|"
            r"confirmer|ajouter|mettre\s+à\s+jour|discuter|faire))\b.*",
            never=BUSY,
            inside=True,
        ),
    ),
)
BLANK = Kind(
    "blank",
    "blank",
    _(
        "Square brackets that name what is to be put there: “[NOM DU SERVICE]”, “[coller le texte ici]”. They may be "
        "meant for the reader of a template. Citations, dates, cuts, tags and boxes in brackets are left alone."
    ),
    (
        Shape(
            "square",
            r"(?:(?:le|la|les|l['’]|un|une|du|de|votre|vos|ton|ta|tes|mon|ma|your|the|my)\s*)?"
            r"(?:pré)?(?:noms?|dates?|mois|jour|année|heures?|lieu|adresse|ville|numéro|n°|montant|titre|fonction|poste|"
            r"rôle|e?-?mail|courriel|téléphone|url|liens?|logo|image|service|produit|ministère|organisation|entité|"
            r"équipe|signature|objet|sujet|thème|texte|public|structure|direction|établissement|name|title|address|"
            r"company|phone|link|insert)\b",
            r"(?!\s*:).*",
            unless=r"\d{4}\s*$",
            inside=True,
        ),
        Shape(
            "square",
            r"(?:indiquer|indiquez|préciser|précisez|insérer|insérez|coller|collez|mettre(?!\s+à\s+jour)|mettez|décrire|décrivez|"
            r"ajouter|ajoutez|citer|lister|listez|renseigner|renseignez|choisir|choisissez|remplacer|remplacez|"
            r"compléter|complétez|[àa]\s+(?:compléter|indiquer|préciser|renseigner|adapter|remplir))\b",
            r"\s+.*",
            inside=True,
        ),
        Shape("square", r"[^\W\d_]+(?:/[^\W\d_]+)+", inside=True),
    ),
)
