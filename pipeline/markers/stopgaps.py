"""The kinds of markers that hold a place: a name never given, filler text, XXX, a blank to fill in."""

from __future__ import annotations

from pipeline.markers.shape import Kind, Shape
from pipeline.markers.shapes import BUSY, WORD_ENDS, WORD_STARTS
from pipeline.messages import mark as _

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
            r"(?<![\w.])(?P<m>XX(?:[ .\u00a0\u202f]XX){1,9}|"
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
        Shape("square", r"[^\W\d_]{2,}(?:/[^\W\d_]{2,})+", inside=True),
    ),
)
