"""The style sheet of a screen: tokens in light and dark, and the fonts cut down to what is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from pipeline.emit.fonts import FACES, Face, subset_woff2
from pipeline.emit.look import Look, color_variables, contrast_variables, font_stack, size_variables
from pipeline.emit.picture import data_uri, safe_picture, with_fonts

LIGHT_FACES = tuple(face for face in FACES if face.weight < 400)
"""What numerals are set in, and nothing else."""
TEXT_FACES = tuple(face for face in FACES if face not in LIGHT_FACES)
LABEL_FACES = tuple(face for face in TEXT_FACES if face.style == "normal")
NUMERALS = "0123456789.IVXLCDM "
BASIC = "".join(map(chr, range(0x20, 0x7F)))


def themes(look: Look) -> str:
    """Give the custom properties of both themes: what the reader's system asks for, until the page says otherwise."""
    light, dark = color_variables(look, "light"), color_variables(look, "dark")
    clear, deep = contrast_variables(look, "light"), contrast_variables(look, "dark")
    ground = f"--cover-ground:{look.tokens['cover']['ground']};"
    return (
        f":root{{color-scheme:light;{light}{size_variables(look)}{ground}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        f":root[data-theme=contrast]{{{clear}}}"
        f"@media (prefers-contrast:more){{:root{{{clear}}}:root[data-theme=dark]{{{deep}}}}}"
        f"@media (prefers-color-scheme:dark){{:root[data-theme=contrast]{{{deep}}}}}"
        "@media (prefers-color-scheme:dark) and (prefers-contrast:more)"
        f"{{:root:not([data-theme=light]){{{deep}}}}}"
    )


def on_paper(look: Look) -> str:
    """Give the rule by which a printed page is light."""
    light = color_variables(look, "light")
    return f"@media print{{:root,:root[data-theme],:root:not([data-theme=light]){{color-scheme:light;{light}}}}}"


def stand_in(look: Look) -> str:
    """Give the rules by which text stands where it will, before the fonts are there."""
    made = look.tokens["font"]["stand_in"]
    sources = ",".join(f'local("{name}")' for name in made["local"])
    sizes = "".join(f"{key.replace('_', '-')}:{made[key]}%;" for key in made if key != "local")
    stack = font_stack(look, "body").replace(", ", ',"stand-in",', 1)
    return f'@font-face{{font-family:"stand-in";src:{sources};{sizes}line-gap-override:0%}}:root{{--font-body:{stack}}}'


def cut(face: Face, characters: set[str], *, kerned: bool = True) -> bytes:
    """Give a face with the drawings of these characters only, in WOFF2."""
    return subset_woff2(face.file, sorted(characters), kerned=kerned)


def font_faces(
    look: Look, faces: Sequence[Face], address: Callable[[Face], str], display: Literal["swap", "optional"] = "swap"
) -> Iterator[str]:
    """Give the @font-face rule of each face.

    Args:
        look: names the family.
        faces: the faces.
        address: says where the file of a face is.
        display: what becomes of text whose font comes late: "swap" sets it again and its lines move, "optional" leaves
            it in the stand-in until the next page (CSS Fonts 4, 11.1).
    """
    family = look.tokens["font"]["body"]
    for face in faces:
        yield (
            f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:{face.style};'
            f"font-display:{display};src:url({address(face)}) format('woff2')}}"
        )


def fonts_inside(look: Look, faces: Sequence[Face], characters: set[str], *, kerned: bool = True) -> str:
    """Give the rules of some faces, each font inside its rule."""
    return "".join(font_faces(look, faces, lambda face: data_uri("font/woff2", cut(face, characters, kerned=kerned))))


def shown_picture(data: bytes, look: Look) -> tuple[str, bytes]:
    """Give a picture's media type and bytes as a screen may show it; a drawing has the letters of its labels inside.

    Raises:
        ValueError: the bytes are no picture that a handbook may hold, or one too large to be shown.
    """
    kind, safe = safe_picture(data)
    if kind != "image/svg+xml":
        return kind, safe
    return kind, with_fonts(safe, lambda labels: fonts_inside(look, LABEL_FACES, set(labels), kerned=False))


def compact(sheet: str) -> str:
    """Take comments and the white space between rules out of a style sheet."""
    told = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    tight = re.sub(r"\s*\n\s*", "\n", re.sub(r" *([{};]) *", r"\1", told)).replace(";}", "}")
    return re.sub(r"([{;]\n?[\w-]+): ", r"\1:", tight).strip()


def lean(sheet: str) -> str:
    """Give a style sheet without the custom properties that none of its rules asks for: those of print are many."""
    asked = set(re.findall(r"var\((--[\w-]+)", sheet))
    return re.sub(r"(--[\w-]+):[^;{}]*;?", lambda found: found[0] if found[1] in asked else "", sheet)


def bare(script: str) -> str:
    """Give a script without indents and lines that are nothing but a comment (none of its strings goes over a line)."""
    return re.sub(r"^\s*(?://.*\n)?", "", script, flags=re.MULTILINE)
