"""Which tag an element of the printed book's HTML is (ISO 32000-1, 14.8.4), from its name and classes."""

from __future__ import annotations

from pipeline.emit.pdf.structure import Element, Source

ARTIFACT = "Artifact"
INSIDE = ""  # no element of its own: what it holds belongs to the element around it

_ROLES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    **dict.fromkeys(("aside", "div", "header", "footer", "address"), "Div"),
    "figure": "Figure",
    **dict.fromkeys(("img", "svg"), "Figure"),
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    "blockquote": "BlockQuote",
    **dict.fromkeys(("p", "pre"), "P"),
    "code": "Code",
    "q": "Quote",
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    **{name: name[:2].upper() + name[2:] for name in ("thead", "tbody", "tfoot")},
    **{name: name.upper() for name in ("tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6")},
    "a": "Link",
}
_BY_CLASS = {
    "footnote": "Note",
    "call": "Reference",
    "index": "Index",
    "formula": "Formula",
    "part": "Part",
    "kind-article": "Art",
    **dict.fromkeys(("box", "todo-number", "note-number"), "Lbl"),
    "marker": "Span",
    "spot": "Span",
}
# The only elements whose class says what they are.
_TELLING = frozenset(("span", "sup", "div", "img", "section", "mark"))
_PSEUDO = {"marker": "Lbl", "footnote-call": "Reference", "footnote-marker": "Lbl"}
_LISTS_OF_PLACES = frozenset(("contents", "part"))
_WHOLE = frozenset(("html", "body"))  # the document itself
_WAY_UP = frozenset(("Div", "Sect", "Part", "TOC", "TOCI"))
# Lists and groups of items, what is below them and what it becomes there.
_IN_PLACE = {
    ("TOC", "LI"): "TOCI",
    ("L", "Div"): "LI",
    ("TOCI", "L"): "TOC",
    # Notes that no foot of a page holds stand in a list, which is none of things to enumerate.
    ("Div", "LI"): "Note",
}


def role_of(source: Source, tag: str, parent: Element) -> str:
    """Give the role of a box's element, or `INSIDE` or `ARTIFACT`; `tag` is its name with that of a pseudo-element."""
    name, _, pseudo = tag.partition("::")
    if pseudo:
        return _pseudo(name, pseudo, source, parent)
    if name in _WHOLE:
        return INSIDE
    if source.get("aria-hidden") == "true":
        return ARTIFACT
    role = _own(source, name.rpartition("}")[2])
    if role == "L" and _lists_places(source, parent):
        role = "TOC"
    elif role == "L" and parent.source is not None and parent.source.get("class") == "notes":
        role = "Div"
    role = _IN_PLACE.get((parent.role, role), role)
    if role == "Lbl" and name == "span" and parent.role not in ("LI", "Note"):
        return INSIDE
    return "Span" if role == INSIDE and _says_something(name, source) else role


def _says_something(name: str, source: Source) -> bool:
    """Tell whether words in a line have a language, a name or an expansion of their own."""
    return bool(source.get("lang") or source.get("role") == "img" or (name == "abbr" and source.get("title")))


def _own(source: Source, name: str) -> str:
    if name in _TELLING:
        for one in (source.get("class") or "").split():
            if one in _BY_CLASS:
                return _BY_CLASS[one]
    if name == "a" and not source.get("href"):
        return INSIDE
    return _ROLES.get(name, INSIDE)


def _pseudo(name: str, pseudo: str, source: Source, parent: Element) -> str:
    if pseudo == "before" and name == "li":
        return "Lbl" if parent.role == "LI" else INSIDE
    # The numbers of the lines of code are no part of it.
    if pseudo == "before" and source.get("class") == "line":
        return ARTIFACT
    return _PSEUDO.get(pseudo, INSIDE)


def _lists_places(source: Source, parent: Element) -> bool:
    """Tell whether a list is a table of contents, of figures, of what a part holds: not of links out of the book."""
    if (source.get("class") or "").endswith("-links"):
        return False
    for one in parent.above():
        if one.role not in _WAY_UP:
            return False
        if one.source is not None and not _LISTS_OF_PLACES.isdisjoint((one.source.get("class") or "").split()):
            return True
    return False


def facts_of(source: Source, role: str) -> dict[str, str]:
    """Give the words that an element says of itself: its language, an expansion, a name for who cannot see it."""
    facts = {}
    if language := source.get("lang"):
        facts["Lang"] = language
    if source.tag == "abbr" and (title := source.get("title")):
        facts["E"] = title
    if source.get("role") == "img" and role in ("Span", "Lbl") and (label := source.get("aria-label")):
        facts["Alt"] = label
    return facts
