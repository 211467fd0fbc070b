"""The fields of a job sheet and the words that name them, however they are written (field guide: job sheets).

Sheets differ in their order of fields, in heading or bold label, in accents, capitals, `œ` or `oe`, and in the space
before a colon: names are compared in one plain form.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, TypeAlias, cast

from pipeline.model import SectionKind

Fact: TypeAlias = Literal["id", "gendered", "names", "rome", "level", "trainings", "statuses", "interests"]
Field: TypeAlias = SectionKind | Fact | Literal["career-part"]

_SECTIONS: dict[str, SectionKind] = {
    "presentation": "presentation",
    "en bref": "brief",
    "nature du travail": "work",
    "competences requises": "skills",
    "conditions de travail": "conditions",
    "vie professionnelle": "career",
    "acces au metier": "access",
}
_FACTS: dict[str, Fact] = {
    "id": "id",
    "identifiant": "id",
    "identifiant onisep": "id",
    "id onisep": "id",
    "appellation": "gendered",
    "appellations": "gendered",
    "autre appellation": "names",
    "autres appellations": "names",
    "code rome": "rome",
    "codes rome": "rome",
    "niveau d'acces minimum": "level",
    "niveau minimum d'acces": "level",
    "formation recommandee": "trainings",
    "formations recommandees": "trainings",
    "statut": "statuses",
    "statuts": "statuses",
    "statut possible": "statuses",
    "statuts possibles": "statuses",
    "centre d'interet": "interests",
    "centres d'interet": "interests",
    "centres d'interets": "interests",
}
# Parts of the working life that stand at the level of the fields in most sheets.
_CAREER = frozenset(("salaire", "integrer le marche du travail"))
# Headings that always belong to the section they stand in, whatever their level.
INNER = frozenset(("duree des etudes", "apres le bac", "apres la 3e", "salaire du debutant"))

# `**ID:** MET.7958`, `**ID :** MET.7958`, `**ID** : MET.7958`.
_IDENTIFIER_LINE = re.compile(
    r"^[ \t]*(?:\*\*|__)\s*(?:ID|Identifiant)(?:[ \xa0]ONISEP)?\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*MET\.\d+",
    re.MULTILINE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[ \t]*(?:\*\*|__)([^*_\n]{2,40}?)(?::[ \t\xa0]*(?:\*\*|__)|(?:\*\*|__)[ \t\xa0]*:)", re.MULTILINE
)
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t\xa0]+(.+?)[ \t#]*$", re.MULTILINE)
# Without its identifier a page is a sheet when it has this many of the fields, so many of them facts.
_ENOUGH, _ENOUGH_FACTS = 4, 2


def key(words: str) -> str:
    """Give the plain form in which names of fields are compared."""
    letters = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe").replace("’", "'").replace("\u02bc", "'"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.split()).strip(" :*_")


def field_of(words: str) -> Field | None:
    """Give the field that a heading or a label names, or None."""
    name = key(words)
    if name in _CAREER:
        return "career-part"
    return _SECTIONS.get(name) or _FACTS.get(name)


def fact_of(words: str) -> Fact | None:
    """Give the fact that a label names, or None."""
    return _FACTS.get(key(words))


def section_kind(field: Field) -> SectionKind | None:
    """Give the kind of section that a field is; None for a fact."""
    return cast("SectionKind", field) if field in _SECTIONS.values() else None


def is_label(line: str) -> bool:
    """Tell whether a line begins with a bold label (`**Codes ROME:**`)."""
    return _LABEL.match(line) is not None


def is_job_sheet(text: str) -> bool:
    """Tell a job sheet by its ONISEP identifier line, or by the fields that it has."""
    if _IDENTIFIER_LINE.search(text):
        return True
    names = [*_LABEL.findall(text), *_HEADING.findall(text)]
    fields = {field for name in names if (field := field_of(name)) and field != "career-part"}
    return len(fields) >= _ENOUGH and len(fields & set(_FACTS.values())) >= _ENOUGH_FACTS
