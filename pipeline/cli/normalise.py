"""`handbook normalise`: stages 2 and 3 on a model that `handbook ingest` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import stages
from pipeline.build.authorship import signed
from pipeline.build.run import MODEL_FILE
from pipeline.build.writing import write_all
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, open_book, print_findings, watching
from pipeline.messages import Say
from pipeline.model.coding import encode


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Argument(["model"], type=click.Path(), default="build/ingested.json", metavar=say("[MODEL]")),
        options.source_option(say),
        options.book_option(say),
        options.out_option(say("File to write the model to."), f"build/{MODEL_FILE}"),
    ]
    text = say("Clean a model and recognise its markers (stages 2 and 3).")
    return options.command(
        "normalise", _normalise, params, text, "handbook normalise ingested.json --out model.json", say
    )


def _normalise(model: str, source: str | None, book: str | None, out: str) -> int:
    target = Path(out)
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book)
        handbook = stages.clean(stages.read_model(Path(model)), opened, watch.report)
        handbook = signed(handbook, opened, watch.report)
        write_all(target.parent, {target.name: encode(handbook)})
    print_findings(watch.findings, watch.say, watch.folder)
    return FINDINGS if watch.errors() else CLEAN
