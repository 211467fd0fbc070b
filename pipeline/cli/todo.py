"""`handbook todo`: the list of what is unfinished."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import run, stages
from pipeline.cli import options
from pipeline.diagnostics import Diagnostic
from pipeline.messages import Say

FORMATS = ("text", "md", "html", "json", "csv")


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
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


def _todo(source: str | None, form: str) -> int:
    folder = source or options.default_source()
    findings: list[Diagnostic] = []
    opened = stages.open_sources(Path(folder), findings.append)
    handbook = stages.whole_book(opened, findings.append)
    click.echo(run.todo_list(handbook, opened, form, findings.append), nl=False)
    return 0
