"""The style sheet and the script of a site: the same for all of its pages, and from one text to the next."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from pipeline.emit.fonts import Face
from pipeline.emit.html.style import (
    LIGHT_FACES,
    TEXT_FACES,
    bare,
    compact,
    font_faces,
    lean,
    on_paper,
    stand_in,
    themes,
)
from pipeline.emit.look import Look

FACES = (*LIGHT_FACES, *TEXT_FACES)
_SHEETS = ("pieces", "screen", "site")
_SCRIPTS = ("screen.js", "site/site.js")


POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What a page of a site may do (Content Security Policy 3): obey and show what is of the site, nothing else; the
search is a program in WebAssembly."""


def font_address(face: Face) -> str:
    """Give the address of a font's file from the root of the site."""
    return f"assets/fonts/{face.file.removesuffix('.ttf').lower()}.woff2"


def _early(weight: int, style: str) -> str:
    return " ".join(
        font_address(face).removeprefix("assets/") for face in FACES if face.style == style and face.weight <= weight
    )


UPRIGHT = _early(600, "normal")
"""The fonts of any page, as `early.js` sends for them: their addresses, as seen from its own."""
SLANTED = _early(400, "italic")
"""The font of a page with words that are set apart."""


def style_and_script(look: Look) -> Mapping[str, bytes]:
    """Give the style sheet and the script by their addresses."""
    rules = font_faces(look, FACES, lambda face: font_address(face).removeprefix("assets/"), "optional")
    sheets = (compact(look.read(f"css/{name}.css")) for name in _SHEETS)
    style = "\n".join((*rules, lean("\n".join((themes(look), stand_in(look), *sheets, on_paper(look))))))
    script = bare("\n".join(look.read(name) for name in _SCRIPTS))
    early = bare(look.read("early.js"))
    return {"assets/site.css": style.encode(), "assets/early.js": early.encode(), "assets/site.js": script.encode()}


def version(data: bytes) -> str:
    """Give what stands behind the address of a shared file: it changes when the file does, and only then."""
    return f"?v={sha256(data).hexdigest()[:8]}"
