"""What was seen on printed pages and put right: heads, titles, ends of lists, addresses, widths of columns."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from pipeline.emit.balance import balanced
from pipeline.emit.fonts import widths
from pipeline.emit.html.chapter import running_heads
from pipeline.emit.html.keeps import ends
from pipeline.emit.html.long_words import with_long_words
from pipeline.emit.look import look
from pipeline.emit.measure import Entry, Measured
from pipeline.emit.pdf.book import style_sheet
from pipeline.emit.shares import heights, laid, shared
from pipeline.model import ListItem
from tests.emit.sample_make import at, p


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("🚀 Lancer un service", "Lancer un service"),
        ("Abandon 🔚", "Abandon"),
        ("✍️Contribuer", "Contribuer"),
        ("[Essai] Le quai n° 3", "[Essai] Le quai n° 3"),
        ("① Écouter", "① Écouter"),
        ("👀", "👀"),
    ],
)
def test_running_heads_leave_out_emoji_at_the_ends(title: str, said: str) -> None:
    assert running_heads(title, title) == {"data_part": said, "data_chapter": said}


def _items(*texts: str) -> tuple[ListItem, ...]:
    return tuple(ListItem((p(text),), at()) for text in texts)


def test_only_single_lines_at_the_ends_of_a_list_are_kept_with_the_next() -> None:
    short, long = "Un quai", "Un quai " * 20
    assert [ends(_items(short, short, short), place) for place in range(3)] == ["opens", "", "closes"]
    assert [ends(_items(long, short, long), place) for place in range(3)] == ["", "", ""]
    assert ends(_items(short), 0) == ""


def test_an_address_of_mail_takes_no_hyphen() -> None:
    drawn = with_long_words("Écrivez à accueil.usagers@rivieres.example avant midi.", Markup.escape)
    assert '<span class="endless">accueil.usagers@rivieres.example</span> avant' in drawn


def test_a_space_that_holds_words_together_breaks_no_title() -> None:
    measure = widths(600).of
    title = "Une vision\u00a0: la mesure\u00a0!"
    room = measure("Une vision\u00a0: la") + 0.1
    assert balanced(title, room) >= measure("mesure\u00a0!")
    assert balanced("vision\u00a0: mesure\u00a0!", 40.0) == 40.0


def test_width_goes_to_the_column_that_makes_the_rows_high() -> None:
    lines = ("parcours complet", "maquette dessinée", "démonstrateur ouvert", "code relu", "règles écrites")
    words = "Comprendre ce que les usagers attendent, avant de s’engager davantage."
    body = [[Entry((words,)), Entry(lines)] for _ in range(3)]
    own = laid(Measured([[Entry(("Objectif",)), Entry(("Livrables",))]], body))
    free = 40.0
    by_cells, by_rows = shared(own.columns, free), shared(own.columns, free, own.rows)
    total = [sum(heights(own.rows, dict(enumerate(one)), free)) for one in (by_cells, by_rows)]
    assert total[1] <= total[0]
    assert sum(by_rows) == pytest.approx(1, abs=0.001)


def test_rows_that_lead_elsewhere_may_end_a_page() -> None:
    """Their class `leads` is that of paragraphs that announce something, which may not."""
    assert not re.search(r"(?<!p)\.leads\b[^{}]*\{[^}]*break-after", style_sheet(look()))
