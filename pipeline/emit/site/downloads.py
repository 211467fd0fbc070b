"""The documents of the same build, to be taken away from a site's home page: names, kinds and sizes in words."""

from __future__ import annotations

from typing import Any, NamedTuple

from pipeline.emit.order import Files, Order
from pipeline.emit.site.addresses import plain_name
from pipeline.messages import mark as _

FOLDER = "telechargements"
_LONGEST_NAME = 60


class _Kind(NamedTuple):
    """A kind of document: its file in a build, its ending, its media type, what readers call it, what it is for."""

    file: str
    ending: str
    media: str
    name: str
    use: str


_KINDS = (
    _Kind("handbook.pdf", ".pdf", "application/pdf", _("PDF"), _("to read and to print")),
    _Kind("handbook-livret.pdf", "-livret.pdf", "application/pdf", _("PDF booklet"), _("to print, fold and staple")),
    _Kind(
        "handbook.docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("Word"),
        _("to review and to change"),
    ),
    _Kind(
        "handbook.odt",
        ".odt",
        "application/vnd.oasis.opendocument.text",
        _("OpenDocument"),
        _("to review and to change, in LibreOffice"),
    ),
    _Kind("handbook.epub", ".epub", "application/epub+zip", _("EPUB"), _("to read on an e-reader or a phone")),
    _Kind("handbook.html", ".html", "text/html", _("Web page"), _("everything in one file, to send by mail")),
)


def downloads(order: Order) -> tuple[dict[str, Any], ...]:
    """Give what the home page says of each document that this build has made, with its address."""
    say = order.say
    return tuple(
        {
            "address": _address(order, kind),
            "media": kind.media,
            "name": say(kind.name),
            "use": say(kind.use),
            "size": size_in_words(len(order.made[kind.file]), order),
        }
        for kind in _KINDS
        if kind.file in order.made
    )


def download_files(order: Order) -> Files:
    """Give the documents by their addresses."""
    return {_address(order, kind): order.made[kind.file] for kind in _KINDS if kind.file in order.made}


def _address(order: Order, kind: _Kind) -> str:
    name = plain_name(order.handbook.identity.title)[:_LONGEST_NAME].strip("-")
    return f"{FOLDER}/{name}{kind.ending}"


def size_in_words(size: int, order: Order) -> str:
    """Give a number of bytes as readers read it: kilobytes, from about a million on megabytes with one decimal."""
    if size < 999_500:  # what rounds to less than a million
        return order.say("{size} kB", size=max(1, round(size / 1e3)))
    number = f"{size / 1e6:.1f}"
    is_french = order.handbook.identity.language.startswith("fr")
    return order.say("{size} MB", size=number.replace(".", ",") if is_french else number)
