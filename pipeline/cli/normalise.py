"""`handbook normalise`: stages 2 and 3 on a model that `handbook ingest` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import stages
from pipeline.build.run import MODEL_FILE
from pipeline.build.writing import write_all
from pipeline.cli import options
from pipeline.cli.saying import print_findings, speaker_for
from pipeline.diagnostics import Diagnostic
from pipeline.messages import Say
from pipeline.model.coding import encode


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Argument(["model"], type=click.Path(), default="build/ingested.json", metavar=say("[MODEL]")),
        options.source_option(say),
        options.out_option(say("File to write the model to."), f"build/{MODEL_FILE}"),
    ]
    text = say("Clean a model and recognise its markers (stages 2 and 3).")
    return options.command(
        "normalise", _normalise, params, text, "handbook normalise ingested.json --out model.json", say
    )


def _normalise(model: str, source: str | None, out: str) -> int:
    folder, target = source or options.default_source(), Path(out)
    findings: list[Diagnostic] = []
    opened = stages.open_sources(Path(folder), findings.append)
    handbook = stages.clean(stages.read_model(Path(model)), opened, findings.append)
    write_all(target.parent, {target.name: encode(handbook)})
    print_findings(findings, speaker_for(handbook.identity.language), folder)
    return 0
