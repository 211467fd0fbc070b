"""Addresses out of the book as a package may hold them (EPUB 3.3, 3.5: valid URLs), and those it cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from pipeline.diagnostics import Diagnostic, found
from pipeline.diagnostics.codes import Code
from pipeline.emit.characters import readable
from pipeline.emit.html.inline import safe
from pipeline.model import Attachment, Embed, Handbook, Link
from pipeline.model.walk import walk

# RFC 3986, appendix B: scheme, host, path and query, fragment.
_PARTS = re.compile(r"([a-z][a-z0-9+.-]*:)?(//[^/?#]*)?([^#]*)(?:#(.*))?", re.IGNORECASE | re.DOTALL)
# RFC 3986, 3.3 to 3.5: what stands in a path, a query or a fragment as it is; square brackets do so in a host alone.
_IN_PATH = "!$&'()*+,/:;=?@~%"
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(target: str) -> str:
    """Give an address that a strict reader takes: it leads where the author's does; "" where no program could follow.

    The words of the link stay, whatever it leads to.
    """
    parts = _PARTS.fullmatch(readable(target).strip())
    scheme, host, path, fragment = parts.groups() if parts else (None, None, "", None)
    name = _host(host or "", scheme or "")
    if name is None or not (name or path):
        return ""
    ending = "" if fragment is None else f"#{_quoted(fragment)}"
    return f"{scheme or ''}{name}{_quoted(path)}{ending}"


def _quoted(text: str) -> str:
    return quote(_STRAY.sub("%25", text), safe=_IN_PATH)


def _host(host: str, scheme: str) -> str | None:
    """Give the host of an address with its strokes, None where it can be none."""
    try:
        parts = urlsplit(f"http:{host}")
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if not host:
        return None if scheme.lower() in ("http:", "https:", "ftp:") else ""
    if not name:
        return None
    try:
        ascii_name = f"[{name}]" if ":" in name else name.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not re.fullmatch(r"[\w.\-:\[\]]+", ascii_name, re.ASCII):
        return None
    port_said = ":" if port is None and host.endswith(":") else "" if port is None else f":{port}"
    user = host[2:].rpartition("@")[0]
    return f"//{quote(user, safe=':%') + '@' if user else ''}{ascii_name}{port_said}"


def unfollowed(handbook: Handbook) -> Iterator[Diagnostic]:
    """Tell of the links whose address no program can follow (E160)."""
    for part in handbook.parts:
        for node in walk(part):
            if isinstance(node, Link | Embed | Attachment):
                target = _target(node)
                if safe(target) and not web_address(target):
                    yield found(Code.E160, node.span, address=target.strip())


def _target(node: Link | Embed | Attachment) -> str:
    match node:
        case Link():
            return node.target
        case Embed():
            return node.address
        case Attachment():
            return node.source
