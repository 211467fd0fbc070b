"""`handbook ingest`: stage 1 alone, for whoever wants to look at it."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import stages
from pipeline.build.writing import write_all
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, open_book, print_findings, watching
from pipeline.messages import Say
from pipeline.model.coding import encode


def command(say: Say) -> click.Command:
    """Make the command."""
    out = options.out_option(say("File to write the model to."), "build/ingested.json")
    params: list[click.Parameter] = [options.source_argument(), options.book_option(say), out]
    text = say("Read a folder of sources into a model, as written (stage 1).")
    return options.command("ingest", _ingest, params, text, "handbook ingest sources --out ingested.json", say)


def _ingest(source: str | None, book: str | None, out: str) -> int:
    target = Path(out)
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book)
        handbook = stages.read(opened, watch.report)
        write_all(target.parent, {target.name: encode(handbook)})
    print_findings(watch.findings, watch.say, watch.folder)
    return FINDINGS if watch.errors() else CLEAN
