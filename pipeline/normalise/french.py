"""The rules of French typography as data (Lexique des règles typographiques of the Imprimerie nationale).

Each row names its rule, says what must stand in a line for it to be worth a search, and gives a pattern whose first
group is the stretch to change. `WORDS` change letters and signs; `SPACES` change white space alone and come after, so
that they see the final signs. "\ufffc" stands for what is not text (code, a picture), "\n" and "\v" for line ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

NO_BREAK = "\u00a0"
NARROW = "\u202f"
DIGIT = "0"  # in `needs`: any digit

New: TypeAlias = str | Callable[[str], str]


class Rule(NamedTuple):
    """One row.

    Attributes:
        name: the rule's name (`model.repair.RULE_TITLES`).
        needs: the row is tried where a line holds one of these.
        pattern: what to look for; group 1 is the stretch that changes.
        new: what takes its place, or a function of it.
        raised: whether the stretch is only raised, its letters kept.
    """

    name: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    new: New = ""
    raised: bool = False


_SPACE = "[ \u00a0\u2009\u202f]"
# What a number stands after where it is no number: a code, a date, an address, a version.
_ALONE = r"(?<![\w.,/+-])(?<!\d[ \u00a0\u2009\u202f])"
_WORD_START = r"(?<![^\W_])"

# The stems of French words with œ (each with what may follow it in its family).
LIGATURES = (
    *("bœuf", "chœur", "cœur", "écœur", "contrecœur", "rancœur", "sœur", "mœurs", "nœud", "vœu", "œuf", "œil"),
    *("œuvr", "manœuvr", "désœuvr", "œdème", "œdémat", "œcumén", "œnolog", "œnotour", "œsophag", "œstrog", "œdip"),
    *("fœtus", "fœtal", "fœtaux", "cœliaque", "cœliosc", "cœlom"),
)
_LIGATURE = "|".join(f"{before}(?=oe{after})" for before, _sign, after in (stem.partition("œ") for stem in LIGATURES))


def _ligature(letters: str) -> str:
    return "Œ" if letters[0] == "O" else "œ"


WORDS = (
    Rule("ellipsis", ("...",), re.compile(r"(?<![./])(\.\.\.)(?![.\w/])"), "…"),
    Rule("ellipsis", ("...",), re.compile(r"(?<=\w)(\.\.\.)(?=\w)"), "…"),
    Rule("apostrophe", ("'",), re.compile(r"(?<=[^\W\d_])(')(?=[^\W\d_])"), "’"),
    Rule(
        "apostrophe",
        ("'",),
        re.compile(rf"{_WORD_START}(?:[ldjmtsnc]|(?:jus|lors|puis|quoi)?qu)(')(?=[\d\"«“\ufffc])", re.IGNORECASE),
        "’",
    ),
    Rule(
        "ligature",
        ("oe", "OE", "Oe"),
        re.compile(rf"{_WORD_START}(?:{_LIGATURE})(oe)", re.IGNORECASE),
        _ligature,
    ),
    Rule("ordinals", ("ère", "ere"), re.compile(r"(?<![\w.,/-])1(i?[èe]re)(?=s?(?!\w))"), "re"),
    Rule("ordinals", ("ème", "eme"), re.compile(r"(?<![\w.,/-])(?:\d{1,3}|[IVXLC]+)(i?[èe]me)(?=s?(?!\w))"), "e"),
)

_ENDS = r"$|[\s»”’')\]*,.;:!?…\ufffc]"
_BEFORE = r"(?<=[\w»”)%€…])(?<!\(\))"
_NOUNS = (
    "euros?|dollars|francs|habitants|personnes|agents|agentes|usagers|usagères|salariés|salariées|emplois|entreprises|"
    "communes|élèves|étudiants|visiteurs|visites|exemplaires|logements|demandes|dossiers|heures|ans|pages|mots"
)
_SYMBOLS = (
    "%|‰|k€|M€|Md€|€|°C|km²|m²|cm²|mm²|m³|km|cm|mm|m|ha|kg|mg|µg|g|t|kWh|MWh|GWh|TWh|kW|MW|GW|W|GHz|MHz|kHz|Hz|"
    "Go|Mo|Ko|ko|To|Gb|Mb|dB|V|A|ml|cl|l|L|h|min|s|ms|px|pt"
)
_ORDER = r"siècles?|millénaires?|République|Empire|arrondissement|régime|mandature|législature"


def _narrow(digits: str) -> str:
    return re.sub(_SPACE, NARROW, digits)


def _by_thousands(digits: str) -> str:
    return f"{int(digits):,}".replace(",", NARROW)


SPACES = (
    Rule("punctuation-spaces", ("!", "?"), re.compile(rf"(?<=[^\s«(\[])({_SPACE}+)(?=[!?](?:{_ENDS}))"), NARROW),
    Rule("punctuation-spaces", (";",), re.compile(rf"(?<=[^\s«(\[])({_SPACE}+)(?=;(?:$|[\s»”\ufffc]))"), NARROW),
    Rule("punctuation-spaces", ("?",), re.compile(rf"{_BEFORE}()(?=\?(?:$|[\s»”)\]!?…]))"), NARROW),
    Rule("punctuation-spaces", ("!",), re.compile(rf"{_BEFORE}(?<!\d)()(?=!(?:$|[\s»”)\]!?…]))"), NARROW),
    Rule("punctuation-spaces", (";",), re.compile(rf"{_BEFORE}()(?=;(?:$|[\s»”]))"), NARROW),
    Rule("punctuation-spaces", (":",), re.compile(rf"(?<=[^\s«\d(\[])({_SPACE}+)(?=:(?:$|[\s»”\ufffc]))"), NO_BREAK),
    # Between two numbers it is a ratio or a time.
    Rule("punctuation-spaces", (":",), re.compile(rf"(?<=\d)({_SPACE}+)(?=:(?:$|\s(?!\s*\d)|[»”\ufffc]))"), NO_BREAK),
    Rule("punctuation-spaces", (":",), re.compile(rf"{_BEFORE}()(?=:(?:$|\s(?!\s*\d)|[»”]))(?<!\d)"), NO_BREAK),
    Rule("punctuation-spaces", (":",), re.compile(r"(?<=\d)()(?=:(?:$|\s(?!\s*\d)))"), NO_BREAK),
    Rule("punctuation-spaces", ("«",), re.compile(rf"«({_SPACE}*)(?=[^\s»])"), NO_BREAK),
    Rule("punctuation-spaces", ("»",), re.compile(rf"(?<=[^\s«])({_SPACE}*)(?=»)"), NO_BREAK),
    Rule(
        "thousands",
        (DIGIT,),
        re.compile(rf"{_ALONE}[1-9]\d{{1,2}}((?:{_SPACE}\d{{3}})+)(?!\w|{_SPACE}?\d|[.,]\d{{3}})"),
        _narrow,
    ),
    Rule(
        "thousands",
        (DIGIT,),
        re.compile(rf"{_ALONE}[1-9]((?:{_SPACE}\d{{3}}){{2,}})(?!\w|{_SPACE}?\d|[.,]\d{{3}})"),
        _narrow,
    ),
    Rule(
        "thousands",
        (DIGIT,),
        re.compile(rf"{_ALONE}[1-9]({_SPACE}\d{{3}})(?={_SPACE}?(?:(?:{_NOUNS})\b|[k%€]))"),
        _narrow,
    ),
    # Digits alone may be a code or a postcode: only where what is counted stands beside them.
    Rule(
        "thousands",
        (DIGIT,),
        re.compile(rf"{_ALONE}([1-9]\d{{4,11}})(?={_SPACE}?(?:(?:{_NOUNS})\b|€))"),
        _by_thousands,
    ),
    Rule("units", ("%", "€", "‰"), re.compile(r"(?<=\d)()(?=[%€‰](?!\w))"), NO_BREAK),
    Rule("units", (DIGIT,), re.compile(rf"(?<=\d)({_SPACE}+)(?=(?:{_SYMBOLS})(?!\w|['’]))"), NO_BREAK),
    Rule(
        "numbers",
        ("h",),
        re.compile(rf"(?<![\w:.,/])(?:[01]?\d|2[0-4])({_SPACE}*)(?=h(?:{_SPACE}*[0-5]\d)?(?![\w/'’]))"),
        NO_BREAK,
    ),
    Rule(
        "numbers",
        ("h",),
        re.compile(rf"(?<![\w:.,/])(?:[01]?\d|2[0-4]){_SPACE}*h({_SPACE}*)(?=[0-5]\d(?![\w/]))"),
        NO_BREAK,
    ),
    Rule("numbers", ("°",), re.compile(rf"(?<!\w)[nN]°({_SPACE}*)(?=\d)"), NO_BREAK),
    Rule("numbers", ("p.",), re.compile(rf"(?<![\w.])pp?\.({_SPACE}*)(?=\d)"), NO_BREAK),
    Rule("numbers", ("art.", "chap.", "fig."), re.compile(rf"(?<!\w)(?:art|chap|fig)\.({_SPACE}+)(?=\d)"), NO_BREAK),
    Rule(
        "numbers",
        ("M. ", "MM. ", "Mme", "Mlle", "Dr "),
        re.compile(rf"(?<![\w.])(?:MM?\.|Mmes?|Mlles?|Drs?)({_SPACE}+)(?=[A-ZÀ-ÖØ-Þ])"),
        NO_BREAK,
    ),
    Rule("numbers", ("siècle",), re.compile(rf"(?<![\w-])[IVX]+er?({_SPACE}+)(?=siècle)"), NO_BREAK),
    Rule("ordinals", (DIGIT,), re.compile(r"(?<![\w.,/-])1(ers?|res?)(?!\w)"), raised=True),
    Rule("ordinals", (DIGIT,), re.compile(r"(?<![\w.,/-])(?:[2-9]|[1-9]\d{1,2})(es?)(?!\w)"), raised=True),
    Rule("ordinals", (DIGIT,), re.compile(r"(?<![\w.,/-])2(nde?s?)(?!\w)"), raised=True),
    Rule(
        "ordinals",
        ("Ie", "Ve", "Xe"),
        re.compile(r"(?<![\w-])(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(es?)(?!\w)"),
        raised=True,
    ),
    Rule("ordinals", ("Ie", "Ve", "Xe"), re.compile(rf"(?<![\w-])[IVX](e)(?=\s+(?:{_ORDER}))"), raised=True),
    Rule("ordinals", ("Ier", "Ire"), re.compile(r"(?<![\w-])I(er|re)(?!\w)"), raised=True),
)

# A line without any of these needs nothing.
GUARD = re.compile(r"[\"';:!?«»%€‰°\d]|\.\.\.|[oO][eE]|[IVX][er]|M\. |Mme|Mlle|Dr ")

# A stretch between blanks that is no prose: an address, a file, a variable, an emoji code, a version.
TECHNICAL = re.compile(
    r"[@_\\{}=#|^`]|://|^\W*www\.|<\w|\w>|[^\W\d_]\.[^\W\d_]{2}|:[\w+-]+:|^\W*\.{0,2}/|/[^/]*/|\d\.\d+\.\d|&\w+;|\$\{"
)
