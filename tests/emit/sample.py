"""A small handbook made by hand, with every node type of the model and the traps that emitters know.

`sample_book()` is the draft as the markers stage leaves it; `sample_picture` serves its pictures;
`sample_order` puts both into an order. The words are ours and mean something, so that the pages can be
looked at.
"""

from __future__ import annotations

import struct
import zlib
from datetime import date

from pipeline.diagnostics import Report
from pipeline.emit.look import look
from pipeline.emit.order import Edition, Order
from pipeline.messages import speaker
from pipeline.model import Handbook, Identity, Link, Marker, Part
from tests.emit.sample_make import at, t
from tests.emit.sample_pages import article, empty_page, every_block, every_inline, hostile_page, introduction
from tests.emit.sample_pieces import indexes_page, pieces_page, technical_page
from tests.emit.sample_sheets import job_sheet_page, matrices

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240">
<title>Trois étapes</title>
<rect width="640" height="240" fill="#ffffff"/>
<g font-family="Source Sans Pro, sans-serif" font-size="22" text-anchor="middle" fill="#1c2333">
<path d="M180 110h80M380 110h80" stroke="#9fc1c9" stroke-width="6"/>
<circle cx="120" cy="110" r="58" fill="#e6eef0"/><text x="120" y="117">Observer</text>
<circle cx="320" cy="110" r="58" fill="#cfe0e4"/><text x="320" y="117">Décider</text>
<circle cx="520" cy="110" r="58" fill="#9fc1c9"/><text x="520" y="117">Livrer</text>
</g></svg>
"""


def _png(width: int, height: int) -> bytes:
    """Draw a soft gradient as a PNG (PNG specification, section 5), the same bytes each time."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += bytes((15 + 60 * x // width, 76 + 90 * y // height, 92 + 70 * x // width))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def sample_picture(path: str) -> bytes:
    """Give the bytes of a picture of the sample.

    Raises:
        FileNotFoundError: the sample has no such picture.
    """
    if path == "images/etapes.svg":
        return DRAWING.encode()
    if path in ("images/atelier.png", "images/bouton.png"):
        return _png(*((480, 270) if "atelier" in path else (24, 24)))
    raise FileNotFoundError(path)


def sample_markers() -> tuple[Marker, ...]:
    """Give the markers that the sample's `Marked` nodes are numbered after."""
    return (
        Marker(
            1,
            "enrich",
            "sure",
            at(12, "blocs.md"),
            "[ENRICHIR]",
            "Donner un exemple vécu dans un service.",
            ("Toutes les pièces d’une page", "Les encadrés"),
            "blocs",
            "f1",
            "camille.martin",
        ),
        Marker(
            2,
            "question",
            "suspected",
            at(40, "blocs.md"),
            "Autres avantages ?",
            "Autres avantages ?",
            ("Toutes les pièces d’une page", "Les listes"),
            "blocs",
            "f2",
        ),
        Marker(
            3,
            "blank",
            "blank",
            at(3, "equipe/tableaux.md"),
            "[NOM DU SERVICE]",
            "Nom du service qui porte le produit",
            ("Qui fait quoi",),
            "equipe-tableaux",
            "f3",
        ),
        Marker(
            4,
            "empty",
            "sure",
            at(1, "vide.md"),
            "(vide)",
            "Le budget (vide)",
            ("Le budget (vide)",),
            "vide",
            "f4",
        ),
    )


def sample_book() -> Handbook:
    """Give the handbook: an introduction without a part, then two parts, one with nested pages."""
    return Handbook(
        identity=Identity(
            title="Travailler en mode produit",
            language="fr",
            subtitle="Repères & pratiques pour les équipes « métier » et numérique",
            authors=("Camille Martin", "Dominique Petit"),
            organisation="Direction des services aux usagers",
            version="1.2",
            date="2026-03-02",
        ),
        parts=(
            Part("sans-partie", (), (introduction(),)),
            Part("partie-pages", t("Écrire une page"), (every_inline(), every_block(), hostile_page())),
            Part(
                "partie-equipe",
                t("L’équipe et ses rôles"),
                (matrices(), job_sheet_page(), article(), empty_page()),
            ),
            Part(
                "partie-pieces",
                t("Les pièces et les index"),
                (pieces_page(), technical_page(), indexes_page()),
                (
                    Link("https://www.example.org/forum", t("Le forum des équipes"), at()),
                    Link("https://www.example.org/", (), at()),
                ),
            ),
        ),
        markers=sample_markers(),
    )


def sample_order(edition: Edition = "draft", report: Report = lambda _found: None) -> Order:
    """Give the sample as an order in French, in our own look, built on a fixed day."""
    return Order(
        handbook=sample_book(),
        edition=edition,
        look=look(),
        picture=sample_picture,
        say=speaker("fr"),
        report=report,
        built=date(2026, 3, 14),
    )
