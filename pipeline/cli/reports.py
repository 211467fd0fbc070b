"""What `handbook check` says besides its findings on a terminal: other formats, reports in files, the job summary."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from pipeline.build.reporting import Wanted, add_summary, clear, stopped, view_of, write
from pipeline.cli.saying import Watch, language_for, print_findings
from pipeline.diagnostics import Level, StopBuildError
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.formats import FORMATS
from pipeline.diagnostics.verdict import verdict
from pipeline.messages import Say


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
        metavar="FORMAT=FILE",
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
        if any(Path(file).resolve() == other.file.resolve() for other in reports):
            raise click.BadParameter(say("Two reports cannot go to the same file “{file}”.", file=file))
        reports.append(Wanted(form, Path(file)))
    return tuple(reports)


class Told(NamedTuple):
    """How a check is told: the format that is printed, the reports, and the least level that they show."""

    form: str
    reports: tuple[Wanted, ...]
    least: Level


@contextmanager
def reporting(watch: Watch, told: Told) -> Iterator[Callable[[Checked], None]]:
    """Give the function that tells the result of a check; where the check stops, tell why before it ends."""
    has_told = False

    def tell(checked: Checked) -> None:
        nonlocal has_told
        has_told = True
        _tell(checked, watch, told)

    try:
        clear(told.reports)
        yield tell
    except StopBuildError as stop:
        if not has_told:
            _tell_stopped(stop, watch, tell)
        raise


def _tell_stopped(stop: StopBuildError, watch: Watch, tell: Callable[[Checked], None]) -> None:
    try:
        tell(stopped(watch.findings, stop.diagnostic, watch.say))
    except StopBuildError as other:
        if other.diagnostic != stop.diagnostic:
            watch.report(stop.diagnostic)
        raise


def _tell(checked: Checked, watch: Watch, told: Told) -> None:
    if told.form == "text" and not told.reports and "GITHUB_STEP_SUMMARY" not in os.environ:
        return
    language = language_for(watch.opened.config.language if watch.opened else "fr")
    view = view_of(Path(watch.folder), watch.opened, (watch.say, language), os.environ)._replace(least=told.least)
    if told.form != "text":
        click.echo(FORMATS[told.form](checked, view).encode(), nl=False)
    if unwritten := add_summary(checked, view, os.environ):
        print_findings([unwritten], watch.say, watch.folder)
    write(told.reports, checked, view)


def print_verdict(checked: Checked, say: Say) -> None:
    """Print the closing lines where programs do not read them."""
    for line in verdict(checked, say):
        click.echo(line, err=True)
