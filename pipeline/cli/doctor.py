"""`handbook doctor`: what is installed, and what is missing for which output."""

from __future__ import annotations

import click

from pipeline.build import health
from pipeline.cli import options
from pipeline.messages import Say


def command(say: Say) -> click.Command:
    """Make the command."""

    def doctor() -> int:
        checks = health.examine()
        for check in checks:
            sign = click.style("✓", fg="green") if check.found else click.style("✗", fg="red")
            found = say(check.found) if check.found else say("missing")
            click.echo(f"{sign} {say(check.name):<16} {found:<28} {say(check.serves)}")
            if not check.found:
                click.echo(f"    {say(check.remedy)}")
        missing = [check for check in checks if not check.found]
        if not missing:
            click.echo(say("Everything is there: Word, PDF and web page can be made."))
        return 1 if any(check.needed for check in missing) else 0

    text = say("Show what is installed, and what is missing for which output.")
    return options.command("doctor", doctor, [], text, "handbook doctor", say)
