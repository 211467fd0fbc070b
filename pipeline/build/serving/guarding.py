"""Keeping a preview to this machine and its reader: which requests are answered, and what every answer says.

A page of any site can make the browser ask this machine for something, or name itself after it (DNS rebinding): only
requests to our own names are answered, and what acts or tells of the book only to our own pages (Fetch Metadata, W3C).
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.build.serving.shown import OWN
from pipeline.emit.site import style as site_style

_NAMES = ("127.0.0.1", "localhost", "[::1]")
# That of the site's pages; besides, no other page may hold one in a frame (which <meta> can't say).
POLICY = f"{site_style.POLICY}; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_refused(method: str, path: str, headers: Mapping[str, str], port: int) -> bool:
    """Tell whether a request comes from elsewhere: by another name of this machine, or from a page of another site."""
    hosts = {f"{name}:{port}" for name in _NAMES}
    if headers.get("host", "").lower() not in hosts:
        return True
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
        return True
    if method not in ("GET", "HEAD"):
        return site != "same-origin" if site is not None else origin is None
    return path.startswith(OWN) and site not in (None, "same-origin", "none")


class Guard:
    """An application behind whose door only our own requests are answered."""

    def __init__(self, inner: ASGIApp, port: int) -> None:
        """Guard an application that is served at a port of this machine."""
        self._inner = inner
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it (403)."""
        if scope["type"] != "http":
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if is_refused(scope["method"], scope["path"], Headers(scope=scope), self._port):
            await PlainTextResponse("403", status_code=403)(scope, receive, sent)
        else:
            await self._inner(scope, receive, sent)
