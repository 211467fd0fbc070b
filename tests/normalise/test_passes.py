"""What Markdown seldom makes: nodes that stand in two places, tables of blocks, links in a part's title."""

from __future__ import annotations

from pipeline.diagnostics import Diagnostic
from pipeline.model import (
    Blocks,
    BulletList,
    Cell,
    CrossReference,
    Handbook,
    Heading,
    Identity,
    Inlines,
    Link,
    ListItem,
    Marked,
    Page,
    Paragraph,
    Part,
    Responsibility,
    ResponsibilityMatrix,
    Row,
    Table,
    Text,
)
from pipeline.model.text import column
from pipeline.normalise import Context, normalise
from pipeline.source import Span

HERE = Span("page.md", 1, 1, 1, 2)


def text(words: str) -> Text:
    return Text(words, Span("page.md", 1, 1, 1, 1 + len(words)))


def cell(*words: str) -> Cell:
    return Cell(tuple(Paragraph((text(one),), HERE) for one in words if one), HERE)


def row(*cells: Cell) -> Row:
    return Row(cells, HERE)


def page_of(*blocks: Heading | Paragraph | Table, name: str = "page") -> Page:
    return Page(name, f"{name}.md", "page", (text("Page"),), blocks, HERE)


def normalised(*pages: Page, title: Inlines = ()) -> tuple[Part, list[str]]:
    findings: list[Diagnostic] = []
    book = Handbook(Identity("Guide"), (Part("part", title, pages),))
    (part,) = normalise(book, Context(findings.append, frozenset())).parts
    return part, [finding.code.name for finding in findings]


def blocks_of(*blocks: Heading | Paragraph | Table) -> Blocks:
    return normalised(page_of(*blocks))[0].chapters[0].blocks


def test_a_heading_that_stands_twice_has_two_anchors_and_two_levels() -> None:
    again = Heading(3, (text("Suite"),), HERE)
    first, _between, second = blocks_of(again, Heading(2, (text("Un"),), HERE), again)
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert (first.level, first.anchor) == (2, "page--suite")
    assert (second.level, second.anchor) == (3, "page--suite-1")


def test_an_anchor_never_takes_the_id_of_a_page() -> None:
    part, _findings = normalised(page_of(Heading(2, (text("B"),), HERE), name="a"), page_of(name="a--b"))
    (heading,) = part.chapters[0].blocks
    assert isinstance(heading, Heading)
    assert heading.anchor == "a--b-1"


def test_a_marker_is_never_an_empty_heading() -> None:
    (heading,) = blocks_of(Heading(2, (Marked(1, (text(" "),)),), HERE))
    assert isinstance(heading, Heading)
    assert heading.children == (Marked(1, (text(" "),)),)


def test_a_link_in_the_title_of_a_part_starts_from_the_source_folder() -> None:
    title = (Link("page.md", (text("Une"),), HERE), Link("rien.md", (text(" page"),), HERE))
    part, codes = normalised(page_of(Paragraph((text("a"),), HERE)), title=title)
    assert part.title == (CrossReference("page", (text("Une"),), HERE), text(" page"))
    assert codes == ["S151"]


def test_words_put_in_for_a_mention_take_no_column() -> None:
    place = Span("page.md", 3, 6, 3, 30)
    mention = Link("page.md", (text("page.md"),), place, "mention")
    (paragraph,) = blocks_of(Paragraph((mention,), HERE))
    assert isinstance(paragraph, Paragraph)
    (reference,) = paragraph.children
    assert isinstance(reference, CrossReference)
    (words,) = reference.children
    assert isinstance(words, Text)
    assert words.text == "Page"
    assert words.span == Span("page.md", 3, 6, 3, 6)
    assert column(words, len(words.text)) == words.span.column


def matrix(third: Cell) -> Table:
    head = row(cell(""), cell("Métier"), cell("DNUM"))
    return Table((head,), (row(cell("Vision"), cell("Responsable"), third),), HERE)


def test_paragraphs_of_a_cell_become_lines_of_a_matrix() -> None:
    (block,) = blocks_of(matrix(cell("🤝 Participe", "puis décide")))
    assert isinstance(block, ResponsibilityMatrix)
    last = block.rows[0].cells[1]
    assert (last.kind, last.sign) == ("participates", "🤝")
    assert len(last.words) == 3


def test_a_sign_keeps_its_place_and_gives_the_words_theirs() -> None:
    (block,) = blocks_of(matrix(cell("🤝 Participe")))
    assert isinstance(block, ResponsibilityMatrix)
    words = Text("Participe", Span("page.md", 1, 3, 1, 12))
    assert block.rows[0].cells[1] == Responsibility("participates", "🤝", (words,), HERE)


def test_a_table_with_a_list_or_merged_cells_stays_a_table() -> None:
    listed = Cell((BulletList((ListItem((Paragraph((text("Participe"),), HERE),), HERE),), True, HERE),), HERE)
    merged = Cell((Paragraph((text("Participe"),), HERE),), HERE, rows=2)
    for table in (matrix(listed), matrix(merged)):
        assert [type(block) for block in blocks_of(table)] == [Table]


def test_a_matrix_keeps_its_caption() -> None:
    plain_table = matrix(cell("Participe"))
    (block,) = blocks_of(Table(plain_table.head, plain_table.body, HERE, (text("Légende"),)))
    assert isinstance(block, ResponsibilityMatrix)
    assert block.caption == (text("Légende"),)


def test_no_row_goes_from_a_table_with_cells_over_several_rows() -> None:
    tall = Cell((Paragraph((text("Ana"),), HERE),), HERE, rows=2)
    table = Table((row(cell("Nom"), cell("Rôle")),), (row(tall, cell("")), row(cell(""))), HERE)
    assert blocks_of(table) == (table,)


def test_a_ragged_table_becomes_rectangular_and_keeps_its_cells() -> None:
    table = Table((row(cell("a"), cell("b")),), (row(cell("1"), cell("2"), cell("3")), row(cell("4"))), HERE)
    (made,) = blocks_of(table)
    assert isinstance(made, Table)
    assert [len(line.cells) for line in (*made.head, *made.body)] == [3, 3, 3]


def test_spans_are_cut_at_the_table_s_edges() -> None:
    tall = Cell((Paragraph((text("Ana"),), HERE),), HERE, rows=5)
    wide = Cell((Paragraph((text("Rôle"),), HERE),), HERE, columns=3)
    (made,) = blocks_of(Table((), (row(tall, cell("a")), row(wide)), HERE))
    assert isinstance(made, Table)
    assert [[(one.rows, one.columns) for one in line.cells] for line in made.body] == [
        [(2, 1), (1, 1), (1, 1), (1, 1)],
        [(1, 3)],
    ]
