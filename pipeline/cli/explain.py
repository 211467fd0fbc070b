"""`handbook explain`: what a code or a kind of marker means, and what to do about it."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import click

from pipeline.build import explaining
from pipeline.cli import options
from pipeline.cli.calling import typed
from pipeline.messages import Say

_WIDTH = 80


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [click.Argument(["code"], required=False)]

    def explain(code: str | None) -> int:
        known = explaining.known_in(Path(options.default_source()))
        if code is None:
            click.echo(_wrapped(typed(explaining.all_names(say, known))))
            return 0
        text = explaining.explain(code, say, known)
        if text is None:
            guess = difflib.get_close_matches(code, explaining.names(known), n=1, cutoff=0.4)
            if not guess:
                unknown = say(
                    "“{code}” is neither a code nor a kind of marker; `handbook explain` lists them.", code=code
                )
                raise click.UsageError(typed(unknown))
            raise click.UsageError(
                say("“{code}” is neither a code nor a kind of marker; perhaps “{guess}”?", code=code, guess=guess[0])
            )
        click.echo(_wrapped(typed(text)))
        return 0

    text = say("Explain a code such as M101, or a kind of marker.")
    return options.command("explain", explain, params, text, "handbook explain M101", say)


def _wrapped(text: str) -> str:
    """Give a text on lines of 80 characters; what follows a code in a list stays to the right of it."""
    lines = text.splitlines()
    starts = [re.match(r"  \S+ +|→ |", line) for line in lines]
    indents = [" " * len(start.group()) if start else "" for start in starts]
    return "\n".join(
        click.wrap_text(line, _WIDTH, subsequent_indent=indent) for line, indent in zip(lines, indents, strict=True)
    )
