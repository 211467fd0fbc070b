"""The kinds of markers that say what to do: enrich, write, complete, check, add."""

from __future__ import annotations

from pipeline.markers.shape import Kind, Shape
from pipeline.markers.shapes import (
    ADDRESSED,
    BUSY,
    BY_OTHERS,
    FREE_TAIL,
    OURS,
    WORD_ENDS,
    WORD_STARTS,
    asked,
    to_provide,
)
from pipeline.messages import mark as _


def _rest_to(*verbs: str) -> tuple[str, ...]:
    """Give the words that a sentence about a page's own state must hold: rare ones, for every text is searched."""
    return tuple(f"{state} à {verb}" for state in ("est", "reste", "encore") for verb in verbs)


ENRICH = Kind(
    "enrich",
    "sure",
    _("“[ENRICHIR]”: the text is there but asks for more. Also “à enrichir” in brackets or alone on its line."),
    asked(
        "enrichir|étoffer|approfondir|creuser",
        "enrichir|étoffer|expand",
        "expand|be expanded",
        in_round="enrichir|étoffer|be expanded",
        things="enrichir|étoffer",
    ),
)
PLAN = Kind(
    "plan",
    "sure",
    _(
        "A question word in capitals that opens square brackets, as in “[COMMENT déclencher la prise de "
        "conscience]”: the plan of a text to write. COMMENT is French for “how”. A question in round brackets is "
        "left alone."
    ),
    (
        Shape(
            "square",
            r"(?:COMMENT|POURQUOI|QUAND|COMBIEN|QUI|QUOI|OÙ|QUEL(?:LE)?S?|HOW|WHY|WHEN|WHO|WHAT|WHERE)\b",
            r"\s*:?\s+\S.*",
            exact_case=True,
        ),
        # « [COMMENT] » alone may also be English.
        Shape("square", r"(?:COMMENT|POURQUOI)", level="suspected", exact_case=True),
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
            in_round="rédiger|rediger|écrire|be written",
            things="rédiger|écrire",
        ),
        Shape("line", r"[ÀA]\s+(?:rédiger|écrire|RÉDIGER)\b", FREE_TAIL, exact_case=True, never=BUSY),
        Shape("square", r"rédiger\s+(?:l['’]|(?:la|le|les|un|une)\b)", ".*", level="suspected", unless=ADDRESSED),
        Shape("bold", r"[ÀA]\s+(?:rédiger|écrire)\b", r"\s+par\s.{1,60}", exact_case=True),
        Shape(
            "anywhere",
            rf"\b(?:cette|ce)\s+{OURS}\s+(?P<m>(?:est|reste)\s+(?:encore\s+)?à\s+(?:rédiger|écrire)|"
            r"n['’]est\s+pas\s+encore\s+(?:rédigée?|écrite?))\b",
            inside=True,
            needs=(*_rest_to("rédiger", "écrire"), "pas encore rédigé", "pas encore écrit"),
        ),
        Shape(
            "anywhere",
            r"\brest(?:e|ent)\s+(?:encore\s+)?à\s+(?:rédiger|écrire|documenter|compléter)\b",
            level="suspected",
            unless=r"\b(?:vous|te|nous|lui|leur)\s+reste\b",
            inside=True,
            needs=(
                *("reste à rédiger", "reste à écrire", "restent à rédiger", "restent à écrire", "reste à documenter"),
                *("restent à documenter", "reste à compléter", "restent à compléter"),
            ),
        ),
        Shape(
            "anywhere",
            r"\bthis\s+(?:page|section|part|chapter)\s+(?P<m>(?:is\s+still\s+to\s+be\s+written|is\s+yet\s+to\s+be\s+written|"
            r"(?:is|has)\s+not\s+(?:yet\s+)?(?:been\s+)?(?:yet\s+)?written(?:\s+yet)?))\b",
            inside=True,
            needs=("to be written", "not yet written", "not written yet", "been written"),
        ),
    ),
)
TO_COMPLETE = Kind(
    "to-complete",
    "sure",
    _(
        "“À compléter” or “Section à compléter” alone on a line, in brackets, or after a colon. “Le formulaire à "
        "compléter” is ordinary French and is left alone, and so is “à compléter par le demandeur”."
    ),
    (
        *asked(
            "compléter|completer|complèter|renseigner|préciser|preciser|finir|terminer",
            "compléter|completer|préciser",
            "be completed|complete|be filled in",
            in_round="compléter|completer|be completed",
            things="compléter|finir|terminer",
        ),
        # Alone on a line, « à remplir » is what a form says.
        Shape("square", r"[àa]\s+remplir\b", ".*", unless=ADDRESSED),
        Shape("line", r"[àa]\s+remplir\b", level="suspected", never=BUSY),
        Shape(
            "anywhere",
            rf"\b(?:cette|ce)\s+{OURS}\s+(?P<m>(?:est|reste)\s+(?:encore\s+)?à\s+(?:compléter|préciser|finir|terminer))\b",
            unless=BY_OTHERS,
            inside=True,
            needs=_rest_to("compléter", "préciser", "finir", "terminer"),
        ),
        Shape(
            "anywhere",
            rf"\b(?:cette|ce)\s+{OURS}\s+(?P<m>est\s+(?:encore\s+|actuellement\s+)?incompl(?:ète|et)|"
            r"n['’]est\s+pas\s+(?:encore\s+)?(?:complète?|finie?|terminée?))\b",
            level="suspected",
            inside=True,
            needs=("incompl", *(f"{no} {state}" for no in ("pas", "encore") for state in ("compl", "fini", "termin"))),
        ),
    ),
)
TO_UPDATE = Kind(
    "to-update",
    "sure",
    _("“[à mettre à jour]”, “[à modifier]”: the text is out of date, and its author knows it."),
    (
        *asked(
            "mettre à jour|mettre a jour|modifier|actualiser|corriger|revoir|réécrire|reformuler|reprendre",
            "réécrire|reformuler|revoir",
            "be updated|update|be revised",
            in_round="mettre à jour|mettre a jour|be updated",
            things="mettre à jour|actualiser|revoir|réécrire",
        ),
        Shape(
            "anywhere",
            r"\b(?:cette|ce|cet)\s+(?:page|section|partie|rubrique|fiche|chapitre|guide|documentation|article)\s+"
            r"(?P<m>n['’]est\s+(?:plus|pas)\s+à\s+jour|(?:est|peut\s+être)\s+(?:obsolète|périmée?))\b",
            level="suspected",
            inside=True,
            needs=("plus à jour", "pas à jour", "obsolète", "périmé"),
        ),
        # With one capital these are the names of buttons.
        Shape("square", r"(?:mettre à jour|METTRE À JOUR|actualiser|ACTUALISER)\b", ".*", exact_case=True),
        Shape(
            "square",
            r"[àa]\s+(?:supprimer|traduire|déplacer|fusionner|refaire|harmoniser|simplifier)\b",
            ".*",
            unless=ADDRESSED,
        ),
    ),
)
TO_CHECK = Kind(
    "to-check",
    "sure",
    _("“[À VALIDER]”, “[à vérifier]”: somebody still has to read or confirm this."),
    asked(
        "vérifier|verifier|valider|relire|confirmer|sourcer|contrôler|clarifier",
        "vérifier|relire|sourcer",
        "be checked|check|be confirmed|be reviewed|review",
        doubtful=True,
        things="vérifier|valider|relire|confirmer|sourcer",
    ),
)
TO_DECIDE = Kind(
    "to-decide",
    "sure",
    _("“[à définir]”, “TBD”: nobody has decided yet. “À définir” inside a sentence is ordinary French."),
    (
        *asked(
            "définir|definir|déterminer|trancher|arbitrer|décider|discuter",
            "définir|trancher|arbitrer",
            "be decided|be defined|be determined|decide",
            doubtful=True,
            things="définir|déterminer|trancher|arbitrer|décider|discuter",
        ),
        Shape("square", r"[àa]\s+(?:chiffrer|estimer|qualifier|cadrer|prévoir)\b", ".*", unless=ADDRESSED),
        Shape("anywhere", r":\s*(?P<m>TB[CA])(?=[^\w\n]*(?:\n|$))", exact_case=True, needs=("TBC", "TBA")),
        Shape("anywhere", rf"{WORD_STARTS}TBD{WORD_ENDS}", exact_case=True, needs=("TBD",)),
        Shape("square", r"TB[DCA]\b", ".*", exact_case=True),
        Shape("round", r"TB[DCA]\b", ".*", exact_case=True),
        Shape("line", r"TB[DCA]\b", r"(?:\s*[:–—-].*)?", exact_case=True),
        Shape(
            "line",
            r"points?\s+à\s+(?:discuter|trancher|éclaircir|clarifier|arbitrer)\b",
            r"\s*:.*",
            level="suspected",
            never=BUSY,
            inside=True,
        ),
    ),
)
PICTURE = Kind(
    "picture",
    "sure",
    _("“Schéma ici” in bold or brackets, “[IMAGE …]”, “image à ajouter”: a picture that is still to be made or found."),
    (
        *to_provide(
            r"schémas?|images?|photos?|illustrations?|captures?(?:\s+d['’]écran)?|visuels?|dessins?|infographies?|"
            r"diagrammes?|organigrammes?|vidéos?|tableaux?|graphiques?|logos?|cartes?|screenshots?|diagrams?|pictures?|figures?"
        ),
        Shape(
            "square",
            r"(?:IMAGE|PHOTO|SCHÉMA|SCHEMA|ILLUSTRATION|VIDÉO|CAPTURE|VISUEL|INFOGRAPHIE|DESSIN|LOGO|GRAPHIQUE|"
            r"PICTURE)S?\b",
            ".*",
            exact_case=True,
        ),
        Shape("square", r"(?:image|photo|schéma|illustration|capture\s+d['’]écran|visuel)s?", level="suspected"),
    ),
)
LINK = Kind(
    "link",
    "sure",
    _("“[insérer le lien]”, “lien à ajouter”: an address that is still missing."),
    to_provide(r"liens?|url|adresses?|références?|hyperliens?|links?|address|reference"),
)
TO_ADD = Kind(
    "to-add",
    "sure",
    _("“[à ajouter]”, “exemple à ajouter”, “[AJOUTER …]”: something of the text is still missing."),
    (
        *to_provide(
            r"textes?|exemples?|contenus?|paragraphes?|encadrés?|témoignages?|citations?|chiffres?|sources?|"
            r"définitions?|détails?|examples?|text|content|quotes?"
        ),
        *asked(
            "ajouter|insérer|inserer|inclure|intégrer|fournir|documenter|illustrer",
            "documenter|illustrer",
            "be added|add|insert",
            in_round="ajouter|be added",
            things="ajouter|insérer|intégrer|documenter",
        ),
        Shape("square", r"[àa]\s+(?:créer|produire)\b", ".*", unless=ADDRESSED),
        Shape("square", r"(?:AJOUTER|INSÉRER|INSERER|METTRE|ADD|INSERT)\s+\S", ".*", exact_case=True),
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
            rf"{WORD_STARTS}(?:TODO|FIXME)(?:\([^()\s]{{1,40}}(?:(?:,\s?|\s(?:et|and)\s)[^()\s]{{1,40}})?\))?{WORD_ENDS}",
            exact_case=True,
            unless=r"\bTODO[\s-]*lists?e?\b|\b(?:DOING|DONE)\b|\b(?:listes?|colonnes?|columns?|lists?|statuts?|status|"
            r"board|étape)\s+[«\"“]?\s*TODO\b|"
            r"\b(?:TODO|FIXME)\s+(?:comments?|statements?|labels?)\b|\b(?:removed?|fix(?:ed)?|resolved?|outdated|obsolete|"
            r"les|des|du|ces|nos|vos|the|any|all)\s+(?:TODO|FIXME)\b|(?-i:\bTODO\s+(?:EL|LO|LOS|LA|LAS|UN|ES|ESTO|SOBRE|Y|TIPO)\b)",
            needs=("TODO", "FIXME"),
        ),
        Shape("square", r"(?:TODO|FIXME|TO[ -]DO)\b", ".*", exact_case=True),
        Shape("line", r"(?<=[@#])TODO\b", ".*", exact_case=True, never=BUSY),
        Shape("square", r"todo\b", r"(?:\s*:.*)?", level="suspected"),
        Shape("line", r"TO[ -]DO\b", r"\s*:.*", exact_case=True, never=BUSY),
        Shape("round", r"(?:TODO|FIXME)\b", ".*", exact_case=True),
        Shape("square", r"[ÀA]\s+FAIRE\b", ".*", exact_case=True),
        Shape("square", r"[àa]\s+faire\b"),
        Shape("square", r"[àa]\s+traiter\b", ".*", unless=ADDRESSED),
        Shape("line", r"[ÀA]\s+(?:faire|FAIRE)\b", level="suspected", exact_case=True, never=(*BUSY, "task")),
    ),
)
