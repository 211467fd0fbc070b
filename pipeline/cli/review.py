"""`handbook review`: what reviewers wrote in a Word or ODT file that came back, at its place in the sources."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.build import reviewing
from pipeline.build.inserting import Inserted
from pipeline.build.inserting import write as write_markers
from pipeline.build.reviewing import Base, Reviewed
from pipeline.cli import options
from pipeline.cli.calling import typed
from pipeline.cli.saying import CLEAN, FINDINGS, Watch, open_book, print_findings, watching
from pipeline.diagnostics.visible import visible
from pipeline.messages import Say
from pipeline.review.report.forms import FORMS
from pipeline.review.report.text import head

_OUT = "build/review"
_UNSETTLED = ("conflict", "nowhere")


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        click.Argument(
            ["files"],
            type=click.Path(),
            nargs=-1,
            metavar=say("FILE…"),
            callback=lambda _context, _option, value: _some(value, say),
        ),
        click.Option(
            ["--source"],
            type=click.Path(),
            help=say("Folder of the sources (otherwise “sources”, else this folder)."),
        ),
        options.book_option(say),
        options.out_option(say("Folder to write the report to: review.html, review.md, review.json."), _OUT),
        click.Option(
            ["--format", "form"],
            type=click.Choice(tuple(FORMS)),
            help=say("Print the report in this form instead of writing it."),
        ),
        click.Option(
            ["--patch"],
            is_flag=True,
            help=say(
                "Write the changes whose place is certain as a patch too: review.patch, one hunk for each change."
            ),
        ),
        click.Option(
            ["--insert-markers", "with_markers"],
            is_flag=True,
            help=say(
                "Write the remarks into the sources, at their places, as places to complete; with --patch, those that "
                "the patch does not settle."
            ),
        ),
    ]
    text = say("Show what reviewers wrote in Word or ODT files that came back, at its place in the sources.")
    return options.command("review", _review, params, text, "handbook review guide-relu.docx --patch", say)


def _some(files: tuple[str, ...], say: Say) -> tuple[str, ...]:
    if not files:
        text = say("Name the file that came back, such as: `handbook review guide-relu.docx` (several may be named).")
        raise click.UsageError(typed(text))
    return files


def _review(
    files: tuple[str, ...],
    source: str | None,
    book: str | None,
    out: str,
    form: str | None,
    patch: bool,
    with_markers: bool,
) -> int:
    target = Path(out)
    written: tuple[Path, ...] = ()
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book, without=target)
        root = Path(watch.folder)
        reviewing.refuse_among_sources(target, root)
        told = reviewing.reviewed(opened, tuple(map(Path, files)), watch.report)
        markers = reviewing.insert(told, opened, without_changes=patch) if with_markers else None
        base = reviewing.base_of(root) if patch else None
        if markers is not None and markers.puts:
            write_markers(markers, root, opened)
            told = reviewing.after_markers(told, markers, opened)
        if form is None or base is not None:
            written = reviewing.write(told, opened, target, base, is_listed=form is None)
    print_findings(watch.findings, watch.say, watch.folder)
    if form is not None:
        click.echo(FORMS[form](told.account, told.order), nl=False)
    for line in _closing(told, markers, written, base, watch) if form is None else ():
        click.echo(line)
    return _code(told, markers)


def _code(told: Reviewed, markers: Inserted | None) -> int:
    unsettled = any(told.account.certainties[certainty] for certainty in _UNSETTLED)
    homeless = markers is not None and markers.homeless
    return FINDINGS if unsettled or homeless else CLEAN


def _closing(
    told: Reviewed, markers: Inserted | None, written: tuple[Path, ...], base: Base | None, watch: Watch
) -> Iterator[str]:
    say = watch.say
    yield from head(told.account, say)
    yield ""
    yield say("Done:")
    yield from (f"  {path}" for path in written)
    if base is not None:
        yield from _of_patch(told, written, base, say)
    elif told.account.ready:
        yield say("To get the changes that can be applied as a patch, run the same command with --patch.")
    if markers is not None:
        yield from _of_markers(markers, Path(watch.folder), say)


def _of_patch(told: Reviewed, written: tuple[Path, ...], base: Base, say: Say) -> Iterator[str]:
    patch = next((path for path in written if path.name == reviewing.PATCH_FILE), None)
    if patch is None:
        yield say("No change can be applied as it stands: there is no patch.")
        return
    left = told.changes.count("unsure", "crossed", "unwritable")
    if left:
        yield say("Not in the patch, to be made by hand: {count}. The report lists them.", count=left)
    yield say("Changes in the patch: {count}. To apply it, once the report is read:", count=told.account.ready)
    if base.folder == Path(os.path.realpath(Path.cwd())):
        yield f"  git apply {shlex.quote(str(patch))}"
    else:
        folder, file = shlex.quote(str(base.folder)), shlex.quote(os.path.realpath(patch))
        yield f"  git -C {folder} apply {file}"
    yield say("To see first what it would change, the same with --stat or --check.")


def _of_markers(markers: Inserted, root: Path, say: Say) -> Iterator[str]:
    if markers.puts:
        yield say("Remarks written into the sources:")
        yield from (f"  {visible(str(root / file))}  {markers.count(file)}" for file in markers.puts)
    else:
        yield say("No remark was written into the sources.")
    if markers.known:
        yield say("Written there before: {count}.", count=len(markers.known))
    if markers.homeless:
        numbers = ", ".join(map(str, markers.homeless))
        yield say("Without a place in the text, to be dealt with from the report: {numbers}.", numbers=numbers)
