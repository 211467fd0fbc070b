"""Families of shapes that several kinds share, so that the tables of kinds stay lists of words."""

from __future__ import annotations

from pipeline.markers.shape import Home, Shape
from pipeline.model import MarkerLevel

# A whole word, not a piece of an address, a slug, a file name or a variable.
WORD_STARTS = r"(?<![\w/@#.&=?\-])"
WORD_ENDS = r"(?![\w/@=\-]|\.\w)"

# Places where "à faire" or "en cours" is a heading's subject, a column's name or a status.
HEADS: tuple[Home, ...] = ("title", "heading", "adorned")
BUSY: tuple[Home, ...] = (*HEADS, "cell", "row-head")
NOT_TEXT: tuple[Home, ...] = (*HEADS, "row-head")

# What a page calls itself or a piece of itself; a "document", "fiche" or "texte" may be a form that readers fill in.
OURS = (
    r"(?:page|section|partie|sous-partie|rubrique|chapitre|paragraphe|passage|contenu|suite|description|introduction|"
    r"conclusion|résumé|sommaire|glossaire|légende)"
)

FREE_TAIL = r"(?:\W.{0,200})?"
# What may follow « À compléter » on its line without making it an ordinary sentence.
_LINE_TAIL = (
    r"(?:\s*[:–—(-].*|\s+(?:avec|par|après|avant|quand|lorsque|dès|ultérieurement|plus\s+tard|prochainement|ensuite|"
    r"bientôt|d['’]ici)\b.{0,80})?"
)
_OWNER_OR_DATE = r"(?:\s*[:,–—-]?\s*(?:@[\w.-]+|(?:avant|d['’]ici|pour|by|before)\s.{1,40}|\d{4}-\d\d-\d\d))?"
# What may follow « Section à compléter » on its line: not « par l'employeur », which a form says.
_OURS_TAIL = (
    r"(?:\s*[:–—].*|\s+(?:avec|sur|après|quand|lorsque|dès|ultérieurement|plus\s+tard|prochainement|ensuite|"
    r"bientôt)\b.{0,120})?"
)
# What readers fill in: « Formulaire à compléter », « Cadre B : à compléter ».
_FORMS = (
    r"\b(?:formulaires?|dossiers?|questionnaires?|imprimés?|cerfa|attestations?|bulletins?|documents?|fiches?|devis|"
    r"cadres?|cases?|volets?|champs?|colonnes?|lignes?)\b"
)
# Those who fill in a form.
BY_OTHERS = (
    r"\bpar\s+(?:(?:les?|la|chaque|une?)\s+|l['’])(?:\w+\s+)?(?:demandeu|candidat|usag|employeu|salari|agente?s?\b|médecin|"
    r"administration|titulaire|prestataire|bénéficiaire|signataire|client|utilisat|parent|élève|stagiaire)"
)
# In small letters, a choice or a word to the reader makes a bracket the blank of a template.
ADDRESSED = r"^[^:]*\bou\b|\b(?:votre|vos|ton|ta|tes|your)\b"
# A line all in capitals is the title of a form; « NE PAS FAIRE » stands in lists of do and do not.
_SHOUTED_LINE = r"(?-i:^[^a-zà-ÿ]*$)|\bNE PAS\b"


def _either(words: str) -> str:
    return f"(?:{words})".replace(" ", r"\s+")


def asked(
    verbs: str, bare: str, english: str, in_round: str = "", doubtful: bool = False, things: str = ""
) -> tuple[Shape, ...]:
    """Give the shapes of « à + verb »: what its author asks of whoever comes next.

    Args:
        verbs: infinitives, as alternatives; they follow « à » in every shape.
        bare: infinitives that open square brackets without « à »; not those that are names of buttons.
        english: what follows "to" in English.
        in_round: what is sure in round brackets, where the rest is suspected; "" for nothing.
        doubtful: whether the words are also a step of any process, so that lines and cells settle less.
        things: infinitives that may follow the name of a thing in square brackets, « [chiffre à vérifier] », and a
            label with a colon, « Contact : à compléter »; "" for nothing.
    """
    of_ours = rf"{OURS}\s+à\s+{_either(verbs)}\b"
    words = rf"(?:[àa]\s+(?:faire\s+)?{_either(verbs)}|to\s+{_either(english)}|{of_ours})\b"
    shouted = verbs.upper()
    shout = rf"[ÀA]\s+(?:FAIRE\s+)?{_either(shouted)}\b"
    opening = rf"(?:{shout}|[ÀA]\s+{_either(verbs)}\b)"
    # Few and plain for the quick test: every line is tried by it. The words of ours are tried once for all kinds.
    begins = rf"[àa]\s+(?:faire\s+)?{_either(verbs)}|to\s+{_either(english)}"
    less: MarkerLevel | None = "suspected" if doubtful else None
    shapes = [
        Shape("square", shout, ".*", exact_case=True),
        Shape("square", words, ".*", unless=ADDRESSED),
        Shape("line", words, never=BUSY, begins=begins),
        Shape("line", rf"\({words}\)", never=BUSY, begins=rf"\((?:[àa]\s|to\s|{OURS}\s+à\s)"),
        Shape("line", words, only=("cell",), level=less, begins=begins),
        Shape("line", words, only=HEADS, level="suspected", begins=begins),
        Shape("line", of_ours, _OURS_TAIL, less, never=BUSY, begins=rf"{OURS}\s+à\s"),
        Shape("line", opening, _LINE_TAIL, less, exact_case=True, never=BUSY, unless=BY_OTHERS, begins=begins),
        Shape("line", opening, r"\s*[:–—-].*", less, exact_case=True, only=("title",), begins=begins),
        Shape("line", shout, r"\s.{1,120}", "suspected", exact_case=True, never=BUSY, begins=begins),
        Shape("bold", words, _OWNER_OR_DATE),
        # In capitals amid small letters the author raises the voice.
        Shape(
            "anywhere",
            rf"(?<![\w-]){shout}",
            level=less,
            exact_case=True,
            unless=_SHOUTED_LINE,
            needs=tuple(shouted.split("|")),
        ),
    ]
    if bare:
        shapes += [
            Shape("square", rf"{_either(bare.upper())}\b", ".*", exact_case=True),
            Shape("square", _either(bare)),
            Shape("bold", rf"{_either(bare.upper())}\b", exact_case=True),
        ]
    if things:
        shapes += _of_things(things, less)
    if in_round:
        shapes += [
            Shape("round", rf"(?:[àa]|to)\s+{_either(in_round)}\b", _OWNER_OR_DATE),
            Shape("round", of_ours, _OURS_TAIL),
        ]
    return (*shapes, Shape("round", words, _OWNER_OR_DATE, level="suspected"))


def _of_things(verbs: str, less: MarkerLevel | None) -> list[Shape]:
    """Give the shapes of a named thing that is asked for: « [chiffre à vérifier] », « Contact : à compléter »."""
    needs = tuple(f": à {verb}" for verb in verbs.split("|"))
    words = rf"à\s+{_either(verbs)}\b"
    return [
        Shape("square", rf"[^\[\]:]{{1,40}}\s{words}", unless=rf"{ADDRESSED}|{_FORMS}"),
        Shape(
            "anywhere",
            rf":\s*(?P<m>{words})(?=[^\w\n:(]*(?:\n|$))",
            level=less,
            never=HEADS,
            unless=_FORMS,
            needs=needs,
        ),
        Shape(
            "anywhere",
            rf"[–—-]\s+(?P<m>{words})(?=[^\w\n:(]*$)",
            only=("title",),
            unless=_FORMS,
            needs=tuple(f"{dash} à {verb}" for dash in "–—-" for verb in verbs.split("|")),
        ),
    ]


def to_provide(nouns: str) -> tuple[Shape, ...]:
    """Give the shapes of a thing that is announced and missing: « schéma ici », « insérer le lien ».

    Args:
        nouns: names of the thing, as alternatives.
    """
    missing = (
        rf"(?:{nouns})(?:\s+\w+)?\s+(?:ici|here|(?:à|to\s+be)\s+(?:venir|ajouter|insérer|inserer|faire|refaire|créer|"
        r"fournir|compléter|mettre|prévoir|prendre|intégrer|trouver|added|inserted|done))\b"
    )
    order = (
        r"(?:insérer|inserer|ajouter|mettre|placer|intégrer|insert|add|put)\s+(?:ici\s+|here\s+)?"
        rf"(?:(?:un|une|le|la|les|des|du|the|an?)\s+|l['’])?(?:{nouns})\b"
    )
    here = rf"ici\s+(?:un|une|le|la|les|des)\s+(?:{nouns})\b"
    either = f"(?:{missing}|{order}|{here})"
    return (
        Shape("square", either, ".*", unless=ADDRESSED),
        Shape("square", rf"(?:{nouns})\s[^\[\]:]{{1,60}}\sà\s+(?:venir|ajouter|insérer|faire|refaire|créer|compléter)"),
        Shape("square", rf"(?:{nouns})\s+(?:manquante?s?|missing)"),
        Shape("round", either, r"(?:\s+(?:ici|here))?", unless=ADDRESSED),
        Shape("line", missing, never=BUSY),
        Shape("line", rf"(?:{nouns})(?:\s+\w+)?\s+(?:ici|à\s+(?:venir|ajouter|insérer|compléter))\b", only=("cell",)),
        Shape("bold", either, r"(?:\s+(?:ici|here))?"),
    )
