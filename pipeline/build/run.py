"""Building a handbook: all stages, all outputs asked for, then everything written at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.build import stages
from pipeline.build.authorship import signed
from pipeline.build.cache import keep, kept, own_cache
from pipeline.build.changes import changes_of
from pipeline.build.manifest import listed
from pipeline.build.published import pages_of
from pipeline.build.reference import own_reference
from pipeline.build.today import print_date
from pipeline.build.verify import FILES, Finished, finished_of, verified
from pipeline.build.verify.verdict import findings, judged
from pipeline.build.writing import write_all
from pipeline.config import Config, EditionName
from pipeline.diagnostics import Code, Diagnostic, Level, Report, StopBuildError, found
from pipeline.emit import EMITTERS, in_order
from pipeline.emit.english import with_english
from pipeline.emit.history import Point
from pipeline.emit.look import look, themed
from pipeline.emit.order import Order, Store
from pipeline.emit.publication import Publication
from pipeline.emit.todo import as_file, written
from pipeline.ingest import Folder
from pipeline.memory import Memory
from pipeline.messages import mark as _
from pipeline.messages import speaker
from pipeline.model import Handbook
from pipeline.model.coding import encode
from pipeline.model.repair import WITHHELD
from pipeline.model.text import plain
from pipeline.model.walk import each_page

MODEL_FILE = "model.json"
_SITE = FILES["site"].rstrip("/")
Step = Callable[[str], None]

# What the editor reads while each output is being made.
_STEPS = {
    "docx": _("Making the Word file"),
    "odt": _("Making the ODT file"),
    "pdf": _("Laying out the PDF"),
    "html": _("Making the web page"),
    "epub": _("Making the e-book"),
    "site": _("Making the site"),
    "todo": _("Writing the to-do list"),
    "hygiene": _("Listing the repairs"),
}
# What every build writes besides the documents asked for.
_REPORTS = ("todo", "hygiene")

_VERIFYING = _("Verifying that nothing is missing")


class Wanted(NamedTuple):
    """What to build: which outputs (None: those of the settings), which edition (None: that of the settings).

    `whole`: nothing is written unless the outputs hold all that the sources hold, accepted losses aside. `allowed`: why
    a final edition is made though sure markers remain, or "". `is_one_piece`: the PDF is laid out as one document.
    """

    outputs: tuple[str, ...] | None = None
    edition: EditionName | None = None
    whole: bool = False
    allowed: str = ""
    is_one_piece: bool = False


class Built(NamedTuple):
    """What was built; `withheld` is how many places of the sources a final edition does not show.

    `site` is the folder of the site's files, which are among those written, and `pages` how many pages the site has.
    """

    handbook: Handbook
    written: tuple[Path, ...]
    withheld: int = 0
    site: Path = Path(FILES["site"])
    pages: int = 0


def steps(wanted: Wanted, config: Config) -> tuple[str, ...]:
    """Give the texts of the steps that a build will announce, in order."""
    outputs = wanted.outputs if wanted.outputs is not None else config.outputs
    verifying = (_VERIFYING,) if wanted.whole else ()
    made = (_STEPS[name] for name in (*in_order(outputs), *_REPORTS))
    return (_("Reading the sources"), *made, *verifying, _("Saving the files"))


def build(opened: stages.Opened, out: Path, wanted: Wanted, report: Report, step: Step) -> Built:
    """Build a handbook into the folder `out`; nothing there changes until every output is whole.

    Raises:
        StopBuildError: the sources hold no text, an output can't be made, the folder can't be written, or the final
            edition asked for would be published with holes or errors (M104, E111).
    """
    announced = steps(wanted, opened.config)
    step(announced[0])
    errors: list[Diagnostic] = []
    heard = _heard(report, errors)
    handbook = signed(stages.whole_book(opened, heard, wanted.edition), opened, report)
    if edition_of(wanted, opened.config) == "final":
        refuse_unfinished(handbook, wanted.allowed)
        refuse_errors(errors)
    return emit_all(handbook, opened, out, wanted, report, step)


def edition_of(wanted: Wanted, config: Config) -> EditionName:
    """Give the edition that is made: the one asked for, else that of the settings."""
    return wanted.edition or config.edition


def refuse_unfinished(handbook: Handbook, allowed: str = "") -> None:
    """Refuse a final edition of a book that is certainly unfinished, unless there is a reason to allow it.

    Raises:
        StopBuildError: sure markers remain (M104), or pages that are not to be published (E112).
    """
    for part in handbook.parts:
        for page in each_page(part.chapters):
            if page.record.is_draft:
                raise StopBuildError(found(Code.E112, page.span, title=plain(page.title).strip()))
    count = sure_markers(handbook)
    if count and not allowed:
        raise StopBuildError(found(Code.M104, None, count=count))


def sure_markers(handbook: Handbook) -> int:
    """Count the places that are certainly unfinished."""
    return sum(1 for marker in handbook.markers if marker.level == "sure")


def refuse_errors(errors: Sequence[Diagnostic]) -> None:
    """Refuse a final edition with errors.

    Raises:
        StopBuildError: there are some (E111).
    """
    if errors:
        raise StopBuildError(found(Code.E111, None, count=len(errors)))


def _heard(report: Report, errors: list[Diagnostic]) -> Report:
    """Give a report that also keeps what must be mended, markers aside."""

    def hear(finding: Diagnostic) -> None:
        if finding.code.level is Level.error and not finding.code.name.startswith("M"):
            errors.append(finding)
        report(finding)

    return hear


def _once(report: Report) -> Report:
    """Give a report that passes each finding on once: several outputs tell of the same picture."""
    told: set[Diagnostic] = set()

    def hear(finding: Diagnostic) -> None:
        if finding not in told:
            told.add(finding)
            report(finding)

    return hear


def refuse_losses(handbook: Handbook, files: Mapping[str, Finished], config: Config, report: Report) -> None:
    """Refuse outputs that lack something of the sources, unless handbook.yml accepts it; report what they lack.

    Raises:
        StopBuildError: something is lost (E143).
    """
    judgement = judged(verified(handbook, files), config.accepted_losses)
    for finding in findings(judgement):
        report(finding)
    if judgement.refused:
        raise StopBuildError(found(Code.E143, None, count=len(judgement.refused)))


def emit_all(handbook: Handbook, opened: stages.Opened, out: Path, wanted: Wanted, report: Report, step: Step) -> Built:
    """Make and write the outputs of a handbook whose markers are recognised.

    Raises:
        StopBuildError: as `build` does.
    """
    outputs = wanted.outputs if wanted.outputs is not None else opened.config.outputs
    errors: list[Diagnostic] = []
    is_final = edition_of(wanted, opened.config) == "final"
    shown = handbook
    if is_final:
        refuse_unfinished(handbook, wanted.allowed)
        shown = stages.final_edition(handbook, opened)
    spoken = with_english(shown, opened.config.english)
    order = _order(spoken, opened.folder, opened.config, wanted, _once(_heard(report, errors)))
    if "site" in outputs:
        order = order._replace(publication=_with_history(order.publication, shown, opened, report))
    files: dict[str, bytes] = {MODEL_FILE: encode(handbook)}
    pages: dict[str, int] = {}
    openings: dict[int, str] = {}
    for name in (*in_order(outputs), *_REPORTS):
        step(_STEPS[name])
        told = order._replace(paginated=pages.update, pages=pages, opened=openings.update, openings=openings)
        files.update(EMITTERS[name](told._replace(made=files)))
    if wanted.whole:
        step(_VERIFYING)
        refuse_losses(shown, {name: finished_of(name, files) for name in outputs}, opened.config, report)
    if is_final:
        refuse_errors(errors)
    step(_("Saving the files"))
    written = write_all(out, {**files, **listed(_SITE, files)})
    withheld = sum(1 for one in shown.repairs if one.rule == WITHHELD)
    return Built(handbook, written, withheld, out / _SITE, pages_of(_SITE, files))


def _order(handbook: Handbook, folder: Folder, config: Config, wanted: Wanted, report: Report) -> Order:
    edition = edition_of(wanted, config)
    with_sources = edition == "draft" if config.attach_sources is None else config.attach_sources
    return Order(
        handbook=handbook,
        edition=edition,
        look=themed(look(), config.theme.primary, config.theme.accent),
        picture=folder.read,
        say=speaker(handbook.identity.language),
        report=report,
        built=print_date(),
        edit_url=config.edit_url,
        allowed=wanted.allowed if sure_markers(handbook) else "",
        store=_store(),
        is_whole=wanted.is_one_piece,
        print_links=config.print_links,
        paper=config.print,
        attached=stages.sources_of(handbook, folder) if with_sources else (),
        source=folder.read,
        reference=own_reference(folder, config, report),
        publication=_publication(config),
    )


def _publication(config: Config) -> Publication:
    return Publication(
        url=config.site_url and config.site_url.rstrip("/") + "/",
        names_authors=config.last_changed == "authors",
        accessibility=config.accessibility,
    )


def _with_history(publication: Publication, handbook: Handbook, opened: stages.Opened, report: Report) -> Publication:
    """Give what a site says beside the book with what the history of the sources tells of it."""
    told = changes_of(handbook, opened, report)
    shows_days = opened.config.last_changed != "no"
    return publication._replace(changes=told.changes if shows_days else {}, former=told.former)


def _store() -> Store:
    """Give the place of the fragments of PDFs, in the user's cache."""
    cache = own_cache()
    return Store(partial(kept, cache, "fragments"), partial(keep, cache, "fragments"))


def order_of(
    handbook: Handbook, opened: stages.Opened, edition: EditionName | None = None, memory: Memory | None = None
) -> Order:
    """Give the order for a handbook as `build` gives it to emitters; nothing is reported.

    `memory` is that of a live preview: what was not changed is not looked through again, and no sources are attached.
    """
    spoken = with_english(handbook, opened.config.english, memory)
    config = opened.config if memory is None else replace(opened.config, attach_sources=False)
    order = _order(spoken, opened.folder, config, Wanted(edition=edition), lambda _finding: None)
    return order._replace(memory=memory)


def todo_list(
    handbook: Handbook, opened: stages.Opened, form: str, report: Report, history: tuple[Point, ...] = ()
) -> str:
    """Give the to-do list in one of its formats: text, md, html, json or csv."""
    order = _order(handbook, opened.folder, opened.config, Wanted(), report)._replace(history=history)
    return written(order, form)


def write_todo(
    handbook: Handbook, opened: stages.Opened, out: Path, report: Report, history: tuple[Point, ...] = ()
) -> tuple[Path, ...]:
    """Write the to-do report into the folder `out`, in all its forms or in none; with a history, its drawing too.

    Raises:
        StopBuildError: the folder can't be written (E101).
    """
    order = _order(handbook, opened.folder, opened.config, Wanted(), report)._replace(history=history)
    drawing = {"todo.svg": as_file(order, "svg")} if history else {}
    return write_all(out, {**EMITTERS["todo"](order), **drawing})
