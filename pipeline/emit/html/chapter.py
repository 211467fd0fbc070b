"""Drawing a chapter: its opening, its text, its notes, and the pages below it.

A chapter's HTML depends on the page and the setting alone, so each can be laid out and cached apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from pipeline.emit.balance import balanced_style
from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.decided import decisions
from pipeline.emit.html.block import blocks
from pipeline.emit.html.figure import picture_or_frame
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.links import link_list
from pipeline.emit.html.marks import behind, spot_mark
from pipeline.emit.html.notes import note_numbers, notes_section
from pipeline.emit.html.setting import Setting, heading_level
from pipeline.emit.html.side import shortened, unadorned
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.model import Figure, Inlines, Page
from pipeline.model.text import plain

_NOTHING = Markup("")
_RUNNING = 80  # letters: what two lines of a running head hold


def chapter(
    page: Page,
    number: str,
    part: str,
    level: int,
    setting: Setting,
    side: Markup = _NOTHING,
    between: Markup = _NOTHING,
) -> Markup:
    """Draw a chapter whose title is a heading of `level`.

    `part` is what running heads call its part, `side` the label of the part at the edge of printed pages, `between`
    what stands between its opening and its text.
    """
    setting.progress.level = level - 1
    own = setting._replace(link_list=f"{page.id}--links") if setting.link_list else setting
    drawn = joined((side, _page(page, number, level, own, part, between), link_list(own._replace(offset=level - 1))))
    return tag("section", drawn, id=page.id, class_=f"chapter kind-{page.kind}", lang=_language(page, setting))


def _language(page: Page, setting: Setting) -> str | None:
    """Give the language of a page that is in another one than the book: it is read aloud and hyphenated by it."""
    own = page.record.language
    return own if own and own.partition("-")[0].lower() != setting.language.partition("-")[0].lower() else None


def _page(page: Page, number: str, level: int, setting: Setting, part: str = "", between: Markup = _NOTHING) -> Markup:
    """Draw what a page holds; pages below it follow, one level deeper."""
    known = {note.label: note for note in page.footnotes}
    own = setting._replace(
        page=page.id,
        title=plain(page.title),
        offset=level - 1,
        notes=known,
        numbers=note_numbers(page),
        fits=decisions(page, setting.look, setting.say) if setting.medium == "print" else {},
    )
    opening = behind(_opening(page, number, own, part), 0, own, beside=False, told=plain(page.title))
    text = tag("div", blocks(page.blocks, own), class_="text") if page.blocks else Markup("")
    notes = behind(notes_section(page, own._replace(noting=False), blocks), 0, own, beside=False)
    below = [
        tag(
            "section",
            _page(child, f"{number}.{place}", level + 1, setting),
            id=child.id,
            class_=f"subpage kind-{child.kind}",
            lang=_language(child, setting),
        )
        for place, child in enumerate(page.children, start=1)
    ]
    return joined((opening, *((between,) if between else ()), text, notes, *below), "\n")


def _opening(page: Page, number: str, setting: Setting, part: str) -> Markup:
    level = heading_level(setting, 1)
    mark = setting.icon(page.icon, "title") if page.icon else Markup("")
    numeral = tag("span", number, class_="numeral") if number else Markup("")
    size = "chapter" if part else "subpage"
    words = joined((inlines(page.title, setting), spot_mark(page.span, setting)))
    name = tag("span", words, class_="title-words", style=_width(page.title, size, setting))
    label = f"{number} {plain(page.title)}".strip() if setting.medium == "print" else None
    title = tag(f"h{level}", joined((numeral, mark, name), " "), class_="page-title", data_label=label)
    pieces = [_cover(page.cover, setting) if page.cover else Markup(""), title]
    if page.record.subtitle:
        pieces.append(tag("p", inlines(page.record.subtitle, setting), class_="subtitle"))
    if page.description:
        width = _width(page.description, "lead", setting, weight=400)
        pieces.append(tag("p", inlines(page.description, setting), class_="standfirst", style=width))
    pieces.append(_byline(page, setting))
    kind = classes("opening", "with-cover" if page.cover else "", "with-icon" if mark else "")
    # On the opening, which no page breaks in two: the running heads are to change with it and nowhere else.
    running = running_heads(part, plain(page.title)) if part and setting.medium == "print" else {}
    return tag("header", *pieces, class_=kind, **running)


def running_heads(part: str, chapter: str) -> dict[str, str]:
    """Give the attributes that the running heads of print are read from: part and chapter, in two lines at most.

    Emoji at the ends of a title are left out: at that size they are blots.
    """
    part, chapter = (shortened(unadorned(one), _RUNNING) for one in (part, chapter))
    return {"data_part": part, "data_chapter": chapter}


def _width(words: Inlines, size: str, setting: Setting, weight: int = 600) -> str | None:
    """Give the width that balances a title's lines in print; a screen does it by itself."""
    if setting.medium == "screen":
        return None
    tokens = setting.look.tokens
    return balanced_style(plain(words), tokens["page"]["text"], tokens["print"][size], weight)


def _cover(cover: Figure, setting: Setting) -> Markup:
    caption = tag("figcaption", inlines(cover.caption, setting)) if cover.caption else Markup("")
    return tag("figure", picture_or_frame(cover, setting), caption, class_="cover-picture")


def _byline(page: Page, setting: Setting) -> Markup:
    """Draw who wrote an article and when, and what it is about; an ordinary page has none of it."""
    lines = list(_byline_pieces(page, setting))
    if not lines and not page.record.tags:
        return Markup("")
    tags = [tag("li", inlines(one, setting)) for one in page.record.tags]
    listed = tag("ul", *tags, class_="tags", aria_label=setting.say("Subjects")) if tags else Markup("")
    return tag("div", tag("p", joined(lines, " · ")) if lines else "", listed, class_="byline")


def _byline_pieces(page: Page, setting: Setting) -> Iterator[Markup]:
    if page.record.authors:
        yield tag("span", ", ".join(page.record.authors), class_="authors")
    if page.record.date:
        yield _time(page.record.date, setting)
    if page.record.updated:
        before, _, after = setting.say("updated on {date}").partition("{date}")
        yield tag("span", before, _time(page.record.updated, setting), after)


def _time(text: str, setting: Setting) -> Markup:
    day = iso_date(text)
    if day is None:
        return Markup.escape(text)
    return tag("time", long_date(day, setting.language), datetime=day.isoformat())
