"""`handbook schema`: the JSON Schemas of handbook.yml and of model.json."""

from __future__ import annotations

import json

import click

from pipeline import config
from pipeline.cli import options
from pipeline.messages import Say
from pipeline.model import coding


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [click.Argument(["which"], type=click.Choice(["config", "model"]))]

    def schema(which: str) -> int:
        found = config.schema() if which == "config" else coding.schema()
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return 0

    text = say("Print the JSON Schema of handbook.yml (config) or of model.json (model).")
    return options.command("schema", schema, params, text, "handbook schema config > handbook.schema.json", say)
