"""A file that came back, read whatever its name says: Word or OpenDocument, else a clear sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.manuscript.docx import read_docx
from pipeline.manuscript.manuscript import Manuscript
from pipeline.manuscript.package import Package
from pipeline.messages import mark as _

_LARGEST: Final = 512 * 2**20  # bytes of a file: no mail carries more
# Compound File Binary (MS-CFB, 2.2): Word before 2007, and what a password protects since.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK"
_TEXT: Final = "application/vnd.oasis.opendocument.text"


def read(source: Path | bytes, report: Report, name: str = "") -> Manuscript:
    """Read a file that came back; `name` is how sentences call it, else its file's name.

    Nothing is written, run or fetched. What was left out (macros, documents inside it) is reported.

    Raises:
        StopBuildError: it cannot be read (E211), is no such document (E212, E213), is locked (E214), damaged (E215),
            larger than any document (E216), or declares a document type (E217).
    """
    if isinstance(source, Path):
        name = name or source.name
        source = _bytes(source, name)
    if source.startswith(_COMPOUND):
        raise _compound(source, name)
    if not source.startswith(_ZIP):
        raise _stranger(name, _sort(source))
    package = Package(source, name)
    if "[content_types].xml" in package or "word/document.xml" in package:
        return read_docx(package, report)
    raise _stranger(name, _("it is another archive (zip)"))


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise StopBuildError(found(Code.E216, None, file=name))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise StopBuildError(found(Code.E211, None, file=name, problem=_("there is no such file"))) from error
    except OSError as error:
        raise StopBuildError(found(Code.E211, None, file=name, problem=error.strerror or error)) from error


def _compound(data: bytes, name: str) -> StopBuildError:
    """Tell apart what stands in a compound file by the names of its streams, which are in UTF-16 (MS-CFB, 2.6.1)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return StopBuildError(found(Code.E214, None, file=name))
    if "WordDocument".encode("utf-16-le") in data:
        return StopBuildError(found(Code.E213, None, file=name))
    return _stranger(name, _("it is of another program"))


def _stranger(name: str, problem: str) -> StopBuildError:
    return StopBuildError(found(Code.E212, None, file=name, problem=problem))


def _sort(data: bytes) -> str:
    if not data:
        return _("it is empty")
    if data.lstrip().startswith(b"%PDF"):
        return _("it is a PDF")
    if data.startswith(b"{\\rtf"):
        return _("it is in the RTF format")
    return _("it is of another program")
