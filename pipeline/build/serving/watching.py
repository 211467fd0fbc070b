"""Watching what a preview is made of: sources, settings, the look. The only module that knows watchfiles."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path, PurePath

from watchfiles import Change, awatch

from pipeline.build.reading import BASELINE_FILE, PASSED_OVER

# Milliseconds: how often the system is asked, and how long a save that goes on is waited for (programs write a file in
# several steps: emptied, written, its rights set).
_STEP = 25
_LONGEST = 250
_PAUSE = 0.25  # seconds: how often a folder that is gone is looked for, and until watching begins again
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


async def saves(roots: Sequence[Path], stop: asyncio.Event) -> AsyncGenerator[frozenset[Path], None]:
    """Give the files that were saved, made, renamed or deleted below some folders, each time, until told to stop.

    A folder that is deleted or moved away is given itself, and once more when it is there again, which is waited for.
    Where the system gives up (a file whose name is no text), watching begins again; what was saved meanwhile is not
    known, and no file is named then. Where it lends no more watches (inotify's limits), files are looked at again and
    again instead; a folder that cannot be opened (S108) is passed over.
    """
    known = frozenset(root.resolve() for root in roots if root.is_dir())
    lost: frozenset[Path] = frozenset()
    is_lenient = is_polling = is_again = False
    while not stop.is_set():
        try:
            async with aclosing(_changes(known, stop, is_lenient=is_lenient, is_polling=is_polling)) as told:
                async for changes in told:
                    paths = frozenset(Path(path) for _change, path in changes)
                    if paths or lost or is_again:
                        yield paths | lost
                    lost, is_again = paths & known, False
                    if lost:
                        break
        except Exception as error:  # noqa: BLE001  (a preview that follows no more would show what is no more so)
            is_lenient = is_lenient or isinstance(error, PermissionError)
            is_polling = is_polling or _could_not_begin(error)
            lost, is_again = known if isinstance(error, FileNotFoundError) else lost, True
            await asyncio.sleep(_PAUSE)
        while not (stop.is_set() or all(root.is_dir() for root in known)):
            await asyncio.sleep(_PAUSE)


def _could_not_begin(error: Exception) -> bool:
    return not isinstance(error, ExceptionGroup | PermissionError | FileNotFoundError)


def _changes(
    known: frozenset[Path], stop: asyncio.Event, *, is_lenient: bool, is_polling: bool
) -> AsyncGenerator[set[tuple[Change, str]], None]:
    """Give what changes below folders, and a folder that is lost; from time to time that nothing did."""

    def is_wanted(change: Change, path: str) -> bool:
        is_lost = change is Change.deleted and Path(path) in known
        return is_lost or any(is_of_the_book(root, Path(path)) for root in known)

    return awatch(
        *known,
        watch_filter=is_wanted,
        debounce=_LONGEST,
        step=_STEP,
        stop_event=stop,
        rust_timeout=1000,
        yield_on_timeout=True,
        force_polling=is_polling or None,
        ignore_permission_denied=is_lenient,  # it hides all that goes wrong, the end of the watches too
    )
