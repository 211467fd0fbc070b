"""Every kind of editorial marker, in French and English: the table.

The order matters only between two kinds that would take the same words: the earlier wins. What each kind is and
which look-alikes it leaves alone stands in its `why`; counts are from the field guide on markers.
"""

from __future__ import annotations

from pipeline.markers.shape import Kind, Shape
from pipeline.markers.shapes import BUSY, FREE_TAIL, NOT_TEXT, WORD_ENDS, WORD_STARTS, asked, to_provide
from pipeline.messages import mark as _

_EDITED = r"(?:rédaction|réécriture|relecture|écriture)"
_REWORKED = (
    rf"(?:{_EDITED}|amélioration|mise\s+à\s+jour|révision|actualisation|traduction|validation|enrichissement|"
    r"complétion|travail|élaboration|documentation|finalisation|correction)"
)
_UNDER_WAY = rf"(?:en\s+cours\s+d(?:e\s+|['’]\s?){_REWORKED}|{_REWORKED}\s+en\s+cours)"
_OURS = (
    r"(?:page|section|partie|rubrique|fiche|guide|chapitre|paragraphe|contenu|article|document|texte|description|"
    r"documentation)"
)

ENRICH = Kind(
    "enrich",
    "sure",
    _("“[ENRICHIR]”: the text is there but asks for more. Also “à enrichir” in brackets or alone on its line."),
    asked("enrichir", "enrichir|expand", "expand|be expanded", ("enrichir", "expand"), in_round="enrichir|be expanded"),
)
PLAN = Kind(
    "plan",
    "sure",
    _(
        "A question word in capitals that opens square brackets, as in “[COMMENT déclencher la prise de conscience]”: "
        "the plan of a text to write. COMMENT is French for “how”. A question in round brackets is left alone."
    ),
    (
        Shape(
            "square",
            r"(?:COMMENT|POURQUOI|QUAND|COMBIEN|QUI|QUOI|OÙ|QUEL(?:LE)?S?|HOW|WHY|WHEN|WHO|WHAT|WHERE)\b",
            ("[",),
            tail=r"\s*:?\s+\S.*",
            exact_case=True,
        ),
    ),
)
TO_WRITE = Kind(
    "to-write",
    "sure",
    _("“À rédiger” at the start of a line, or in brackets. Inside a sentence the same words are ordinary French."),
    (
        *asked(
            "rédiger|écrire|développer|détailler|rediger|ecrire",
            "rédiger|rediger|développer|détailler",
            "be written|write",
            ("rédiger", "rediger", "écrire", "ecrire", "développer", "détailler", "be written", "to write"),
            in_round="rédiger|rediger|écrire|be written",
        ),
        Shape(
            "line",
            r"[ÀA]\s+(?:rédiger|écrire|RÉDIGER)\b",
            ("rédiger", "écrire"),
            FREE_TAIL,
            exact_case=True,
            never=BUSY,
        ),
    ),
)
TO_COMPLETE = Kind(
    "to-complete",
    "sure",
    _(
        "“À compléter” alone on its line, in brackets, or in bold after a colon. “Le formulaire à compléter” is "
        "ordinary French and is left alone."
    ),
    asked(
        "compléter|completer|remplir|renseigner|préciser|preciser|finir|terminer",
        "compléter|completer|préciser",
        "be completed|complete|be filled in",
        ("complét", "complet", "remplir", "renseigner", "préciser", "preciser", "finir", "terminer", "filled"),
        in_round="compléter|completer|be completed",
    ),
)
TO_UPDATE = Kind(
    "to-update",
    "sure",
    _("“[à mettre à jour]”, “[à modifier]”: the text is out of date, and its author knows it."),
    asked(
        "mettre à jour|mettre a jour|modifier|actualiser|corriger|revoir|réécrire|reformuler|reprendre",
        "mettre à jour|actualiser|réécrire|reformuler|revoir",
        "be updated|update|be revised",
        (
            *("mettre", "modifier", "actualiser", "corriger", "revoir", "réécrire", "reformuler", "reprendre"),
            *("updated", "update", "revised"),
        ),
        in_round="mettre à jour|mettre a jour|be updated",
    ),
)
TO_CHECK = Kind(
    "to-check",
    "sure",
    _("“[À VALIDER]”, “[à vérifier]”: somebody still has to read or confirm this."),
    asked(
        "vérifier|verifier|valider|relire|confirmer|sourcer|contrôler",
        "vérifier|relire|sourcer",
        "be checked|check|be confirmed|be reviewed|review",
        ("vérifier", "verifier", "valider", "relire", "confirm", "sourcer", "contrôler", "check", "review"),
        doubtful=True,
    ),
)
TO_DECIDE = Kind(
    "to-decide",
    "sure",
    _("“[à définir]”, “TBD”: nobody has decided yet. “À définir” inside a sentence is ordinary French."),
    (
        *asked(
            "définir|definir|déterminer|trancher|arbitrer|décider",
            "définir|trancher|arbitrer",
            "be decided|be defined|be determined|decide",
            ("défini", "definir", "détermin", "trancher", "arbitrer", "décider", "decide", "be d"),
            doubtful=True,
        ),
        Shape("anywhere", rf"{WORD_STARTS}TBD{WORD_ENDS}", ("tbd",), exact_case=True),
        Shape("square", r"TB[DCA]\b", ("tbd", "tbc", "tba"), ".*", exact_case=True),
        Shape("round", r"TB[DCA]\b", ("tbd", "tbc", "tba"), ".*", exact_case=True),
        Shape("line", r"TB[DCA]\b", ("tbd", "tbc", "tba"), r"(?:\s*[:–—-].*)?", exact_case=True),
    ),
)
PICTURE = Kind(
    "picture",
    "sure",
    _("“Schéma ici” in bold or brackets, “[IMAGE …]”, “image à ajouter”: a picture that is still to be made or found."),
    (
        *to_provide(
            r"schémas?|images?|photos?|illustrations?|captures?(?:\s+d['’]écran)?|visuels?|dessins?|infographies?|"
            r"vidéos?|tableaux?|graphiques?|logos?|cartes?|screenshots?|diagrams?|pictures?|figures?",
            needs=(
                *("schéma", "image", "photo", "illustration", "capture", "visuel", "dessin", "infographie", "vidéo"),
                *("tableau", "graphique", "logo", "carte", "screenshot", "diagram", "picture", "figure"),
            ),
        ),
        Shape(
            "square",
            r"(?:IMAGE|PHOTO|SCHÉMA|SCHEMA|ILLUSTRATION|VIDÉO|CAPTURE|VISUEL|INFOGRAPHIE|DESSIN|LOGO|GRAPHIQUE|PICTURE)S?\b",
            ("[",),
            tail=".*",
            exact_case=True,
        ),
    ),
)
LINK = Kind(
    "link",
    "sure",
    _("“[insérer le lien]”, “lien à ajouter”: an address that is still missing."),
    to_provide(
        r"liens?|url|adresses?|références?|hyperliens?|links?|address|reference",
        needs=("lien", "url", "adresse", "référence", "link", "address", "reference"),
    ),
)
TO_ADD = Kind(
    "to-add",
    "sure",
    _("“[à ajouter]”, “exemple à ajouter”, “[AJOUTER …]”: something of the text is still missing."),
    (
        *to_provide(
            r"textes?|exemples?|contenus?|paragraphes?|encadrés?|témoignages?|citations?|chiffres?|sources?|"
            r"définitions?|détails?|examples?|text|content|quotes?",
            needs=(
                *("texte", "exemple", "contenu", "paragraphe", "encadré", "témoignage", "citation", "chiffre"),
                *("source", "définition", "détail", "example", "text", "content", "quote"),
            ),
        ),
        *asked(
            "ajouter|insérer|inserer|inclure|intégrer|fournir|documenter|illustrer",
            "documenter|illustrer",
            "be added|add|insert",
            (
                *("ajouter", "insérer", "inserer", "inclure", "intégrer", "fournir", "documenter", "illustrer"),
                *("to be added", "to add", "to insert"),
            ),
            in_round="ajouter|be added",
        ),
        Shape(
            "square",
            r"(?:AJOUTER|INSÉRER|INSERER|METTRE|ADD|INSERT)\s+\S",
            ("ajouter", "insérer", "inserer", "mettre", "add", "insert"),
            ".*",
            exact_case=True,
        ),
    ),
)
TODO = Kind(
    "todo",
    "sure",
    _(
        "TODO, TODO(name), FIXME in capitals as whole words; “[À FAIRE]”. “To-do” in other letters, addresses, "
        "“TODO list” and the columns of a board (TODO, DOING, DONE) are left alone."
    ),
    (
        Shape(
            "anywhere",
            rf"{WORD_STARTS}(?:TODO|FIXME)(?:\([^()\s]{{1,40}}\))?{WORD_ENDS}",
            ("todo", "fixme"),
            exact_case=True,
            unless=r"\bTODO[\s-]*lists?e?\b|\b(?:DOING|DONE)\b|\b(?:listes?|colonnes?|columns?|lists?|statuts?|status|"
            r"board|étape)\s+[«\"“]?\s*TODO\b|\bTODO\s+(?:EL|LO|LOS|LA|LAS|UN|ES|ESTO|SOBRE|Y|TIPO)\b",
        ),
        Shape("square", r"(?:TODO|FIXME)\b", ("todo", "fixme"), ".*", exact_case=True),
        Shape("round", r"(?:TODO|FIXME)\b", ("todo", "fixme"), ".*", exact_case=True),
        Shape("square", r"[ÀA]\s+FAIRE\b", ("à faire", "a faire"), tail=".*", exact_case=True),
        Shape("square", r"[àa]\s+faire\b", ("à faire", "a faire")),
        Shape("line", r"[ÀA]\s+(?:faire|FAIRE)\b", ("à faire", "a faire"), exact_case=True, level="suspected",
              never=BUSY),
    ),
)
TO_COME = Kind(
    "to-come",
    "sure",
    _(
        "“(à venir)”, or “À venir” and “Bientôt” alone on a line. In a sentence, as a heading, or as a label with a "
        "colon they are ordinary (601 times in the field)."
    ),
    (
        Shape("round", r"(?:à venir|a venir|coming soon|bientôt disponible)", ("à venir", "a venir", "coming", "bient")),
        Shape(
            "square",
            r"(?:[^\[\]]{0,30}\s)?(?:à venir|a venir|coming soon|bientôt)",
            ("à venir", "a venir", "coming", "bient"),
        ),
        Shape(
            "line",
            rf"(?:(?:{_OURS}|suite|détails?|exemples?)\s+)?(?:à venir|a venir|bientôt(?:\s+disponible)?|coming soon|"
            r"prochainement)(?:\s+(?:prochainement|bientôt))?",
            ("à venir", "a venir", "bient", "coming", "prochain"),
            never=NOT_TEXT,
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
            "anywhere",
            r"(?:^|[.!?:(\[–—\n|-]\s*|\b(?:est|sont|encore|actuellement|toujours|désormais)\s+|"
            rf"(?:^|\n|\b(?:cette|ce|cet|la|le|présente?)\s+){_OURS}\s+)"
            rf"(?P<m>en\s+cours\s+d(?:e\s+|['’]\s?){_EDITED})\b(?!\s+(?:de|du|des|d['’]))",
            ("en cours d",),
            inside=True,
        ),
        Shape("line", _UNDER_WAY, ("en cours",), never=("cell", "row-head")),
        Shape("square", _UNDER_WAY, ("en cours",), tail=".*"),
        Shape("round", _UNDER_WAY, ("en cours",)),
        Shape(
            "anywhere",
            rf"\ben\s+cours\s+d(?:e\s+|['’]\s?){_EDITED}\b",
            ("en cours d",),
            level="suspected",
            unless=r"\b(?:plus|pas)\s+en\s+cours\b",
            inside=True,
        ),
        Shape("square", r"(?:WIP|[Ww]ork in progress|WORK IN PROGRESS)\b", ("wip", "work in"), ".*", exact_case=True),
        Shape("round", r"(?:WIP|[Ww]ork in progress)", ("wip", "work in"), exact_case=True,
              unless=r"\bwork in progress \("),
        Shape("line", r"(?:WIP\b|work in progress)", ("wip", "work in"), r"(?:\s*[:–—-].*)?", never=BUSY,
              unless=r"\blimit"),
        Shape(
            "anywhere",
            rf"{WORD_STARTS}WIP{WORD_ENDS}",
            ("wip",),
            exact_case=True,
            unless=r"limit|kanban|en-cours|travail en cours|work[\s-]in[\s-]progress|scrum|colonne|column|lean|"
            r"\b(?:le|les|du|de|des|au|votre|notre|ce|son|leur|un|max|of|your|the|our|in|en|par|per)\s+[«\"“]?\s*WIP\b",
        ),
    ),
)
UNDER_CONSTRUCTION = Kind(
    "under-construction",
    "sure",
    _(
        "The sign 🚧, or a page that says “En construction” and nothing else. The words alone are a trap (a status of "
        "files, a trade) and at most suspected."
    ),
    (
        Shape("anywhere", r"(?:🚧\ufe0f?|:construction:)(?:[\s*]*(?:🚧\ufe0f?|:construction:))*", ("🚧", ":construction:")),
        Shape("page", rf"(?:{_OURS}\s+)?en\s+(?:cours\s+de\s+)?construction", ("construction",)),
        Shape(
            "line",
            rf"(?:{_OURS}\s+)?en\s+(?:cours\s+de\s+)?construction",
            ("construction",),
            level="suspected",
            never=(*NOT_TEXT, "item", "cell"),
        ),
        Shape(
            "anywhere",
            r"\bcette\s+(?:page|section|partie|rubrique|documentation|fiche)\s+est\s+"
            r"(?P<m>(?:encore\s+|actuellement\s+)?en\s+(?:cours\s+de\s+)?construction)\b",
            ("construction",),
            level="suspected",
            inside=True,
        ),
    ),
)
EMPTY = Kind(
    "empty",
    "sure",
    _("“(vide)” in a title or alone: an author's own note that nothing is written yet. In a sentence it may be a fact."),
    (
        Shape("round", r"(?:vide|empty)", ("vide", "empty"), only=("title", "heading")),
        Shape("square", r"(?:vide|empty)", ("vide", "empty"), only=("title", "heading")),
        Shape("line", r"[(\[](?:vide|empty)[)\]]", ("vide", "empty")),
        Shape("round", r"(?:vide|empty)", ("vide", "empty"), level="suspected"),
        Shape("square", r"vide", ("vide",), level="suspected"),
    ),
)
UNTITLED = Kind(
    "untitled",
    "sure",
    _("A page still called “Untitled”, the name that GitBook gives to a new page."),
    (Shape("title", r"(?:untitled|sans\s+titre|page\s+sans\s+titre|nouvelle\s+page)(?:\s*\(?\d*\)?)", ("titre", "untitled", "nouvelle page")),),
)
FILLER = Kind(
    "filler",
    "sure",
    _("“Lorem ipsum”: filler text left in place. Merely named in a sentence it is only suspected."),
    (
        Shape("anywhere", r"\blorem\s+ipsum\s+dolor(?:\s+sit(?:\s+amet)?)?", ("lorem",), inside=True),
        Shape("line", r"lorem\s+ipsum\b", ("lorem",), tail=".*"),
        Shape("anywhere", r"\blorem\s+ipsum\b", ("lorem",), level="suspected", inside=True),
    ),
)
TEMPLATE = Kind(
    "template",
    "sure",
    _("“[TEMPLATE]”: a page copied from a template and not filled in."),
    (Shape("square", r"TEMPLATE", ("template",), exact_case=True),),
)
DRAFT = Kind(
    "draft",
    "suspected",
    _("“Brouillon” or “Draft” in brackets or opening a line: a status more than a task, so only suspected."),
    (
        Shape("square", r"(?:brouillon|ébauche|draft)", ("brouillon", "ébauche", "draft")),
        Shape("round", r"(?:brouillon|ébauche|draft)", ("brouillon", "ébauche", "draft"), only=("title", "heading")),
        Shape(
            "line",
            r"(?:Brouillon|BROUILLON|Ébauche|ÉBAUCHE|Draft|DRAFT)\b",
            ("brouillon", "ébauche", "draft"),
            tail=r"(?:\s+[–—-].*)?",
            exact_case=True,
            never=(*NOT_TEXT, "item", "cell"),
        ),
        Shape(
            "anywhere",
            r"\b(?:ceci|ce document|cette page|ce guide)\s+est\s+(?:encore\s+)?(?P<m>une?\s+(?:brouillon|ébauche))\b",
            ("brouillon", "ébauche"),
            inside=True,
        ),
    ),
)
PLACEHOLDER = Kind(
    "placeholder",
    "suspected",
    _("XXX or ??? where a word should stand. Addresses are left alone; templates use them on purpose."),
    (
        Shape("anywhere", rf"{WORD_STARTS}X{{3,}}{WORD_ENDS}", ("xxx",), exact_case=True),
        Shape("anywhere", r"(?:^|[:=(\[\n–—-])\s*(?P<m>\?{3,})(?=\s|[)\].,;]|$)", ("???",)),
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
        Shape("yellow", r".*\S\s*\?", (), never=("title", "heading", "cell", "row-head"), inside=True),
        Shape(
            "yellow",
            r".*\b(?:TODO|FIXME|TBD|[àÀ]\s+(?:compléter|rédiger|enrichir|vérifier|valider|préciser|définir|revoir|"
            r"confirmer|ajouter|mettre\s+à\s+jour|discuter|faire))\b.*",
            (),
            never=("title", "heading", "cell", "row-head"),
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
            ("[",),
            tail=r"(?!\s*:).*",
            unless=r"\d{4}\s*$",
            inside=True,
        ),
        Shape(
            "square",
            r"(?:indiquer|indiquez|préciser|précisez|insérer|insérez|coller|collez|mettre|mettez|décrire|décrivez|"
            r"ajouter|ajoutez|citer|lister|listez|renseigner|renseignez|choisir|choisissez|remplacer|remplacez|"
            r"compléter|complétez|[àa]\s+(?:compléter|indiquer|préciser|renseigner|adapter|remplir))\b",
            ("[",),
            tail=".*",
            inside=True,
        ),
        Shape("square", r"[^\W\d_]+(?:/[^\W\d_]+)+", ("[",), inside=True),
    ),
)

KINDS: tuple[Kind, ...] = (
    ENRICH,
    PLAN,
    TO_WRITE,
    TO_COMPLETE,
    TO_UPDATE,
    PICTURE,
    LINK,
    TO_CHECK,
    TO_DECIDE,
    TO_ADD,
    TODO,
    TO_COME,
    IN_PROGRESS,
    UNDER_CONSTRUCTION,
    EMPTY,
    UNTITLED,
    FILLER,
    TEMPLATE,
    DRAFT,
    PLACEHOLDER,
    QUESTION,
    BLANK,
)

# Unfinished places without words of their own (`unfinished`).
WORDLESS: tuple[Kind, ...] = (
    Kind("empty-row", "suspected", _("Rows of a skills or responsibility table that were left empty."), ()),
    Kind("missing-image", "suspected", _("A picture that the text shows and that is not in the folder."), ()),
    Kind(
        "empty-page",
        "suspected",
        _("A page with a title and nothing else. A page that opens a group of pages may be empty by design."),
        (),
    ),
)


def explain(name: str) -> str:
    """Give the English text that explains a kind, to be said by `say`; "" for a name that is no kind."""
    return next((kind.why for kind in (*KINDS, *WORDLESS) if kind.name == name), "")
