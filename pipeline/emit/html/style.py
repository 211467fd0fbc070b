"""The style sheet of a screen: tokens in light and dark, and the fonts cut down to what is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.emit.fonts import FACES, Face, subset_woff2
from pipeline.emit.look import Look, color_variables, size_variables

LIGHT_FACES = tuple(face for face in FACES if face.weight < 400)
"""What numerals are set in, and nothing else."""
TEXT_FACES = tuple(face for face in FACES if face not in LIGHT_FACES)
LABEL_FACES = tuple(face for face in TEXT_FACES if face.style == "normal")
NUMERALS = "0123456789.IVXLCDM "
BASIC = "".join(map(chr, range(0x20, 0x7F)))


def themes(look: Look) -> str:
    """Give the custom properties of both themes: what the reader's system asks for, until the page says otherwise."""
    light, dark = color_variables(look, "light"), color_variables(look, "dark")
    return (
        f":root{{color-scheme:light;{light}{size_variables(look)}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
    )


def on_paper(look: Look) -> str:
    """Give the rule by which a printed page is light."""
    return f"@media print{{:root,:root[data-theme=dark]{{color-scheme:light;{color_variables(look, 'light')}}}}}"


def cut(face: Face, characters: set[str], *, kerned: bool = True) -> bytes:
    """Give a face with the drawings of these characters only, in WOFF2."""
    return subset_woff2(face.file, sorted(characters), kerned=kerned)


def font_faces(look: Look, faces: Sequence[Face], address: Callable[[Face], str]) -> Iterator[str]:
    """Give the @font-face rule of each face; `address` says where its file is."""
    family = look.tokens["font"]["body"]
    for face in faces:
        yield (
            f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:{face.style};'
            f"font-display:swap;src:url({address(face)}) format('woff2')}}"
        )


def compact(sheet: str) -> str:
    """Take comments and the white space between rules out of a style sheet."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()
