"""Saves are seen, whatever the system lends to see them with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from watchfiles import awatch

from pipeline.build.serving import watching


async def _scarce(*roots: Path, **how: Any) -> AsyncGenerator[Any, None]:
    """Watch as a system does that has no watches left to lend."""
    if not how["force_polling"]:
        raise OSError("OS file watch limit reached.")
    async for changes in awatch(*roots, **how):
        yield changes


async def _closed(*roots: Path, **how: Any) -> AsyncGenerator[Any, None]:
    """Watch folders one of which cannot be opened."""
    if not how["ignore_permission_denied"]:
        raise PermissionError(13, "Permission denied")
    assert not how["force_polling"]
    async for changes in awatch(*roots, **how):
        yield changes


async def _first(page: Path) -> frozenset[Path]:
    """Save a page until that is seen, and give what was."""
    stop = asyncio.Event()
    async with aclosing(watching.saves((page.parent,), stop)) as told:
        seen = asyncio.ensure_future(anext(told))
        for number in count():
            if seen.done():
                break
            page.write_text(f"# {number}\n", encoding="utf-8")
            await asyncio.wait({seen}, timeout=0.5)
        return seen.result()


@pytest.mark.parametrize("system", [_scarce, _closed])
def test_saves_are_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: object) -> None:
    monkeypatch.setattr(watching, "awatch", system)
    page = tmp_path.resolve() / "page.md"
    assert asyncio.run(_first(page)) == {page}


def test_what_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tries = count()

    async def failing(*roots: Path, **how: Any) -> AsyncGenerator[Any, None]:
        if next(tries) < 3:
            raise RuntimeError("Error creating recommended watcher")
        async for changes in awatch(*roots, **how):
            yield changes

    monkeypatch.setattr(watching, "awatch", failing)
    # What was saved before is not known by name.
    assert asyncio.run(_first(tmp_path.resolve() / "page.md")) <= {tmp_path.resolve() / "page.md"}
