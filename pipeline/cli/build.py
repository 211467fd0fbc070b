"""`handbook build`: sources -> Word, PDF, web page and to-do report."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import run, stages
from pipeline.build.run import Built, Wanted
from pipeline.cli import options
from pipeline.cli.saying import print_findings, progress, size_of, speaker_for
from pipeline.config import EditionName
from pipeline.diagnostics import Diagnostic, Level
from pipeline.messages import Say

_SHOWN = {"docx", "pdf", "html"}


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.out_option(say("Folder of the results."), "build"),
        options.to_option(say),
        options.edition_option(say),
        options.quiet_option(say),
        options.verbose_option(say),
    ]
    text = say("Make the documents and the to-do report of a folder of sources.")
    return options.command("build", _build, params, text, "handbook build sources --out build --to pdf,docx", say)


def _build(
    source: str | None,
    out: str,
    to: tuple[str, ...] | None,
    edition: EditionName | None,
    quiet: bool,
    verbose: bool,
) -> int:
    folder = source or options.default_source()
    findings: list[Diagnostic] = []
    target = Path(out)
    opened = stages.open_sources(Path(folder), findings.append, without=target)
    say = speaker_for(opened.config.language)
    wanted = Wanted(to, edition)
    with progress(say, len(run.steps(wanted, opened.config)), quiet=quiet) as step:
        built = run.build(opened, target, wanted, findings.append, step)
    return finish(built, findings, say, folder, quiet=quiet, verbose=verbose)


def finish(built: Built, findings: list[Diagnostic], say: Say, folder: str, *, quiet: bool, verbose: bool) -> int:
    """Print what was found and made; give the exit code: 1 when something must be mended, markers aside."""
    least = Level.note if verbose else Level.error if quiet else Level.warning
    shown = [f for f in findings if f.code.level >= least and (verbose or not f.code.name.startswith("M"))]
    print_findings(shown, say, folder)
    if not quiet:
        _print_written(built, say)
    errors = [f for f in findings if f.code.level is Level.error and not f.code.name.startswith("M")]
    return 1 if errors else 0


def _print_written(built: Built, say: Say) -> None:
    click.echo(say("Done:"))
    for path in built.written:
        if path.suffix.lstrip(".") in _SHOWN:
            click.echo(f"  {path}  ({size_of(path, say)})")
    sure = sum(1 for marker in built.handbook.markers if marker.level == "sure")
    others = len(built.handbook.markers) - sure
    if not built.handbook.markers:
        click.echo(say("Nothing is left to finish."))
    else:
        click.echo(
            say(
                "To finish: {sure} places, and {others} to look at; the list is in todo.html.",
                sure=sure,
                others=others,
            )
        )
