"""Sites of a few pages for tests: written as sources, read and emitted as a build does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lxml import html

from pipeline.build.stages import Opened, whole_book
from pipeline.config import CONFIG_FILE, read_config
from pipeline.diagnostics import Diagnostic
from pipeline.emit import EMITTERS
from pipeline.emit.look import look
from pipeline.emit.order import Files, Order
from pipeline.messages import speaker
from tests.cases import folder_of

Sources = Mapping[str, str | bytes]

GARDEN: Sources = {
    "SUMMARY.md": (
        "# Table\n\n* [L’équipe](equipe/README.md)\n  * [Les rôles](equipe/roles.md)\n* [Le matériel](materiel.md)\n"
    ),
    "equipe/README.md": "# L’équipe\n\nElle arrose les semis. Voir [les outils](../materiel.md#outils).\n",
    "equipe/roles.md": "# Les rôles\n\nUne jardinière et un maraîcher, voir [l’équipe](README.md).\n",
    "materiel.md": "# Le matériel\n\n## Outils\n\nLes bêches et la serfouette, à [ranger](#outils).\n",
}


def site_order(sources: Sources = GARDEN, told: list[Diagnostic] | None = None) -> Order:
    """Give the order for a book of these sources; what is found goes into `told`."""
    folder = folder_of(sources)
    report = (told if told is not None else []).append
    settings = folder.read(CONFIG_FILE) if CONFIG_FILE in folder.files else None
    config = read_config(settings, report)
    book = whole_book(Opened(folder, config), report)
    day = date(2026, 1, 31)
    return Order(book, config.edition, look(), folder.read, speaker(config.language), report, day)


def site_files(order: Order) -> Files:
    """Give the files of a site by their paths in it."""
    return {name.removeprefix("site/"): data for name, data in EMITTERS["site"](order).items()}


def page_of(files: Files, address: str) -> html.HtmlElement:
    """Give the tree of a page."""
    return html.document_fromstring(files[address].decode())
