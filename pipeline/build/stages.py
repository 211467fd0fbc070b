"""The stages one after the other: folder -> settings -> handbook as written -> normalised -> markers recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.build.reading import open_folder
from pipeline.config import CONFIG_FILE, Config, EditionName, read_config
from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.emit.words import marker_words
from pipeline.ingest import Folder, ingest, text_of
from pipeline.markers import KINDS, published, recognise
from pipeline.model import Handbook, MarkerLevel
from pipeline.model.coding import decode
from pipeline.model.repair import RULE_TITLES
from pipeline.normalise import Context, normalise
from pipeline.source import whole_file

# Unfinished things that another finding tells at the same place already (N103, N104, S140 to S143).
_TOLD_ELSEWHERE = frozenset(("empty-row", "empty-page", "missing-image"))
_MARKER_CODES: dict[MarkerLevel, Code] = {"sure": Code.M101, "suspected": Code.M102, "blank": Code.M103}


class Opened(NamedTuple):
    """A source folder and its settings."""

    folder: Folder
    config: Config


def open_sources(path: Path, report: Report, without: Path | None = None) -> Opened:
    """Open a source folder and read its settings.

    Raises:
        StopBuildError: there is no such folder, or handbook.yml can't be trusted.
    """
    folder = open_folder(path, report, without)
    data = None
    if CONFIG_FILE in folder.files:
        try:
            data = folder.read(CONFIG_FILE)
        except OSError as error:
            problem = error.strerror or str(error)
            raise StopBuildError(
                found(Code.S106, whole_file(CONFIG_FILE), file=CONFIG_FILE, problem=problem)
            ) from error
    return Opened(folder, read_config(data, report))


def read(opened: Opened, report: Report) -> Handbook:
    """Stage 1: the handbook as its authors wrote it."""
    return ingest(opened.folder, opened.config, report)


def _texts(folder: Folder) -> Callable[[str], str]:
    """Give the function that reads a file's text as it stands on disk, once."""

    @cache
    def read_text(file: str) -> str:
        return text_of(folder, file)

    return read_text


def _normalised(
    handbook: Handbook, opened: Opened, report: Report, read_text: Callable[[str], str], edition: EditionName | None
) -> Handbook:
    config = opened.config
    context = Context(
        report=report,
        files=frozenset(opened.folder.files),
        off=frozenset(config.repairs.off),
        is_final=(edition or config.edition) == "final",
        catalogue=config.catalogue,
        read=read_text,
    )
    return normalise(handbook, context)


def read_and_normalise(opened: Opened, report: Report) -> Handbook:
    """Stages 1 and 2: what is needed to know the repairs."""
    return _normalised(read(opened, report), opened, report, _texts(opened.folder), "draft")


def clean(handbook: Handbook, opened: Opened, report: Report, edition: EditionName | None = None) -> Handbook:
    """Stages 2 and 3: the canonical model, its markers recognised but for the kinds that are switched off.

    Without an `edition` it is that of the settings; a final one leaves out the pages that are not to be published.
    """
    off, read_text = opened.config.markers.off, _texts(opened.folder)
    normalised = _normalised(handbook, opened, report, read_text, edition)
    report_repairs(normalised, report)
    kinds = tuple(kind for kind in KINDS if kind.name not in off)
    return recognise(normalised, read_text, kinds)


def report_repairs(handbook: Handbook, report: Report) -> None:
    """Report how many repairs were made, by rule, in one note (N131): hygiene.md has them all."""
    if handbook.repairs:
        counts = Counter(repair.rule for repair in handbook.repairs)
        rules = ", ".join(f"{name} {counts[name]}" for name, _title in RULE_TITLES if counts[name])
        report(found(Code.N131, None, count=len(handbook.repairs), rules=rules))


def report_markers(handbook: Handbook, report: Report) -> None:
    """Report each marker as a finding, but for those that another finding tells."""
    for marker in handbook.markers:
        if marker.kind not in _TOLD_ELSEWHERE:
            code = _MARKER_CODES[marker.level]
            words, about = marker_words(marker), marker.subject or "…"
            report(found(code, marker.span, text=words, subject=about, owner=marker.owner))


def whole_book(opened: Opened, report: Report, edition: EditionName | None = None) -> Handbook:
    """Run the three stages; markers are reported with the other findings."""
    handbook = clean(read(opened, report), opened, report, edition)
    report_markers(handbook, report)
    return handbook


def final_edition(handbook: Handbook, opened: Opened) -> Handbook:
    """Give a book as its final edition shows it: without its markers."""
    return published(handbook, _texts(opened.folder))


def read_model(path: Path) -> Handbook:
    """Read a model that an earlier command wrote.

    Raises:
        StopBuildError: there is no such file, or it is not a model (E105).
    """
    try:
        return decode(path.read_bytes())
    except OSError as error:
        problem = error.strerror or str(error)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = str(error)
    raise StopBuildError(found(Code.E105, None, file=path, problem=problem))
