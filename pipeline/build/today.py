"""The day of a build."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime


def print_date() -> date:
    """Give today's date, or that of SOURCE_DATE_EPOCH (reproducible-builds.org) so that a build can be repeated."""
    with suppress(ValueError, OverflowError, OSError):  # it is no number, or no calendar has that day
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date()
    return datetime.now(UTC).date()
