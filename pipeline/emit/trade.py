"""What every format says of a job sheet: the two directories' addresses and names of it, the forms of its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.messages import Say
from pipeline.model import Inlines, JobName, JobSheet, Text
from pipeline.model.naming import forms
from pipeline.model.text import plain
from pipeline.source import whole_file

# The two directories' own addresses of a trade (field guide: job sheets, codes).
_ONISEP = "https://www.onisep.fr/http/redirection/metier/slug/{code}"
_ROME = "https://candidat.francetravail.fr/metierscope/fiche-metier/{code}"


class Way(NamedTuple):
    """A link to a directory: its code, what it is called, its address."""

    code: str
    words: str
    address: str


class Form(NamedTuple):
    """One form of a name: what it is called ("Féminin"), and its words."""

    label: str
    words: Inlines


def rome_address(code: str) -> str:
    """Give France Travail's address of a ROME code."""
    return _ROME.format(code=code)


def ways(node: JobSheet, say: Say) -> Iterator[Way]:
    """Give the links to the directories: ONISEP's sheet, then France Travail's for each code, once."""
    if node.identifier:
        words = say("ONISEP sheet, ID {code}", code=node.identifier)
        yield Way(node.identifier, words, _ONISEP.format(code=node.identifier))
    for code in dict.fromkeys(one.code for one in node.rome):
        yield Way(code, say("Métierscope {code}", code=code), rome_address(code))


def name_forms(node: JobSheet, title: str, say: Say) -> Iterator[Form]:
    """Give the forms of the job's name: as the sheet writes them, else from an inclusive title, else none."""
    return _forms(node.feminine, node.masculine, title, say)


def other_forms(name: JobName, say: Say) -> Iterator[Form]:
    """Give the forms of another name."""
    return _forms(name.feminine, name.masculine, plain(name.title), say)


def _forms(feminine: Inlines, masculine: Inlines, title: str, say: Say) -> Iterator[Form]:
    made = forms(title) if not feminine and not masculine else None
    if made is not None:
        place = whole_file("")
        feminine, masculine = (Text(made.feminine, place),), (Text(made.masculine, place),)
    if feminine:
        yield Form(say("Feminine"), feminine)
    if masculine:
        yield Form(say("Masculine"), masculine)
