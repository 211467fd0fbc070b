"""The Word document whose styles an organisation makes its own: writing one to restyle, and reading it back."""

from __future__ import annotations

from pathlib import Path

from pipeline.build.stages import Opened
from pipeline.build.writing import write_all
from pipeline.config import CONFIG_FILE, Config, place_of, setting_at
from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.emit.formats import sized
from pipeline.emit.look import look, themed
from pipeline.emit.order import Reference
from pipeline.ingest import Folder
from pipeline.messages import mark as _
from pipeline.messages import speaker


def write_reference(opened: Opened, out: Path) -> Path:
    """Write the Word document that shows every style of a handbook, in its colours and on its paper; give its path.

    Raises:
        StopBuildError: a file of that name is there already (E159), it cannot be written (E101), or pandoc, whose own
            document it starts from, is missing (E102).
    """
    from pipeline.emit.docx.reference import reference_with_specimen

    if out.exists() or out.is_symlink():
        raise StopBuildError(found(Code.E159, None, file=out))
    config = opened.config
    own = sized(themed(look(), config.theme.primary, config.theme.accent), config.print)
    data = reference_with_specimen(own, config.language, speaker(config.language))
    (written,) = write_all(out.parent, {out.name: data})
    return written


def own_reference(folder: Folder, config: Config, report: Report) -> Reference:
    """Read the document that handbook.yml names; one that is not among the sources is told (E156)."""
    if not config.reference:
        return Reference()
    asked = setting_at(folder.read(CONFIG_FILE), "reference") if CONFIG_FILE in folder.files else None
    place = place_of(asked) if asked is not None else None
    try:
        if config.reference in folder.files:
            return Reference(config.reference, folder.read(config.reference), place)
    except OSError:
        pass
    problem = _("it is not among the sources")
    report(found(Code.E156, place, file=config.reference, problem=problem))
    return Reference()
