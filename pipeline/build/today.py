"""The day of a build."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def print_date() -> date:
    """Give today's date, or that of SOURCE_DATE_EPOCH (reproducible-builds.org) so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()
