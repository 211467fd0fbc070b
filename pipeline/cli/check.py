"""`handbook check`: for CI. Prints every finding and fails when one must be mended."""

from __future__ import annotations

import click

from pipeline.build import stages
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, open_book, print_findings, watching
from pipeline.diagnostics import Code, Diagnostic, Level
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        click.Option(
            ["--fail-on"],
            type=click.Choice(["sure", "suspected", "never"]),
            help=say("Markers that make it fail (otherwise those of handbook.yml, else the sure ones)."),
        ),
        options.quiet_option(say),
        options.verbose_option(say),
    ]
    text = say("Check a folder of sources, for CI: exit 1 while anything is unfinished or wrong.")
    return options.command("check", _check, params, text, "handbook check sources --fail-on suspected", say)


def _check(source: str | None, book: str | None, fail_on: str | None, quiet: bool, verbose: bool) -> int:
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book)
        stages.whole_book(opened, watch.report)
    findings, say = watch.findings, watch.say
    least = Level.note if verbose else Level.error if quiet else Level.warning
    print_findings([f for f in findings if f.code.level >= least], say, watch.folder, err=False)
    failing = [f for f in findings if _fails(f, fail_on or opened.config.markers.fail_on)]
    if not quiet:
        click.echo(_sum(findings, failing, say))
    return FINDINGS if failing else CLEAN


def _fails(finding: Diagnostic, fail_on: str) -> bool:
    """Tell whether a finding makes the check fail: any error, and the markers of the level asked for."""
    match finding.code:
        case Code.M101:
            return fail_on in ("sure", "suspected")
        case Code.M102:
            return fail_on == "suspected"
        case _:
            return finding.code.level is Level.error


def _sum(findings: list[Diagnostic], failing: list[Diagnostic], say: Say) -> str:
    if not findings:
        return say("Nothing to report.")
    return say("{total} findings, of which {failing} must be mended.", total=len(findings), failing=len(failing))
