"""Printing: findings, progress and sums, in the reader's language, on a terminal or in a log."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.build import stages
from pipeline.build.books import chosen
from pipeline.cli.calling import program, typed
from pipeline.diagnostics import Code, Diagnostic, Level, StopBuildError
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.diagnostics.formats.text import finding_lines
from pipeline.diagnostics.visible import inert
from pipeline.messages import LANGUAGES, Say, speaker

# What refuses a final edition is told alone: warnings would hide it.
_REFUSALS = (Code.M104, Code.E111)
if TYPE_CHECKING:  # building needs all that the outputs are made with, which most commands do not
    from pipeline.build.run import Step

_MOST = 20  # unfinished places that a refusal names
_WIDEST = 80  # characters of what each speaks of
CLEAN, FINDINGS, USAGE, STOPPED = 0, 1, 2, 3

_COLORS = {Level.note: "cyan", Level.warning: "yellow", Level.error: "red"}


def language_asked(arguments: Sequence[str]) -> str:
    """Give the language that `--lang` or HANDBOOK_LANG asks for, or "" for the handbook's own."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
        if argument == "--lang" and place + 1 < len(arguments):
            return _known(arguments[place + 1])
    return _known(os.environ.get("HANDBOOK_LANG", ""))


def _known(language: str) -> str:
    primary = language.replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else ""


def speaker_for(handbook_language: str) -> Say:
    """Give the voice of the messages: the language asked for, else the handbook's."""
    return speaker(language_asked(sys.argv[1:]) or handbook_language)


def print_findings(findings: Iterable[Diagnostic], say: Say, source: str, *, err: bool = True) -> None:
    """Print findings, in the order of files and lines, each with its hint."""
    for finding in sorted(findings, key=_order):
        where, level, text = finding_lines(finding, say, source)
        click.echo(f"{where}: {styled_level(level, finding.code.level)}: {typed(text)}", err=err)


def styled_level(said: str, level: Level) -> str:
    """Give what says how much a finding weighs, in its colour."""
    return click.style(said, fg=_COLORS[level], bold=True)


def print_checked(checked: Checked, say: Say, source: str, least: Level, *, is_all: bool) -> None:
    """Print what a check found; what is known or set aside only where all is asked for, with why."""
    for finding in checked.findings:
        level = finding.diagnostic.code.value.level
        if is_all or (level >= least and finding.state == "new"):
            where, said, text = finding_lines(finding.diagnostic, say, source)
            click.echo(f"{where}: {styled_level(said, level)}: {typed(text)}{_state(finding, say)}")


def _state(finding: Finding, say: Say) -> str:
    match finding.state:
        case "new":
            return ""
        case "known":
            return "\n    " + say("Known to the baseline.")
        case "suppressed":
            return "\n    " + say("Set aside: {reason}", reason=inert(finding.reason))


def _order(finding: Diagnostic) -> tuple[str, int, int, str]:
    where = finding.where
    return ("", 0, 0, finding.code.name) if where is None else (where.file, where.line, where.column, finding.code.name)


def unfinished_lines(findings: Sequence[Diagnostic], say: Say, source: str) -> Iterator[str]:
    """Give what still blocks a final edition: the place, the marker's words, what it speaks of, whose it is."""
    sure = sorted((finding for finding in findings if finding.code is Code.M101), key=_order)
    if not sure:
        return
    yield say("Still to be completed:")
    for finding in sure[:_MOST]:
        values = dict(finding.values)
        owner = f"  @{values['owner']}" if values["owner"] else ""
        yield f"  {finding_lines(finding, say, source)[0]}  {values['text']} — {_shortened(values['subject'])}{owner}"
    if len(sure) > _MOST:
        command = f"{program()} todo {shlex.quote(source)}"
        yield "  " + say("and {count} more: `{command}` lists them all.", count=len(sure) - _MOST, command=command)


def _shortened(text: str) -> str:
    return text if len(text) <= _WIDEST else text[:_WIDEST].rsplit(None, 1)[0].rstrip(" ,;:") + "…"


@dataclass
class Watch:
    """What a command has found so far in a folder of sources, and the voice to tell it in (`language`: BCP 47)."""

    folder: str
    say: Say
    language: str
    findings: list[Diagnostic] = field(default_factory=list)

    def speak(self, handbook_language: str) -> None:
        """Speak the language asked for, else the handbook's."""
        self.language = language_asked(sys.argv[1:]) or handbook_language
        self.say = speaker(self.language)

    def report(self, finding: Diagnostic) -> None:
        """Keep a finding."""
        self.findings.append(finding)

    def errors(self) -> list[Diagnostic]:
        """Give what must be mended, markers aside."""
        return [f for f in self.findings if f.code.level is Level.error and not f.code.name.startswith("M")]


@contextmanager
def watching(folder: str) -> Iterator[Watch]:
    """Watch over a command: where it stops, say all that was found until then, why it stopped, and exit with 3."""
    watch = Watch(folder, speaker("fr"), "fr")
    watch.speak("fr")
    try:
        yield watch
    except StopBuildError as stop:
        is_refused = stop.diagnostic.code in _REFUSALS
        told = watch.errors() if is_refused else [f for f in watch.findings if f.code.level >= Level.warning]
        print_findings(told, watch.say, watch.folder)
        if stop.diagnostic.code is Code.M104:
            for line in unfinished_lines(watch.findings, watch.say, watch.folder):
                click.echo(line, err=True)
        print_findings([stop.diagnostic], watch.say, watch.folder)
        raise click.exceptions.Exit(STOPPED) from None


def open_book(watch: Watch, book: str | None, without: Path | None = None) -> stages.Opened:
    """Open the sources of a command: its folder, or the book asked for below it; what is said is said of that book.

    Raises:
        StopBuildError: as `chosen` and `open_sources` do.
    """
    folder = chosen(Path(watch.folder), book)
    watch.folder = str(folder)
    opened = stages.open_sources(folder, watch.report, without)
    watch.speak(opened.config.language)
    return opened


@contextmanager
def progress(say: Say, total: int, *, quiet: bool) -> Iterator[Step]:
    """Give the function that announces a step: a bar on a terminal, a line each elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _text: None
        return
    if not sys.stderr.isatty():
        yield lambda text: click.echo(f"{say(text)}…", err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def announce(text: str) -> None:
            bar.update(task, description=say(text), advance=1)

        yield announce


def size_of(path: Path, say: Say) -> str:
    """Give a file's size in words."""
    size = path.stat().st_size
    return (
        say("{size} MB", size=f"{size / 1e6:.1f}")
        if size >= 1_000_000
        else say("{size} kB", size=max(1, round(size / 1e3)))
    )
