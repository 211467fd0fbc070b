"""Watching what a preview is made of: sources, settings, the look. The only module that knows watchfiles."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path, PurePath

from watchfiles import Change, awatch

from pipeline.build.reading import BASELINE_FILE, PASSED_OVER

# Milliseconds: how often the system is asked, and how long a save that goes on is waited for (programs write a file in
# several steps: emptied, written, its rights set).
_STEP = 25
_LONGEST = 250
_REST = 0.5  # seconds until watching begins again
# What editors and systems leave beside a file while it is written, or for ever.
_PASSING = re.compile(
    r"~$|^~\$|^\.~lock|^\.#|^#.*#$|\.sw.$|^4913$|\.tmp$|\.temp$|\.part$|\.crdownload$|\.bak$|\.orig$"
    r"|___jb_(tmp|old|bak)___$|^\.goutputstream-|^\.fuse_hidden|^\.nfs|^\.DS_Store$|^Thumbs\.db$|^desktop\.ini$"
    r"|^\.handbook-|^\.sb-|\.sb-[0-9a-f]+-\w+$|^\.syncthing\.|^sed[A-Za-z0-9]{6}$"
)


def is_of_the_book(root: Path, path: PurePath) -> bool:
    """Tell whether a file that changed below a folder may be one of the book: no passing file, none of its tools."""
    try:
        names = path.relative_to(root).parts
    except ValueError:
        return False
    if not names or names[-1] == BASELINE_FILE or _PASSING.search(names[-1]):
        return False
    return not any(name in PASSED_OVER or name.startswith(".handbook-") for name in names)


async def saves(roots: Sequence[Path], stop: asyncio.Event) -> AsyncIterator[frozenset[Path]]:
    """Give the files that were saved, made, renamed or deleted below some folders, each time, until told to stop.

    Where the system gives up (a file whose name is no text), watching begins again; what was saved meanwhile is not
    known, and no file is named then. Where it watches no more folders, they are looked through instead.
    """
    known = [root.resolve() for root in roots if root.is_dir()]
    polls = is_again = False
    while not stop.is_set():
        try:
            async for paths in _watched(known, stop, polls=polls, is_again=is_again):
                yield paths
        except Exception as error:  # noqa: BLE001  (a preview that follows no more would show what is no more so)
            polls = polls or not isinstance(error, ExceptionGroup)  # it could not even begin
            is_again = True
            await asyncio.sleep(_REST)


async def _watched(
    roots: Sequence[Path], stop: asyncio.Event, *, polls: bool, is_again: bool
) -> AsyncIterator[frozenset[Path]]:
    def is_wanted(_change: Change, path: str) -> bool:
        return any(is_of_the_book(root, Path(path)) for root in roots)

    told = awatch(
        *roots,
        watch_filter=is_wanted,
        debounce=_LONGEST,
        step=_STEP,
        stop_event=stop,
        rust_timeout=1000,
        raise_interrupt=False,
        yield_on_timeout=is_again,
        force_polling=polls or None,
        ignore_permission_denied=True,
    )
    async for changes in told:
        if changes or is_again:
            yield frozenset(Path(path) for _change, path in changes)
            is_again = False
