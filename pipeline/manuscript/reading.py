"""A file that came back, read whatever its name says: Word or OpenDocument, else a clear sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pipeline.diagnostics import Code, Report, StopBuildError, found
from pipeline.manuscript.docx import read_docx
from pipeline.manuscript.manuscript import Manuscript
from pipeline.manuscript.odt import read_flat_odt, read_odt
from pipeline.manuscript.package import Package, vast
from pipeline.manuscript.xml import VastError
from pipeline.messages import mark as _

_LARGEST: Final = 512 * 2**20  # bytes of a file: no mail carries more
# Compound File Binary (MS-CFB, 2.2): Word before 2007, and what a password protects since.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK"
_TEXT: Final = "application/vnd.oasis.opendocument.text"
# How an OpenDocument text that is one XML file begins.
_FLAT: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HEAD: Final = 4096


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
    try:
        return _read(source, name, report)
    except VastError as error:
        raise vast(name) from error


def _read(data: bytes, name: str, report: Report) -> Manuscript:
    if data.startswith(_COMPOUND):
        raise _compound(data, name)
    if data.startswith(_ZIP):
        return _read_package(Package(data, name), report)
    if _FLAT.encode() in data[:_HEAD]:
        return read_flat_odt(data, name, report)
    raise _stranger(name, _sort(data))


def _read_package(package: Package, report: Report) -> Manuscript:
    """Read a package by what it holds."""
    sort = package.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in package else ""
    if sort.startswith(_TEXT) or (not sort and "content.xml" in package):
        return read_odt(package, report)
    if "xl/workbook.xml" in package or "spreadsheet" in sort:
        raise _stranger(package.file, _("it is a spreadsheet"))
    if "ppt/presentation.xml" in package or "presentation" in sort:
        raise _stranger(package.file, _("it is a presentation"))
    if "[content_types].xml" in package or "word/document.xml" in package:
        return read_docx(package, report)
    raise _stranger(package.file, _("it is another archive (zip)"))


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise StopBuildError(found(Code.E216, None, file=name))
        return path.read_bytes()
    except OSError as error:
        raise StopBuildError(found(Code.E211, None, file=name, problem=_unread(error))) from error


def _unread(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return _("there is no such file")
        case IsADirectoryError():
            return _("it is a folder")
        case PermissionError():
            return _("you may not read it")
        case _:
            return error.strerror or str(error)


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
