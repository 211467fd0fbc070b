"""The font table: which fonts the file names, what stands in for them, and our own inside the file.

A reader without Source Sans Pro still sees the handbook's own face, because the font travels with the document
(ISO/IEC 29500-1, 17.8.1; the font's licence allows it). Where a program ignores that, the named substitute is used.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from pipeline.emit.docx.package import part_named
from pipeline.emit.fonts import font_bytes

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_OWN = "Source Sans Pro"
# Present where Word or LibreOffice is (there as Carlito, of the same widths), and the nearest in width: a letter of
# French takes 0.404 em on the average, of ours 0.414, of Arial 0.440. What is narrower never breaks lines anew.
_SUBSTITUTE = "Calibri"
_FACES = (
    (_OWN, "embedRegular", "SourceSansPro-Regular.ttf"),
    (_OWN, "embedBold", "SourceSansPro-Bold.ttf"),
    (_OWN, "embedItalic", "SourceSansPro-It.ttf"),
    (_OWN, "embedBoldItalic", "SourceSansPro-BoldIt.ttf"),
    (f"{_OWN} Light", "embedRegular", "SourceSansPro-Light.ttf"),
)


def font_table(tokens: dict[str, Any], keys: dict[str, tuple[str, str]] | None = None) -> str:
    """Give `word/fontTable.xml`; `keys` says for each font file its relationship and key, where fonts are inside."""
    body, code = tokens["font"]["body"], tokens["font"]["code"]
    entries = [
        _font(body, _SUBSTITUTE, "swiss", "variable", keys),
        _font(f"{body} Light", "Calibri Light", "swiss", "variable", keys),
        _font(code, "Consolas", "modern", "fixed", keys),
        _font("Segoe UI Emoji", tokens["font"]["emoji"], "swiss", "variable", keys),
    ]
    return f'<w:fonts xmlns:w="{_W}" xmlns:r="{_R}">{"".join(entries)}</w:fonts>'


def _font(name: str, other: str, family: str, pitch: str, keys: dict[str, tuple[str, str]] | None) -> str:
    inside = "".join(
        f'<w:{tag} r:id="{keys[file][0]}" w:fontKey="{keys[file][1]}"/>'
        for owner, tag, file in _FACES
        if keys and owner == name
    )
    return (
        f'<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/>{inside}</w:font>'
    )


def embed_fonts(document: Document, tokens: dict[str, Any]) -> bool:
    """Put our font into a document, if it is the one that the tokens name; tell whether it was."""
    if tokens["font"]["body"] != _OWN:
        return False
    table = part_named(document, "/word/fontTable.xml")
    keys: dict[str, tuple[str, str]] = {}
    for place, (_owner, _tag, file) in enumerate(_FACES, start=1):
        data = font_bytes(file)
        key = sha256(file.encode()).hexdigest()[:32].upper()
        name = PackURI(f"/word/fonts/font{place}.odttf")
        part = Part(name, _FONT_TYPE, _obfuscated(data, key), document.part.package)
        keys[file] = (table.relate_to(part, f"{_R}/font"), _braced(key))
    table._blob = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + font_table(tokens, keys)).encode()
    return True


def _braced(key: str) -> str:
    """Give 32 hexadecimal digits as a GUID."""
    parts = (key[:8], key[8:12], key[12:16], key[16:20], key[20:])
    return "{" + "-".join(parts) + "}"


def _obfuscated(data: bytes, key: str) -> bytes:
    """Mix the key into the first 32 bytes, from its last byte to its first (ISO/IEC 29500-1, 17.8.1)."""
    mask = bytes.fromhex(key)[::-1]
    head = bytes(byte ^ mask[place % 16] for place, byte in enumerate(data[:32]))
    return head + data[32:]
