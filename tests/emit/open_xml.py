"""The Open XML SDK's verdict on a Word file: the validator that Microsoft writes for its own formats, from npm."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

_PACKAGES = Path(__file__).parents[2] / ".venv" / "npm" / "node_modules" / "@xarsh"


def _program() -> Path:
    """Give the validator, a program for this machine that needs nothing else; without it skip the test, in CI fail."""
    found = [program for program in _PACKAGES.glob("ooxml-validator-*/ooxml-validator*") if os.access(program, os.X_OK)]
    if not found and os.environ.get("CI", "").lower() == "true":
        pytest.fail("the Open XML SDK's validator is missing: setup/install --tests")
    if not found:
        pytest.skip("the Open XML SDK's validator is not installed")
    return found[0]


def schema_errors(file: Path) -> list[str]:
    """Give what a file breaks of the schemas and of the rules beyond them, for the newest version of Office."""
    # Without the variable it looks for a library of languages that the system need not have.
    around = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([_program(), file, "Microsoft365"], capture_output=True, text=True, check=False, env=around)
    assert done.stdout, done.stderr
    answer = json.loads(done.stdout)
    errors = [f"{one['path']} {one['xPath']}: {one['description']}" for one in answer["errors"]]
    return errors or ([] if answer["ok"] else [done.stdout])
