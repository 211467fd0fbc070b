"""Building a handbook: all stages, all outputs asked for, then everything written at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.build import stages
from pipeline.build.authorship import signed
from pipeline.build.today import print_date
from pipeline.build.verify import FILES, verified
from pipeline.build.verify.verdict import findings, judged
from pipeline.build.writing import write_all
from pipeline.config import Config, EditionName
from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.emit import EMITTERS
from pipeline.emit.history import Point
from pipeline.emit.look import look, themed
from pipeline.emit.order import Order
from pipeline.emit.todo import written
from pipeline.ingest import Folder
from pipeline.messages import mark as _
from pipeline.messages import speaker
from pipeline.model import Handbook
from pipeline.model.coding import encode

MODEL_FILE = "model.json"
Step = Callable[[str], None]

# What the editor reads while each output is being made.
_STEPS = {
    "docx": _("Making the Word file"),
    "pdf": _("Laying out the PDF"),
    "html": _("Making the web page"),
    "todo": _("Writing the to-do list"),
    "hygiene": _("Listing the repairs"),
}
# What every build writes besides the documents asked for.
_REPORTS = ("todo", "hygiene")

_VERIFYING = _("Verifying that nothing is missing")


class Wanted(NamedTuple):
    """What to build: which outputs (None: those of the settings), which edition (None: that of the settings).

    `whole`: nothing is written unless the outputs hold all that the sources hold, accepted losses aside.
    """

    outputs: tuple[str, ...] | None = None
    edition: EditionName | None = None
    whole: bool = False


class Built(NamedTuple):
    """What was built."""

    handbook: Handbook
    written: tuple[Path, ...]


def steps(wanted: Wanted, config: Config) -> tuple[str, ...]:
    """Give the texts of the steps that a build will announce, in order."""
    outputs = wanted.outputs if wanted.outputs is not None else config.outputs
    verifying = (_VERIFYING,) if wanted.whole else ()
    made = (_STEPS[name] for name in (*outputs, *_REPORTS))
    return (_("Reading the sources"), *made, *verifying, _("Saving the files"))


def build(opened: stages.Opened, out: Path, wanted: Wanted, report: Report, step: Step) -> Built:
    """Build a handbook into the folder `out`; nothing there changes until every output is whole.

    Raises:
        StopBuildError: the sources hold no text, an output can't be made, or the folder can't be written.
    """
    announced = steps(wanted, opened.config)
    step(announced[0])
    handbook = signed(stages.whole_book(opened, report, wanted.edition), opened, report)
    if (wanted.edition or opened.config.edition) == "final":
        refuse_unfinished(handbook)
    return emit_all(handbook, opened, out, wanted, report, step)


def refuse_unfinished(handbook: Handbook) -> None:
    """Refuse a final edition of a book that is certainly unfinished.

    Raises:
        StopBuildError: sure markers remain (M104).
    """
    count = sum(1 for marker in handbook.markers if marker.level == "sure")
    if count:
        raise StopBuildError(found(Code.M104, None, count=count))


def refuse_losses(handbook: Handbook, files: Mapping[str, bytes], config: Config, report: Report) -> None:
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
    """Make and write the outputs of a handbook whose markers are recognised."""
    outputs = wanted.outputs if wanted.outputs is not None else opened.config.outputs
    order = _order(handbook, opened.folder, opened.config, wanted, report)
    files: dict[str, bytes] = {MODEL_FILE: encode(handbook)}
    for name in (*outputs, *_REPORTS):
        step(_STEPS[name])
        files.update(EMITTERS[name](order))
    if wanted.whole:
        step(_VERIFYING)
        refuse_losses(handbook, {name: files[FILES[name]] for name in outputs}, opened.config, report)
    step(_("Saving the files"))
    return Built(handbook, write_all(out, files))


def _order(handbook: Handbook, folder: Folder, config: Config, wanted: Wanted, report: Report) -> Order:
    return Order(
        handbook=handbook,
        edition=wanted.edition or config.edition,
        look=themed(look(), config.theme.primary, config.theme.accent),
        picture=folder.read,
        say=speaker(handbook.identity.language),
        report=report,
        built=print_date(),
        edit_url=config.edit_url,
    )


def todo_list(
    handbook: Handbook, opened: stages.Opened, form: str, report: Report, history: tuple[Point, ...] = ()
) -> str:
    """Give the to-do list in one of its formats: text, md, html, json or csv."""
    order = _order(handbook, opened.folder, opened.config, Wanted(), report)._replace(history=history)
    return written(order, form)


def write_todo(
    handbook: Handbook, opened: stages.Opened, out: Path, report: Report, history: tuple[Point, ...] = ()
) -> tuple[Path, ...]:
    """Write the to-do report into the folder `out`, in all its forms or in none.

    Raises:
        StopBuildError: the folder can't be written (E101).
    """
    order = _order(handbook, opened.folder, opened.config, Wanted(), report)._replace(history=history)
    return write_all(out, EMITTERS["todo"](order))
