"""Drawing indexes: groups under a letter, a code or a subject; in print with page numbers, in columns."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.emit.html.inline import inlines, words
from pipeline.emit.html.setting import Setting, heading_level, own_label, serial
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.html.terms import term_entry
from pipeline.model import CrossReference, FootnoteReference, Index, IndexEntry, IndexGroup, IndexKind, Link, Marked
from pipeline.model.text import plain
from pipeline.model.walk import walk

_JUMPS = 4  # groups: fewer are seen at a glance, without letters to jump to


def index(node: Index, setting: Setting) -> Markup:
    """Draw an index; on screen a row of letters leads to the groups of names."""
    level = heading_level(setting, 2)
    groups = [(serial(setting, "index"), group) for group in node.groups]
    drawn = [_group(name, group, level, node.kind, setting) for name, group in groups]
    jumps = Markup("")
    if setting.medium == "screen" and node.kind in ("names", "terms") and len(groups) >= _JUMPS:
        letters = (tag("a", words(group.title, setting), href=f"#{name}") for name, group in groups)
        label = own_label(setting, setting.say("Letters"))
        jumps = tag("p", joined(letters, " "), class_="index-jumps", role="navigation", aria_label=label)
    return tag("div", jumps, tag("div", *drawn, class_="index-groups"), class_=f"index index-{node.kind}")


def _group(name: str, group: IndexGroup, level: int, kind: IndexKind, setting: Setting) -> Markup:
    head = tag(f"h{level}", inlines(group.title, setting), class_="index-head", id=name)
    lines = tag("ul", *(_entry(entry, kind, setting) for entry in group.entries))
    return tag("section", head, lines if group.entries else "", class_="index-group")


def _entry(entry: IndexEntry, kind: IndexKind, setting: Setting) -> Markup:
    """Draw a line: with one place it leads there itself, with several each has a line of its own below it."""
    if kind == "terms":
        return term_entry(entry, setting)
    own = _with_code(entry, kind, setting)
    places = [(place, _said(place, entry, setting)) for place in entry.references]
    if len(places) == 1 and not places[0][1] and not _holds_links(entry):
        return tag("li", _link(places[0][0], own, setting), class_="index-entry")
    below = (tag("li", _link(place, said or _title(place, setting), setting)) for place, said in places)
    return tag("li", tag("span", own, class_="index-words"), tag("ul", *below) if places else "", class_="index-entry")


def _with_code(entry: IndexEntry, kind: IndexKind, setting: Setting) -> Markup:
    """Draw the words of an entry and its code, which comes first where the index is one of codes."""
    own = inlines(entry.words, setting)
    if not entry.code:
        return own
    code = tag("span", entry.code, class_="index-code", translate="no")
    return joined((code, own) if kind == "rome" else (own, code), " ")


def _holds_links(entry: IndexEntry) -> bool:
    """Tell whether the words of an entry lead somewhere themselves: a link can't hold another."""
    kinds = (Link, CrossReference, FootnoteReference, Marked)
    return any(isinstance(node, kinds) for one in entry.words for node in walk(one))


def _said(place: CrossReference, entry: IndexEntry, setting: Setting) -> Markup:
    """Give the words of a place where they are not those of its entry."""
    same = plain(place.children).strip() in ("", plain(entry.words).strip())
    return Markup("") if same else inlines(place.children, setting)


def _title(place: CrossReference, setting: Setting) -> Markup:
    return words(setting.titles.get(place.target, ()), setting._replace(titles={}))


def _link(place: CrossReference, drawn: Markup, setting: Setting) -> Markup:
    """Draw a link to a place; the style of print puts its page number behind it."""
    if place.target not in setting.ids:
        return tag("span", drawn)
    return tag("a", drawn, href=setting.address(place.target), class_="index-link")
