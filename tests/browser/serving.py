"""A folder as a web server gives it, below an address of its own: a site must not count on standing at the root."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BASE = "/sous/dossier/"


class _Below(SimpleHTTPRequestHandler):
    """Files of a folder below `BASE`; anything else is not found."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        bare = path.partition("?")[0].partition("#")[0]
        inside = bare.removeprefix(BASE) if bare.startswith(BASE) else "nothing/stands/here"
        return super().translate_path(f"/{inside}")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that closes its connection."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and give the address of its root, which ends with a slash."""
    server = _Quiet(("127.0.0.1", 0), partial(_Below, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
