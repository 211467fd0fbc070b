"""ROME codes: reading them in a sheet's own words, and their labels from an open-data file of ONISEP.

The file (`rome:` in handbook.yml) is a root of `<item>`: `code_rome` holds one code or several ("A | B"),
`libelle_rome` their labels in the same order, `lien_site_onisepfr` the sheet's address, which ends with its MET id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.job_sheet.tree import Element
from pipeline.model import Code as CodeText
from pipeline.model import Inlines, JobSheet, RomeCode, Text
from pipeline.model.text import part
from pipeline.model.walk import walk

_VALID = re.compile(r"[A-N]\d{4}")
_JOINTS = frozenset(("et", "ou"))  # words between two codes that are no label
# Some editors write a space after the letter.
_CODE = re.compile(r"(?<![\w.])(?:[A-Za-z]\d{3,5}|[A-N][ \xa0\u202f]\d{4})(?![\w.])")
_BETWEEN = " \t\xa0\u202f,;|-–—:()"
_SHEET = re.compile(r"MET\.\d+")


def rome_codes(line: Inlines, report: Report) -> Iterator[RomeCode]:
    """Read the codes of a line, each with the words about it as its label; one that can be none is reported (S170)."""
    for node in (one for inline in line for one in walk(inline)):
        if isinstance(node, Text | CodeText):
            yield from _codes(node, report)


def _codes(node: Text | CodeText, report: Report) -> Iterator[RomeCode]:
    written = list(_CODE.finditer(node.text))
    before = node.text[: written[0].start()].strip(_BETWEEN) if written else ""
    for place, match in enumerate(written):
        end = written[place + 1].start() if place + 1 < len(written) else len(node.text)
        words = node.text[match.end() : end].strip(_BETWEEN)
        words = "" if words in _JOINTS else words
        label = words if place else f"{before} {words}".strip()
        yield _code(node, match.start(), match.end(), label, report)


def _code(node: Text | CodeText, start: int, end: int, label: str, report: Report) -> RomeCode:
    code = "".join(node.text[start:end].split())
    place = part(node, start, end).span if isinstance(node, Text) else node.span
    if not _VALID.fullmatch(code):
        report(found(Code.S170, place, code=code))
    return RomeCode(code, place, label)


class Labels(NamedTuple):
    """The labels of ROME codes: by sheet and code where the file names the sheet, and by code alone."""

    of_sheet: dict[tuple[str, str], str]
    of_code: dict[str, str]


NO_LABELS = Labels({}, {})


def labels_of(root: Element) -> Labels:
    """Read the open-data file; items that hold no code are passed over."""
    labels = Labels({}, {})
    for item in root.children:
        codes = [code.strip() for code in item.words("code_rome").split("|")]
        names = [name.strip() for name in item.words("libelle_rome").split("|")]
        sheet = _SHEET.search(item.words("lien_site_onisepfr"))
        for code, name in zip(codes, names, strict=False):
            if _VALID.fullmatch(code) and name:
                labels.of_code.setdefault(code, name)
                if sheet:
                    labels.of_sheet.setdefault((sheet.group(), code), name)
    return labels


def labelled(sheet: JobSheet, labels: Labels) -> JobSheet:
    """Give a sheet whose codes have their labels; a label that the sheet writes itself stays."""
    if not labels.of_code or not sheet.rome:
        return sheet

    def one(code: RomeCode) -> RomeCode:
        known = labels.of_sheet.get((sheet.identifier, code.code)) or labels.of_code.get(code.code, "")
        return code if code.label or not known else replace(code, label=known)

    return replace(sheet, rome=tuple(map(one, sheet.rome)))
