"""`handbook new`: a small working handbook to start from, or the files by which a CI or an editor checks one."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from pipeline.build import starting
from pipeline.cli import options
from pipeline.cli.calling import program
from pipeline.cli.saying import watching
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Argument(["folder"], type=click.Path(), metavar="[" + say("FOLDER") + "]", required=False),
        click.Option(
            ["--ci", "place"],
            type=click.Choice(tuple(starting.PLACES)),
            help=say("Instead, write the file by which this forge or tool checks the handbook of a repository."),
        ),
    ]

    def new(folder: str | None, place: str | None) -> int:
        if place is not None:
            return _settle(place, folder or ".", say)
        if folder is None:
            raise click.UsageError(say("Name the folder to make: {command}", command=f"{program()} new mon-guide"))
        with watching(folder):
            for path in starting.start(Path(folder)):
                click.echo(f"  {path}")
        click.echo(say("Ready. Now run: {command}", command=f"{program()} build {shlex.quote(folder)}"))
        return 0

    text = say("Make a small handbook to start from, in a new folder.")
    return options.command("new", new, params, text, "handbook new mon-guide", say)


def _settle(place: str, folder: str, say: Say) -> int:
    with watching(folder):
        written = starting.settle(place, Path(folder))
    click.echo(f"  {written}")
    click.echo(say("Ready. docs/CI.md says what it shows, and what to change in it where the sources stand elsewhere."))
    return 0
