"""`handbook build`: sources -> Word, PDF, web page and to-do report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from pipeline.build import run
from pipeline.build.run import Built, Wanted
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, Watch, open_book, print_findings, progress, size_of, watching
from pipeline.config import EditionName
from pipeline.diagnostics import Level
from pipeline.emit.unfinished import LEVELS
from pipeline.emit.words import level_word
from pipeline.messages import Say
from pipeline.model import Handbook

_SHOWN = {"docx", "odt", "pdf", "html", "epub"}


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        options.out_option(say("Folder of the results."), "build"),
        options.to_option(say),
        options.edition_option(say),
        options.allow_option(say),
        options.one_piece_option(say),
        options.whole_option(say),
        options.quiet_option(say),
        options.verbose_option(say),
    ]
    text = say("Make the documents and the to-do report of a folder of sources.")
    return options.command("build", _build, params, text, "handbook build sources --out build --to pdf,docx", say)


def _build(
    source: str | None,
    book: str | None,
    out: str,
    to: tuple[str, ...] | None,
    edition: EditionName | None,
    allow: str,
    one_piece: bool,
    whole: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    target = Path(out)
    wanted = Wanted(to, edition, whole, allow, one_piece)
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book, without=target)
        options.refuse_needless_allow(allow, run.edition_of(wanted, opened.config), watch.say)
        with progress(watch.say, len(run.steps(wanted, opened.config)), quiet=quiet) as step:
            built = run.build(opened, target, wanted, watch.report, step)
    return finish(built, watch, quiet=quiet, verbose=verbose)


def finish(built: Built, watch: Watch, *, quiet: bool, verbose: bool) -> int:
    """Print what was found and made; give the exit code: 1 when something must be mended, markers aside."""
    least = Level.note if verbose else Level.error if quiet else Level.warning
    shown = [f for f in watch.findings if f.code.level >= least and (verbose or not f.code.name.startswith("M"))]
    print_findings(shown, watch.say, watch.folder)
    if not quiet:
        _print_written(built, watch)
    return FINDINGS if watch.errors() else CLEAN


def _withheld(count: int, say: Say) -> str:
    if count == 1:
        return say("This final edition withholds one place of the sources: hygiene.md says which.")
    return say("This final edition withholds {count} places of the sources: hygiene.md lists them.", count=count)


def _counts(handbook: Handbook, say: Say) -> str:
    """Say how many places are unfinished, in the words of the report."""
    levels = Counter(marker.level for marker in handbook.markers)
    return ", ".join(f"{levels[level]} {level_word(level, say)}" for level in LEVELS if levels[level])


def _print_written(built: Built, watch: Watch) -> None:
    say = watch.say
    click.echo(say("Done:"))
    for path in built.written:
        if path.suffix.lstrip(".") in _SHOWN and built.site not in path.parents:
            click.echo(f"  {path}  ({size_of(path, say)})")
    if built.pages:
        count = say("{count} pages", count=built.pages)
        click.echo(f"  {built.site / 'index.html'}  ({count})")
    if built.withheld:
        click.echo(_withheld(built.withheld, say))
    if not built.handbook.markers:
        if not watch.errors():
            click.echo(say("Nothing is left to finish."))
    else:
        click.echo(say("To finish: {counts}. The list is in todo.html.", counts=_counts(built.handbook, say)))
