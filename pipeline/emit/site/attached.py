"""The files to take along that a site carries: documents, never anything that a browser would run as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.emit.order import Files, Order
from pipeline.emit.remembering import of_page
from pipeline.emit.site.addresses import plain_name
from pipeline.memory import Memory
from pipeline.model import Attachment, Handbook, Page
from pipeline.model.walk import walk

FOLDER = "assets/files"
# Kinds that a browser shows as data or offers to keep. HTML, SVG, XML and scripts are not here: they would run in the
# name of the site.
_TEXTS = ("pdf", "epub", "doc", "docx", "odt", "rtf", "txt", "md")
_DATA = ("xls", "xlsx", "ods", "csv", "tsv", "ppt", "pptx", "odp", "ics", "bpmn", "drawio", "json", "yml", "yaml")
_MEDIA = ("png", "jpg", "jpeg", "gif", "webp", "mp3", "ogg", "wav", "mp4", "webm")
_PACKED = ("zip", "gz", "tar", "7z")
_KINDS = frozenset((*_TEXTS, *_DATA, *_MEDIA, *_PACKED))


class AttachedFiles(NamedTuple):
    """The files of a site to take along.

    `address` gives where one stands by its path in the sources, "" for none; `files` all of them by their addresses,
    `at` the one at an address.
    """

    address: Callable[[str], str]
    files: Callable[[], Files]
    at: Callable[[str], bytes | None]


def attached_files(order: Order) -> AttachedFiles:
    """Give the way to the files that a book offers; each is read once."""
    names = dict(_named(order.handbook, order.memory))

    @cache
    def read(asset: str) -> bytes | None:
        try:
            return order.picture(asset) if asset in names else None
        except OSError:  # gone since the sources were read
            return None

    def address(asset: str) -> str:
        return f"{FOLDER}/{names[asset]}" if read(asset) is not None else ""

    def files() -> Files:
        return {address(asset): data for asset in names if (data := read(asset)) is not None}

    known = {f"{FOLDER}/{name}": asset for asset, name in names.items()}
    return AttachedFiles(address, files, lambda place: read(known.get(place, "")))


def _named(handbook: Handbook, memory: Memory | None) -> Iterator[tuple[str, str]]:
    """Give each file's path and its name on the site."""
    taken: set[str] = set()
    seen: set[str] = set()
    for part in handbook.parts:
        offered = [of_page(memory, "attached", chapter, _offered) for chapter in part.chapters]
        for asset in (asset for some in offered for asset in some):
            if asset in seen:
                continue
            seen.add(asset)
            pure = PurePosixPath(asset)
            ending = pure.suffix.lstrip(".").lower()
            if ending not in _KINDS:
                continue
            wanted, number = plain_name(pure.stem), 1
            name = f"{wanted}.{ending}"
            while name in taken:
                number += 1
                name = f"{wanted}-{number}.{ending}"
            taken.add(name)
            yield asset, name


def _offered(chapter: Page) -> tuple[str, ...]:
    return tuple(node.asset for node in walk(chapter) if isinstance(node, Attachment) and node.asset)
