"""`handbook emit`: the documents of a model that `handbook build` wrote."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import run, stages
from pipeline.build.run import MODEL_FILE, Wanted
from pipeline.cli import options
from pipeline.cli.build import finish
from pipeline.cli.saying import open_book, progress, speaker_for, watching
from pipeline.config import EditionName
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Argument(["model"], type=click.Path(), default=f"build/{MODEL_FILE}", metavar=say("[MODEL]")),
        options.source_option(say),
        options.book_option(say),
        options.out_option(say("Folder of the results."), "build"),
        options.to_option(say),
        options.edition_option(say),
        options.allow_option(say),
        options.one_piece_option(say),
        options.quiet_option(say),
        options.verbose_option(say),
    ]
    text = say("Make the documents of a model (stage 4).")
    return options.command("emit", _emit, params, text, "handbook emit build/model.json --source sources --to pdf", say)


def _emit(
    model: str,
    source: str | None,
    book: str | None,
    out: str,
    to: tuple[str, ...] | None,
    edition: EditionName | None,
    allow: str,
    one_piece: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    wanted = Wanted(to, edition, allowed=allow, is_one_piece=one_piece)
    with watching(source or options.default_source()) as watch:
        handbook = stages.read_model(Path(model))
        opened = open_book(watch, book, without=Path(out))
        watch.say = speaker_for(handbook.identity.language)
        options.refuse_needless_allow(allow, run.edition_of(wanted, opened.config), watch.say)
        with progress(watch.say, len(run.steps(wanted, opened.config)) - 1, quiet=quiet) as step:
            built = run.emit_all(handbook, opened, Path(out), wanted, watch.report, step)
    return finish(built, watch, quiet=quiet, verbose=verbose)
