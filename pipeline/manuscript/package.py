"""A returned file as a package of parts (ISO/IEC 29500-2, ODF 1.3 part 2): opened in memory, read within bounds.

Nothing is written to a disk, so names of parts lead nowhere. Only the parts asked for are unpacked.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Final

from pipeline.diagnostics import Code, StopBuildError, found
from pipeline.manuscript.xml import DeclaredError, Element, MalformedError, VastError, root_of
from pipeline.messages import mark as _

# A book of 1,500 pages is some 40 MB of XML; one of ours of 450 pages 10.
_LARGEST_PART: Final = 64 * 2**20
_LARGEST: Final = 160 * 2**20  # of all parts that are read
_LARGEST_DECLARED: Final = 2 * 2**30  # pictures too
_MOST_PARTS: Final = 20_000
# Deflate makes a thousandth of what repeats without end; XML of one paragraph a million times still a 300th.
_RATIO: Final = 500
_RATIO_FROM: Final = 8 * 2**20
# What the standard library raises of a damaged archive, or of a way of packing that no word processor uses.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    IndexError,
    OSError,
    RuntimeError,
    struct.error,
)


class Package:
    """The parts of a file, by name; letters large and small are the same in them (ISO/IEC 29500-2, 6.2.2.3)."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open a package.

        Raises:
            StopBuildError: it is damaged (E215) or larger than any document (E216).
        """
        self.file = file
        self._left = _LARGEST
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise damaged(file, _("its end is missing")) from error
        members = self._zip.infolist()
        self._members = {one.filename.lower(): one for one in members}
        if len(members) > _MOST_PARTS or sum(one.file_size for one in members) > _LARGEST_DECLARED:
            raise vast(file)

    @property
    def names(self) -> frozenset[str]:
        """The names of the parts, in small letters."""
        return frozenset(self._members)

    def __contains__(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name.lower() in self._members

    def read(self, name: str) -> bytes:
        """Give the bytes of a part.

        Raises:
            StopBuildError: it is damaged (E215), locked (E214) or larger than any document (E216).
        """
        member = self._members[name.lower()]
        most = min(_LARGEST_PART, self._left)
        if member.flag_bits & 1:
            raise StopBuildError(found(Code.E214, None, file=self.file))
        if member.file_size > most or _swells(member):
            raise vast(self.file)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(most + 1)
        except _BROKEN as error:
            raise damaged(self.file, member.filename) from error
        if len(data) > most:
            raise vast(self.file)
        self._left -= len(data)
        return data

    def root(self, name: str) -> Element | None:
        """Give the root element of a part, None where there is no such part.

        Raises:
            StopBuildError: as `read`, or it is no XML (E215), or declares a document type (E217).
        """
        return xml(self.read(name), self.file, name) if name in self else None


def xml(data: bytes, file: str, name: str) -> Element:
    """Give the root element of a part's bytes.

    Raises:
        StopBuildError: it is no XML (E215), larger or deeper than any document (E216), or declares a type (E217).
    """
    try:
        return root_of(data)
    except VastError as error:
        raise vast(file) from error
    except DeclaredError as error:
        raise StopBuildError(found(Code.E217, None, file=file)) from error
    except MalformedError as error:
        raise damaged(file, name) from error


def damaged(file: str, problem: str) -> StopBuildError:
    """Give what stops the reading of a damaged file: `problem` is a sentence's part, or the name of a part."""
    return StopBuildError(found(Code.E215, None, file=file, problem=problem))


def vast(file: str) -> StopBuildError:
    """Give what stops the reading of a file that would fill the memory."""
    return StopBuildError(found(Code.E216, None, file=file))


def _swells(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(_RATIO_FROM, _RATIO * member.compress_size)
