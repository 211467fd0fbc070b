"""The stages one after the other: folder -> settings -> handbook as written -> normalised -> markers recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.build.reading import open_folder
from pipeline.build.today import print_date
from pipeline.build.vouching import report_kinds, report_suppressions
from pipeline.config import CONFIG_FILE, Config, EditionName, read_config
from pipeline.diagnostics import Code, Diagnostic, Report, StopBuildError, found
from pipeline.emit.words import marker_words
from pipeline.ingest import Folder, ingest, texts
from pipeline.markers import impossible_date, kinds_of, published, recognise, shorten
from pipeline.memory import Memory
from pipeline.model import Handbook, Marker, MarkerLevel
from pipeline.model.coding import decode
from pipeline.model.repair import RULE_TITLES
from pipeline.model.walk import each_page, walk
from pipeline.normalise import Context, normalise, terms_again
from pipeline.source import Span, whole_file

# Unfinished things that another finding tells at the same place already (N103, N104, S140 to S143, S151 and N120).
_TOLD_ELSEWHERE = frozenset(("empty-row", "empty-page", "missing-image", "dead-link"))
_LIST = "SUMMARY.md"  # of the chapters, where handbook.yml says nothing of them
_MARKER_CODES: dict[MarkerLevel, Code] = {"sure": Code.M101, "suspected": Code.M102, "blank": Code.M103}


class Opened(NamedTuple):
    """A source folder and its settings; `path` is where it stands, None for one that stands nowhere."""

    folder: Folder
    config: Config
    path: Path | None = None


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
    return Opened(folder, read_config(data, report), path)


def read(opened: Opened, report: Report, memory: Memory | None = None) -> Handbook:
    """Stage 1: the handbook as its authors wrote it; with a `memory`, only what changed is read."""
    return ingest(opened.folder, opened.config, report, memory=memory)


def _context(opened: Opened, report: Report, read_text: Callable[[str], str], edition: EditionName | None) -> Context:
    config = opened.config
    return Context(
        report=report,
        files=frozenset(opened.folder.files),
        off=frozenset(config.repairs.off),
        is_final=(edition or config.edition) == "final",
        catalogue=config.catalogue,
        read=read_text,
    )


def read_and_normalise(opened: Opened, report: Report) -> Handbook:
    """Stages 1 and 2: what is needed to know the repairs."""
    return normalise(read(opened, report), _context(opened, report, texts(opened.folder), "draft"))


def clean(
    handbook: Handbook,
    opened: Opened,
    report: Report,
    edition: EditionName | None = None,
    memory: Memory | None = None,
) -> Handbook:
    """Stages 2 and 3: the canonical model, its markers recognised but for the kinds that are switched off.

    Without an `edition` it is that of the settings; a final one leaves out the pages that are not to be published.
    """
    settings, read_text = opened.config.markers, texts(opened.folder, memory)
    normalised = normalise(handbook, _context(opened, report, read_text, edition)._replace(memory=memory))
    report_repairs(normalised, report)
    report_kinds(opened.folder, opened.config, report)
    recognised = recognise(normalised, read_text, kinds_of(settings), memory)
    report_suppressions(recognised, opened.config, report)
    return recognised


def report_repairs(handbook: Handbook, report: Report) -> None:
    """Report how many repairs were made, by rule, in one note (N131): hygiene.md has them all."""
    if handbook.repairs:
        counts = Counter(repair.rule for repair in handbook.repairs)
        rules = ", ".join(f"{name} {counts[name]}" for name, _title in RULE_TITLES if counts[name])
        report(found(Code.N131, None, count=len(handbook.repairs), rules=rules))


def of_marker(marker: Marker) -> Diagnostic | None:
    """Give a marker as a finding, None for one that another finding tells."""
    if marker.kind in _TOLD_ELSEWHERE:
        return None
    words = shorten(marker_words(marker))
    about = next((one for one in (marker.subject, *reversed(marker.section)) if one and one != words), "…")
    return found(_MARKER_CODES[marker.level], marker.span, text=words, subject=about, owner=marker.owner)


def marker_level(code: Code) -> MarkerLevel | None:
    """Give the level of the markers that a code tells, None for one that tells something else."""
    return next((level for level, own in _MARKER_CODES.items() if own is code), None)


def report_markers(handbook: Handbook, report: Report) -> None:
    """Report each marker as a finding, but for those that another finding tells."""
    for finding in map(of_marker, handbook.markers):
        if finding is not None:
            report(finding)


def silent_book(
    opened: Opened, report: Report, edition: EditionName | None = None, memory: Memory | None = None
) -> Handbook:
    """Run the three stages; markers are in the handbook and not reported, but for those that are overdue.

    With a `memory`, what is the same as in the run that it comes from is not done again.
    """
    handbook = clean(read(opened, report, memory), opened, report, edition, memory)
    report_overdue(handbook, print_date(), report)
    return handbook


def report_overdue(handbook: Handbook, day: date, report: Report) -> None:
    """Report each marker whose due date lies before `day` (M105), or is none (M118)."""
    today = day.isoformat()
    for marker in handbook.markers:
        if marker.due and marker.due < today:
            about = {"text": shorten(marker_words(marker)), "date": marker.due, "owner": marker.owner}
            report(found(Code.M105, marker.span, **about))
        elif not marker.due and (wrong := impossible_date(marker.text)):
            report(found(Code.M118, marker.span, text=shorten(marker_words(marker)), date=wrong))


def whole_book(
    opened: Opened, report: Report, edition: EditionName | None = None, memory: Memory | None = None
) -> Handbook:
    """Run the three stages as `silent_book` does; markers are reported with the other findings."""
    handbook = silent_book(opened, report, edition, memory)
    report_markers(handbook, report)
    return handbook


def final_edition(handbook: Handbook, opened: Opened) -> Handbook:
    """Give a book as its final edition shows it: without its markers.

    What is withheld may have held the first use of an acronym, or a place that the index leads to.
    """
    read_text = texts(opened.folder)
    return terms_again(published(handbook, read_text), _context(opened, lambda _finding: None, read_text, "final"))


def sources_of(handbook: Handbook, folder: Folder) -> tuple[str, ...]:
    """Give the text files of a folder that a book was made of: its settings and lists, its pages, what they include.

    Pages that the book does not show are not among them.
    """
    made_of = {page.file for part in handbook.parts for page in each_page(part.chapters)}
    made_of |= {span.file for node in walk(handbook) if isinstance(span := getattr(node, "span", None), Span)}
    made_of |= {one.span.file for one in handbook.cover} | {CONFIG_FILE, _LIST}
    return tuple(file for file in folder.files if file in made_of)


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
