"""What a preview tells beside the text: the state of the sources, what is unfinished, what is to be mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from markupsafe import Markup

from pipeline.build.serving.making import DOCUMENTS
from pipeline.build.serving.preview import Preview
from pipeline.build.serving.shown import OWN, known, problems_of
from pipeline.diagnostics import Diagnostic, Level
from pipeline.diagnostics.formats.view import LEVELS
from pipeline.diagnostics.visible import visible
from pipeline.emit.html.icon import drawn_icon
from pipeline.emit.html.skeleton import fill
from pipeline.emit.html.style import compact, themes
from pipeline.emit.look import look
from pipeline.emit.site import Site
from pipeline.emit.spots import anchor_of
from pipeline.emit.unfinished import said
from pipeline.emit.words import marker_words
from pipeline.messages import Say
from pipeline.model import Heading, Page
from pipeline.model.walk import each_page

_ICONS = ("list-check", "triangle-exclamation", "file-pdf", "file-word", "xmark", "arrows-rotate")
_LONGEST = 160  # characters of what a marker speaks of


class Problem(NamedTuple):
    """A problem as it is shown: its level in words and as a class, where it is, what it says, what to do.

    `known` is the same while the problem is, wherever its line goes.
    """

    level: str
    kind: str
    code: str
    file: str
    line: int
    message: str
    hint: str
    address: str
    known: str


class Unfinished(NamedTuple):
    """A marker as it is listed."""

    number: int
    kind: str
    owner: str
    due: str
    is_late: bool
    words: str
    address: str
    page: str


def problems(found: Iterable[Diagnostic], site: Site | None, say: Say) -> tuple[Problem, ...]:
    """Give problems as they are shown."""
    pages: dict[str, list[Page]] = defaultdict(list)
    for leaf in site.pages if site is not None else ():
        if leaf.page is not None:
            pages[leaf.page.file].append(leaf.page)
    addresses = site.addresses if site is not None else {}
    return tuple(_problem(one, pages, addresses, say) for one in found)


def _problem(one: Diagnostic, pages: Mapping[str, Sequence[Page]], addresses: Mapping[str, str], say: Say) -> Problem:
    where, level = one.where, one.code.level
    file = where.file if where is not None else ""
    return Problem(
        level=say(LEVELS[level]).capitalize(),
        kind=level.name,
        code=one.code.name,
        file=visible(file),
        line=where.line if where is not None else 0,
        message=visible(one.message(say)),
        hint=visible(one.hint(say)),
        address=_address(where.line, pages[file], addresses) if where is not None and file in pages else "",
        known=sha256(repr(known(one)).encode()).hexdigest()[:16],
    )


def _address(line: int, pages: Sequence[Page], addresses: Mapping[str, str]) -> str:
    """Give the address of the title above a line, in the page that begins above it, of those that its file became."""
    page = next((one for one in reversed(pages) if one.span.line <= line), pages[0])
    titles = (one for one in reversed(page.blocks) if isinstance(one, Heading) and one.span.line <= line)
    return f"/{addresses[next((one.anchor for one in titles if one.anchor), page.id)]}"


def unfinished(preview: Preview) -> tuple[Unfinished, ...]:
    """Give the markers of the book that is shown, in reading order."""
    shown = preview.shown
    if shown.site is None or shown.former is None:
        return ()
    site, handbook, say = shown.site, shown.former.handbook, preview.say
    titles = {page.id: site.names[page.id] for part in handbook.parts for page in each_page(part.chapters)}
    listed = []
    for marker in handbook.markers:
        one = said(marker, site.order.built, preview.language, say)
        words = one.subject() or marker_words(marker)
        listed.append(
            Unfinished(
                number=marker.number,
                kind=one.kind,
                owner=one.owner,
                due=one.due,
                is_late=one.is_late,
                words=visible(words, _LONGEST),
                address=f"/{site.addresses[anchor_of(marker)]}" if anchor_of(marker) in site.addresses else "",
                page=titles.get(marker.page, Markup("")).striptags(),
            )
        )
    return tuple(listed)


def panel(preview: Preview) -> str:
    """Draw what stands beside the pages: the bar, the problems, the list of what is unfinished."""
    shown, say = preview.shown, preview.say
    drawn = problems_of(preview.heard, None)
    fresh = tuple(dict.fromkeys((*shown.fresh, *(one for one in drawn if one.code.level is Level.error))))
    listed = unfinished(preview)
    return fill(
        look(),
        "live/panel.html.jinja",
        say=say,
        generation=shown.generation,
        is_stopped=shown.stopped is not None,
        problems=problems(dict.fromkeys((*shown.problems, *drawn)), shown.site, say),
        fresh=problems(fresh, shown.site, say),
        markers=listed,
        kinds=sorted({one.kind for one in listed}),
        owners=sorted({one.owner for one in listed} - {""}),
        documents=tuple(DOCUMENTS),
        icons={name: drawn_icon(name, "button") for name in _ICONS},
    )


def problem_page(preview: Preview, title: str, found: Iterable[Diagnostic], text: str = "") -> str:
    """Draw the page that stands where no page of the book can: it mends itself after a save."""
    return fill(
        look(),
        "live/problem.html.jinja",
        say=preview.say,
        language=preview.language,
        own=OWN,
        title=title,
        text=text,
        problems=problems(found, preview.shown.site, preview.say),
    )


def style() -> str:
    """Give the style sheet of what is the preview's own."""
    return compact(look().read("live/live.css"))


def colours() -> str:
    """Give the style sheet of the colours, for a page that stands where the site has none."""
    return themes(look())


def script() -> str:
    """Give the script that every page of a preview has."""
    return look().read("live/live.js")
