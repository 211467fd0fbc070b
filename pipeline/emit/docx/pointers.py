"""Drawing what points away from the text: another page, another site, a file."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

from pipeline.emit.docx.ast import Nodes, code, image, line_break, link, para, span, tab, words, wrapped
from pipeline.emit.docx.inline import inlines, safe, spot_marked
from pipeline.emit.docx.places import at_the_end, target_of
from pipeline.emit.docx.scene import Scene, is_roomy
from pipeline.emit.qr import qr_png
from pipeline.emit.words import size_words
from pipeline.model import Attachment, ContentReference, Embed

_QR_SIDE = 42.5  # points: 15 mm, what a phone reads well at arm's length


def reference(node: ContentReference, scene: Scene) -> Nodes:
    """Draw a pointer to another page: its title as a link, its page, its description below."""
    title, description = spot_marked(inlines(node.link, scene), node.span, scene), inlines(node.description, scene)
    if not is_roomy(scene):
        parted = words(" – ") if title and description else []
        line = [*title, *parted, *description]
        return [para(scene.frame.text, line)] if line else []
    arrow = span(words("→ "), "Pointer")
    style = "Reference Title" if description else "Reference Line"
    drawn = [para(style, [arrow, *title, *at_the_end(target_of(node.link), scene)])] if title else []
    return [*drawn, *([para("Reference Text", description)] if description else [])]


def embed(node: Embed, scene: Scene) -> Nodes:
    """Draw something from another site: the author's words or the site's name, its address, its QR code beside."""
    host, caption = _host(node.address), inlines(node.caption, scene)
    linked = safe(node.address) and not scene.bare
    shown = [link(words(node.address), node.address)] if linked else [code(node.address)]
    if not is_roomy(scene):
        return [para(scene.frame.text, [*caption, *(words(" – ") if caption else []), *shown])]
    title = caption or words(scene.say("To be seen on {site}", site=host) if host else scene.say("To be seen online"))
    where: Nodes = [*words(host), line_break()] if caption and host else []
    return [
        *(_qr(node.address, host, scene) if linked else []),
        para("Embed", title),
        para("Embed Address", [*where, *shown]),
    ]


def _host(address: str) -> str:
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _qr(address: str, host: str, scene: Scene) -> Nodes:
    """Draw the QR code of an address in the outer column."""
    data = qr_png(address.strip(), scene.look.tokens["color"]["light"]["ink"])
    if not data:
        return []
    name = f"{sha256(data).hexdigest()[:24]}.png"
    scene.progress.drawn[name] = data
    alt = scene.say("QR code of {address}", address=host or address)
    return [para("Beside Picture", [image(name, alt, _QR_SIDE, _QR_SIDE)])]


def attachment(node: Attachment, scene: Scene) -> Nodes:
    """Draw a file to take along: its name, its kind and size, and the author's words on it."""
    name = [link(words(node.name), node.source)] if safe(node.source) and not scene.bare else words(node.name)
    is_missing = not node.asset and not safe(node.source)
    facts = [scene.say("missing file") if is_missing else scene.say("file")]
    if node.size:
        facts.append(size_words(node.size, scene.language, scene.say))
    said = span(words(", ".join(facts)), "Kind")
    caption = inlines(node.caption, scene)
    line = spot_marked([wrapped("Strong", name)] if name else [], node.span, scene)
    if not is_roomy(scene):
        parted = words(" – ") if caption else []
        return [para(scene.frame.text, [*line, *words(" ("), said, *words(")"), *parted, *caption])]
    below: Nodes = [line_break(), *caption] if caption else []
    return [para("Attachment", [*line, tab(), said, *below])]
