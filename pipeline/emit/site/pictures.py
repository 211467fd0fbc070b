"""The pictures of a site: each a file of its own, cleaned, named after the file of the sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.emit.html.style import shown_picture
from pipeline.emit.order import Files, Order
from pipeline.emit.remembering import of_page
from pipeline.emit.site.addresses import plain_name
from pipeline.emit.told import unshown
from pipeline.memory import Memory
from pipeline.model import Handbook
from pipeline.model.walk import walk

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg"}
FOLDER = "assets/images"


class Pictures(NamedTuple):
    """The pictures of a site.

    `address` gives where one stands by its path in the sources ("": it can't be shown), `files` all of them by their
    addresses, `at` the one at an address (None: there is none).
    """

    address: Callable[[str], str]
    files: Callable[[], Files]
    at: Callable[[str], bytes | None]


def pictures(order: Order) -> Pictures:
    """Give the way to the pictures of a book; each is read once, when it is first asked for."""
    assets = assets_of(order.handbook, order.memory)
    names = _names(assets)

    @cache
    def read(asset: str) -> tuple[str, bytes]:
        try:
            kind, data = shown_picture(order.picture(asset), order.look)
        except (OSError, ValueError) as error:
            order.report(unshown(asset, error, order.handbook))
            return "", b""
        return f"{FOLDER}/{names[asset]}.{_ENDINGS[kind]}", data

    def files() -> Files:
        return dict(one for one in map(read, assets) if one[0])

    known = {name: asset for asset, name in names.items()}

    def at(address: str) -> bytes | None:
        asset = known.get(PurePosixPath(address).stem)
        there, data = read(asset) if asset is not None else ("", b"")
        return data if there == address else None

    return Pictures(lambda asset: read(asset)[0], files, at)


def assets_of(handbook: Handbook, memory: Memory | None = None) -> tuple[str, ...]:
    """Give the paths of all pictures that a book shows."""
    found: dict[str, None] = {}
    for part in handbook.parts:
        found |= _assets(replace(part, chapters=()))
        for chapter in part.chapters:
            found |= of_page(memory, "assets", chapter, _assets)
    if handbook.identity.logo:
        found[handbook.identity.logo] = None
    return tuple(found)


def _assets(place: Struct) -> dict[str, None]:
    found: dict[str, None] = {}
    for node in walk(place):
        for name in ("asset", "dark"):
            asset = getattr(node, name, "")
            if asset and hasattr(node, "dark"):
                found[asset] = None
    return found


def _names(assets: tuple[str, ...]) -> dict[str, str]:
    """Give each picture a name of its own, made of its path."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for asset in assets:
        pure = PurePosixPath(asset)
        wanted = name = plain_name("-".join((*pure.parts[:-1], pure.stem)))[-80:].strip("-") or "image"
        number = 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        names[asset] = name
    return names
