"""Former addresses: a small page at each of them that leads to where its page is today.

A tiny script keeps the place on the page that was asked for (`#place`), as browsers do where a server redirects (RFC
9110, 10.2.2); without scripts a refresh leads to the page.

They come from what authors and GitBook's settings say (`Record.addresses`), from files that the history of the sources
shows renamed, and from the form that GitBook gives to addresses (a page without ending, `readme` for a folder).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from pipeline.diagnostics import Code, Diagnostic, Report, found
from pipeline.emit.html.style import bare
from pipeline.emit.order import Files
from pipeline.emit.site.addresses import HOME, RESERVED, is_device, relative
from pipeline.emit.site.plan import Site
from pipeline.model import Address, Page
from pipeline.model.text import plain
from pipeline.model.walk import each_page

_ENDINGS = (".md", ".markdown", ".html", ".htm")
_LONGEST = 400  # characters of a path: no server takes much more
_LONGEST_STEP = 200  # bytes of a name: with an ending, disks take 255
_UNFIT = frozenset('<>:"|?*\\')  # no name of a file on every system
_SCRIPT = "assets/moved.js"


class Former(NamedTuple):
    """A former address, without its ending, and the page that it leads to; `written`: what asks for it, if anything."""

    path: str
    page: Page
    written: Address | None = None


def redirects(site: Site) -> Files:
    """Give the pages that lead on, and their script; addresses that cannot lead on are reported (E177 to E179)."""
    pages = tuple(page for part in site.order.handbook.parts for page in each_page(part.chapters))
    taken = {leaf.address.casefold(): leaf.entry.id for leaf in site.pages} | {HOME: HOME}
    made: dict[str, tuple[str, Page]] = {}
    for former in (
        *_written(pages, site.order.report),
        *_renamed(pages, site.order.publication.former),
        *_in_other_forms(site, pages),
    ):
        finding = _refused(former, taken, made)
        if finding is not None:
            site.order.report(finding)
        for address in _files(former.path):
            if address.casefold() not in taken and address.casefold() not in made:
                made[address.casefold()] = address, former.page
    leading = {address: _drawn(site, address, page) for address, page in made.values()}
    return {**leading, _SCRIPT: bare(site.order.look.read("site/moved.js")).encode()}


def _refused(former: Former, taken: Mapping[str, str], made: Mapping[str, tuple[str, Page]]) -> Diagnostic | None:
    """Tell why a former address that was asked for does not lead where it should, None where it does."""
    if (written := former.written) is None:
        return None
    for address in _files(former.path):
        owner = taken.get(address.casefold(), former.page.id)
        other = made.get(address.casefold())
        if owner != former.page.id:
            return found(Code.E177, written.span, address=written.path, title=_title(former.page))
        if other is not None and other[1].id != former.page.id:
            return found(Code.E178, written.span, address=written.path, title=_title(other[1]))
    return None


def _written(pages: Iterable[Page], report: Report) -> Iterator[Former]:
    """Give the addresses that authors gave; one that begins with no stroke stands in its page's folder.

    Those that no file can have are reported (E179).
    """
    for page in pages:
        for written in page.record.addresses:
            folder = "" if written.path.startswith("/") else posixpath.dirname(page.file)
            path = _clean(posixpath.join(folder, unquote(written.path).partition("?")[0].partition("#")[0].lstrip("/")))
            if path and not _is_fit(path):
                report(found(Code.E179, written.span, address=written.path, title=_title(page)))
            elif path and not _is_own(path):
                yield Former(path, page, written)


def _renamed(pages: Iterable[Page], former: Mapping[str, str]) -> Iterator[Former]:
    by_file = {page.file: page for page in pages if page.file}
    for before, today in sorted(former.items()):
        path = _clean(before) if before.lower().endswith(_ENDINGS) and today in by_file else ""
        if path and _is_fit(path) and not _is_own(path):
            yield Former(path, by_file[today])


def _in_other_forms(site: Site, pages: Iterable[Page]) -> Iterator[Former]:
    """Give the addresses that GitBook would give to pages, so that links to a former site live on."""
    for page in pages:
        address = site.addresses[page.id].removesuffix(".html")
        yield Former(address.removesuffix("/index"), page)
        if address.endswith("/index"):
            yield Former(f"{address.removesuffix('index')}readme", page)


def _clean(path: str) -> str:
    """Give a path without ending, "" for the root and for what leads out of it."""
    whole = posixpath.normpath(path.strip().strip("/")) if path.strip().strip("/") else ""
    stem, ending = posixpath.splitext(whole)
    whole = stem if ending.lower() in _ENDINGS else whole
    return whole if whole.split("/")[0] not in (".", "..") else ""


def _is_fit(path: str) -> bool:
    """Tell whether a path can be that of a file on every system, beside all others of the site."""
    *folders, _name = steps = path.split("/")
    return (
        len(path) <= _LONGEST
        and all(step.isprintable() and _UNFIT.isdisjoint(step) and step == step.strip(" .") for step in steps)
        and not any(len(step.encode()) > _LONGEST_STEP or is_device(step.partition(".")[0]) for step in steps)
        # A folder of that name could be in the place of a page, or of the site's map.
        and not any(step.casefold().endswith((".html", ".xml")) for step in folders)
    )


def _is_own(path: str) -> bool:
    return path.split("/")[0].casefold() in RESERVED or f"{path.casefold()}.html" in RESERVED


def _files(path: str) -> Iterator[str]:
    """Give the files that static hosts give for an address: with the ending, and as the home page of a folder."""
    folder, name = posixpath.split(path)
    yield f"{path}.html"
    yield f"{path}/{HOME}"
    if name.lower() in ("readme", "index") and folder:
        yield f"{folder}/{HOME}"


def _drawn(site: Site, address: str, page: Page) -> bytes:
    there = site.addresses[page.id]
    absolute = site.order.publication.url + quote(there) if site.order.publication.url else ""
    return site.fill(
        "site/moved.html.jinja",
        language=site.order.handbook.identity.language,
        say=site.order.say,
        address=relative(address, there),
        script=relative(address, _SCRIPT),
        canonical=absolute,
        title=_title(page),
        book=site.order.handbook.identity.title,
    ).encode()


def _title(page: Page) -> str:
    return " ".join(plain(page.title).split())
