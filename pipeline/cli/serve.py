"""`handbook serve`: the handbook in the browser while it is being written."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build.books import chosen
from pipeline.cli import options
from pipeline.cli.opening import opened
from pipeline.cli.saying import CLEAN, print_findings, speaker_for, watching
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        click.Option(
            ["--port"],
            type=click.IntRange(1, 65535),
            metavar=say("NUMBER"),
            help=say("Port of this machine to serve it at (otherwise one that is free)."),
        ),
        click.Option(
            ["--open/--no-open", "is_opened"], default=True, help=say("Open the page in the browser, or not.")
        ),
    ]
    text = say("Show the handbook in the browser while it is written: each save shows at once.")
    return options.command("serve", _serve, params, text, "handbook serve sources", say)


def _serve(source: str | None, book: str | None, port: int | None, is_opened: bool) -> int:
    from pipeline.build.serving.preview import Preview
    from pipeline.build.serving.server import listening, serve

    with watching(source or options.default_source()) as watch:
        place = chosen(Path(watch.folder), book)
        if not place.is_dir():
            from pipeline.build.reading import open_folder

            open_folder(place, watch.report)
        number, sockets = listening(port)
    preview = Preview(place, speaker_for)
    try:
        preview.read()
        say = preview.say
        address = f"http://127.0.0.1:{number}/"
        click.echo(say("Preview of {folder}: {address}", folder=place, address=address))
        click.echo(say("Each save shows at once. Stop with Ctrl-C."))
        print_findings(filter(None, (preview.shown.stopped,)), say, str(place))
        serve(preview, number, sockets, lambda: _open(address, say) if is_opened else None)
    except KeyboardInterrupt:
        pass
    click.echo(preview.say("The preview has stopped."))
    return CLEAN


def _open(address: str, say: Say) -> None:
    """Open the preview in the browser, or say that it is the reader's turn."""
    if not opened(address):
        click.echo(say("No browser opened by itself: open this address in yours."))
