"""`handbook check`: for CI and before a commit. Prints what is wrong or unfinished, fails when it must be mended."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

import click

from pipeline.build import stages
from pipeline.build.checking import Asked, FailOn, check, check_some, merged
from pipeline.build.reporting import Wanted
from pipeline.build.some_files import chosen_files
from pipeline.cli import options
from pipeline.cli import reports as reports_of
from pipeline.cli.calling import typed
from pipeline.cli.saying import CLEAN, FINDINGS, Watch, open_book, print_checked, speaker_for, watching
from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked
from pipeline.diagnostics.verdict import verdict
from pipeline.diagnostics.visible import inert
from pipeline.messages import Say

_Result: TypeAlias = tuple[Checked, stages.Opened | None]


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Argument(
            ["paths"],
            nargs=-1,
            type=click.Path(),
            metavar=say("[FOLDER | FILE…]"),
            callback=lambda _context, _argument, value: _paths(value, say),
        ),
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
            help=say(
                "Fail only on what the baseline (.handbook-baseline.json) does not hold, where there is one; "
                "--no-baseline takes no notice of it."
            ),
        ),
        click.Option(["--ratchet"], is_flag=True, help=say("Take what was settled out of the baseline; add nothing.")),
        reports_of.format_option(say),
        reports_of.report_option(say),
        options.quiet_option(say),
        options.verbose_option(say),
    ]
    text = say("Check a folder of sources, or some files of it, for CI: exit 1 while anything is unfinished or wrong.")
    return options.command("check", _check, params, text, "handbook check sources --fail-on suspected", say)


def _check(
    paths: tuple[str, ...],
    book: str | None,
    fail_on: FailOn | None,
    with_baseline: bool,
    ratchet: bool,
    form: str,
    reports: tuple[Wanted, ...],
    quiet: bool,
    verbose: bool,
) -> int:
    asked = Asked(fail_on, with_baseline, ratchet)
    if _are_files(paths):
        _refuse_what_is_for_folders(book, ratchet, speaker_for("fr"))
    told = Level.note if verbose else Level.warning
    with watching(options.default_source()) as watch, reports_of.reporting(watch, form, reports, told) as tell:
        result, opened = _files(watch, paths, asked) if _are_files(paths) else _folder(watch, paths, book, asked)
        tell(result, opened)
    if form == "text":
        print_checked(result, watch.say, watch.folder, Level.error if quiet else told, is_all=verbose)
    if not quiet:
        for line in verdict(result, watch.say):
            click.echo(typed(line), err=form != "text")
    return FINDINGS if result.is_failing else CLEAN


def _refuse_what_is_for_folders(book: str | None, ratchet: bool, say: Say) -> None:
    """Refuse options that make no sense with files.

    Raises:
        click.UsageError: one of them was given.
    """
    if book is not None:
        raise click.UsageError(say("--book goes with a folder, not with files."))
    if ratchet:
        raise click.UsageError(say("--ratchet goes with a folder, not with files."))


def _paths(paths: tuple[str, ...], say: Say) -> tuple[str, ...]:
    if len(paths) > 1 and any(Path(path).is_dir() for path in paths):
        raise click.BadParameter(say("Name one folder, or files of it."))
    return paths


def _are_files(paths: tuple[str, ...]) -> bool:
    """Tell files from a folder: several paths are files, and one that is not there is a file where it has an ending."""
    return len(paths) > 1 or any(path.is_file() or (path.suffix and not path.exists()) for path in map(Path, paths))


def _folder(watch: Watch, paths: tuple[str, ...], book: str | None, asked: Asked) -> _Result:
    """Check a folder as a whole."""
    watch.folder = paths[0] if paths else watch.folder
    opened = open_book(watch, book)
    return check(opened, Path(watch.folder), asked, tuple(watch.findings), watch.say, watch.report), opened


def _files(watch: Watch, paths: tuple[str, ...], asked: Asked) -> _Result:
    """Check some files, of one handbook or of several."""
    some = chosen_files(map(Path, paths), Path(watch.folder))
    is_whole = any(Path(path).is_absolute() for path in paths)
    results: dict[Path, Checked] = {}
    opened: stages.Opened | None = None
    for one in some:
        watch.folder, at = _shown(one.folder, is_whole=is_whole), len(watch.findings)
        opened = stages.open_sources(one.folder, watch.report)
        watch.speak(opened.config.language)
        results[one.folder] = check_some(opened, one, asked, watch.findings[at:], watch.say)
    for path in paths:
        if not Path(path).exists():  # a commit that takes a page away names it too
            click.echo(watch.say("“{file}” is not there: it was not checked.", file=inert(path)), err=True)
    if not some:
        click.echo(watch.say("None of these files belongs to a handbook: nothing to check."), err=True)
    if len(results) > 1:  # their places are shown from the folder above them all
        watch.folder, opened = _shown(Path(os.path.commonpath(results)), is_whole=is_whole), None
    return merged(results), opened


def _shown(folder: Path, *, is_whole: bool) -> str:
    """Give a folder's path as places are shown: from this folder, unless whole paths were given."""
    return str(folder) if is_whole else os.path.relpath(folder)
