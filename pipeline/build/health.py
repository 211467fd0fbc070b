"""What this machine has for making handbooks: `handbook doctor`."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.metadata
import platform
from typing import NamedTuple

from pipeline.build import git
from pipeline.emit.fonts import emoji_font
from pipeline.emit.look import templates
from pipeline.messages import mark as _


class Check(NamedTuple):
    """One thing that was looked for.

    Attributes:
        name: what it is called; it may be a text of the catalogue.
        found: its version or place; "" when it is missing.
        serves: what it is for, a text of the catalogue.
        remedy: what to do when it is missing, a text of the catalogue.
        needed: whether an output can't be made without it.
    """

    name: str
    found: str
    serves: str
    remedy: str
    needed: bool = True


def examine() -> tuple[Check, ...]:
    """Look for everything that the outputs need."""
    again = _("Run `make handbook` again: it installs what is missing.")
    return (
        Check("Python", platform.python_version(), _("everything"), again),
        Check("pandoc", _pandoc(), _("the Word file"), again),
        Check("python-docx", _package("python-docx"), _("the Word file"), again),
        Check("WeasyPrint", _package("weasyprint"), _("the PDF"), again),
        Check(
            "Pango",
            _pango(),
            _("the PDF"),
            _("On Debian or Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ),
        Check(
            "HarfBuzz subset",
            _library("harfbuzz-subset", "libharfbuzz-subset.so.0"),
            _("a lighter and faster PDF"),
            _("On Debian or Ubuntu: sudo apt-get install libharfbuzz-subset0"),
            needed=False,
        ),
        Check("Source Sans Pro", _package("font-source-sans-pro"), _("the text of every output"), again),
        Check(
            _("Emoji"),
            _emoji_font(),
            _("emoji in the PDF"),
            _("On Debian or Ubuntu: sudo apt-get install fonts-noto-color-emoji"),
            needed=False,
        ),
        Check(
            "git",
            git.version(),
            _("authors and ages in the to-do list"),
            _("On Debian or Ubuntu: sudo apt-get install git"),
            needed=False,
        ),
        Check(_("Templates"), str(templates()) if templates().is_dir() else "", _("every output"), again),
    )


def _package(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _pandoc() -> str:
    from pipeline.emit.pandoc import version

    try:
        return version()
    except (ImportError, OSError):
        return ""


def _load(name: str, file: str) -> ctypes.CDLL | None:
    for candidate in (file, ctypes.util.find_library(name)):
        if candidate:
            try:
                return ctypes.CDLL(candidate)
            except OSError:
                continue
    return None


def _library(name: str, file: str) -> str:
    return _("found") if _load(name, file) is not None else ""


def _pango() -> str:
    library = _load("pango-1.0", "libpango-1.0.so.0")
    if library is None:
        return ""
    library.pango_version_string.restype = ctypes.c_char_p
    version: bytes = library.pango_version_string()
    return version.decode("ascii")


def _emoji_font() -> str:
    file = emoji_font()
    return file.name if file is not None else ""
