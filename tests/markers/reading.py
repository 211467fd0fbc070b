"""From the sources of a case to a handbook whose markers are recognised, by the real stages."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.config import CONFIG_FILE, Config, read_config
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest, text_of
from pipeline.markers import kinds_of, recognise
from pipeline.model import Handbook
from pipeline.normalise import Context, normalise
from tests.cases import folder_of


def ignore(_found: Diagnostic) -> None:
    """Report nothing."""


def settings_of(sources: Mapping[str, str]) -> Config:
    """Give the settings of sources that have a handbook.yml, else the defaults."""
    written = sources.get(CONFIG_FILE)
    return read_config(written.encode() if written is not None else None, ignore)


def cleaned(sources: Mapping[str, str]) -> Handbook:
    """Read sources, up to the stage before markers."""
    folder = folder_of(sources)
    read = ingest(folder, settings_of(sources), ignore)
    return normalise(read, Context(ignore, frozenset(folder.files)))


def recognised(sources: Mapping[str, str]) -> Handbook:
    """Read sources and find their markers."""
    folder = folder_of(sources)
    kinds = kinds_of(settings_of(sources).markers)
    return recognise(cleaned(sources), lambda file: text_of(folder, file), kinds)
