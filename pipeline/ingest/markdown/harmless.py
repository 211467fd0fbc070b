"""What of an author's HTML could run, fetch or escape, told with its place. The only module that knows nh3, its judge.

No HTML of an author's stands in an output: it becomes the model, and outputs are drawn from that, so that nothing of it
runs. What is refused is told nevertheless: an author must know that a form, a style or a programme is not there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

import nh3

from pipeline.diagnostics import Code
from pipeline.ingest.markdown.context import Reading
from pipeline.source import Span

# The addresses that outputs lead to.
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))
# The schemes that can run a script in a reader's browser, or read its files (WHATWG URL; data: for data:text/html).
_RUN = ("javascript:", "vbscript:", "data:", "file:", "blob:", "filesystem:", "view-source:")
_CONTROLS = re.compile(r"[\x00-\x20\u200b\ufeff]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Most addresses: a web page by its name, a place on the page, a file of the folder. They need no judge.
_PLAIN = re.compile(r"https?://[\w.-]+(?:[/?#]|$)|#|(?!//)[^:&%\x00-\x1f\u200b\ufeff]*$")

# What colours, sizes and spaces say stays inside its element (CSS 2.2; no image, position or layer is among them).
_STAYING = frozenset(
    [
        *("color", "background", "background-color", "font", "font-family", "font-size", "font-style", "font-variant"),
        *("font-weight", "line-height", "letter-spacing", "word-spacing", "text-align", "text-decoration"),
        *("text-indent", "text-transform", "vertical-align", "white-space", "word-break", "overflow-wrap", "word-wrap"),
        *("width", "height", "max-width", "max-height", "min-width", "min-height", "margin", "margin-top"),
        *("margin-right", "margin-bottom", "margin-left", "padding", "padding-top", "padding-right", "padding-bottom"),
        *("padding-left", "border", "border-top", "border-right", "border-bottom", "border-left", "border-color"),
        *("border-style", "border-width", "border-radius", "border-collapse", "border-spacing", "display", "float"),
        *("clear", "overflow", "object-fit", "list-style-type", "page-break-before", "page-break-after", "opacity"),
        *("break-before", "break-after", "break-inside", "gap", "flex", "flex-wrap", "flex-direction", "align-items"),
        *("justify-content", "box-sizing", "aspect-ratio", "direction", "cursor", "table-layout", "visibility"),
    ]
)
_STYLE = nh3.Cleaner(tags={"p"}, attributes={"p": {"style"}}, filter_style_properties=set(_STAYING))
_LINK = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(_SCHEMES), link_rel=None)
_ANY = nh3.Cleaner()
# GitBook's own styles: one or two plain declarations.
_PLAIN_STYLE = re.compile(r"\s*(?:(?:color|background-color|text-align|width)\s*:[\w\s#.%-]*;?\s*)*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REACHES = re.compile(r"url\(|image|expression\(|var\(|\\", re.IGNORECASE)

# Attributes that name what is run, sent or fetched (HTML 4.8 to 4.10; SVG 2, 16.1).
_ACTIVE = frozenset(
    ("action", "background", "code", "codebase", "dynsrc", "formaction", "lowsrc", "ping", "srcdoc", "xlink:href")
)
_PROGRAMS = frozenset(("script", "base"))
_SHEETS = frozenset(("stylesheet", "import", "preload", "modulepreload", "prefetch", "prerender", "preconnect"))
# The elements that are told by themselves, without any attribute.
ASKED = _PROGRAMS | {"style", "meta", "link"}


def verdict(address: str) -> Code | None:
    """Give what is to be told of an address that a link leads to, None where it is harmless.

    S150: it could run a program, whatever blanks, entities or percent signs hide it. S228: no output follows it.
    """
    if _PLAIN.match(address):
        return None
    bare = _CONTROLS.sub("", html.unescape(unquote(address)))
    if bare.lower().startswith(_RUN):
        return Code.S150
    scheme = _SCHEME.match(bare)
    if bare.startswith("//"):
        return Code.S228
    return Code.S228 if scheme and scheme[1].lower() not in _SCHEMES and not _follows(address) else None


def _follows(address: str) -> bool:
    """Tell whether nh3 lets a link lead to an address, read as browsers read it (WHATWG URL, 4.4)."""
    return "href" in _LINK.clean(f'<a href="{html.escape(address)}">a</a>')


def tell_refused(reading: Reading, name: str, attributes: Mapping[str, str], text: str, place: Span) -> None:
    """Tell what of a tag, written as `text` at `place`, no output takes over because of what it could do."""
    if name in ASKED:
        code = _of_element(name, attributes)
        if code is not None:
            reading.tell(code, place, what=text)
    for attribute, code in _of_attributes(name, attributes):
        what = f'{attribute}="{attributes[attribute]}"' if attributes[attribute] else attribute
        reading.tell(code, _place(attribute, text, place), what=what)


def _of_element(name: str, attributes: Mapping[str, str]) -> Code | None:
    if name in _PROGRAMS or (name == "meta" and "http-equiv" in attributes):
        return Code.S221
    relation = attributes.get("rel", "").lower().split()
    return Code.S223 if name == "style" or not _SHEETS.isdisjoint(relation) else None


def _of_attributes(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, Code]]:
    for attribute, value in attributes.items():
        if attribute == "style":
            if _escapes(value):
                yield attribute, Code.S223
        elif (attribute.startswith("on") or attribute in _ACTIVE) and not _stays(name, attribute, value):
            yield attribute, Code.S222


def _escapes(style: str) -> bool:
    """Tell whether a style could leave its element, or fetch something: nh3 reads it as browsers do."""
    if _PLAIN_STYLE.fullmatch(style):
        return False
    style = _COMMENT.sub("", style).lower()
    wanted = [one for one in style.split(";") if one.strip()]
    kept = _STYLE.clean(f'<p style="{html.escape(style)}"></p>')
    inside = html.unescape(kept.partition('style="')[2].partition('"')[0])
    return bool(_REACHES.search(style)) or len([one for one in inside.split(";") if one.strip()]) < len(wanted)


def _stays(name: str, attribute: str, value: str) -> bool:
    return f"{attribute}=" in _ANY.clean(f'<{name} {attribute}="{html.escape(value)}">')


def _place(attribute: str, text: str, place: Span) -> Span:
    """Give the place of an attribute in its tag; that of the tag where it goes over several lines."""
    match = re.search(rf"[\s\"'/]({re.escape(attribute)})\s*=?", text, re.IGNORECASE)
    if match is None or place.line != place.end_line or place.end_column - place.column != len(text):
        return place
    return Span(place.file, place.line, place.column + match.start(1), place.line, place.column + match.end(1))
