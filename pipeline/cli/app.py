"""The group `handbook`: the language of its messages, its commands, its exit codes."""

from __future__ import annotations

import gettext
import io
import os
import re
import signal
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from pipeline import __version__
from pipeline.cli import options
from pipeline.cli.saying import CLEAN, STOPPED, USAGE, language_asked
from pipeline.messages import LIBRARIES, LOCALE, Say, speaker

# How Click writes the numbers that an option takes.
_BETWEEN, _FROM = re.compile(r"(\d+)<=x<=(\d+)"), re.compile(r"\bx>=(\d+)")
_STRAIGHT = re.compile(r"(?<!\w)'([^'\n]*)'(?!\w)")
# In the order of the help: the editors' first. Each is a module of this package.
_COMMANDS = (
    *("build", "serve", "todo", "check", "baseline", "verify", "fix", "review", "new"),
    *("reference", "explain", "doctor", "ingest", "normalise", "emit", "schema"),
)


class _Group(click.Group):
    """The commands; one is imported when it is asked for: `check` must not pay for what `build` needs."""

    def __init__(self, say: Say) -> None:
        super().__init__(
            "handbook",
            help=say("Make handbooks (Word, PDF, web page) and the list of what is unfinished."),
            subcommand_metavar=say("COMMAND [ARGUMENTS]…"),
        )
        self._say = say

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        made: click.Command = import_module(f"pipeline.cli.{cmd_name}").command(self._say)
        return made


def group(say: Say) -> click.Group:
    """Make the command line in the language of `say`."""
    app = _Group(say)
    app.params.append(options.language_option(say))
    click.version_option(__version__, prog_name="handbook", help=say("Show the version."))(app)
    return app


def _speak_for_click(language: str) -> None:
    """Let Click's own sentences (“No such option”) come from our catalogues too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(LIBRARIES, str(LOCALE))
    gettext.textdomain(LIBRARIES)


def _show(error: click.ClickException, language: str) -> None:
    """Print why a command is not understood; Click quotes with straight marks and counts in signs, French does not."""
    said = io.StringIO()
    error.show(said)
    text = said.getvalue()
    if language == "fr":
        text = _FROM.sub(r"\1 ou plus", _BETWEEN.sub(r"de \1 à \2", text))
        text = _STRAIGHT.sub("«\u00a0\\1\u00a0»", text)
    click.echo(text, err=True, nl=False)


def _end_as_if_interrupted() -> None:
    """Make an order to end (SIGTERM) what Ctrl-C is: said in a sentence, nothing left half-written."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    with suppress(ValueError):  # not in the main thread: whoever runs us there has his own ways
        signal.signal(signal.SIGTERM, interrupt)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and give its exit code: 0 clean, 1 findings, 2 wrong usage, 3 stopped."""
    language = language_asked(arguments)
    shown = language or "fr"
    _speak_for_click(shown)
    say = speaker(shown)
    _end_as_if_interrupted()
    try:
        code = group(say).main(list(arguments), "handbook", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return USAGE
    except click.ClickException as error:
        _show(error, shown)
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("Interrupted. The files of the last build are whole."), err=True)
        return STOPPED
    return code if isinstance(code, int) else CLEAN
