"""`handbook verify`: are all words, pictures, links, tables and notes of the sources in the finished documents?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.build import stages
from pipeline.build.finished import finished
from pipeline.build.verify import verified
from pipeline.build.verify.losses import KINDS, Count, Kind, Verdict
from pipeline.build.verify.verdict import findings, judged, record
from pipeline.build.writing import write_all
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, print_findings, speaker_for, watching
from pipeline.config import EditionName
from pipeline.diagnostics import Level
from pipeline.messages import Say
from pipeline.messages import mark as _

_TITLES: dict[Kind, str] = {
    "word": _("words"),
    "picture": _("pictures"),
    "link": _("links"),
    "table": _("tables"),
    "note": _("notes"),
    "formula": _("formulas"),
}


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        options.out_option(say("Folder of the documents."), "build"),
        options.to_option(say),
        options.edition_option(say),
        click.Option(
            ["--json", "json_file"], type=click.Path(), help=say("Write the figures and losses to this file.")
        ),
        options.quiet_option(say),
    ]
    text = say("Verify that nothing of the sources is missing in the finished documents.")
    return options.command("verify", _verify, params, text, "handbook verify sources --out build", say)


def _verify(
    source: str | None,
    out: str,
    to: tuple[str, ...] | None,
    edition: EditionName | None,
    json_file: str | None,
    quiet: bool,
) -> int:
    with watching(source or options.default_source()) as watch:
        opened = stages.open_sources(Path(watch.folder), watch.report, without=Path(out))
        watch.say = say = speaker_for(opened.config.language)
        handbook = stages.whole_book(opened, watch.report, edition)
        if (edition or opened.config.edition) == "final":
            handbook = stages.final_edition(handbook, opened)
        files = finished(Path(out), to if to is not None else opened.config.outputs)
        verdicts = verified(handbook, files)
        judgement = judged(verdicts, opened.config.accepted_losses)
        if json_file is not None:
            target = Path(json_file)
            told = json.dumps(record(verdicts, judgement), ensure_ascii=False, indent=2)
            write_all(target.parent, {target.name: f"{told}\n".encode()})
    print_findings(
        [one for one in findings(judgement) if not quiet or one.code.level is Level.error], say, watch.folder, err=False
    )
    if not quiet:
        for line in table(verdicts, say):
            click.echo(line)
        click.echo(_sum(len(judgement.refused), say))
    return FINDINGS if judgement.refused else CLEAN


def table(verdicts: tuple[Verdict, ...], say: Say) -> list[str]:
    """Give the figures: a line for each document, expected and found of each kind, and the share of it all."""
    shown = [kind for kind in KINDS if kind != "formula" or any(one.total(kind).expected for one in verdicts)]
    rows = [("", say("chapters"), *(say(_TITLES[kind]) for kind in shown), "")]
    for verdict in verdicts:
        counts = [verdict.total(kind) for kind in shown]
        whole = sum(1 for one in verdict.stretches if not one.losses)
        chapters = _pair(Count(len(verdict.stretches), whole))
        rows.append((verdict.file, chapters, *map(_pair, counts), share([verdict.total(kind) for kind in KINDS], say)))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _pair(count: Count) -> str:
    return f"{count.found} / {count.expected}"


def share(counts: list[Count], say: Say) -> str:
    """Give what is found of what is expected as a percentage: 100 only where it is all of it."""
    expected, found = sum(one.expected for one in counts), sum(one.found for one in counts)
    if found >= expected:
        return say("{share} %", share="100")
    return say("{share} %", share=f"{found * 10_000 // expected / 100:.2f}")


def _sum(count: int, say: Say) -> str:
    if count == 0:
        return say("Nothing is missing.")
    return say("{count} losses: each is listed above, with its place in the sources.", count=count)
