"""The pass that ends a catalogue of job sheets with its indexes: by names, by ROME code, by interest.

An entry of the first stands under the sheet's title, under each of its other names, and under the feminine where that
begins with another letter; in the order of French dictionaries. ROME codes stand under their fourteen fields, which
are France Travail's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.messages import mark as _
from pipeline.messages import speaker
from pipeline.model import (
    CrossReference,
    Handbook,
    Index,
    IndexEntry,
    IndexGroup,
    IndexKind,
    Inlines,
    JobSheet,
    Page,
    Part,
    Text,
)
from pipeline.model.naming import first_letter, forms, is_catalogue, sorting_key
from pipeline.model.text import plain
from pipeline.model.walk import each_page
from pipeline.normalise.context import Context
from pipeline.normalise.identifiers import identifiers, new_identifier
from pipeline.source import Span

_TITLES: tuple[tuple[IndexKind, str], ...] = (
    ("names", _("Alphabetical index")),
    ("rome", _("Index by ROME code")),
    ("interests", _("Index by interest")),
)
# The directory's fields, by the first letter of their codes (ROME, version 4).
_ROME_FIELDS = {
    "A": "Agriculture et pêche, espaces naturels et espaces verts, soins aux animaux",
    "B": "Arts et façonnage d’ouvrages d’art",
    "C": "Banque, assurance, immobilier",
    "D": "Commerce, vente et grande distribution",
    "E": "Communication, média et multimédia",
    "F": "Construction, bâtiment et travaux publics",
    "G": "Hôtellerie-restauration, tourisme, loisirs et animation",
    "H": "Industrie",
    "I": "Installation et maintenance",
    "J": "Santé",
    "K": "Services à la personne et à la collectivité",
    "L": "Spectacle",
    "M": "Support à l’entreprise",
    "N": "Transport et logistique",
}


class _Sheet(NamedTuple):
    """A sheet and the page that it makes."""

    page: Page
    sheet: JobSheet

    def title(self) -> str:
        return plain(self.page.title)


def catalogue(handbook: Handbook, context: Context) -> Handbook:
    """Give a catalogue with a last part that holds its indexes; any other book, or one that has them, as it is."""
    if not is_catalogue(handbook, context.catalogue) or _has_index(handbook):
        return handbook
    sheets = [
        _Sheet(page, block)
        for part in handbook.parts
        for page in each_page(part.chapters)
        for block in page.blocks
        if isinstance(block, JobSheet)
    ]
    if not sheets:
        return handbook
    sheets.sort(key=lambda one: sorting_key(one.title()))
    say = speaker(handbook.identity.language)
    place = sheets[0].page.span
    taken = identifiers(handbook, context.memory, "catalogue")
    groups = {"names": _names(sheets), "rome": _rome(sheets), "interests": _interests(sheets)}
    pages = tuple(
        _page(Index(kind, tuple(groups[kind]), place), new_identifier(f"index-{kind}", taken), say(title))
        for kind, title in _TITLES
        if groups[kind]
    )
    # A book without parts gets no opener for the one part that its indexes would be.
    title: Inlines = (Text(say("Index"), place),) if any(part.title for part in handbook.parts) else ()
    part = Part(new_identifier("part-index", taken), title, pages)
    return replace(handbook, parts=(*handbook.parts, part))


def _has_index(handbook: Handbook) -> bool:
    pages = (page for part in handbook.parts for page in each_page(part.chapters))
    return any(isinstance(block, Index) for page in pages for block in page.blocks)


def _page(index: Index, identifier: str, title: str) -> Page:
    """Give the page of an index: it comes from no file."""
    return Page(identifier, "", "page", (Text(title, index.span),), (index,), index.span)


def _to(sheet: _Sheet, words: Inlines = ()) -> CrossReference:
    return CrossReference(sheet.page.id, words, sheet.page.span)


def _names(sheets: Sequence[_Sheet]) -> list[IndexGroup]:
    """Give the names by their first letter; another name says whose it is."""
    entries: list[tuple[str, IndexEntry]] = []
    for one in sheets:
        title = one.title()
        entries.append((title, IndexEntry(one.page.title, (_to(one),))))
        others = [name.title for name in one.sheet.other_names]
        feminine = one.sheet.feminine or _made(title, one.page.span)
        if feminine and first_letter(plain(feminine)) != first_letter(title):
            others.append(feminine)
        said = {sorting_key(title)[0]}
        for words in others:
            key = sorting_key(plain(words))[0]
            if key not in said:
                entries.append((plain(words), IndexEntry(words, (_to(one, one.page.title),))))
            said.add(key)
    entries.sort(key=lambda entry: sorting_key(entry[0]))
    place = sheets[0].page.span
    groups: dict[str, list[IndexEntry]] = {}
    for name, entry in entries:
        groups.setdefault(first_letter(name), []).append(entry)
    return [IndexGroup((Text(letter, place),), tuple(inside)) for letter, inside in groups.items()]


def _made(title: str, place: Span) -> Inlines:
    both = forms(title)
    return (Text(both.feminine, place),) if both is not None else ()


def _rome(sheets: Sequence[_Sheet]) -> list[IndexGroup]:
    """Give the codes by their field; a code that is none stands last, under its own first letter."""
    found: dict[str, list[_Sheet]] = {}
    labels: dict[str, Inlines] = {}
    places: dict[str, Span] = {}
    for one in sheets:
        for code in dict.fromkeys(rome.code for rome in one.sheet.rome):
            found.setdefault(code, []).append(one)
        for rome in one.sheet.rome:
            places.setdefault(rome.code, rome.span)
            if rome.label:
                labels.setdefault(rome.code, (Text(rome.label, rome.span),))
    groups: dict[str, list[IndexEntry]] = {}
    for code in sorted(found):
        references = tuple(_to(one, one.page.title) for one in found[code])
        groups.setdefault(code[0], []).append(IndexEntry(labels.get(code, ()), references, code))
    titles = {letter: f"{letter} – {name}" for letter, name in _ROME_FIELDS.items()}
    return [
        IndexGroup((Text(titles.get(letter, letter), places[inside[0].code]),), tuple(inside))
        for letter, inside in groups.items()
    ]


def _interests(sheets: Sequence[_Sheet]) -> list[IndexGroup]:
    """Give the interests in alphabetical order, each with its sheets; letter case aside they are one."""
    found: dict[str, tuple[Inlines, list[_Sheet]]] = {}
    for one in sheets:
        for words in one.sheet.interests:
            _words, inside = found.setdefault(sorting_key(plain(words))[0], (words, []))
            if not inside or inside[-1] is not one:
                inside.append(one)
    return [
        IndexGroup(words, tuple(IndexEntry(one.page.title, (_to(one),)) for one in inside))
        for _key, (words, inside) in sorted(found.items(), key=lambda item: item[0])
    ]
