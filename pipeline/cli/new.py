"""`handbook new`: a small working handbook to start from."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import starting
from pipeline.cli import options
from pipeline.cli.saying import watching
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [click.Argument(["folder"], type=click.Path(), metavar=say("FOLDER"))]

    def new(folder: str) -> int:
        with watching(folder):
            for path in starting.start(Path(folder)):
                click.echo(f"  {path}")
        click.echo(say("Ready. Now run: handbook build {folder}", folder=folder))
        return 0

    text = say("Make a small handbook to start from, in a new folder.")
    return options.command("new", new, params, text, "handbook new mon-guide", say)
