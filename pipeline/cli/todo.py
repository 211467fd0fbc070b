"""`handbook todo`: the list of what is unfinished."""

from __future__ import annotations

import click

from pipeline.build import run, stages
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, open_book, print_findings, watching
from pipeline.messages import Say

FORMATS = ("text", "md", "html", "json", "csv")


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        click.Option(
            ["--format", "form"],
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help=say("How to print the list."),
        ),
    ]
    text = say("List what is still unfinished in a folder of sources.")
    return options.command("todo", _todo, params, text, "handbook todo sources --format md", say)


def _todo(source: str | None, book: str | None, form: str) -> int:
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book)
        handbook = stages.whole_book(opened, watch.report)
    listed = run.todo_list(handbook, opened, form, watch.report)
    errors = watch.errors()
    print_findings(errors, watch.say, watch.folder)
    if errors and form == "text" and not handbook.markers:
        return FINDINGS  # what could not be read may be unfinished too: the handbook is not said to be ready
    click.echo(listed, nl=False)
    return FINDINGS if errors else CLEAN
