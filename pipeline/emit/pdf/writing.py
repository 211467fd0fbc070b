"""Writing a PDF file from numbered objects (ISO 32000-1, 7.5): object streams and a cross-reference stream.

Objects are given one after the other and written at once, so that a book of thousands of pages is never held whole.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from io import BytesIO

_TOGETHER = 200  # objects in one object stream: readers unpack a stream to read one object


class Writer:
    """A PDF file that is being written. Numbers are given by `reserve`; each is to be written once."""

    def __init__(self) -> None:
        self._out = BytesIO()
        self._out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._where: dict[int, tuple[int, int, int]] = {}
        self._waiting: list[tuple[int, bytes]] = []
        self._last = 0
        self._seen = sha256()

    def reserve(self, count: int = 1) -> int:
        """Give the first of `count` numbers that follow each other."""
        first = self._last + 1
        self._last += count
        return first

    def add(self, number: int, data: bytes) -> None:
        """Write an object that is no stream."""
        self._seen.update(data)
        self._waiting.append((number, data))
        if len(self._waiting) == _TOGETHER:
            self._flush()

    def stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        """Write a stream; its dictionary says its length and how it is compressed."""
        self._seen.update(data)
        self._where[number] = (1, self._out.tell(), 0)
        self._out.write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, dictionary, data))

    def compressed(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream, compressed; `entries` go into its dictionary."""
        packed = zlib.compress(data, 6)
        self.stream(number, b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(packed)), packed)

    def _flush(self) -> None:
        number = self.reserve()
        heads, bodies, place = [], [], 0
        for index, (one, data) in enumerate(self._waiting):
            heads.append(b"%d %d" % (one, place))
            bodies.append(data)
            place += len(data) + 1
            self._where[one] = (2, number, index)
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head))
        self._waiting.clear()
        self.compressed(number, entries, head + b"\n".join(bodies))

    def finish(self, root: int, info: int) -> bytes:
        """Give the file; its name is made of all that was written (ISO 32000-1, 14.4)."""
        if self._waiting:
            self._flush()
        name = self._seen.digest()[:16].hex().encode()
        number = self.reserve()
        start = self._out.tell()
        self._where[number] = (1, start, 0)
        rows = [(0, 0, 65535), *(self._where.get(one, (0, 0, 65535)) for one in range(1, number + 1))]
        packed = b"".join(bytes((kind,)) + at.to_bytes(4, "big") + index.to_bytes(2, "big") for kind, at, index in rows)
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            *(number + 1, root, info),
            *(name, name),
        )
        self.compressed(number, entries, packed)
        self._out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._out.getvalue()
