r"""The rules of French typography as data (Lexique des règles typographiques of the Imprimerie nationale).

Each row names its rule, says what must stand in a line for it to be worth a search, and gives a pattern; of its groups
the one that takes part is the stretch to change. `WORDS` change letters and signs; `SPACES` change white space alone
and come after, so that they see the final signs. "\ufffc" stands for what is not text (code, a picture), "\n" and "\v"
for line ends.
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
        needs: the row is tried where a line holds one of these (`DIGIT`: any digit).
        pattern: what to look for; the one group that takes part is the stretch that changes.
        new: what takes its place, or a function of it.
        raised: whether the stretch is only raised, its letters kept.
    """

    name: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    new: New = ""
    raised: bool = False


_SPACE = "[ \u00a0\u2009\u202f]"
# A number may not stand after these: it would be part of a code, a date, an address, a version, or of a longer number.
_ALONE = r"(?<![\w.,/+-][1-9])(?<!\d[ \u00a0\u2009\u202f][1-9])"
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


# Each pattern begins with a letter or sign, and looks behind from there: so a line is searched at full speed.
WORDS = (
    # Copied from titles of videos: a form of another script (U+FF5C), which no font of French texts draws.
    Rule("wide-bar", ("｜",), re.compile("(｜)"), "|"),
    Rule("ellipsis", ("...",), re.compile(r"(\.\.\.)(?<![./]\.\.\.)(?![.\w/])"), "…"),
    Rule("ellipsis", ("...",), re.compile(r"(\.\.\.)(?<=\w\.\.\.)(?=\w)"), "…"),
    Rule(
        "apostrophe",
        ("'",),
        re.compile(
            r"(')(?:(?<=[^\W\d_]')(?=[^\W\d_])"
            r"|(?=[\d\"«“\ufffc])(?:(?<![^\W_].')(?<=[ldjmtsncLDJMTSNC]')|(?<=[qQ]u')))"
        ),
        "’",
    ),
    Rule(
        "ligature",
        ("oe", "OE", "Oe"),
        re.compile(rf"{_WORD_START}(?:{_LIGATURE})(oe)", re.IGNORECASE),
        _ligature,
    ),
    Rule("ordinals", ("ère", "ere", "ème", "eme"), re.compile(r"1(?<![\w.,/-]1)(i?[èe]re)(?=s?(?!\w))"), "re"),
    Rule(
        "ordinals",
        ("ère", "ere", "ème", "eme"),
        re.compile(r"(?<![\w.,/-])(?:\d{1,3}|[IVXLC]+)(i?[èe]me)(?=s?(?!\w))"),
        "e",
    ),
)

_ENDS = r"$|[\s»”’')\]*,.;:!?…\ufffc]"
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


_PUTS_BEFORE = r"[\w»”)%€…]"  # what a sign may stand right behind for a space to be put in between
_HOURS = r"(?:(?<![\w:.,/]\dh)(?<=\dh)|(?<![\w:.,/]\d\dh)(?<=\d\dh))"
_HOURS_APART = rf"(?:(?<![\w:.,/]\d{_SPACE}h)|(?<![\w:.,/]\d\d{_SPACE}h))"
_MINUTES = rf"(?=(?:{_SPACE}?[0-5]\d)?(?![\w/'’]))"


def _row(name: str, needs: str, pattern: str, new: New = "", raised: bool = False) -> Rule:
    return Rule(name, tuple(needs.split("|")), re.compile(pattern), new, raised)


SPACES = (
    _row("punctuation-spaces", "!|?", rf"[!?](?<=[^\s«(\[]({_SPACE})[!?])(?={_ENDS})", NARROW),
    _row("punctuation-spaces", ";", rf";(?<=[^\s«(\[]({_SPACE});)(?=$|[\s»”\ufffc])", NARROW),
    _row("punctuation-spaces", "!|?", rf"\?(?<={_PUTS_BEFORE}()\?)(?<!\(\)\?)(?=$|[\s»”)\]!?…])", NARROW),
    _row("punctuation-spaces", "!|?", rf"!(?<={_PUTS_BEFORE}()!)(?<!\(\)!)(?<!\d!)(?=$|[\s»”)\]!?…])", NARROW),
    _row("punctuation-spaces", ";", rf";(?<={_PUTS_BEFORE}();)(?<!\(\);)(?=$|[\s»”])", NARROW),
    _row(
        "punctuation-spaces",
        ":",
        rf":(?:(?<=[^\s«\d(\[]({_SPACE}):)(?=$|[\s»”\ufffc])"
        rf"|(?<={_PUTS_BEFORE}():)(?<!\(\):)(?<!\d:)(?=$|[\s»”])"
        # Between two numbers it is a ratio or a time.
        rf"|(?<=\d({_SPACE}):)(?=$|\s(?!\s*\d)|[»”\ufffc])"
        r"|(?<=\d():)(?=$|\s(?!\s*\d)|[»”]))",
        NO_BREAK,
    ),
    _row("punctuation-spaces", "«|»", rf"«({_SPACE}?)(?=[^\s»])", NO_BREAK),
    _row("punctuation-spaces", "«|»", rf"»(?<=[^\s«]({_SPACE})»)", NO_BREAK),
    _row("punctuation-spaces", "«|»", r"»(?<=[^\s«]()»)", NO_BREAK),
    _row("thousands", DIGIT, rf"[1-9]{_ALONE}\d{{1,2}}((?:{_SPACE}\d{{3}})+)(?!\w|{_SPACE}?\d|[.,]\d{{3}})", _narrow),
    _row("thousands", DIGIT, rf"[1-9]{_ALONE}((?:{_SPACE}\d{{3}}){{2,}})(?!\w|{_SPACE}?\d|[.,]\d{{3}})", _narrow),
    _row("thousands", DIGIT, rf"[1-9]{_ALONE}({_SPACE}\d{{3}})(?={_SPACE}?(?:(?:{_NOUNS})\b|[k%€]))", _narrow),
    # Digits alone may be a code or a postcode: only where what is counted stands beside them.
    _row("thousands", DIGIT, rf"([1-9]{_ALONE}\d{{4,11}})(?={_SPACE}?(?:(?:{_NOUNS})\b|€))", _by_thousands),
    _row("units", "%|€|‰", r"[%€‰](?<=\d()[%€‰])(?!\w)", NO_BREAK),
    _row("units", DIGIT, rf"\d({_SPACE})(?=(?:{_SYMBOLS})(?!\w|['’]))", NO_BREAK),
    _row("numbers", DIGIT, rf"h(?<=\d()h){_HOURS}{_MINUTES}", NO_BREAK),
    _row("numbers", DIGIT, rf"h(?<=\d({_SPACE})h){_HOURS_APART}{_MINUTES}", NO_BREAK),
    _row("numbers", DIGIT, rf"h()(?:(?<=\dh)|(?<=\d{_SPACE}h))(?=[0-5]\d(?![\w/]))", NO_BREAK),
    _row("numbers", DIGIT, rf"h({_SPACE})(?:(?<=\dh.)|(?<=\d{_SPACE}h.))(?=[0-5]\d(?![\w/]))", NO_BREAK),
    _row("numbers", DIGIT, rf"[nN]°(?<!\w..)({_SPACE}?)(?=\d)", NO_BREAK),
    _row("numbers", DIGIT, rf"p\.(?<![\w.]p\.)({_SPACE}?)(?=\d)", NO_BREAK),
    _row("numbers", DIGIT, rf"pp\.(?<![\w.]pp\.)({_SPACE}?)(?=\d)", NO_BREAK),
    _row("numbers", DIGIT, rf"(?<!\w)(?:art|chap|fig)\.({_SPACE})(?=\d)", NO_BREAK),
    _row("numbers", "M. |Mme|Mlle|Dr ", rf"M\.(?<![\w.]M\.)({_SPACE})(?=[A-ZÀ-ÖØ-Þ])", NO_BREAK),
    _row("numbers", "M. |Mme|Mlle|Dr ", rf"MM\.(?<![\w.]MM\.)({_SPACE})(?=[A-ZÀ-ÖØ-Þ])", NO_BREAK),
    _row("numbers", "M. |Mme|Mlle|Dr ", rf"(?<![\w.])(?:Mmes?|Mlles?|Drs?)({_SPACE})(?=[A-ZÀ-ÖØ-Þ])", NO_BREAK),
    _row("numbers", "siècle", rf"(?<![\w-])[IVX]+er?({_SPACE})(?=siècle)", NO_BREAK),
    _row("ordinals", DIGIT, r"1(?<![\w.,/-]1)(ers?|res?)(?!\w)", raised=True),
    _row("ordinals", DIGIT, r"[1-9](?<![\w.,/-][1-9])(?<!1)(es?)(?!\w)", raised=True),
    _row("ordinals", DIGIT, r"[1-9](?<![\w.,/-][1-9])\d{1,2}(es?)(?!\w)", raised=True),
    _row("ordinals", DIGIT, r"2(?<![\w.,/-]2)(nde?s?)(?!\w)", raised=True),
    _row("ordinals", "Ie|Ve|Xe|Ir", r"(?<![\w-])(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(es?)(?!\w)", raised=True),
    _row("ordinals", "Ie|Ve|Xe|Ir", rf"[IVX](?<![\w-].)(e)(?=\s+(?:{_ORDER}))", raised=True),
    _row("ordinals", "Ie|Ve|Xe|Ir", r"I(?<![\w-]I)(er|re)(?!\w)", raised=True),
)

Group: TypeAlias = tuple[tuple[str, ...], tuple[Rule, ...]]


def grouped(rows: tuple[Rule, ...]) -> tuple[Group, ...]:
    """Give rows by what they need, so that a line is asked once for each need."""
    groups: dict[tuple[str, ...], list[Rule]] = {}
    for row in rows:
        groups.setdefault(row.needs, []).append(row)
    return tuple((needs, tuple(members)) for needs, members in groups.items())


# A line without any of these needs nothing.
GUARD = re.compile(r"[\"';:!?«»%€‰°｜\d]|\.\.\.|[oO][eE]|[IVX][er]|M\. |Mme|Mlle|Dr ")

# A stretch between blanks that is no prose: an address, a file, a variable, an emoji code, a version.
TECHNICAL = re.compile(
    r"[@_\\{}=#|^`]|://|^\W*www\.|<\w|\w>|[^\W\d_]\.[^\W\d_]{2}|:[\w+-]+:|^\W*\.{0,2}/|/[^/]*/|\d\.\d+\.\d|&\w+;|\$\{"
)
# What a line with such a stretch holds, in forms that are quick to look for.
TECHNICAL_SIGNS = "@_\\{}=#|^`/<>&"
TECHNICAL_PAIRS = (re.compile(r"\.\w{2}|\.\d\."), re.compile(r":\w"), re.compile(r"www"))
