"""`handbook explain`: what a code or a kind of marker means, and what to do about it."""

from __future__ import annotations

import difflib

import click

from pipeline.build import explaining
from pipeline.cli import options
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [click.Argument(["code"], required=False)]

    def explain(code: str | None) -> int:
        if code is None:
            click.echo(explaining.all_names(say))
            return 0
        text = explaining.explain(code, say)
        if text is None:
            guess = difflib.get_close_matches(code, explaining.names(), n=1, cutoff=0.4)
            hint = guess[0] if guess else "M101"
            raise click.UsageError(say("“{code}” is not a code; perhaps “{guess}”?", code=code, guess=hint))
        click.echo(text)
        return 0

    text = say("Explain a code such as M101, or a kind of marker.")
    return options.command("explain", explain, params, text, "handbook explain M101", say)
