"""A site as its readers have it: served on this machine, opened in Chromium."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from pipeline.emit.order import Files

_CHROMIUM = shutil.which("chromium")


def write(files: Files, folder: Path) -> None:
    """Write the files of a site into a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine as static hosts do; give its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, directory=str(folder), **named)

        def log_message(self, *_arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Page, str]]:
    """Open Chromium before a served folder; skip the test where it is not installed, and fail it in CI."""
    if _CHROMIUM is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("not installed: chromium")
        pytest.skip("not installed: chromium")
    with served(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser.new_page(), address
        finally:
            browser.close()
