"""`handbook baseline`: writes down what is known to be unfinished or wrong, so that checks fail on what is new only."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build.baseline import is_counted, write_baseline
from pipeline.build.checking import Asked, check, entries
from pipeline.cli import options
from pipeline.cli.calling import typed
from pipeline.cli.saying import CLEAN, FINDINGS, open_book, print_findings, watching
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.book_option(say),
        click.Option(
            ["--grow"],
            is_flag=True,
            help=say("Accept new findings too; without it a baseline that is there can only become smaller."),
        ),
    ]
    text = say(
        "Write .handbook-baseline.json into a folder of sources: what is known to be unfinished or wrong, so that "
        "check fails on what is new only."
    )
    return options.command("baseline", _baseline, params, text, "handbook baseline sources", say)


def _baseline(source: str | None, book: str | None, grow: bool) -> int:
    with watching(source or options.default_source()) as watch:
        opened = open_book(watch, book)
        folder, say = Path(watch.folder), watch.say
        asked = Asked(with_baseline=not grow)
        result = check(opened, folder, asked, tuple(watch.findings), say, watch.report)
        added = [one.diagnostic for one in result.findings if is_counted(one) and one.state == "new"]
        if result.has_baseline and added:
            print_findings(added, say, watch.folder)
            click.echo(_refusal(len(added), say), err=True)
            return FINDINGS
        listed = entries(result.findings, opened.config.language)
        written = write_baseline(folder, listed)
    click.echo(say("Baseline written: {file}. Known findings: {count}.", file=written, count=len(listed)))
    if result.fixed:
        click.echo(say("Settled since the last time: {count}.", count=len(result.fixed)))
    return CLEAN


def _refusal(count: int, say: Say) -> str:
    text = say(
        "New since the last time: {count}. The baseline was left as it is, for it is to become smaller: mend them, or "
        "accept them with --grow. What was settled is taken out of it by `handbook check --ratchet`.",
        count=count,
    )
    return typed(text)
