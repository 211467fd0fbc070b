"""What holds for every handbook: each marker is found once, cuts exactly its words, and keeps its identity."""

from __future__ import annotations

from collections import Counter
from typing import get_args, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest import text_of
from pipeline.markers import KINDS, recognise
from pipeline.markers.wrap import Holder
from pipeline.model import Button, Handbook, Inline, Inlines, Marked
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.source import cut
from tests.cases import folder_of
from tests.markers.reading import cleaned, recognised
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
