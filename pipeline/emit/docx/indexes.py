"""Drawing an index: groups under their titles, entries with their pages at the end of a line of dots."""

from __future__ import annotations

from pipeline.emit.docx.ast import Node, Nodes, link, para, raw, span, tab, words, wrapped
from pipeline.emit.docx.inline import field, unanchored
from pipeline.emit.docx.names import bookmark
from pipeline.emit.docx.places import holds_link, page_number
from pipeline.emit.docx.scene import Scene, is_roomy
from pipeline.emit.places import folios, one_each
from pipeline.model import CrossReference, Index, IndexEntry
from pipeline.model.text import plain


def index(node: Index, scene: Scene) -> Nodes:
    """Draw an index; each line leads to its place."""
    return [
        one
        for group in node.groups
        for one in (
            *([_title(unanchored(group.title, scene), scene)] if group.title else []),
            *(
                line
                for entry in group.entries
                for line in (_term(entry, scene) if node.kind == "terms" else _entry(entry, scene))
            ),
        )
    ]


def _title(title: Nodes, scene: Scene) -> Node:
    return para("Index Group", title) if is_roomy(scene) else para(scene.frame.text, [wrapped("Strong", title)])


def _entry(entry: IndexEntry, scene: Scene) -> Nodes:
    """Draw an entry on one line where its one place says no more than it; else its places below it."""
    number = [span(words(entry.code), "Identifier"), *words("\u2002")] if entry.code else []
    shown = unanchored(entry.words, scene)
    only = entry.references[0] if len(entry.references) == 1 else None
    if only is not None and (not shown or _says_the_same(entry, only)) and not holds_link(entry.words):
        line = _led(shown or unanchored(only.children, scene), only, scene)
        return [para(_style("Index Entry", scene), [*number, *line])]
    head = [*number, *shown]
    return [
        *([para(_style("Index Entry", scene), head)] if head else []),
        *(
            para(_style("Index Place", scene), _led(unanchored(one.children, scene), one, scene))
            for one in entry.references
        ),
    ]


def _term(entry: IndexEntry, scene: Scene) -> Nodes:
    """Draw a term, and behind it the pages where it is treated; their titles where no page is known."""
    shown = unanchored(entry.words, scene)
    if entry.see:
        before, _, after = scene.say("see {term}").partition("{term}")
        way = [*words(", "), wrapped("Emph", words(before)), *unanchored(entry.see, scene), *words(after)]
        return [para(_style("Index Entry", scene), [*shown, *way])]
    for one in _numbers(entry, scene) or _titles(entry, scene):
        shown += [*words("\u2002" if len(shown) == len(entry.words) else ", "), one]
    return [para(_style("Index Entry", scene), shown)]


def _numbers(entry: IndexEntry, scene: Scene) -> Nodes:
    """Draw each page once, as a field that Word counts; nothing where the page of a place is not known."""
    pages = [(one.target, _page(one.target, scene)) for one in entry.references]
    known = [(target, page) for target, page in pages if page]
    if len(known) < len(pages):
        return []
    drawn: Nodes = []
    for one in folios(known, entry.main):
        look = "Strong" if one.is_main else ""
        numbers = [_number(one.first, one.first_page, look)]
        if one.last:
            numbers += [*words("–"), _number(one.last, one.last_page, look)]
        drawn.append(span(numbers))
    return drawn


def _page(target: str, scene: Scene) -> int:
    """Give the page of a place, or that of its section where it is not known (what stands in a table), or 0."""
    place = scene.places.get(target)
    ways = (target, *((place.section, place.page) if place is not None else ()))
    return next((scene.pages[name] for name in map(bookmark, ways) if name in scene.pages), 0)


def _number(target: str, page: int, look: str) -> Node:
    """Draw a page as a field (ISO/IEC 29500-1, 17.16.5.42) that leads there."""
    name = bookmark(target)
    return link([raw(field(f"PAGEREF {name} \\h", str(page), look))], f"#{name}")


def _titles(entry: IndexEntry, scene: Scene) -> Nodes:
    kept = one_each(entry.references, entry.main, scene.places, by_page=True)
    known = [(one.target, scene.places[one.target]) for one in kept if one.target in scene.places]
    drawn = [(target, link(words(plain(place.page_title)), f"#{bookmark(target)}")) for target, place in known]
    return [wrapped("Strong", [one]) if target == entry.main else one for target, one in drawn]


def _style(name: str, scene: Scene) -> str:
    return name if is_roomy(scene) else scene.frame.text


def _says_the_same(entry: IndexEntry, only: CrossReference) -> bool:
    said = plain(only.children).strip()
    return said in ("", plain(entry.words).strip())


def _led(shown: Nodes, place: CrossReference, scene: Scene) -> Nodes:
    """Give words and page as one link to their place."""
    if scene.bare or place.target not in scene.ids or any(one["t"] == "Link" for one in shown):
        return shown or words(scene.say("page"))
    page = page_number(place.target, scene)
    inner = [*shown, *([tab(), *page] if page else [])]
    return [link(inner or words(scene.say("page")), f"#{bookmark(place.target)}")]
