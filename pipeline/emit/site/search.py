"""The search of a site: an index in small files that the reader's browser fetches by itself, made by Pagefind.

The only module that knows Pagefind. Its program is asked over a folder of ours, with no settings but ours: it writes
the same index for the same pages. Of what it writes, only what searching needs is kept, none of its windows.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.emit.order import Files

FOLDER = "pagefind"
SCRIPT = f"{FOLDER}/pagefind.js"
_SECONDS = 300
# Pagefind's French (Snowball) takes « l' » off « l'adresse » with the typewriter's apostrophe alone; the search window
# puts the printed one back.
_ELISION = re.compile(r"(?<=[A-Za-zÀ-ÿœŒ])’(?=\w)")
# What is searched is the text of a page; what leads to others, and what a draft notes beside it, is not.
_ROOT = "main"
_PASSED_OVER = (
    *("nav", "footer", ".below", ".toc-fold", ".marker-notes", ".marker-number", ".numeral", ".back", ".permalink"),
)
_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
_KEPT_ENDINGS = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter")


class SearchError(Exception):
    """The index cannot be made: the program is not there for this machine, or it failed."""


def search_files(pages: Mapping[str, bytes], language: str) -> Files:
    """Give the files of the search over some pages, given by their addresses from the root of the site.

    Raises:
        SearchError: the program is not there, cannot be run, fails or takes too long, or the disk is full; its words
            say which.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="handbook-") as place:
            return _indexed(pages, language, Path(place))
    except OSError as error:
        raise SearchError(error.strerror or str(error)) from error


def _indexed(pages: Mapping[str, bytes], language: str, root: Path) -> Files:
    for address, data in pages.items():
        path = root / "pages" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_ELISION.sub("'", data.decode()), encoding="utf-8")
    _run(root, language)
    found = sorted(path for path in (root / "index").rglob("*") if path.is_file())
    names = {path.relative_to(root / "index").as_posix(): path for path in found}
    return {f"{FOLDER}/{name}": path.read_bytes() for name, path in names.items() if _is_kept(name, language)}


def _run(root: Path, language: str) -> None:
    (root / "pages").mkdir(exist_ok=True)
    options = ("--site", "pages", "--output-path", "index", "--force-language", language, "--root-selector", _ROOT)
    others = ("--exclude-selectors", ",".join(_PASSED_OVER), "--keep-index-url", "--silent")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND")}
    try:
        from pagefind_bin import get_executable  # there are machines for which this package does not exist

        ended = subprocess.run(
            (str(get_executable()), *options, *others),
            cwd=root,
            env=clean,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        raise SearchError(getattr(error, "strerror", None) or str(error)) from error
    if ended.returncode:
        lines = ended.stderr.decode("utf-8", "replace").strip().splitlines() or [str(ended.returncode)]
        raise SearchError(lines[-1][:200])


def _is_kept(name: str, language: str) -> bool:
    return name in _KEPT or name.endswith(_KEPT_ENDINGS) or name == f"wasm.{language}.pagefind"
