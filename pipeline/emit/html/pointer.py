"""Drawing what points elsewhere: another page, something on another site, a file to take along."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from pipeline.emit.html.inline import inlines, safe
from pipeline.emit.html.marks import spot_mark
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import classes, joined, tag
from pipeline.emit.words import size_words
from pipeline.model import Attachment, ContentReference, CrossReference, Embed, Inlines, Link
from pipeline.model.text import plain

# Font Awesome's names by how a file's name ends.
_FILE_ICONS = {
    "file-pdf": ("pdf",),
    "file-word": ("doc", "docx", "odt", "rtf"),
    "file-excel": ("xls", "xlsx", "ods", "csv"),
    "file-powerpoint": ("ppt", "pptx", "odp"),
    "file-image": ("png", "jpg", "jpeg", "gif", "svg", "webp"),
    "file-zipper": ("zip", "gz", "tar", "7z"),
    "file-video": ("mp4", "webm", "mov"),
    "file-audio": ("mp3", "ogg", "wav"),
    "file-lines": ("txt", "md"),
}


def content_reference(node: ContentReference, setting: Setting) -> Markup:
    """Draw a row that leads to another page: its title and what it is about, in print with its page number."""
    inside = any(isinstance(one, CrossReference) and one.target in setting.ids for one in node.link)
    outside = any(isinstance(one, Link) and safe(one.target) for one in node.link)
    title = tag("p", inlines(node.link, setting), spot_mark(node.span, setting), class_="pointer-title")
    note = tag("p", inlines(node.description, setting), class_="pointer-note") if node.description else ""
    mark = setting.icon("arrow-up-right-from-square" if outside else "arrow-right", "lead")
    kind = classes("pointer", "leads" if inside or outside else "")
    return tag("div", mark, tag("div", title, note, class_="pointer-words"), class_=kind)


def card_link(link: Inlines, setting: Setting) -> Markup:
    """Draw where a card leads: on screen the whole card does, in print the page's number or the address stands."""
    if not link:
        return Markup("")
    address = next((one.target for one in link if isinstance(one, Link) and safe(one.target)), "")
    said = setting.medium == "print" and address and address != plain(link) and not setting.link_list
    place = tag("span", address, class_="card-address") if said else ""
    mark = setting.icon("arrow-up-right-from-square" if address else "arrow-right", "lead")
    return tag("p", mark, inlines(link, setting), " " if place else "", place, class_="card-link")


def embed(node: Embed, setting: Setting) -> Markup:
    """Draw what another site shows: its title, whose site it is, its address, and in print the address as a code."""
    address = node.address.strip()
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    given = inlines(node.caption, setting)
    title = tag("p", given or host or setting.say("On another site"), class_="embed-title")
    of_whom = tag("p", host, class_="embed-host") if host and given else ""
    leads = safe(address) and not setting.bare
    where = tag("a", address, href=address, rel="noreferrer", class_="out") if leads else Markup.escape(address)
    lines = tag("div", title, of_whom, tag("p", where, class_="embed-address"), class_="embed-words")
    code = Markup("")
    if setting.medium == "print" and leads and urlsplit(address).scheme.lower() in ("http", "https"):
        drawn = setting.made("qr", address)
        # A background, as icons are: the code says nothing that the address beside it does not.
        code = tag("div", tag("span", class_="qr", style=f"background-image:url('{drawn}')"), class_="qr-cell")
        code = code if drawn else Markup("")
    mark = setting.icon("arrow-up-right-from-square", "lead")
    return tag("div", mark, lines, code, class_=classes("embed", "leads" if leads else "", "coded" if code else ""))


def attachment(node: Attachment, setting: Setting) -> Markup:
    """Draw a file to take along: what it is, its name, its size. Only a site has it beside its pages, and a link."""
    ending = node.source.rpartition("/")[2].rpartition(".")[2].lower()
    name = next((icon for icon, endings in _FILE_ICONS.items() if ending in endings), "file")
    words = node.name or node.source.rpartition("/")[2]
    carried = setting.file(node.asset) if node.asset and not setting.bare else ""
    leads = bool(carried) or (safe(node.source) and not setting.bare)
    if carried:
        title = tag("a", words, href=carried, download=words)
    else:
        title = tag("a", words, href=node.source, rel="noreferrer", class_="out") if leads else Markup.escape(words)
    is_kind = 0 < len(ending) < 6 and ending != words.lower()
    facts = [ending.upper()] if is_kind and "." in node.source.rpartition("/")[2] else []
    if node.size > 0:
        facts.append(size_words(node.size, setting.language, setting.say))
    if not node.asset and not leads and setting.draft:
        facts.append(setting.say("missing file"))
    note = tag("p", " · ".join(facts), class_="file-facts") if facts else ""
    caption = tag("p", inlines(node.caption, setting), class_="pointer-note") if node.caption else ""
    spot = spot_mark(node.span, setting)
    lines = tag("div", tag("p", title, spot, class_="pointer-title"), note, caption, class_="pointer-words")
    return tag("div", setting.icon(name, "lead"), lines, class_=classes("pointer", "file", "leads" if leads else ""))


def outside_links(links: tuple[Link, ...], setting: Setting) -> Markup:
    """Draw the links out of the book that a part's table of contents names, as items of a list."""
    items = []
    for link in links:
        said = setting.medium == "print" and plain(link.children).strip() not in ("", link.target)
        place = tag("span", link.target, class_="link-address") if said else ""
        items.append(tag("li", inlines((link,), setting), " " if place else "", place))
    return joined(items)
