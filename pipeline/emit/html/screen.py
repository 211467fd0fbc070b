"""The screen page: the whole handbook in one file that needs no network and no server."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.fonts import FACES, Face, subset_woff2
from pipeline.emit.formula import mathml, unread
from pipeline.emit.front import colophon
from pipeline.emit.html.book import Chapter, chapters, setting, todo_entry
from pipeline.emit.html.inline import safe, words
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.skeleton import fill, trusted
from pipeline.emit.html.table import scroll_hint
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.icons import icon
from pipeline.emit.look import Look, color_variables, size_variables
from pipeline.emit.order import Files, Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.pattern import pattern
from pipeline.emit.picture import data_uri, safe_picture, with_fonts
from pipeline.emit.told import unshown
from pipeline.model import Link, Part
from pipeline.model.walk import each_page

# What each face is used for, where not all of the book: numerals are the only light letters.
_LIGHT = "0123456789.IVXLCDM "
_LIGHT_FACES = [face for face in FACES if face.weight < 400]
_LABEL_FACES = [face for face in FACES if face.weight >= 400 and face.style == "normal"]
_BASIC = "".join(map(chr, range(0x20, 0x7F)))


def emit(order: Order) -> Files:
    """Give `handbook.html`."""
    base = setting(order, "screen", _pictures(order), _icon)
    for finding in unread(order.handbook, lambda tex, display: mathml(tex, display) is not None):
        order.report(finding)
    drawn = list(chapters(order, base, first_level=2))
    body = _body(order, drawn, base)
    identity = order.handbook.identity
    nav = _navigation(order, base)
    cover = trusted(pattern(identity.title, order.look, 12, 3))
    sheet = _style_sheet(
        order.look, {*body.striptags(), *nav.striptags(), *_cover_words(order), *scroll_hint(order.say), *_BASIC}
    )
    script = order.look.read("screen.js")
    page = fill(
        order.look,
        "screen.html.jinja",
        identity=identity,
        say=order.say,
        policy=_policy(sheet, script),
        style=trusted(sheet),
        script=trusted(script),
        cover=cover,
        facts=_facts(order),
        colophon=list(colophon(order)),
        nav=nav,
        body=body,
        icons={name: _icon(name, "button") for name in ("bars", "circle-half-stroke")},
    )
    return {"handbook.html": page.encode()}


def _pictures(order: Order) -> Callable[[str], str]:
    """Give the function that turns a picture's path into a data: address, each picture read once."""

    def labels(characters: str) -> str:
        return _font_faces(order.look, _LABEL_FACES, set(characters), kerned=False)

    @cache
    def address(asset: str) -> str:
        try:
            kind, data = safe_picture(order.picture(asset))
            return data_uri(kind, with_fonts(data, labels) if kind == "image/svg+xml" else data)
        except (OSError, ValueError) as error:
            order.report(unshown(asset, error, order.handbook))
            return ""

    return address


def _icon(name: str, kind: str) -> Markup:
    """Draw an icon in the colour of the text around it; it is decoration, a word always stands beside it."""
    shape = icon(name)
    if shape is None:
        return Markup("")
    path = tag("path", fill="currentColor", d=shape.path)
    return tag("svg", path, class_=f"icon {kind}", viewBox=shape.view_box, aria_hidden="true", focusable="false")


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
        (tag("span", _icon("arrow-up-right-from-square", "text"), class_="nav-number"), tag("span", said)), " "
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


def _style_sheet(look: Look, characters: set[str]) -> str:
    """Put the style together: tokens in light and dark, fonts cut to the book's letters, and the sheets."""
    light, dark = color_variables(look, "light"), color_variables(look, "dark")
    themes = (
        f":root{{color-scheme:light;{light}{size_variables(look)}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
    )
    sheets = (_compact(look.read(f"css/{name}.css")) for name in ("pieces", "screen"))
    printed = f"@media print{{:root,:root[data-theme=dark]{{color-scheme:light;{light}}}}}"
    numerals = _font_faces(look, _LIGHT_FACES, set(_LIGHT))
    letters = _font_faces(look, [face for face in FACES if face not in _LIGHT_FACES], characters)
    return "\n".join((numerals, letters, themes, *sheets, printed))


def _font_faces(look: Look, faces: Sequence[Face], characters: set[str], *, kerned: bool = True) -> str:
    """Give the @font-face rules of some faces, cut down to `characters`, each font inside its rule."""
    family = look.tokens["font"]["body"]
    rules = []
    for face in faces:
        address = data_uri("font/woff2", subset_woff2(face.file, sorted(characters), kerned=kerned))
        rules.append(
            f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:{face.style};'
            f"font-display:swap;src:url({address}) format('woff2')}}"
        )
    return "".join(rules)


def _compact(sheet: str) -> str:
    """Take comments and the white space between rules out of a style sheet."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()


def _policy(sheet: str, script: str) -> str:
    """Give the content security policy: nothing is fetched, and only our own style and script are obeyed."""

    def fingerprint(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"

    return (
        f"default-src 'none'; style-src {fingerprint(sheet)}; script-src {fingerprint(script)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
