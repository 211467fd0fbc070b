"""A check of sources given as texts, as the tests of baselines and budgets want it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.build.baseline import Entry, is_counted
from pipeline.build.checking import FailOn, Terms, checked, entries
from pipeline.build.stages import Opened, silent_book
from pipeline.config import CONFIG_FILE, read_config
from pipeline.diagnostics import Diagnostic
from pipeline.diagnostics.finding import Checked, Finding
from pipeline.messages import speaker
from tests.cases import folder_of


def check(
    sources: Mapping[str, str], baseline: Sequence[Entry] | None = None, fail_on: FailOn | None = None
) -> Checked:
    """Check a folder of these files."""
    folder = folder_of(sources)
    told: list[Diagnostic] = []
    config = read_config(folder.read(CONFIG_FILE) if CONFIG_FILE in folder.files else None, told.append)
    opened = Opened(folder, config)
    terms = Terms(fail_on or config.markers.fail_on, None if baseline is None else tuple(baseline))
    return checked(silent_book(opened, told.append), told, opened, terms, speaker("fr"))


def baseline(sources: Mapping[str, str]) -> tuple[Entry, ...]:
    """Give the baseline of a folder of these files."""
    return entries(check(sources).findings, "fr")


def new(result: Checked) -> list[Finding]:
    """Give what a baseline does not know."""
    return [one for one in result.findings if one.state == "new" and is_counted(one)]
