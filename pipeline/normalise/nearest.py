"""What an author may have meant by a link that leads nowhere: the nearest page, heading or file."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import TypeAlias

from pipeline.memory import Memory, recall
from pipeline.model import Page
from pipeline.normalise.slug import slug
from pipeline.normalise.targets import Listed, Targets, folder_of, is_lost, loose, page_at, places_of, spellings

_CLOSE = 0.6  # difflib's ratio, from 0 to 1, from which a name is worth proposing
_PATIENCE = 200_000  # names compared in one book: about a second; hints by the thousand are not read
_NO_IDEA = ""

# From a dead target, the link's words and its page (None: the source folder) to what may have been meant.
Guess: TypeAlias = Callable[[str, str, Page | None], str]


def guesser(targets: Targets, listed: Listed, memory: Memory | None = None) -> Guess:
    """Give the function that says what may have been meant, as a link on the page writes it; "" for no idea.

    The words serve where GitBook lost the target itself: they are compared with the pages' titles. Comparing costs
    time in the number of pages, so each name is compared once, and no more than `_PATIENCE` times in all.
    """
    left = _PATIENCE
    pages = list(listed.pages.values())[::-1]  # where two have the same name, the first is meant
    by_name = {loose(_own_name(page.file)): page.file for page in pages if page.file}
    by_title = {loose(page.title): page.file for page in pages}

    def like(wanted: str, names: Mapping[str, object]) -> str:
        """Give the name most like the one wanted; one that begins with it is nearer than any other."""
        nonlocal left
        left -= len(names)
        if left < 0 or not wanted.strip():
            return ""
        every = tuple(names)
        key = ("like", wanted, every[:1], len(every))
        return recall(memory, key, every, (), lambda _world: _nearest(wanted, every))

    def closest(wanted: str, files: dict[str, str]) -> str:
        return files.get(wanted) or files.get(like(wanted, files), "")

    @cache
    def file_of(ending: str) -> dict[str, str]:
        return {loose(_own_name(file)): file for file in listed.files.values() if loose(file).endswith(ending)}

    @cache
    def named(name: str, ending: str) -> str:
        return closest(name, by_name) or (closest(name, file_of(ending)) if ending else "")

    @cache
    def titled(words: str) -> str:
        return closest(words, by_title) if words.strip() else ""

    def guess(target: str, words: str, page: Page | None) -> str:
        file = ""
        if not is_lost(target):
            path, fragment = list(spellings(target))[-1]
            goal = page_at(targets, path, page) if path else page
            if goal is not None:
                own = page is not None and goal.id == page.id
                name = like(slug(fragment), targets.headings(goal.id)[0])
                return ("" if own else _written(goal.file, page)) + (f"#{name}" if name else "") or _NO_IDEA
            wanted = loose(next(places_of(path, page)))
            file = named(_own_name(wanted), posixpath.splitext(wanted)[1])
        file = file or titled(loose(words))
        return _written(file, page) if file else _NO_IDEA

    return guess


def _nearest(wanted: str, names: Collection[str]) -> str:
    longer = next((name for name in names if len(wanted) > 2 and name.startswith(wanted)), "")
    return longer or next(iter(difflib.get_close_matches(wanted, names, 1, _CLOSE)), "")


def _own_name(file: str) -> str:
    """Give a file's name without folder and ending; a folder's first page has the folder's name."""
    folder, name = posixpath.split(posixpath.splitext(file)[0])
    return posixpath.basename(folder) or name if name.casefold() in ("readme", "index") else name


def _written(file: str, page: Page | None) -> str:
    return posixpath.relpath(file, folder_of(page) or ".")
