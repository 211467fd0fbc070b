"""What an author may have meant by a link that leads nowhere: the nearest page, heading or file."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Collection

from pipeline.model import Page
from pipeline.model.text import plain
from pipeline.normalise.slug import slug
from pipeline.normalise.targets import Targets, folder_of, is_lost, loose, page_at, places_of, spellings

_CLOSE = 0.6  # difflib's ratio, from 0 to 1, from which a name is worth proposing
_NO_IDEA = "—"


def nearest(targets: Targets, target: str, words: str, page: Page | None) -> str:
    """Give what may have been meant by a dead target, as a link on `page` writes it; "—" for no idea.

    `words` are the link's: where GitBook lost the target itself, they are compared with the pages' titles.
    """
    if not is_lost(target):
        path, fragment = list(spellings(target))[-1]
        goal = page if not path else page_at(targets, path, page)
        if goal is not None:
            return _heading(targets, goal, fragment, page)
        file = _file(targets, loose(next(places_of(path, page))))
        if file:
            return _written(file, page)
    titles = {loose(plain(goal.title)): goal.file for goal in targets.pages.values()}
    title = _close(loose(words), titles)
    return _written(titles[title], page) if title else _NO_IDEA


def _heading(targets: Targets, goal: Page, fragment: str, page: Page | None) -> str:
    """Give the nearest heading of a page; one that begins as the fragment does is nearer than any other."""
    names = targets.headings(goal.id)[0]
    wanted = slug(fragment)
    name = next((name for name in names if wanted and name.startswith(wanted)), "") or _close(wanted, names)
    file = "" if page is not None and goal.id == page.id else _written(goal.file, page)
    return f"{file}#{name}" if name else file or _NO_IDEA


def _file(targets: Targets, wanted: str) -> str:
    """Give the nearest file by its own name, wherever it lies: a page, else a file of the same sort."""
    ending = posixpath.splitext(wanted)[1]
    pages = {_own_name(name): goal.file for name, goal in list(targets.pages.items())[::-1]}
    others = {_own_name(name): file for name, file in targets.files.items() if ending and name.endswith(ending)}
    for files in (pages, others):
        name = _own_name(wanted)
        name = name if name in files else _close(name, files)
        if name:
            return files[name]
    return ""


def _own_name(file: str) -> str:
    """Give a file's name without folder and ending; a folder's first page has the folder's name."""
    path = posixpath.splitext(file)[0]
    folder, name = posixpath.split(path)
    return posixpath.basename(folder) or name if name.casefold() in ("readme", "index") else name


def _close(wanted: str, names: Collection[str]) -> str:
    return next(iter(difflib.get_close_matches(wanted, names, 1, _CLOSE)), "")


def _written(file: str, page: Page | None) -> str:
    return posixpath.relpath(file, folder_of(page) or ".")
