"""Zip files without times or traces of a machine: the same bytes for the same content."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def zipped(members: Iterable[tuple[str, bytes]], is_stored: Callable[[str], bool] = lambda _name: False) -> bytes:
    """Give a zip file of members in the order given; those that `is_stored` names stand in it as they are."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, data in members:
            member = ZipInfo(name, _EARLIEST)
            member.compress_type = ZIP_STORED if is_stored(name) else ZIP_DEFLATED
            member.create_system = 0
            package.writestr(member, data)
    return out.getvalue()
