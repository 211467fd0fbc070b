"""Links out of the book on paper: a short number where they stand, and at the chapter's end a list with their codes.

Only where handbook.yml asks for it (`print_links: true`). Numbers begin again with each chapter, for each is laid out
alone; an address that stands twice in a chapter has one number.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from pipeline.emit.html.setting import Setting, heading_level
from pipeline.emit.html.tag import classes, tag
from pipeline.emit.qr import fits_code

_LONGEST = 110  # letters of the words by which the list names a link
_FINE = 80  # letters: the code of a longer address has squares so small that it is printed larger


def link_number(address: str, said: str, setting: Setting) -> Markup:
    """Draw the number of a link to a web page, which leads to its line in the list; nothing where none is wanted.

    `said` are the words of the link, by which the list names it.
    """
    target = address.strip()
    if not setting.link_list or setting.bare or not _is_web(target):
        return Markup("")
    listed = setting.progress.links
    listed.setdefault(target, " ".join(said.split()))
    number = list(listed).index(target) + 1
    label = setting.say("Link {number}: see the list at the end of the chapter", number=number)
    kind = "link-number"
    return (
        tag("span", str(number), class_=kind)
        if setting.linked
        else tag("a", str(number), class_=kind, href=f"#{setting.link_list}-{number}", aria_label=label)
    )


def link_list(setting: Setting) -> Markup:
    """Draw the list of the links that the chapter has numbered so far, each with its address and its code."""
    listed = setting.progress.links
    if not listed:
        return Markup("")
    title = setting.say("Links of this chapter")
    head = tag(f"h{heading_level(setting, 2)}", title, class_="links-title", data_label=title)
    lines = (_line(number, *one, setting) for number, one in enumerate(listed.items(), start=1))
    return tag("section", head, tag("ul", *lines), class_="links")


def _line(number: int, address: str, said: str, setting: Setting) -> Markup:
    shown = address.removeprefix("https://").removesuffix("/")
    known = said.removeprefix("https://").removesuffix("/")
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    name = host if known in ("", shown, address) else said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
    code = Markup("")
    if fits_code(address):
        # A background, as icons are: the code says nothing that the address beside it does not.
        code = tag("span", class_="qr", style=f"background-image:url('{setting.made('qr', address)}')")
    pieces = (
        code,
        tag("span", str(number), class_="link-place"),
        " ",
        tag("span", name, class_="link-name"),
        " ",
        tag("a", shown, href=address, rel="noreferrer", class_="link-address"),
    )
    kind = classes("fine" if len(address) > _FINE else "", "" if code else "uncoded")
    return tag("li", *pieces, id=f"{setting.link_list}-{number}", class_=kind)


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in ("http", "https")
    except ValueError:
        return False
