"""`handbook check`: for CI and before a commit. Prints what is wrong or unfinished, fails when it must be mended."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipeline.build import stages
from pipeline.build.checking import Asked, FailOn, check, check_some, merged
from pipeline.build.reporting import Wanted
from pipeline.build.some_files import chosen_files
from pipeline.cli import options
from pipeline.cli import reports as reports_of
from pipeline.cli.saying import CLEAN, FINDINGS, Watch, open_book, speaker_for, watching
from pipeline.cli.verdict import print_checked
from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Argument(
            ["paths"], nargs=-1, type=click.Path(), callback=lambda _context, _argument, value: _paths(value, say)
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
            help=say("Fail only on what .handbook-baseline.json does not hold, where there is one; or take no notice."),
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
    if book is not None and _are_files(paths):
        raise click.UsageError(speaker_for("fr")("--book goes with a folder, not with files."))
    told = reports_of.Told(form, reports, Level.note if verbose else Level.warning)
    with watching(options.default_source()) as watch, reports_of.reporting(watch, told) as tell:
        result = _files(watch, paths, asked) if _are_files(paths) else _folder(watch, paths, book, asked)
        tell(result or Checked(()))
    if result is None:
        if not quiet:
            click.echo(watch.say("None of these files belongs to a handbook: nothing to check."), err=form != "text")
        return CLEAN
    least = Level.note if verbose else Level.error if quiet else Level.warning
    if form == "text":
        print_checked(result, watch.say, watch.folder, least, is_quiet=quiet, is_verbose=verbose)
    elif not quiet:
        reports_of.print_verdict(result, watch.say)
    return FINDINGS if result.is_failing else CLEAN


def _paths(paths: tuple[str, ...], say: Say) -> tuple[str, ...]:
    if len(paths) > 1 and any(Path(path).is_dir() for path in paths):
        raise click.BadParameter(say("Name one folder, or files of it."))
    return paths


def _are_files(paths: tuple[str, ...]) -> bool:
    """Tell files from a folder: several paths are files, and one that is not there is a file where it has an ending."""
    return len(paths) > 1 or any(path.is_file() or (path.suffix and not path.exists()) for path in map(Path, paths))


def _folder(watch: Watch, paths: tuple[str, ...], book: str | None, asked: Asked) -> Checked:
    """Check a folder as a whole."""
    watch.folder = paths[0] if paths else watch.folder
    opened = open_book(watch, book)
    return check(opened, Path(watch.folder), asked, tuple(watch.findings), watch.say, watch.report)


def _files(watch: Watch, paths: tuple[str, ...], asked: Asked) -> Checked | None:
    """Check some files, of one handbook or of several; None where they are none of a handbook."""
    some = chosen_files(map(Path, paths), Path(watch.folder))
    is_whole = any(Path(path).is_absolute() for path in paths)
    results: list[Checked] = []
    for one in some:
        watch.folder = _shown(one.folder, is_whole=is_whole)
        at = len(watch.findings)
        opened = stages.open_sources(one.folder, watch.report)
        watch.opened, watch.say = opened, speaker_for(opened.config.language)
        results.append(check_some(opened, one, asked, watch.findings[at:], watch.say))
    if not some:
        return None
    common = Path(os.path.commonpath([one.folder for one in some]))
    watch.folder = _shown(common, is_whole=is_whole)
    if len(some) > 1:
        watch.opened = None
    return merged({one.folder.relative_to(common): result for one, result in zip(some, results, strict=True)})


def _shown(folder: Path, *, is_whole: bool) -> str:
    """Give a folder's path as places are shown: from this folder, unless whole paths were given."""
    return str(folder) if is_whole else os.path.relpath(folder)
