"""`handbook todo`: the list of what is unfinished, and how it became shorter over time."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.build import history, run, stages
from pipeline.build.authorship import signed
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, Watch, open_book, print_findings, progress, watching
from pipeline.diagnostics import Code
from pipeline.emit.todo import FORMS
from pipeline.emit.todo.trend import trend
from pipeline.messages import Say

# What is said of the history of the sources: why the list does not name everybody, or the curve is short.
_OF_HISTORY = frozenset((Code.S217, Code.S218, Code.E126, Code.E127, Code.E128))


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        click.Option(
            ["--format", "form"],
            type=click.Choice(tuple(FORMS)),
            default="text",
            show_default=True,
            help=say("How to print the list."),
        ),
        click.Option(
            ["--out"],
            type=click.Path(),
            help=say("Folder to write the list to, in all its formats; then it is not printed."),
        ),
        click.Option(
            ["--history", "with_history"],
            is_flag=True,
            help=say("Show how many places were unfinished over time, where the sources are kept with git."),
        ),
        click.Option(
            ["--points"],
            type=click.IntRange(min=2),
            metavar="N",
            default=history.POINTS,
            show_default=True,
            help=say("At most how many former states to count, with --history."),
        ),
    ]
    text = say("List what is still unfinished in a folder of sources.")
    return options.command("todo", _todo, params, text, "handbook todo sources --format md", say)


def _todo(source: str | None, book: str | None, form: str, out: str | None, with_history: bool, points: int) -> int:
    target = Path(out) if out is not None else None
    written: tuple[Path, ...] = ()
    listed = ""
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book, without=target)
        recorded = _recorded(opened, points, watch) if with_history else None
        handbook = signed(stages.whole_book(opened, watch.report), opened, watch.report)
        past = history.with_today(recorded, handbook) if recorded is not None else ()
        if target is not None:
            written = run.write_todo(handbook, opened, target, watch.report, past)
        else:
            listed = run.todo_list(handbook, opened, form, watch.report, past)
    errors = watch.errors()
    print_findings([*errors, *(f for f in watch.findings if f.code in _OF_HISTORY)], watch.say, watch.folder)
    if target is not None:
        click.echo("\n".join([watch.say("Done:"), *(f"  {path}" for path in written)]))
        return FINDINGS if errors else CLEAN
    if errors and form == "text" and not handbook.markers:
        return FINDINGS  # what could not be read may be unfinished too: the handbook is not said to be ready
    click.echo(listed, nl=False)
    if form == "text" and past:
        click.echo("\n" + trend(past, watch.say, opened.config.language), nl=False)
    return FINDINGS if errors else CLEAN


def _recorded(opened: stages.Opened, points: int, watch: Watch) -> history.Recorded:
    """Count former states; on a terminal a bar shows how far it is."""
    with progress(watch.say, points, quiet=not sys.stderr.isatty()) as step:
        return history.recorded(opened, points, watch.report, step)
