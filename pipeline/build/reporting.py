"""Reports of a check: who reads them, and the files that they are written to.

A report that is asked for and cannot be made must not leave that of yesterday in its place: the former one goes first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline import __version__
from pipeline.build.finding import findings_of
from pipeline.build.reading import BASELINE_FILE
from pipeline.build.stages import Opened
from pipeline.build.writing import write_file
from pipeline.config import CONFIG_FILE, Config
from pipeline.diagnostics import Code, Diagnostic, Level, StopBuildError, found
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.formats import FORMATS, View
from pipeline.diagnostics.formats.summary import summary
from pipeline.ingest import Folder, text_of
from pipeline.ingest.gitbook_settings import FILES as SETTINGS_FILES
from pipeline.markers import KINDS
from pipeline.messages import Say
from pipeline.model import Handbook, Identity

# What a handbook is made of: a report never takes the name of such a file.
_NAMES = (BASELINE_FILE, *SETTINGS_FILES)
_ENDINGS = (".md", ".markdown", ".yml", ".yaml", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".docx")
# Data in XML may be of the sources: a report is told by its root.
_ROOTS = (b"<testsuites", b"<checkstyle")
_BEGUN = 500  # bytes


class Wanted(NamedTuple):
    """A report that is asked for: the name of its format, and its file."""

    form: str
    file: Path


def stopped(told: Iterable[Diagnostic], why: Diagnostic, say: Say) -> Checked:
    """Give what was found until a check stopped, why it did among it."""
    findings = findings_of(Handbook(Identity(""), ()), (*told, why), say)
    failing = (one._replace(is_failing=one.diagnostic.code.level is Level.error) for one in findings)
    return Checked(tuple(failing), stopped=why)


def view_of(folder: Path, opened: Opened | None, voice: tuple[Say, str], environment: Mapping[str, str]) -> View:
    """Give the reader of a check.

    Args:
        folder: that of the sources, or the one that holds those of several handbooks.
        opened: the sources, None where they could not be opened, or are several handbooks'.
        voice: the reader's, and its language (BCP 47).
        environment: the variables by which a forge says what it checks.
    """
    say, language = voice
    config = opened.config if opened is not None else Config()
    return View(
        say=say,
        language=language,
        base=_seen_from(folder, environment),
        home=_home(opened.folder) if opened is not None else CONFIG_FILE,
        version=__version__,
        whys=_whys(config, say),
        line=_reader(opened.folder if opened is not None else _unlisted(folder)),
        forge=_forge(environment),
    )


def _unlisted(folder: Path) -> Folder:
    """Give a folder that reads files below it and lists none."""

    def read(file: str) -> bytes:
        target = (folder / file).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise FileNotFoundError(file)
        return target.read_bytes()

    return Folder(folder.name, (), read)


def _seen_from(folder: Path, environment: Mapping[str, str]) -> str:
    """Give a folder's path from the root of the repository that a forge checks, else from the working folder.

    A folder that lies elsewhere keeps its whole path.
    """
    here = Path(os.path.abspath(folder))  # noqa: PTH100  (a link is not followed: the forge knows it by its name)
    for root in (environment.get("GITHUB_WORKSPACE"), environment.get("CI_PROJECT_DIR"), Path.cwd()):
        if root and here.is_relative_to(root):
            seen = here.relative_to(root).as_posix()
            return "" if seen == "." else seen
    return here.as_posix()


def _home(folder: Folder) -> str:
    """Give the file that stands for a book as a whole: its settings, else its first page."""
    return CONFIG_FILE if CONFIG_FILE in folder.files else next(iter(folder.texts()), CONFIG_FILE)


def _whys(config: Config, say: Say) -> dict[str, str]:
    own = {name: kind.why for name, kind in config.markers.kinds.items() if kind.why}
    return {kind.name: say(kind.why) for kind in KINDS} | own


def _reader(folder: Folder) -> Callable[[str, int], str]:
    """Give the function that reads a line of a file as it stands on disk; each file is read once."""

    @cache
    def lines(file: str) -> tuple[str, ...]:
        try:
            return tuple(text_of(folder, file).split("\n"))
        except (OSError, LookupError, UnicodeError):
            return ()

    def line(file: str, number: int) -> str:
        return lines(file)[number - 1] if number <= len(lines(file)) else ""

    return line


def _forge(environment: Mapping[str, str]) -> str:
    """Give where GitHub shows the files of the commit that it checks, "" elsewhere."""
    server, repository, commit = (environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    return f"{server}/{repository}/blob/{commit}" if server and repository and commit else ""


def is_taken(file: Path) -> bool:
    """Tell a file that no report may replace: what handbooks are made of by its name, or data that is no report."""
    name = file.name.lower()
    if name in _NAMES or name.endswith(_ENDINGS):
        return True
    if not name.endswith(".xml") or not file.is_file():
        return False
    with file.open("rb") as stream:
        begun = stream.read(_BEGUN)
    return b"<" in begun and not any(root in begun for root in _ROOTS)


def clear(wanted: Sequence[Wanted]) -> None:
    """Take away the reports of an earlier check.

    Raises:
        StopBuildError: one of them can't be (E147).
    """
    for report in wanted:
        try:
            report.file.parent.mkdir(parents=True, exist_ok=True)
            if report.file.is_file():
                report.file.unlink()
        except OSError as error:
            raise _unwritable(report.file, error) from error


def write(wanted: Sequence[Wanted], checked: Checked, view: View) -> None:
    """Write reports, each whole or not at all; one that can't be written does not keep the others from being.

    Raises:
        StopBuildError: one of them can't be written (E147).
    """
    failed: StopBuildError | None = None
    for report in wanted:
        try:
            write_file(report.file, FORMATS[report.form](checked, view).encode())
        except OSError as error:
            failed = failed or _unwritable(report.file, error)
    if failed is not None:
        raise failed


def _unwritable(file: Path, error: OSError) -> StopBuildError:
    return StopBuildError(found(Code.E147, None, file=file, problem=error.strerror or error))


def add_summary(checked: Checked, view: View, environment: Mapping[str, str]) -> Diagnostic | None:
    """Write the job summary where GitHub Actions asks for one; give what kept it from being written (E148), or None."""
    file = environment.get("GITHUB_STEP_SUMMARY", "")
    if not file:
        return None
    try:
        with Path(file).open("a", encoding="utf-8") as page:
            page.write(summary(checked, view))
    except OSError as error:
        return found(Code.E148, None, file=file, problem=error.strerror or error)
    return None
