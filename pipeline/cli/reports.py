"""What `handbook check` says besides its findings on a terminal: other formats, reports in files, the job summary."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import click

from pipeline.build.reporting import Wanted, add_summary, clear, is_taken, stopped, view_of, write
from pipeline.build.stages import Opened
from pipeline.cli.saying import Watch, print_findings
from pipeline.diagnostics import Level, StopBuildError
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.formats import FORMATS, View
from pipeline.messages import Say

# Names of sources, that no report has: a report takes away what stood in its place.
_SOURCES = (".md", ".markdown", ".yml", ".yaml")

Tell: TypeAlias = Callable[[Checked, Opened | None], None]


def format_option(say: Say) -> click.Option:
    """In which format to print."""
    text = say("How to print what is found: the format of your CI or your program.")
    return click.Option(["--format", "form"], type=click.Choice(tuple(FORMATS)), default="text", help=text)


def report_option(say: Say) -> click.Option:
    """Which reports to write besides."""
    text = say("Write a report to a file too, such as sarif=build/check.sarif; may be said several times.")
    return click.Option(
        ["--report", "reports"],
        multiple=True,
        metavar=say("FORMAT=FILE"),
        callback=lambda _context, _option, values: _wanted(values, say),
        help=text,
    )


def _wanted(values: Sequence[str], say: Say) -> tuple[Wanted, ...]:
    reports: list[Wanted] = []
    for value in values:
        form, _equals, file = value.partition("=")
        if not file:
            raise click.BadParameter(say("“{value}” lacks its file; write it as sarif=build/check.sarif.", value=value))
        if form not in FORMATS:
            known = ", ".join(FORMATS)
            raise click.BadParameter(say("“{name}” is not a format; choose among {known}.", name=form, known=known))
        if file.lower().endswith(_SOURCES):
            raise click.BadParameter(
                say("“{file}” would take the place of a source: give the report another name.", file=file)
            )
        if any(Path(file).resolve() == other.file.resolve() for other in reports):
            raise click.BadParameter(say("Two reports cannot go to the same file “{file}”.", file=file))
        if is_taken(Path(file)):
            raise click.BadParameter(
                say("“{file}” may be a file of the sources: name another, such as build/check.sarif.", file=file)
            )
        reports.append(Wanted(form, Path(file)))
    return tuple(reports)


@contextmanager
def reporting(watch: Watch, form: str, reports: Sequence[Wanted], least: Level) -> Iterator[Tell]:
    """Give the function that tells the result of a check; where the check stops, tell why before it ends.

    Args:
        watch: who watches over the check.
        form: the name of the format that is printed; `text` is not printed from here.
        reports: those that are asked for.
        least: the least level that formats and reports show.
    """
    has_told = False

    def tell(checked: Checked, opened: Opened | None) -> None:
        nonlocal has_told
        has_told = True
        if form == "text" and not reports and "GITHUB_STEP_SUMMARY" not in os.environ:
            return
        view = view_of(Path(watch.folder), opened, (watch.say, watch.language), os.environ)
        _tell(checked, view._replace(least=least), form, watch)
        write(reports, checked, view._replace(least=least))

    try:
        clear(reports)
        yield tell
    except StopBuildError as stop:
        if not has_told:
            _tell_stopped(stop, watch, tell)
        raise


def _tell(checked: Checked, view: View, form: str, watch: Watch) -> None:
    if form != "text":
        click.echo(FORMATS[form](checked, view).encode(), nl=False)
    if unwritten := add_summary(checked, view, os.environ):
        print_findings([unwritten], watch.say, watch.folder)


def _tell_stopped(stop: StopBuildError, watch: Watch, tell: Tell) -> None:
    """Tell a check that stopped; where that can't be written either, both are said."""
    try:
        tell(stopped(watch.findings, stop.diagnostic, watch.say), None)
    except StopBuildError as other:
        if other.diagnostic != stop.diagnostic:
            watch.report(stop.diagnostic)
        raise
