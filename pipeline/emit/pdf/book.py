"""The printed book as one HTML document: cover, colophon, contents, openers of parts, chapters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from pipeline.emit.balance import balanced_style
from pipeline.emit.dates import iso_date
from pipeline.emit.fonts import PRINT_FACES
from pipeline.emit.front import colophon, cover_facts, draft_line, edition_words
from pipeline.emit.html.book import Chapter, chapters, setting, todo_entry
from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.pointer import outside_links
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.skeleton import fill
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.icons import icon
from pipeline.emit.look import Look, color_variables, size_variables
from pipeline.emit.order import Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.pdf.contents import contents
from pipeline.emit.pdf.shelf import font_address, icon_address, icon_color, made_address, usable
from pipeline.model import Part
from pipeline.model.text import plain

_COVER_ROOM = 156  # millimetres, as in print.css


def book_html(order: Order) -> str:
    """Give the whole document; each chapter in it was drawn alone."""
    base = setting(order, "print", usable(order), _icons(order.look))._replace(made=made_address)
    drawn = list(chapters(order, base, first_level=1))
    entries = [*outline(order.handbook)]
    if base.draft and order.handbook.markers:
        entries.append(todo_entry(order))
    identity, say = order.handbook.identity, order.say
    return fill(
        order.look,
        "print.html.jinja",
        identity=identity,
        date=(iso_date(identity.date) or order.built).isoformat(),
        draft=draft_line(order),
        edition=edition_words(order),
        title_style=balanced_style(identity.title, _COVER_ROOM, order.look.tokens["print"]["cover"]),
        folio=say("page {number} of {total}", number="\0", total="\0").split("\0"),
        cover_facts=cover_facts(order),
        colophon=list(colophon(order)),
        contents=contents(order.handbook, entries, base),
        body=_body(drawn, entries, base),
    )


def style_sheet(look: Look) -> str:
    """Give the print style: fonts, tokens in light, and the two sheets."""
    names = look.tokens["font"]
    faces = "".join(
        f'@font-face{{font-family:"{names[face.family]}";font-style:{face.style};'
        f"{f'font-weight:{face.weight};' if face.weight else ''}src:url({font_address(face.file)})}}"
        for face in PRINT_FACES
    )
    tokens = f":root{{{color_variables(look, 'light')}{size_variables(look)}{_families(names)}}}"
    return "\n".join((faces, tokens, look.read("css/pieces.css"), look.read("css/print.css")))


def _families(names: Mapping[str, str]) -> str:
    """Give the families of print, which does not take what a machine happens to have."""
    letters, code, signs, emoji = (f'"{names[key]}"' for key in ("body", "code_print", "signs", "emoji"))
    return (
        f"--font-body:{letters},{signs},{emoji};--font-code:{code},{letters},{signs},{emoji};"
        f"--font-signs:{signs},{letters};--font-emoji:{letters},{emoji},{signs};"
    )


def _icons(look: Look) -> Callable[[str, str], Markup]:
    def draw(name: str, kind: str) -> Markup:
        """Draw an icon as a background: decoration must not be a picture to a screen reader (PDF/UA, 7.3)."""
        if icon(name) is None:
            return Markup("")
        address = icon_address(name, icon_color(kind, look))
        return tag("span", class_=f"icon {kind}", style=f"background-image:url({address})")

    return draw


def _body(drawn: Sequence[Chapter], entries: Sequence[Entry], base: Setting) -> Markup:
    """Put the chapters one after the other, each part behind its opener."""
    by_id = {entry.id: entry for entry in entries}
    pieces: list[Markup] = []
    part: Part | None = None
    for one in drawn:
        if one.part is not None and one.part is not part:
            pieces.append(part_opener(one.part, by_id, base))
        part = one.part
        pieces.append(one.html)
    return joined(pieces, "\n")


def part_opener(part: Part, by_id: dict[str, Entry], base: Setting) -> Markup:
    """Draw the page that opens a part: its number, its title, its chapters."""
    number = base.say("Part {number}", number=by_id[part.id].number)
    tokens = base.look.tokens
    width = balanced_style(plain(part.title), tokens["page"]["text"], tokens["print"]["cover"])
    title = tag("span", inlines(part.title, base), class_="title-words", style=width)
    label = f"{number}. {title.striptags()}"
    head = tag("h1", tag("span", number, class_="part-number"), " ", title, data_label=label)
    lines = []
    for page in part.chapters:
        numeral = tag("span", by_id[page.id].number, class_="number")
        lines.append(tag("li", tag("a", numeral, " ", words(by_id[page.id].label, base), href=f"#{page.id}")))
    links = tag("ul", outside_links(part.links, base), class_="part-links") if part.links else ""
    return tag("section", head, tag("ul", *lines), links, class_="part", id=part.id)
