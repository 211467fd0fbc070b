"""What holds for every handbook: each marker is found once, cuts exactly its words, and keeps its identity."""

from __future__ import annotations

from collections import Counter
from typing import get_args, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest import text_of
from pipeline.markers import KINDS, recognise
from pipeline.markers.wrap import Holder
from pipeline.model import Button, Handbook, Inline, Inlines, Marked, MarkerLevel
from pipeline.model.coding import decode, encode
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.normalise import Context, normalise
from pipeline.source import cut
from tests.cases import folder_of
from tests.effort import effort
from tests.markers.reading import cleaned, ignore, recognised
from tests.strategies import handbooks

WORDS = (
    *("été", "l'équipe", "produit", "vision", "mesurer", "(douze)", "a", "à", "usagers", "«\u00a0oui\u00a0»"),
    *(
        "&amp;",
        "&#x20;",
        "\\_souligné\\_",
        "\\*",
        "**gras**",
        "_faible_",
        "`code TODO`",
        "[lien](https://exemple.fr/TODO)",
    ),
)
AMID = (
    "\\[ENRICHIR]",
    "\\[À COMPLÉTER\\]",
    "\\[insérer le lien]",
    "TODO",
    "TODO(lea)",
    "FIXME",
    "TBD",
    "(à venir)",
    "🚧",
)
ALONE = ("À compléter", "À rédiger", "Bientôt", "\\[COMMENT faire]", "\\[À VALIDER]", "Schéma à venir", "(vide)")
FRAMES = ("{}", "* {}", "> {}", "1. {}", '{{% hint style="info" %}}\n{}\n{{% endhint %}}', "* un\n  * {}")

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@st.composite
def marked_paragraphs(draw: st.DrawFn) -> tuple[str, str]:
    """Give a marker and a block of Markdown that holds it once."""
    if draw(st.booleans()):
        marker = draw(st.sampled_from(ALONE))
        line = marker
    else:
        marker = draw(st.sampled_from(AMID))
        strong = draw(st.booleans()) and marker.startswith("\\[")
        line = f"Le {draw(sentences)} {f'**{marker}**' if strong else marker} {draw(sentences)}"
    return marker, draw(st.sampled_from(FRAMES)).format(line)


pages = st.lists(
    st.one_of(marked_paragraphs(), sentences.map(lambda words: ("", f"Le {words}."))), min_size=1, max_size=6
)


def source_of(blocks: list[tuple[str, str]]) -> str:
    return "# Titre\n\n" + "\n\nUn paragraphe.\n\n".join(block for _, block in blocks) + "\n"


def numbers_wrapped(book: Handbook) -> Counter[int]:
    return Counter(node.number for node in walk(book) if isinstance(node, Marked))


@given(pages)
@settings(max_examples=150, deadline=None)
def test_each_marker_is_reported_once_and_its_place_cuts_exactly_its_words(blocks: list[tuple[str, str]]):
    source = source_of(blocks)
    book = recognised({"page.md": source})
    assert [marker.text for marker in book.markers] == [marker for marker, _ in blocks if marker]
    assert all(cut(source, marker.span) == marker.text for marker in book.markers)
    assert [marker.number for marker in book.markers] == list(range(1, len(book.markers) + 1))
    assert numbers_wrapped(book) == Counter(marker.number for marker in book.markers)


@given(pages)
@settings(max_examples=60, deadline=None)
def test_recognising_twice_is_recognising_once(blocks: list[tuple[str, str]]):
    sources = {"page.md": source_of(blocks)}
    folder = folder_of(sources)
    once = recognised(sources)
    assert recognise(once, lambda file: text_of(folder, file)) == once


@given(pages, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_moving_paragraphs_and_renaming_the_file_keep_every_fingerprint(blocks: list[tuple[str, str]], random):
    before = recognised({"page.md": source_of(blocks)})
    moved = [*blocks, ("", "Un autre paragraphe.")]
    random.shuffle(moved)
    after = recognised({"autre.md": source_of(moved)})
    assert sorted(m.fingerprint for m in before.markers) == sorted(m.fingerprint for m in after.markers)


def test_fingerprints_differ_and_hold_when_a_heading_is_finished():
    text = "# Titre (vide)\n\n## A \\[À COMPLÉTER]\n\nTODO\n\nTODO\n\n## B\n\nTODO\n"
    before = recognised({"page.md": text}).markers
    assert len({marker.fingerprint for marker in before}) == len(before)
    after = recognised({"page.md": text.replace(" (vide)", "").replace(" \\[À COMPLÉTER]", "")}).markers
    assert [m.fingerprint for m in after] == [m.fingerprint for m in before if m.kind == "todo"]


def test_the_words_of_the_book_stay_the_same():
    text = "# Titre\n\n"
    text += "\\[À COMPLÉTER avec **les [chiffres](https://exemple.fr)** et `code`] Le **\\[budget** TODO] suite\n"
    book = recognised({"page.md": text})
    page = book.parts[0].chapters[0]
    words = "".join(plain(getattr(block, "children", ())) for block in page.blocks)
    assert words == "[À COMPLÉTER avec les chiffres et code] Le [budget TODO] suite"


def test_every_inline_that_holds_inlines_can_be_marked_inside():
    """One that is missing loses its words as soon as a marker stands in it."""
    holders = {one for one in get_args(Inline) if get_type_hints(one).get("children") == Inlines}
    assert holders <= set(get_args(Holder))


def test_a_marker_in_a_button_stays_in_it():
    book = recognised({"page.md": '# Titre\n\n<a href="https://exemple.fr" class="button primary">Lire TODO ici</a>\n'})
    assert len(book.markers) == 1
    assert set(numbers_wrapped(book)) == {1}
    (button,) = (node for node in walk(book) if isinstance(node, Button))
    assert plain((button,)) == "Lire TODO ici"


@given(handbooks())
@settings(max_examples=60, deadline=None)
def test_any_handbook_can_be_searched(book: Handbook):
    once = recognise(book)
    assert recognise(once) == once
    assert [marker.number for marker in once.markers] == list(range(1, len(once.markers) + 1))
    assert set(numbers_wrapped(once)) <= {marker.number for marker in once.markers}


def test_only_the_kinds_asked_for_are_looked_for():
    sources = {"page.md": "# Titre (vide)\n\nTODO\n\n![Plan](plan.png)\n", "vide.md": "# Vide\n"}
    book = cleaned(sources)
    assert [marker.kind for marker in recognise(book).markers] == ["empty", "todo", "missing-image", "empty-page"]
    some = tuple(kind for kind in KINDS if kind.name in ("todo", "empty-page"))
    assert [marker.kind for marker in recognise(book, kinds=some).markers] == ["todo", "empty-page"]
    assert recognise(book, kinds=()).markers == ()


BRACKETED = ("\\[ENRICHIR{}] le plan", "\\[à compléter{}] le plan", "(à venir{}) le plan", "\\[TODO{}] le plan")
CARRIED = (
    *(" @lea", ", @sam.diallo", " avant le 2026-12-31", " pour le 31/12/2026", " d'ici le 1er mars 2027"),
    *(", urgent", " — priorité basse", " P1", " !"),
)


@given(st.sampled_from(BRACKETED), st.lists(st.sampled_from(CARRIED[:-1]), max_size=3), st.sampled_from(("", " !")))
@settings(max_examples=120, deadline=None)
def test_what_a_marker_carries_is_none_of_its_identity(marker: str, carried: list[str], shout: str):
    source = f"# Titre\n\n{marker.format(''.join(carried) + shout)}\n"
    (one,) = recognised({"page.md": source}).markers
    (bare,) = recognised({"page.md": f"# Titre\n\n{marker.format('')}\n"}).markers
    assert (one.kind, one.level, one.fingerprint) == (bare.kind, bare.level, bare.fingerprint)
    assert cut(source, one.span) == one.text
    names = [name.strip(", @") for name in carried if "@" in name]
    assert one.owner == (names[0] if names else "")
    assert bool(one.due) == any(digit in text for text in carried for digit in ("2026", "2027"))
    assert bool(one.priority) == bool(shout or {", urgent", " — priorité basse", " P1"} & set(carried))


def test_a_date_right_after_a_marker_is_none_of_its_identity_nor_of_what_stands_below():
    before = recognised({"page.md": "# Titre\n\n## Plan \\[ENRICHIR]\n\nTODO : relire\n"}).markers
    text = "# Titre\n\n## Plan \\[ENRICHIR] (avant le 2026-12-31)\n\nTODO 2026-12-31 : relire\n"
    after = recognised({"page.md": text}).markers
    assert [marker.fingerprint for marker in after] == [marker.fingerprint for marker in before]
    assert [marker.due for marker in after] == ["2026-12-31", "2026-12-31"]
    assert [marker.due for marker in before] == ["", ""]


@given(pages, st.integers(min_value=0, max_value=5))
@settings(max_examples=80, deadline=None)
def test_suppressing_a_marker_changes_nothing_for_the_others(blocks: list[tuple[str, str]], which: int):
    order = "<!-- handbook: ignorer — un exemple -->\n"
    vouched = [(marker, order + block if at == which else block) for at, (marker, block) in enumerate(blocks)]
    before, after = recognised({"page.md": source_of(blocks)}), recognised({"page.md": source_of(vouched)})
    suppressed = [one.marker.fingerprint for one in after.suppressed]
    left = [marker.fingerprint for marker in before.markers if marker.fingerprint not in suppressed]
    assert [marker.fingerprint for marker in after.markers] == left
    assert suppressed == [m.fingerprint for m in before.markers if m.fingerprint in suppressed]
    assert [marker for marker, _ in blocks[which : which + 1] if marker] == [
        one.marker.text for one in after.suppressed
    ]
    assert [marker.number for marker in after.markers] == list(range(1, len(after.markers) + 1))
    assert numbers_wrapped(after) == Counter(marker.number for marker in after.markers)


EVERYTHING = """# Titre

Voir [la **suite**](perdue.md) et [](rien.md) avant TODO(lea) 2026-12-31 : relire.

<!-- handbook: ignorer dead-link, todo — un exemple -->
Voir [la fin](perdue.md) TODO.

<!-- handbook: ignorer -->
\\[ENRICHIR !]

## Vide
"""


def test_what_the_stages_note_is_kept_by_all_of_them():
    sources = {"page.md": EVERYTHING}
    once = cleaned(sources)
    assert len(once.dead_links) == 3
    assert len(once.suppressions) == 2
    assert normalise(once, Context(ignore, frozenset(sources))) == once
    book = recognised(sources)
    assert recognise(book, lambda _file: EVERYTHING) == book
    assert decode(encode(book)) == book
    assert [one.marker.kind for one in book.suppressed] == ["dead-link", "todo"]
    assert [one.kind for one in book.markers] == ["dead-link", "dead-link", "todo", "enrich", "empty-section"]
    words = [cut(EVERYTHING, marker.span) for marker in book.markers]
    assert words == ["la **suite", "[](rien.md)", "TODO(lea)", "\\[ENRICHIR !]", "## Vide"]


def test_a_kind_s_level_is_that_of_its_places_without_words_too():
    wanted: MarkerLevel = "sure"
    kinds = tuple(kind._replace(level=wanted) if kind.name == "empty-section" else kind for kind in KINDS)
    (marker,) = recognise(cleaned({"page.md": "# Titre\n\n## Vide\n"}), kinds=kinds).markers
    assert (marker.kind, marker.level) == ("empty-section", "sure")


def test_the_headings_above_many_markers_are_searched_once() -> None:
    def work(count: int) -> int:
        book = cleaned({"page.md": f"# {'[À COMPLÉTER] ' * count}\n\n" + "[ENRICHIR] ceci\n\n" * count})
        return effort(lambda: recognise(book))

    work(1)  # what is made once and kept
    assert work(80) < 3 * work(40)
