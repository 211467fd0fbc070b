"""`handbook reference`: the Word document whose styles an organisation makes its own."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build.reference import write_reference
from pipeline.cli import options
from pipeline.cli.saying import open_book, print_findings, watching
from pipeline.messages import Say

_FILE = "reference.docx"


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        options.out_option(say("The Word document to write."), _FILE),
    ]

    def reference(source: str | None, book: str | None, out: str) -> int:
        with watching(source or options.default_source()) as watch:
            opened = open_book(watch, book)
            written = write_reference(opened, Path(out))
        print_findings(watch.errors(), watch.say, watch.folder)
        click.echo(f"  {written}")
        click.echo(
            watch.say(
                "Change its styles in Word, put it among the sources, and name it in handbook.yml: reference: {file}",
                file=written.name,
            )
        )
        return 0

    text = say("Write the styles of the Word file as a document to be changed in Word.")
    return options.command("reference", reference, params, text, "handbook reference --out modele.docx", say)
