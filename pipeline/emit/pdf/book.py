"""The printed book as leaves of HTML, each laid out alone: front, openers of parts, chapters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from pipeline.config import PrintSettings
from pipeline.emit.balance import balanced_style
from pipeline.emit.fonts import PRINT_FACES
from pipeline.emit.formats import A4, sheets
from pipeline.emit.front import colophon, cover_facts, draft_line
from pipeline.emit.html.book import chapters, index_chapter, setting, todo_entry
from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.pointer import outside_links
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.skeleton import fill
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.icons import icon
from pipeline.emit.look import Look, color_variables, size_variables
from pipeline.emit.order import Order
from pipeline.emit.outline import Entry, outline
from pipeline.emit.pdf.contents import caption_lists, contents
from pipeline.emit.pdf.engine import Leaf, Numbers
from pipeline.emit.pdf.shelf import font_address, icon_address, icon_color, made_address, usable
from pipeline.model import Part
from pipeline.model.text import plain

_BODY = "<!-- body -->"
_SHEETS = ("pieces", "print", "apparatus")


class Printed(NamedTuple):
    """The leaves of a book; `shell` makes a document of one of them."""

    leaves: tuple[Leaf, ...]
    shell: Callable[[str], str]


def printed(order: Order) -> Printed:
    """Give the book as leaves: the front, the openers of parts, the chapters, each drawn alone."""
    base = setting(order, "print", usable(order), _icons(order.look))._replace(made=made_address)
    entries = [*outline(order.handbook)]
    if base.draft and order.handbook.markers:
        entries.append(todo_entry(order))
    # The front and the openers of parts stand in no chapter.
    front = base._replace(link_list="")
    leaves = (Leaf("front", _front(order, entries, front)), *_leaves(order, entries, base))
    before, after = _shell(order).split(_BODY)
    return Printed(leaves, lambda html: f"{before}{html}{after}")


def whole(book: Printed) -> str:
    """Give the book as one document."""
    return book.shell("\n".join(leaf.html for leaf in book.leaves))


def _shell(order: Order) -> str:
    return fill(
        order.look,
        "print.html.jinja",
        language=order.handbook.identity.language,
        draft=draft_line(order),
        body=Markup("<!-- body -->"),
    )


def _front(order: Order, entries: Sequence[Entry], base: Setting) -> str:
    identity, page = order.handbook.identity, order.look.tokens["page"]
    room = page["width"] - 2 * page["cover_side"] - 6
    return fill(
        order.look,
        "front.html.jinja",
        identity=identity,
        title_style=balanced_style(identity.title, room, order.look.tokens["print"]["cover"]),
        cover_facts=cover_facts(order),
        logo=base.picture(identity.logo) if identity.logo else "",
        organisation=identity.organisation or identity.title,
        colophon=list(colophon(order)),
        contents=joined((contents(order.handbook, entries, base), caption_lists(order.handbook, base)), "\n"),
    )


def style_sheet(look: Look, paper: PrintSettings = A4) -> str:
    """Give the print style: fonts, tokens in light, the sheets by subject and those of the paper; `look` is sized."""
    names = look.tokens["font"]
    faces = "".join(
        f'@font-face{{font-family:"{names[face.family]}";font-style:{face.style};'
        f"{f'font-weight:{face.weight};' if face.weight else ''}src:url({font_address(face.file)})}}"
        for face in PRINT_FACES
    )
    tokens = f":root{{{color_variables(look, 'light')}{size_variables(look)}{_families(names)}}}"
    return "\n".join((faces, tokens, *(look.read(f"css/{name}.css") for name in (*_SHEETS, *sheets(look, paper)))))


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


def _leaves(order: Order, entries: Sequence[Entry], base: Setting) -> Iterator[Leaf]:
    """Give the chapters one after the other, each part behind its opener."""
    by_id = {entry.id: entry for entry in entries}
    two_sided = order.paper.sides == "two"
    part: Part | None = None
    for one in chapters(order, base, first_level=1):
        if one.part is not None and one.part is not part:
            yield Leaf(one.part.id, str(part_opener(one.part, by_id, base._replace(link_list=""))), on_right=two_sided)
        part = one.part
        redraw = partial(_index, order, base) if one.page is not None and one.page.kind == "index" else None
        yield Leaf(one.entry.id, str(one.html), two_sided, redraw)


def _index(order: Order, base: Setting, numbers: Numbers) -> str:
    """Draw the index of terms with the pages of its places."""
    drawn = index_chapter(order, base, 1, numbers.get)
    return str(drawn.html) if drawn is not None else ""


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
