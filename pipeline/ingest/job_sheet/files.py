"""XML files of the source folder: those that hold job sheets, and the one that gives ROME codes their labels."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.ingest.decoding import Decoded, decode
from pipeline.ingest.folder import Folder
from pipeline.ingest.job_sheet.onisep import Metier, Source, read_metier
from pipeline.ingest.job_sheet.rome import NO_LABELS, Labels, labels_of
from pipeline.ingest.job_sheet.tree import Element, Tree, read_xml
from pipeline.source import Span, whole_file

XML = ".xml"
# In bytes. All of ONISEP's sheets together have about twelve million.
LARGEST_FILE = 64_000_000

_METIER = re.compile(rb"<(?:\w+:)?metier[\s>/]")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']""")
# Encodings of one byte per letter that an old export may name.
_OLD = frozenset(("iso8859-1", "iso8859-15", "cp1252"))


def is_xml(file: str) -> bool:
    """Tell an XML file by its name."""
    return file.lower().endswith(XML)


def sheet_files(source: Folder) -> tuple[str, ...]:
    """Give the XML files of the folder that hold job sheets; others (a feed, an open-data file) are no text."""
    return tuple(file for file in source.files if is_xml(file) and _holds_sheets(source, file))


def _holds_sheets(source: Folder, file: str) -> bool:
    try:
        data = source.read(file)
    except OSError:
        return False
    return _METIER.search(data.replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data) is not None


def read_sheets(file: str, source: Folder, report: Report) -> tuple[Metier, ...]:
    """Read the sheets of a file. What can't be read is reported: S106, S171 (no sheet), S172 (broken).

    Raises:
        StopBuildError: the file is too large to be one of sheets (S107).
    """
    decoded = _decoded(file, source, report)
    if decoded is None:
        return ()
    tree = _tree(file, decoded, report)
    metiers = [] if tree.root is None else _metiers(tree.root)
    if not metiers:
        if tree.broken is None:
            report(found(Code.S171, whole_file(file), file=file))
        return ()
    return tuple(read_metier(metier, Source(file, report, dict(decoded.widths))) for metier in metiers)


def _metiers(root: Element) -> list[Element]:
    return [root] if root.name == "metier" else [child for child in root.children if child.name == "metier"]


def _decoded(file: str, source: Folder, report: Report) -> Decoded | None:
    try:
        data = source.read(file)
    except OSError as error:
        report(found(Code.S106, whole_file(file), file=file, problem=error.strerror or error))
        return None
    if len(data) > LARGEST_FILE:
        size, most = f"{len(data) / 1e6:.0f}", f"{LARGEST_FILE / 1e6:.0f}"
        raise StopBuildError(found(Code.S107, whole_file(file), file=file, size=size, most=most))
    return decode(file, _as_utf8(data), report)


def _as_utf8(data: bytes) -> bytes:
    """Give the bytes in UTF-8 where the file says that it is in an older encoding."""
    named = _ENCODING.match(data)
    if named is None:
        return data
    try:
        name = codecs.lookup(named.group(1).decode("ascii")).name
    except LookupError:
        return data
    return data.decode(name, "replace").encode() if name in _OLD else data


def _tree(file: str, decoded: Decoded, report: Report) -> Tree:
    """Read the file as XML; where it breaks off is reported."""
    tree = read_xml(decoded)
    if tree.broken is not None:
        row, left = tree.broken.row, tree.broken.left
        place = Span(file, row + 1, left + 1, row + 1, left + 1)
        report(found(Code.S172, place, file=file, problem=tree.broken.problem))
    return tree


def rome_labels(file: str, source: Folder, place: Callable[[], Span], report: Report) -> Labels:
    """Read the open-data file that handbook.yml names; `place` gives where it does.

    A file that is not there, can't be read or holds no label is reported there (S173).
    """
    if not file:
        return NO_LABELS
    if file not in source.files:
        report(found(Code.S173, place(), file=file))
        return NO_LABELS
    decoded = _decoded(file, source, report)
    tree = _tree(file, decoded, report) if decoded is not None else None
    labels = labels_of(tree.root) if tree is not None and tree.root is not None else NO_LABELS
    if not labels.of_code:
        report(found(Code.S173, place(), file=file))
    return labels
