"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.calling import program
from pipeline.config import EditionName
from pipeline.messages import Say

OUTPUTS = ("docx", "odt", "pdf", "html", "epub", "site")


def default_source() -> str:
    """Give the folder that a command reads when none is named: `sources` where there is one, else this folder."""
    return "sources" if Path("sources").is_dir() else "."


def source_argument() -> click.Argument:
    """The source folder."""
    return click.Argument(["source"], type=click.Path(), required=False)


def source_option(say: Say) -> click.Option:
    """The source folder, for commands whose argument is a model."""
    text = say("Folder of the sources, for the pictures (otherwise “sources”, else this folder).")
    return click.Option(["--source"], type=click.Path(), help=text)


def book_option(say: Say) -> click.Option:
    """Which handbook, where the source folder holds several."""
    text = say("Which handbook, where the folder holds several: its folder's name.")
    return click.Option(["--book"], metavar=say("NAME"), help=text)


def out_option(text: str, default: str) -> click.Option:
    """Where to write."""
    return click.Option(["--out"], type=click.Path(), default=default, show_default=True, help=text)


def to_option(say: Say) -> click.Option:
    """Which documents to make."""
    text = say("Documents to make, separated by commas (otherwise those of handbook.yml).")
    return click.Option(
        ["--to"],
        callback=lambda _context, _option, value: _outputs(value, say),
        metavar=",".join(OUTPUTS),
        help=text,
    )


def _outputs(value: str | None, say: Say) -> tuple[str, ...] | None:
    if value is None:
        return None
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    for name in names or ("",):
        if name not in OUTPUTS:
            raise click.BadParameter(
                say("“{name}” is not an output; choose among {known}.", name=name, known=", ".join(OUTPUTS))
            )
    return names


def edition_option(say: Say) -> click.Option:
    """Draft or final."""
    text = say("Draft (unfinished places visible) or final (otherwise that of handbook.yml).")
    return click.Option(["--edition"], type=click.Choice(["draft", "final"]), help=text)


def allow_option(say: Say) -> click.Option:
    """Why a final edition is made though it is unfinished."""
    text = say("Make a final edition though places are unfinished: the reason, printed in the colophon.")
    return click.Option(
        ["--allow"],
        callback=lambda _context, _option, value: _reason(value, say),
        metavar=say("REASON"),
        help=text,
    )


def _reason(value: str | None, say: Say) -> str:
    if value is None:
        return ""
    if not value.strip():
        raise click.BadParameter(say("say why the handbook is published unfinished: the reason is printed in it."))
    return " ".join(value.split())


def refuse_needless_allow(allowed: str, edition: EditionName, say: Say) -> None:
    """Refuse a reason for what needs none.

    Raises:
        click.UsageError: the edition is a draft, which may be unfinished.
    """
    if allowed and edition == "draft":
        raise click.UsageError(say("--allow is for final editions: a draft may be unfinished (--edition final)."))


def one_piece_option(say: Say) -> click.Option:
    """Give the option that has the PDF laid out as one document."""
    text = say("Lay out the PDF as one document instead of chapter by chapter: slower, a way out and a comparison.")
    return click.Option(["--whole", "one_piece"], is_flag=True, help=text)


def whole_option(say: Say) -> click.Option:
    """Write nothing unless nothing is lost."""
    text = say("Verify the documents first: write nothing while something of the sources is missing in them.")
    return click.Option(["--verify", "whole"], is_flag=True, help=text)


def language_option(say: Say) -> click.Option:
    """The language of the messages; `language_asked` reads it wherever it stands."""
    return click.Option(
        ["--lang"],
        type=click.Choice(["fr", "en"]),
        expose_value=False,
        help=say("Language of the messages (otherwise HANDBOOK_LANG, then the handbook's)."),
    )


def quiet_option(say: Say) -> click.Option:
    """Say less."""
    return click.Option(["--quiet", "-q"], is_flag=True, help=say("Print only what must be mended."))


def verbose_option(say: Say) -> click.Option:
    """Say more."""
    return click.Option(["--verbose", "-v"], is_flag=True, help=say("Print every finding, small ones included."))


def command(
    name: str, callback: object, params: list[click.Parameter], text: str, example: str, say: Say
) -> click.Command:
    """Make a command whose help ends with an example."""
    params = [*params, language_option(say)]
    heading = say("Example:")
    shown = f"{text}\n\n\b\n{heading}\n  {program()} {example.removeprefix('handbook ')}"
    return click.Command(name, callback=callback, params=params, help=shown, short_help=text)  # type: ignore[arg-type]
