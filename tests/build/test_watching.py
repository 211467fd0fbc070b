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


def test_where_nothing_can_be_watched_it_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    async def never(*_roots: Path, **rest: Any) -> AsyncGenerator[Any, None]:
        if rest:
            raise RuntimeError("Error creating recommended watcher")
        yield

    monkeypatch.setattr(watching, "awatch", never)
    with pytest.raises(RuntimeError):
        asyncio.run(_first(tmp_path / "page.md"))
