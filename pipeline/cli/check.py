"""`handbook check`: for CI. Prints what is wrong or unfinished, and fails when something must be mended."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import stages
from pipeline.build.baseline import read_baseline, write_baseline
from pipeline.build.checking import FailOn, Terms, checked, entries
from pipeline.build.reporting import Wanted
from pipeline.cli import options
from pipeline.cli import reports as reports_of
from pipeline.cli.saying import CLEAN, FINDINGS, open_book, print_findings, watching
from pipeline.diagnostics import Level
from pipeline.diagnostics.verdict import is_shown, verdict
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        click.Option(
            ["--fail-on"],
            type=click.Choice(["sure", "suspected", "never"]),
            help=say(
                "Markers that make it fail (otherwise those of handbook.yml, else the sure ones). With “never”, "
                "errors that are no markers and exceeded budgets still do."
            ),
        ),
        click.Option(
            ["--baseline/--no-baseline", "with_baseline"],
            default=True,
            help=say("Fail on what .handbook-baseline.json does not know only, where there is one."),
        ),
        click.Option(["--ratchet"], is_flag=True, help=say("Take what was settled out of the baseline; add nothing.")),
        reports_of.format_option(say),
        reports_of.report_option(say),
        options.quiet_option(say),
        options.verbose_option(say),
    ]
    text = say("Check a folder of sources, for CI: exit 1 while anything is unfinished or wrong.")
    return options.command("check", _check, params, text, "handbook check sources --fail-on suspected", say)


def _check(
    source: str | None,
    book: str | None,
    fail_on: FailOn | None,
    with_baseline: bool,
    ratchet: bool,
    form: str,
    reports: tuple[Wanted, ...],
    quiet: bool,
    verbose: bool,
) -> int:
    told = Level.note if verbose else Level.warning
    with (
        watching(source or options.default_source()) as watch,
        reports_of.reporting(watch, form, reports, told) as tell,
    ):
        opened = open_book(watch, book)
        folder, config = Path(watch.folder), opened.config
        known = read_baseline(folder) if with_baseline else None
        handbook = stages.silent_book(opened, watch.report)
        terms = Terms(fail_on or config.markers.fail_on, known)
        result = checked(handbook, watch.findings, opened, terms, watch.say)
        if ratchet and result.fixed:
            kept = (one for one in result.findings if one.state == "known")
            write_baseline(folder, entries(kept, config.language))
        tell(result, opened)
    least = Level.note if verbose else Level.error if quiet else Level.warning
    shown = [one.diagnostic for one in result.findings if is_shown(one, least, is_verbose=verbose)]
    if form == "text":
        print_findings(shown, watch.say, watch.folder, err=False)
    if not quiet:
        for line in verdict(result, watch.say):
            click.echo(line, err=form != "text")
    return FINDINGS if result.is_failing else CLEAN
