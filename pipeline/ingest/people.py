"""The authors that front matter names: a text, a record, or a list of either."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.config import YamlValue
from pipeline.ingest.aliases import bare

_NAMES = ("name", "nom", "displayname", "fullname", "label")
_GIVEN = ("given", "firstname", "prenom")
_FAMILY = ("family", "lastname", "surname")
_AND = re.compile(r"\s+(?:and|et|&)\s+|\s*;\s*")


def names(value: YamlValue, used: set[int]) -> Iterator[str]:
    """Give the authors' names, and note in `used` the values that said them.

    One text may name several: `A and B`, `A et B`, `A; B`, `Ana B, Luc C`. A single comma between single words is
    that of `Dupont, Jean` and parts nothing.
    """
    if value.sort == "list":
        for item in value.items:
            yield from _whole(item, used) if item.sort == "scalar" else names(item, used)
        if all(id(item) in used for item in value.items):
            used.add(id(value))
    elif value.sort == "mapping":
        yield from _record(value, used)
    else:
        used.add(id(value))
        yield from _parted(value.text().strip())


def _whole(value: YamlValue, used: set[int]) -> Iterator[str]:
    used.add(id(value))
    if value.text().strip():
        yield value.text().strip()


def _parted(text: str) -> Iterator[str]:
    for one in _AND.split(text):
        pieces = [piece.strip() for piece in one.split(",") if piece.strip()]
        is_one = len(pieces) == 2 and any(" " not in piece for piece in pieces) and one == text
        yield from ((", ".join(pieces),) if is_one else pieces)


def _record(value: YamlValue, used: set[int]) -> Iterator[str]:
    """Give the name in a record, or its first and last names; else its keys are the authors (as in Docusaurus)."""
    known = {bare(key.text()): item for key, item in value.entries}
    name = next((known[key] for key in _NAMES if key in known), None)
    if name is not None and name.sort == "mapping":
        yield from _record(name, used)
        return
    said = [name] if name is not None else []
    if not said:
        said = [known[key] for group in (_GIVEN, _FAMILY) for key in group if key in known][:2]
    if said:
        used.update(id(one) for one in said)
        whole = " ".join(one.text().strip() for one in said).strip()
        if whole:
            yield whole
        return
    for key, item in value.entries:
        inner = tuple(_record(item, used)) if item.sort == "mapping" and item.entries else ()
        yield from inner or (key.text(),)
