"""The screen page: the whole handbook in one file that needs no network and no server."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.formula import mathml, unread
from pipeline.emit.front import colophon
from pipeline.emit.html.book import Chapter, chapters, setting, todo_entry
from pipeline.emit.html.declaration import declaration, declaration_label
from pipeline.emit.html.icon import drawn_icon
from pipeline.emit.html.inline import safe, words
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.skeleton import fill, trusted
from pipeline.emit.html.spoken import script_words, theme_words
from pipeline.emit.html.style import (
    BASIC,
    LIGHT_FACES,
    NUMERALS,
    TEXT_FACES,
    bare,
    compact,
    fonts_inside,
    lean,
    on_paper,
    shown_picture,
    themes,
)
from pipeline.emit.html.table import scroll_hint
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.look import Look
from pipeline.emit.order import Files, Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.pattern import mark, pattern
from pipeline.emit.picture import data_uri
from pipeline.emit.told import unshown
from pipeline.model import Link, Part
from pipeline.model.walk import each_page


def emit(order: Order) -> Files:
    """Give `handbook.html`."""
    base = setting(order, "screen", _pictures(order), drawn_icon)
    for finding in unread(order.handbook, lambda tex, display: mathml(tex, display) is not None):
        order.report(finding)
    drawn = list(chapters(order, base, first_level=2))
    body = _body(order, drawn, base)
    identity = order.handbook.identity
    nav = _navigation(order, base)
    told = order.publication.accessibility
    declared = declaration(order, told, 2) if told is not None else Markup("")
    cover = trusted(pattern(identity.title, order.look, 12, 3))
    sheet = _style_sheet(
        order.look,
        {
            *body.striptags(),
            *nav.striptags(),
            *_cover_words(order),
            *declared.striptags(),
            *declaration_label(order),
            *scroll_hint(order.say),
            *_bar_words(order),
            *BASIC,
        },
    )
    early = bare(order.look.read("early.js"))
    script = bare("\n".join(order.look.read(name) for name in ("screen.js", "single.js")))
    page = fill(
        order.look,
        "screen.html.jinja",
        identity=identity,
        say=order.say,
        words=script_words(order.say),
        policy=_policy(sheet, early, script),
        style=trusted(sheet),
        early=trusted(early),
        script=trusted(script),
        icon=data_uri("image/svg+xml", mark(identity.title, order.look).encode()),
        cover=cover,
        facts=_facts(order),
        colophon=list(colophon(order)),
        declaration=declared,
        declared=declaration_label(order),
        nav=nav,
        body=body,
        icons={name: drawn_icon(name, "button") for name in ("bars", "circle-half-stroke")},
    )
    return {"handbook.html": page.encode()}


def _pictures(order: Order) -> Callable[[str], str]:
    """Give the function that turns a picture's path into a data: address, each picture read once."""

    @cache
    def address(asset: str) -> str:
        try:
            return data_uri(*shown_picture(order.picture(asset), order.look))
        except (OSError, ValueError) as error:
            order.report(unshown(asset, error, order.handbook))
            return ""

    return address


def _body(order: Order, drawn: list[Chapter], base: Setting) -> Markup:
    """Put the chapters under their parts' titles."""
    pieces: list[Markup] = []
    part: Part | None = None
    numbers = {entry.id: entry for entry in outline(order.handbook) if entry.sort == "part"}
    for one in drawn:
        if one.part is not None and one.part is not part:
            number = order.say("Part {number}", number=numbers[one.part.id].number)
            title = tag("span", words(one.part.title, base), class_="title-words")
            head = tag("h2", tag("span", number, class_="part-number"), " ", title)
            pieces.append(tag("header", head, class_="part", id=one.part.id))
        part = one.part
        pieces.append(one.html)
    return joined(pieces, "\n")


def _navigation(order: Order, base: Setting) -> Markup:
    """Draw the contents: parts, chapters, the pages below them, and each part's links out of the book."""
    entries = {entry.id: entry for entry in outline(order.handbook)}
    lines = []
    for part in order.handbook.parts:
        if part.title:
            lines.append(_nav_line(entries[part.id], base))
        lines += [_nav_line(entries[page.id], base) for page in each_page(part.chapters)]
        lines += [_nav_link(link, base) for link in part.links]
    if base.draft and order.handbook.markers:
        lines.append(_nav_line(todo_entry(order), base))
    return tag("ol", *lines, class_="nav-list")


def _nav_link(link: Link, base: Setting) -> Markup:
    """Draw a link out of the book; what is no safe address keeps its words."""
    said = words(link.children, base) or Markup.escape(link.target)
    line = joined(
        (tag("span", drawn_icon("arrow-up-right-from-square", "text"), class_="nav-number"), tag("span", said)), " "
    )
    shown = tag("a", line, href=link.target, rel="noreferrer") if safe(link.target) else tag("span", line)
    return tag("li", shown, class_="nav-outside")


def _nav_line(entry: Entry, base: Setting) -> Markup:
    number = tag("span", entry.number, class_="nav-number")
    link = tag("a", number, " ", tag("span", words(entry.label, base)), href=f"#{entry.id}")
    return tag("li", link, class_=f"nav-{entry.sort} nav-depth-{entry.depth}")


def _facts(order: Order) -> list[str]:
    """Give what the head of the page says under the title."""
    identity, language = order.handbook.identity, order.handbook.identity.language
    day = iso_date(identity.date)
    facts = [identity.organisation, ", ".join(identity.authors)]
    if identity.version:
        facts.append(order.say("Version {version}", version=identity.version))
    if day:
        facts.append(long_date(day, language))
    if order.edition == "draft":
        facts.append(order.say("Draft of {date}", date=long_date(order.built, language)))
    return [fact for fact in facts if fact]


def _cover_words(order: Order) -> str:
    identity = order.handbook.identity
    return "".join((identity.title, identity.subtitle, *_facts(order), *colophon(order)))


def _bar_words(order: Order) -> str:
    """Give the words of the bar: they are on the page before any of the book's."""
    return "".join(
        (order.say("Contents"), order.say("Skip to the text"), *theme_words(order.say), script_words(order.say))
    )


def _style_sheet(look: Look, characters: set[str]) -> str:
    """Put the style together: tokens in light and dark, fonts cut to the book's letters, and the sheets."""
    sheets = (compact(look.read(f"css/{name}.css")) for name in ("pieces", "screen", "single"))
    numerals = fonts_inside(look, LIGHT_FACES, set(NUMERALS))
    rules = lean("\n".join((themes(look), *sheets, on_paper(look))))
    return "\n".join((numerals, fonts_inside(look, TEXT_FACES, characters), rules))


def _policy(sheet: str, *scripts: str) -> str:
    """Give the content security policy: nothing is fetched, and only our own style and scripts are obeyed."""

    def fingerprint(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"

    return (
        f"default-src 'none'; style-src {fingerprint(sheet)}; script-src {' '.join(map(fingerprint, scripts))}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
