"""Chromium as a real client of what is read on a screen, driven by Playwright: Debian's own, nothing is downloaded.

It resolves no name but this machine's, and every page that `reading` opens is listened to: a word in the console, an
error of a script or a request for another machine fails the test that opened it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

_PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# The first two for a container without a user or a graphics card; the others keep it from speaking to anybody.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_SCRIPTS = Path(__file__).with_name("scripts")
_OURS = ("http://127.0.0.1:", "file:", "data:", "blob:", "about:")
DESKTOP = (1280, 900)
# 1280 pixels at 400 %, the smallest window that WCAG 1.4.10 speaks of; the height is that of a small phone.
NARROW = (320, 640)
# Milliseconds. A machine may be busy: what is waited for is an event, and this only the end of patience.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)


def need_chromium() -> None:
    """Skip the test where Chromium is not installed; in CI, fail."""
    if _PROGRAM is None and os.environ.get("CI", "").lower() == "true":
        pytest.fail("missing: apt-get install --no-install-recommends chromium")
    if _PROGRAM is None:
        pytest.skip("not installed: chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, and end it afterwards. No event loop of the caller's own may run meanwhile."""
    need_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_PROGRAM, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def reading(browser: Browser, size: tuple[int, int] = DESKTOP, **settings: Any) -> Iterator[Page]:
    """Open a page for a reader who asks for no motion, and fail if it said or asked what it must not.

    Args:
        browser: where to.
        size: of the window, in CSS pixels.
        settings: others, as Playwright's `new_context` takes them: `java_script_enabled`, `offline`, …

    Raises:
        AssertionError: at the end: words in the console, errors of scripts, requests for other machines.
    """
    width, height = size
    settings = {"reduced_motion": "reduce", "locale": "fr-FR", **settings}
    context = browser.new_context(viewport={"width": width, "height": height}, **settings)
    context.set_default_timeout(PATIENCE)
    heard: list[str] = []
    _listen(context, heard)
    try:
        yield context.new_page()
    finally:
        context.close()
    nothing(heard)


# Chromium's advice where a font was sent for beforehand and then found in its memory, on a page opened before.
_ADVICE = "was preloaded using link preload but not used"


def _listen(context: BrowserContext, heard: list[str]) -> None:
    def listen(said: ConsoleMessage) -> None:
        if said.type != "warning" or _ADVICE not in said.text:
            heard.append(f"console, {said.type}: {said.text} ({said.location['url']})")

    context.on("console", listen)
    context.on("weberror", lambda error: heard.append(f"script: {error.error} ({error.page and error.page.url})"))
    context.on("request", lambda one: None if one.url.startswith(_OURS) else heard.append(f"asked for: {one.url}"))


def script(name: str) -> str:
    """Give one of the functions that look at a page from within, for `Page.evaluate`."""
    return (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8")


def looked_at(page: Page, name: str, **given: Any) -> list[str]:
    """Let one of those functions look, and give what it found, each line with the page's address."""
    address = page.url.rpartition("/")[2] or page.url
    return [f"{address}: {line}" for line in page.evaluate(script(name), given)]


def nothing(found: list[str]) -> None:
    """Fail with every line of what was found: pytest shows but the first of a list.

    Raises:
        AssertionError: something was found.
    """
    if found:
        raise AssertionError("\n".join([f"{len(found)} found:", *found]))
