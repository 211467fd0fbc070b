"""The letters that a page or a drawing of the report brings along: the two upright faces that it uses."""

from __future__ import annotations

from collections.abc import Set
from functools import partial

from pipeline.emit.fonts import FACES, subset_woff2
from pipeline.emit.order import Store, remembered
from pipeline.emit.picture import data_uri


def face_rules(family: str, characters: Set[str], store: Store, *, kerned: bool = True) -> str:
    """Give the @font-face rules of the regular and the semibold face, cut down to some characters.

    `store` keeps the files as they were cut.
    """
    rules = []
    wanted = "".join(sorted(characters))
    for face in FACES:
        if face.style == "normal" and face.weight >= 400:
            key = f"woff2 {face.file} {kerned} {wanted}".encode("utf-8", "surrogatepass")
            cut = remembered(store, key, partial(subset_woff2, face.file, wanted, kerned=kerned))
            source = data_uri("font/woff2", cut)
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:normal;'
                f"font-display:swap;src:url({source}) format('woff2')}}"
            )
    return "".join(rules)
