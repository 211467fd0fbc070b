"""What the readers of one page share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.diagnostics import Code, Report, found
from pipeline.ingest.lines import Script
from pipeline.model import Blocks
from pipeline.model.repair import Mending, no_mending
from pipeline.source import Span

FindPicture = Callable[[str, Span], str]
Include = Callable[[str, Span], Blocks]


class Reading(NamedTuple):
    """One page being read.

    Attributes:
        page: its lines and their places.
        report: where findings go.
        picture: gives the path in the source folder of a picture as written, or "" when it can't be used; it reports.
        include: gives the blocks of a piece to include, by its path as written; it reports.
        mending: which repairs are wanted, and where each is told.
    """

    page: Script
    report: Report
    picture: FindPicture
    include: Include
    mending: Mending = no_mending()

    def tell(self, code: Code, where: Span, **values: object) -> None:
        """Report a finding on this page."""
        self.report(found(code, where, **values))
