"""What a check prints: its findings, and its closing lines."""

from __future__ import annotations

import click

from pipeline.cli.saying import styled_level
from pipeline.diagnostics import Level
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.diagnostics.formats.text import finding_lines
from pipeline.diagnostics.verdict import verdict
from pipeline.messages import Say


def print_checked(checked: Checked, say: Say, folder: str, least: Level, *, is_quiet: bool, is_verbose: bool) -> None:
    """Print what a check found; what is known or set aside only where all is asked for, with why."""
    for finding in checked.findings:
        level = finding.diagnostic.code.value.level
        if is_verbose or (level >= least and finding.state == "new"):
            where, said, text = finding_lines(finding.diagnostic, say, folder)
            click.echo(f"{where}: {styled_level(said, level)}: {text}{_state(finding, say)}")
    if not is_quiet:
        for line in verdict(checked, say):
            click.echo(line)


def _state(finding: Finding, say: Say) -> str:
    match finding.state:
        case "new":
            return ""
        case "known":
            return "\n    " + say("Known to the baseline.")
        case "suppressed":
            return "\n    " + say("Set aside: {reason}", reason=finding.reason)
