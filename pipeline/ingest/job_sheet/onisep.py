"""ONISEP's own XML: a root of `<metier>` -> pages of job sheets (field guide: job sheets, ONISEP's XML).

Two dialects: lists of elements (`<statut><id/><libelle/></statut>`) or of attributes (`<statut id="" libelle=""/>`),
and "En bref" as a list of `format_court` or as one element. Long fields are HTML in CDATA. ONISEP's internal codes of
levels, statuses and interests (`T-ITM.9`, `REF.410`) say nothing to a reader and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.decoding import Widths
from pipeline.ingest.job_sheet.rome import rome_codes
from pipeline.ingest.job_sheet.runs import lines_of
from pipeline.ingest.job_sheet.sheet import Facts, levelled
from pipeline.ingest.job_sheet.tree import Element, element_script
from pipeline.ingest.lines import Script, text_at
from pipeline.ingest.markdown import Reading
from pipeline.ingest.markdown.fragment import read_fragment
from pipeline.model import (
    Block,
    BulletList,
    Heading,
    Inlines,
    JobName,
    JobSheet,
    Link,
    ListItem,
    Paragraph,
    SectionKind,
    SheetSection,
    Text,
    Training,
)
from pipeline.model.text import plain
from pipeline.source import Span

# The sections in the order in which they are read; ONISEP's elements stand in another.
_SECTIONS: tuple[tuple[str, SectionKind, str], ...] = (
    ("accroche_metier", "presentation", "Présentation"),
    ("formats_courts", "brief", "En bref"),
    ("format_court", "brief", "En bref"),
    ("nature_travail", "work", "Nature du travail"),
    ("competences", "skills", "Compétences requises"),
    ("condition_travail", "conditions", "Conditions de travail"),
    ("vie_professionnelle", "career", "Vie professionnelle"),
    ("acces_metier", "access", "Accès au métier"),
)
_OTHERS = {
    "secteurs_activite": "Secteurs d’activité",
    "metiers_associes": "Métiers associés",
    "publications": "Publications",
    "sources_numeriques": "Sources numériques",
}
_TITLE = "nom_metier"
_NAMES = ("libelle", "nom", "titre", "nom_metier", "intitule", "valeur")
_CODES = frozenset(("id", "id_ideo1", "identifiant"))
_ADDRESS = re.compile(r"https?://\S+")
_ONISEP = "https://www.onisep.fr/http/redirection/metier/slug/{code}"


class Metier(NamedTuple):
    """One sheet of the file: its title, its sheet and where it begins."""

    title: Inlines
    sheet: JobSheet
    place: Span


class Source(NamedTuple):
    """The file that sheets are read from: its path, where findings go, and the columns of damaged characters."""

    file: str
    report: Report
    widths: dict[int, Widths]


def read_metier(metier: Element, source: Source) -> Metier:
    """Read one `<metier>`."""
    facts = Facts()
    place = _place(metier, source)
    title: Inlines = ()
    for child in metier.children:
        if child.name == _TITLE and not title:
            title = _words(child, source)
        elif child.name in _READERS:
            _READERS[child.name](facts, child, source)
    for attribute, value in metier.attributes.items():
        if attribute in ("id", "identifiant") and not facts.identifier:
            facts.identifier = value.strip()
    for name, kind, words in _SECTIONS:
        for child in (child for child in metier.children if child.name == name):
            _section(facts, child, kind, words, source)
    known = {_TITLE, *_READERS} | {name for name, _kind, _words in _SECTIONS}
    for child in (child for child in metier.children if child.name not in known):
        _other(facts, child, source)
    title = title or facts.masculine or facts.feminine
    return Metier(title, facts.sheet(place), place)


def _place(element: Element, source: Source) -> Span:
    """Give the place of an element's opening tag's name."""
    row, left = element.row + 1, element.left + 2
    return Span(source.file, row, left, row, left + len(element.name))


def _script(element: Element, source: Source) -> Script:
    return element_script(element, source.file, source.widths)


def _blocks(element: Element, source: Source) -> list[Block]:
    """Read a long field; pictures of ONISEP's own site are not fetched."""
    reading = Reading(_script(element, source), source.report, lambda _written, _place: "", lambda _written, _place: ())
    return list(read_fragment(reading))


def _words(element: Element, source: Source) -> Inlines:
    """Read a short field: words on one line, or a paragraph of HTML."""
    page = _script(element, source)
    if "<" in page.text:
        blocks = _blocks(element, source)
        return tuple(one for block in blocks if isinstance(block, Paragraph) for one in block.children)
    found: list[Text] = []
    for row, line in enumerate(page.lines):
        bare = line.text.strip()
        if bare:
            left = len(line.text) - len(line.text.lstrip())
            found.append(text_at(page, row, left, [(bare, len(bare))]))
    return tuple(found)


def _label(item: Element, source: Source) -> Inlines:
    """Give what an item of a list is called: an attribute, an element in it, or its own words."""
    for name in _NAMES:
        if item.attributes.get(name, "").strip():
            return (Text(item.attributes[name].strip(), _place(item, source)),)
        child = item.child(name)
        if child is not None and (words := _words(child, source)):
            return words
    return _words(item, source)


def _items(element: Element) -> list[Element]:
    """Give the items of a list; an element that holds words instead is its only item."""
    return element.children or [element]


def _code(item: Element) -> str:
    """Give an item's identifier: an attribute or an element in it."""
    return next((one for name in ("id", "identifiant") if (one := item.attributes.get(name) or item.words(name))), "")


def _identifier(facts: Facts, element: Element, source: Source) -> None:
    facts.identifier = facts.identifier or plain(_words(element, source)).strip()


def _feminine(facts: Facts, element: Element, source: Source) -> None:
    facts.feminine = facts.feminine or _words(element, source)


def _masculine(facts: Facts, element: Element, source: Source) -> None:
    facts.masculine = facts.masculine or _words(element, source)


def _synonyms(facts: Facts, element: Element, source: Source) -> None:
    for item in _items(element):
        title = _label(item, source)
        forms = [_words(one, source) if (one := item.child(f"libelle_{form}")) else () for form in _FORMS]
        if title or any(forms):
            facts.other_names.append(JobName(title or forms[0] or forms[1], _place(item, source), *forms))


_FORMS = ("feminin", "masculin")


def _rome(facts: Facts, element: Element, source: Source) -> None:
    for item in _items(element):
        words = _label(item, source) or _attribute(item, "code", source)
        codes = list(rome_codes(words, source.report))
        facts.rome += codes
        if words and not codes:
            place = _place(item, source)
            source.report(found(Code.S170, place, code=plain(words).strip()))
            facts.sections.append(SheetSection("other", (), (Paragraph(words, place),), place))


def _attribute(item: Element, name: str, source: Source) -> Inlines:
    value = item.attributes.get(name, "").strip()
    return (Text(value, _place(item, source)),) if value else ()


def _level(facts: Facts, element: Element, source: Source) -> None:
    facts.level = facts.level or _label(element, source)


def _statuses(facts: Facts, element: Element, source: Source) -> None:
    facts.statuses += [words for item in _items(element) if (words := _label(item, source))]


def _interests(facts: Facts, element: Element, source: Source) -> None:
    facts.interests += [words for item in _items(element) if (words := _label(item, source))]


def _trainings(facts: Facts, element: Element, source: Source) -> None:
    for item in _items(element):
        words = _label(item, source)
        if words or _code(item):
            facts.trainings.append(Training(words, _code(item), _place(item, source)))


_READERS: Mapping[str, Callable[[Facts, Element, Source], None]] = {
    "identifiant": _identifier,
    "libelle_feminin": _feminine,
    "libelle_masculin": _masculine,
    "synonymes": _synonyms,
    "romesV3": _rome,
    "niveau_acces_min": _level,
    "statuts": _statuses,
    "formations_min_requise": _trainings,
    "centres_interet": _interests,
}


def _section(facts: Facts, element: Element, kind: SectionKind, title: str, source: Source) -> None:
    """Add a section; the short formats stand in it one after the other, each under its own title."""
    blocks = _blocks(element, source)
    for item in element.children:
        label = item.child("libelle")
        words = _words(label, source) if label is not None else ()
        if words and plain(words).strip().casefold() != title.casefold():
            blocks.append(Heading(3, words, _place(item, source)))
        for child in item.children:
            blocks += _blocks(child, source) if child.name not in (*_CODES, "type", "libelle") else []
        blocks += _blocks(item, source)
    if blocks:
        place = _place(element, source)
        facts.sections.append(SheetSection(kind, (Text(title, place),), levelled(blocks), place))


def _other(facts: Facts, element: Element, source: Source) -> None:
    """Keep a field that a sheet has no place for: a list, or a text."""
    place = _place(element, source)
    items = tuple(
        ListItem((Paragraph(words, _place(item, source)),), _place(item, source))
        for item in element.children
        if (words := _item(item, source))
    )
    blocks = _blocks(element, source) + ([BulletList(items, True, place)] if items else [])
    if blocks:
        name = _OTHERS.get(element.name) or element.name.replace("_", " ").capitalize()
        facts.sections.append(SheetSection("other", (Text(name, place),), levelled(blocks), place))


def _item(item: Element, source: Source) -> Inlines:
    """Give an item of such a list in one line: its name, then whatever else it says; addresses are links."""
    words = list(_linked(_label(item, source), _code(item)))
    for child in item.children:
        if child.name in _CODES or child.name == next((name for name in _NAMES if item.child(name)), ""):
            continue
        more = [one for line in lines_of(_label(child, source)) for one in _linked(line, "")]
        if more:
            words += [Text(" – ", _place(child, source)), *more] if words else more
    for name, value in item.attributes.items():
        if name not in _CODES and name not in _NAMES and value.strip():
            words.append(Text(f" – {value.strip()}" if words else value.strip(), _place(item, source)))
    return tuple(words)


def _linked(words: Inlines, code: str) -> Inlines:
    """Give words as a link where they are an address or name another sheet."""
    text = plain(words).strip()
    first = words[0] if words else None
    if not isinstance(first, Text):
        return words
    if _ADDRESS.fullmatch(text):
        return (Link(text, words, first.span),)
    return (Link(_ONISEP.format(code=code), words, first.span),) if re.fullmatch(r"MET\.\d+", code) else words
