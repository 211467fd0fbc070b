"""The letters that a page or a drawing of the report brings along: the two upright faces that it uses."""

from __future__ import annotations

from collections.abc import Set

from pipeline.emit.fonts import FACES, subset_woff2
from pipeline.emit.picture import data_uri


def face_rules(family: str, characters: Set[str], *, kerned: bool = True) -> str:
    """Give the @font-face rules of the regular and the semibold face, cut down to some characters."""
    rules = []
    for face in FACES:
        if face.style == "normal" and face.weight >= 400:
            source = data_uri("font/woff2", subset_woff2(face.file, sorted(characters), kerned=kerned))
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:normal;'
                f"font-display:swap;src:url({source}) format('woff2')}}"
            )
    return "".join(rules)
