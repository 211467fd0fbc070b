"""Any small handbook, for property tests: `handbooks()` gives one as the passes leave it, `written()` as ingest does.

The values come from the annotations of the model's types, so a new type of node is generated without a word here.
`FIELDS` says what an annotation can't; `agreement` then makes ids, places, markers and the widths of tables agree.
"""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import (
    Abbreviation,
    Address,
    ApiOperation,
    Attachment,
    Block,
    Blocks,
    BulletList,
    Button,
    Callout,
    Cards,
    Cell,
    CodeBlock,
    Columns,
    ContentReference,
    CrossReference,
    Definition,
    DefinitionList,
    Details,
    Embed,
    Figure,
    Footnote,
    FootnoteReference,
    Gallery,
    Handbook,
    Heading,
    Icon,
    Identity,
    Image,
    Index,
    IndexEntry,
    IndexGroup,
    Inline,
    Inlines,
    JobSheet,
    Link,
    Marked,
    Marker,
    Math,
    MathBlock,
    Mention,
    OrderedList,
    Page,
    PageKind,
    Paragraph,
    Part,
    Record,
    Responsibility,
    ResponsibilityMatrix,
    RomeCode,
    Row,
    SkillsMatrix,
    Steps,
    Tab,
    Table,
    Tabs,
    Term,
    Text,
    Training,
    Update,
    Updates,
)
from pipeline.source import Span
from tests.agreement import finished, markers

Strategy = st.SearchStrategy[Any]
Node = TypeVar("Node", bound=Struct)

# Every file that a picture or a link of a generated handbook names.
FILES = ("images/plan.png", "annexes/plan.pdf")

_DEPTH = 2
_NOWHERE = Span("", 1, 1, 1, 1)
_LETTERS = "abcdeéèêàçôœABÉ 0123456789.,;:!?'’«»…-–_*[](){}<>&|#\\/\"`~$%@+=\u00a0\u202f"
_EMOJI = ("🙆\u200d♂️", "📋", "🤝", "👀", "🔒", "✅", "1️⃣", "🇫🇷", "👩🏽\u200d💻")
_SAID = (
    *("Incarner la vision", "l’équipe produit", "Dé-risquer les services publics numériques", "(vide)", "1. Définir"),
    *("Responsable", "Co-responsable (porte le produit)", "Participe", "Axe", "Sous-axe", "Niv 1", "Niveau 2", " "),
)
_WORDS = st.one_of(
    st.sampled_from(_SAID),
    st.lists(st.sampled_from([*_LETTERS, *_EMOJI]), min_size=1, max_size=8).map("".join),
)
# What only ingest leaves: joiners lost, links still to resolve.
_DAMAGED = st.one_of(_WORDS, st.sampled_from(("🙆♂️ Responsable", "🕵️♀️", "Compétence ", "\u200b", "🤝 Participe")))
_OUTSIDE = ("https://exemple.gouv.fr/une-page?a=1&b=é", "mailto:equipe@exemple.gouv.fr", "https://exemple.fr/(x)")
_INSIDE = (
    *(
        "page-1.md",
        "../dossier-1/page-2.md#t1",
        "#responsable",
        "dossier-0/",
        "broken-reference",
        "",
        "annexes/plan.pdf",
    ),
    *("../annexes/plan.pdf", "/broken/pages/abc", "page%201.md", "PAGE-1.MD", "#id-1.-definir"),
)
_ALONE = (Link, CrossReference, Mention, FootnoteReference, Marked)  # what a link does not hold
_IN_TITLES = (FootnoteReference, Marked)  # what the title of a page or part does not hold

_RECOGNISED = (Abbreviation, Term)  # what no author writes

_OR_NONE = st.just("")
_PICTURE = st.sampled_from(("", "images/plan.png"))
_DATE = st.sampled_from(("", "2024-02-29"))
FIELDS: dict[tuple[type[Struct], str], Strategy] = {
    (Text, "widths"): st.sampled_from(((), (), ((0, 2),))),  # an escaped first character
    (Heading, "level"): st.integers(2, 6),
    (Heading, "anchor"): _OR_NONE,
    (Term, "anchor"): st.just(""),  # unique in a book: tests/normalise/test_terms.py has them
    (OrderedList, "start"): st.integers(0, 12),
    (CodeBlock, "text"): st.lists(_WORDS, max_size=3).map("\n".join),
    (CodeBlock, "language"): st.sampled_from(("", "python", "inconnu")),
    (CodeBlock, "title"): st.one_of(_OR_NONE, _WORDS),
    (Callout, "icon"): st.sampled_from(("", "bell")),
    (Cell, "columns"): st.just(1),
    (Cell, "rows"): st.just(1),
    (Figure, "source"): st.just("images/plan.png"),
    (Figure, "asset"): _PICTURE,
    (Image, "source"): st.just("images/plan.png"),
    (Image, "asset"): _PICTURE,
    (Image, "title"): st.one_of(_OR_NONE, _WORDS),
    (CodeBlock, "strong"): st.just(()),
    (Figure, "width"): st.sampled_from(("", "300", "50%")),
    (Figure, "dark"): _OR_NONE,
    (Image, "width"): st.sampled_from(("", "80", "25%")),
    (Image, "dark"): _OR_NONE,
    (Math, "text"): st.sampled_from(("x_i^2", "\\frac{1}{2} \\geq y", "\\inconnu{", "a")),
    (MathBlock, "text"): st.sampled_from(("\\sum_{i=1}^n i", "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}", "}")),
    (Icon, "name"): st.sampled_from(("bell", "inconnu")),
    (Button, "icon"): st.sampled_from(("", "bell")),
    (Embed, "address"): st.sampled_from(_OUTSIDE),
    (Attachment, "source"): st.just("annexes/plan.pdf"),
    (Attachment, "asset"): st.sampled_from(("", "annexes/plan.pdf")),
    (Update, "date"): st.sampled_from(("2026-01-31", "printemps 2026")),
    (ApiOperation, "method"): st.sampled_from(("get", "post", "")),
    (ApiOperation, "address"): st.sampled_from(("", _OUTSIDE[0])),
    (Handbook, "repairs"): st.just(()),
    # Those of terms are made by a pass: their references have no words of their own (tests/emit/test_terms.py).
    (Index, "kind"): st.sampled_from(("names", "rome", "interests")),
    (IndexEntry, "main"): st.just(""),
    (IndexEntry, "see"): st.just(()),
    (Link, "target"): st.sampled_from(_OUTSIDE),
    (Link, "title"): st.one_of(_OR_NONE, _WORDS),
    (Mention, "target"): st.just("https://app.gitbook.com/u/Ii3Xgcr6"),
    (CrossReference, "target"): st.integers(0, 99).map(str),
    (FootnoteReference, "label"): st.integers(0, 99).map(str),
    (RomeCode, "code"): st.from_regex("[A-N][0-9]{4}", fullmatch=True),
    (Training, "identifier"): st.sampled_from(("", "FOR.10854")),
    (JobSheet, "identifier"): st.sampled_from(("", "MET.7958")),
    (Responsibility, "sign"): st.sampled_from(("", "🔒", "🙆\u200d♂️", "🤝")),
    (Page, "icon"): st.sampled_from(("", "football")),
    (Record, "date"): _DATE,
    (Record, "updated"): _DATE,
    (Record, "language"): st.sampled_from(("", "fr", "en-GB")),
    (Record, "addresses"): st.sampled_from(
        ((), (Address("/notes/une-page/", _NOWHERE),), (Address("une-page", _NOWHERE),))
    ),
    (Identity, "language"): st.sampled_from(("fr", "en")),
    (Identity, "date"): _DATE,
    (Marker, "kind"): st.sampled_from(("enrich", "todo", "empty")),
}
_WRITTEN: dict[tuple[type[Struct], str], Strategy] = {
    (Text, "text"): _DAMAGED,
    (Heading, "level"): st.integers(1, 6),
    (Heading, "anchor"): st.sampled_from(("", "", "t1", "un id")),
    (Link, "target"): st.sampled_from((*_OUTSIDE, *_INSIDE)),
    (Link, "title"): st.sampled_from(("", "mention")),
}
# Fields that hold at least one item; links and titles that hold less than any inline.
_AT_LEAST_ONE = {
    *((BulletList, "items"), (OrderedList, "items"), (Tabs, "tabs"), (Tab, "title"), (Details, "summary")),
    *((Paragraph, "children"), (Heading, "children"), (Link, "children"), (CrossReference, "children")),
    *((Marked, "children"), (Footnote, "blocks"), (Row, "cells"), (Table, "body"), (SkillsMatrix, "levels")),
    *((ResponsibilityMatrix, "roles"), (ResponsibilityMatrix, "rows"), (Page, "title"), (Handbook, "parts")),
    *((Steps, "steps"), (Columns, "columns"), (Cards, "cards"), (DefinitionList, "items"), (Definition, "term")),
    *((Updates, "items"), (Gallery, "figures"), (ContentReference, "link"), (Index, "groups"), (Button, "children")),
    *((IndexGroup, "title"), (IndexEntry, "words"), (IndexEntry, "references")),
    *((Part, "chapters"), (SkillsMatrix, "axis_title")),
}
_WITHOUT: dict[type[Struct], tuple[type[Struct], ...]] = {
    Link: _ALONE,
    CrossReference: _ALONE,
    Marked: (Marked,),
    Footnote: (FootnoteReference,),
    Part: _IN_TITLES,
}


class _Made(typing.NamedTuple):
    """How values are made here: how deep nodes may go, which inlines are not wanted, as written or as normalised."""

    depth: int = _DEPTH
    without: tuple[type[Struct], ...] = ()
    is_written: bool = False


def _of_union(annotation: Any, holding: Any, made: _Made) -> Strategy:
    """Give any member of a union of nodes; those that hold more of them only where there is depth left."""
    unwanted = (*made.without, JobSheet, *(_RECOGNISED if made.is_written else ()))
    kinds = [kind for kind in get_args(annotation) if kind not in unwanted]
    fitting = [_struct(kind, made) for kind in kinds if made.depth > 0 or not _holds(kind, holding)]
    if holding == Blocks:
        return st.one_of(fitting)
    # Half of it text, as books are; `one_of` alone would draw each type as often.
    return st.booleans().flatmap(lambda is_text: _struct(Text, made) if is_text else st.one_of(fitting))


@cache
def _holds(kind: type[Struct], annotation: Any) -> bool:
    """Tell whether values of a type have a field of this annotation, directly or in a type of theirs."""
    return any(_leads_to(hint, annotation) for hint in get_type_hints(kind).values())


def _leads_to(hint: Any, annotation: Any) -> bool:
    if hint == annotation:
        return True
    if hint in (Inlines, Blocks):
        return False
    if isinstance(hint, type) and get_origin(hint) is None:
        return issubclass(hint, Struct) and _holds(hint, annotation)
    return any(_leads_to(part, annotation) for part in get_args(hint))


@cache
def _struct(kind: type[Struct], made: _Made) -> Strategy:
    made = made._replace(without=tuple(dict.fromkeys((*made.without, *_WITHOUT.get(kind, ())))))
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: _field(kind, name, hints[name], made) for name in kind.__struct_fields__})


def _field(kind: type[Struct], name: str, hint: Any, made: _Made) -> Strategy:
    fields = FIELDS | _WRITTEN if made.is_written else FIELDS
    own = fields.get((kind, name))
    return own if own is not None else _values(hint, made, int((kind, name) in _AT_LEAST_ONE))


def _values(hint: Any, made: _Made, fewest: int) -> Strategy:
    """Give the values of an annotation."""
    if hint == Inlines:
        return st.deferred(lambda: _many(_of_union(Inline, Inlines, made._replace(depth=made.depth - 1)), fewest, 3))
    if hint == Blocks:
        below = made._replace(depth=made.depth - 1)
        return st.deferred(lambda: _many(_of_union(Block, Blocks, below), fewest, 2))
    if hint is Span:
        return st.just(_NOWHERE)
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and issubclass(hint, Struct):
        return st.deferred(lambda: _struct(hint, made))
    parts = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(parts)
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of([_values(part, made, fewest) for part in parts])
    if parts[-1] is Ellipsis:
        return _many(_values(parts[0], made, 0), fewest, 2)
    return st.tuples(*(_values(part, made, 0) for part in parts))


_SIMPLE: dict[Any, Strategy] = {
    str: _WORDS,
    int: st.integers(1, 9),
    float: st.sampled_from((0.0, 0.25, 0.5)),
    bool: st.booleans(),
    type(None): st.none(),
}


def _many(values: Strategy, fewest: int, most: int) -> Strategy:
    return st.lists(values, min_size=fewest, max_size=most).map(tuple)


@st.composite
def _pages(draw: st.DrawFn, made: _Made, children: int) -> Page:
    """Give a page: of any blocks, or one job sheet."""
    below = tuple(draw(st.lists(_pages(made, children - 1), max_size=1))) if children else ()
    hints = get_type_hints(Page)
    titles = made._replace(without=_IN_TITLES)
    words = {name: draw(_field(Page, name, hints[name], titles)) for name in ("title", "label", "description")}
    kind: PageKind = draw(st.sampled_from(("page", "article", "page", "job-sheet")))
    deeper = made._replace(depth=made.depth + 1)
    blocks = (draw(_struct(JobSheet, made)),) if kind == "job-sheet" else draw(_values(Blocks, deeper, 0))
    notes = tuple(draw(st.lists(_struct(Footnote, made), min_size=1, max_size=2)))
    record = draw(_struct(Record, titles)) if kind == "article" else Record()
    cover = draw(_field(Page, "cover", hints["cover"], titles))
    icon = draw(FIELDS[Page, "icon"])
    return Page("", "", kind, blocks=blocks, span=_NOWHERE, cover=cover, icon=icon, **words, record=record,
                footnotes=notes, children=below)  # fmt: skip


@st.composite
def _books(draw: st.DrawFn, made: _Made) -> Handbook:
    chapters = st.lists(_pages(made, 1), min_size=1, max_size=2).map(tuple)
    hint = get_type_hints(Part)["title"]
    part = st.builds(Part, st.just(""), _field(Part, "title", hint, made._replace(without=_IN_TITLES)), chapters)
    parts = tuple(draw(st.lists(part, min_size=1, max_size=2)))
    book = finished(Handbook(draw(_struct(Identity, made)), parts), made.is_written)
    drafts = draw(st.lists(_struct(Marker, made), min_size=1, max_size=3))
    return replace(book, markers=tuple(markers(book, drafts)))


def handbooks() -> st.SearchStrategy[Handbook]:
    """Give any small handbook that is valid as the passes and the markers stage leave it.

    Ids and anchors are unique, cross-references and footnotes lead somewhere, rows are as wide as their table, each
    `Marked` has its marker, pictures are "" or of `FILES`; places are of the page's file and cut texts exactly.
    """
    return _books(_Made())


def written() -> st.SearchStrategy[Handbook]:
    """Give any small handbook as ingest leaves it: levels as typed, bare anchors, links and emoji to mend."""
    return _books(_Made(is_written=True))
