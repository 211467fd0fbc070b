"""`handbook schema`: the JSON Schemas of handbook.yml, of model.json, of a check's findings, of a review's report."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import click

from pipeline import config
from pipeline.cli import options
from pipeline.diagnostics.formats import document
from pipeline.messages import Say
from pipeline.model import coding
from pipeline.review.report import document as review

_SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {"config": config.schema, "model": coding.schema, "check": document.schema, "review": review.schema}
)


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [click.Argument(["which"], type=click.Choice(tuple(_SCHEMAS)))]

    def schema(which: str) -> int:
        click.echo(json.dumps(_SCHEMAS[which](), ensure_ascii=False, indent=2))
        return 0

    text = say(
        "Print the JSON Schema of handbook.yml (config), of model.json (model), of what "
        "handbook check --format json prints (check) or of the report of handbook review (review)."
    )
    return options.command("schema", schema, params, text, "handbook schema config > handbook.schema.json", say)
