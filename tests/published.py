"""Published JSON Schemas, as the packages that bring them hold them: nothing is fetched."""

from __future__ import annotations

import importlib.util
import json
import pickle
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

STORE = "https://json.schemastore.org/"


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    assert found is not None, f"{name} is not installed: run setup/install --tests"
    assert found.origin is not None
    return Path(found.origin).parent


@cache
def stored(name: str) -> dict[str, Any]:
    """Give a schema of the catalogue that the package schemastore holds, such as "sarif-2.1.0.json".

    The package keeps it as answers of a web server, in SQLite. They are read as they stand: opened through the
    package's own library, those that are old would be asked for again.
    """
    store = sqlite3.connect(f"{(_package('schemastore') / 'cache.sqlite').as_uri()}?mode=ro", uri=True)
    wanted = f"{STORE}{name}"
    for (value,) in store.execute("SELECT value FROM responses WHERE instr(value, ?)", (wanted.encode(),)):
        answer = pickle.loads(value)
        if answer["url"] == wanted:
            schema: dict[str, Any] = json.loads(answer["_content"])
            return schema
    raise AssertionError(f"schemastore holds no {name}")


@cache
def vendored(name: str) -> dict[str, Any]:
    """Give a schema that check-jsonschema holds, such as "github-workflows"."""
    folder = _package("check_jsonschema") / "builtin_schemas" / "vendor"
    schema: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return schema
