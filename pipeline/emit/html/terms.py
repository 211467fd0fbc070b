"""Drawing the index of terms: in print with page numbers behind each term, on screen with the titles of pages."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.places import Folios, folios, one_each
from pipeline.model import CrossReference, IndexEntry


def term_entry(entry: IndexEntry, setting: Setting) -> Markup:
    """Draw a line of the index of terms.

    In print, where the page of every place is known (`Setting.folio`), each page stands once and runs of pages are put
    together; else the style sheet puts the page number of one place of each section.
    """
    own = tag("span", inlines(entry.words, setting), class_="index-words")
    if entry.see:
        before, _, after = setting.say("see {term}").partition("{term}")
        return tag("li", own, ", ", tag("em", before), words(entry.see, setting), after, class_="index-entry")
    known = tuple(one for one in entry.references if one.target in setting.ids)
    links = _titles(known, entry, setting) if setting.medium == "screen" else _numbers(known, entry, setting)
    between = " · " if setting.medium == "screen" else ", "
    shown = tag("span", joined(links, between), class_="index-places") if links else Markup("")
    return tag(
        "li",
        joined((own, shown), "\u2002" if setting.medium == "print" else " ") if links else own,
        class_="index-entry",
    )


def _titles(known: tuple[CrossReference, ...], entry: IndexEntry, setting: Setting) -> list[Markup]:
    """Draw one link for each page of the book that uses the term, by its title."""
    drawn = []
    for one in one_each(known, entry.main, setting.places, by_page=True):
        place = setting.places.get(one.target)
        title = words(place.page_title, setting._replace(titles={})) if place is not None else Markup("")
        drawn.append(_main(tag("a", title or one.target, href=setting.address(one.target)), one.target == entry.main))
    return drawn


def _numbers(known: tuple[CrossReference, ...], entry: IndexEntry, setting: Setting) -> list[Markup]:
    """Draw the page numbers, each a link to its place."""
    numbered = [(one.target, setting.folio(one.target)) for one in known]
    pages = [(target, page) for target, page in numbered if page is not None]
    # A place may be drawn nowhere: the words of a matrix's axis stand once for all of its rows.
    if pages:
        return [_run(one) for one in folios(pages, entry.main)]
    kept = one_each(known, entry.main, setting.places, by_page=False)
    return [_main(_number(one.target, ""), one.target == entry.main) for one in kept]


def _run(one: Folios) -> Markup:
    first = _number(one.first, str(one.first_page))
    if one.last:
        return joined((first, _number(one.last, str(one.last_page))), "–")
    return _main(first, one.is_main)


def _number(target: str, shown: str) -> Markup:
    """Draw the number of a page; where it is not known yet, the style of print puts it there."""
    return tag("a", shown, href=f"#{target}", class_="folio" if shown else "folio open")


def _main(drawn: Markup, is_main: bool) -> Markup:
    return tag("strong", drawn) if is_main else drawn
