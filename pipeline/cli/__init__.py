"""Floor 6: the command line. One file per command; each parses its options, calls build, and prints."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command `handbook`."""
    from pipeline.cli.app import run

    sys.exit(run(sys.argv[1:]))
