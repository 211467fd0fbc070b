"""`handbook fix`: the repairs of the text, shown as a diff; written to the sources when asked for."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.build import fixing, stages
from pipeline.build.fixing import Fixes
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, FINDINGS, Watch, print_findings, speaker_for, watching
from pipeline.messages import Say
from pipeline.model.repair import RULE_TITLES, WHITE_SPACE

RULES = tuple(name for name, _title in RULE_TITLES if name not in WHITE_SPACE)
_COLORS = {"+": "green", "-": "red", "@": "cyan"}


def command(say: Say) -> click.Command:
    """Make the command."""
    params: list[click.Parameter] = [
        options.source_argument(),
        click.Option(["--write"], is_flag=True, help=say("Write the repairs to the sources.")),
        click.Option(
            ["--rule", "rules"],
            type=click.Choice(RULES),
            multiple=True,
            metavar=say("RULE"),
            help=say("Only this rule (may be given several times): {known}.", known=", ".join(RULES)),
        ),
        options.quiet_option(say),
    ]
    text = say("Show the repairs of the text as a diff; with --write, write them to the sources.")
    return options.command("fix", _fix, params, text, "handbook fix sources --rule apostrophe --write", say)


def _fix(source: str | None, write: bool, rules: tuple[str, ...], quiet: bool) -> int:
    with watching(source or options.default_source()) as watch:
        root = Path(watch.folder)
        opened = stages.open_sources(root, watch.report)
        watch.say = speaker_for(opened.config.language)
        found = fixing.fixes(opened, frozenset(rules) or None, watch.report)
        print_findings([f for f in watch.findings if f.code.name in ("E130", "S109")], watch.say, watch.folder)
        if not quiet:
            _print_diff(found)
        if write and found.files:
            fixing.write(root, found.files)
    _print_sum(found, watch, write)
    return FINDINGS if found.files and not write else CLEAN


def _print_diff(found: Fixes) -> None:
    for fixed in found.files:
        for line in fixing.diff(fixed):
            heads = line.startswith(("+++", "---"))
            click.echo(click.style(line, bold=True) if heads else click.style(line, fg=_COLORS.get(line[:1])))


def _print_sum(found: Fixes, watch: Watch, write: bool) -> None:
    say = watch.say
    if found.by_hand:
        click.echo(say("{count} repairs can only be made by hand; hygiene.md lists them.", count=len(found.by_hand)))
    if not found.files:
        click.echo(say("There is nothing to write to the sources."))
        return
    count, files = sum(len(fixed.repairs) for fixed in found.files), len(found.files)
    if write:
        click.echo(say("Written: {count} repairs in {files} files.", count=count, files=files))
    else:
        click.echo(say("{count} repairs in {files} files; nothing was written.", count=count, files=files))
        click.echo(say("To write them, run the same command with --write."))
