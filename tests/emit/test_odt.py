"""The ODT: the Word file told again, nothing of it dropped, its styles, pages and fields alive in LibreOffice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from lxml import etree

from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit import docx
from pipeline.emit.odt import FILE, emit
from pipeline.emit.odt.document import told_again
from pipeline.emit.odt.line import Line
from pipeline.emit.odt.xml import make
from pipeline.emit.order import Order
from pipeline.manuscript.edition import CARRIED, IDENTITY
from pipeline.model import Handbook
from tests.emit import docx_reading as word
from tests.emit.odt_reading import Element, every, members, part, q, said, style, value
from tests.emit.sample import sample_order
from tests.emit.sample_dialect import dialect_order
from tests.emit.small import small_order
from tests.emit.test_any_book import _order
from tests.emit.test_wide_tables import _table
from tests.reading_back import docx_text, missing_words, odt_text
from tests.strategies import handbooks

ORDERS: dict[str, Callable[[], Order]] = {
    "draft": lambda: sample_order("draft"),
    "final": lambda: sample_order("final"),
    "dialect": lambda: dialect_order("draft"),
}


@pytest.fixture(scope="module")
def words() -> dict[str, bytes]:
    """The samples as Word files."""
    return {name: docx.emit(order())[docx.FILE] for name, order in ORDERS.items()}


@pytest.fixture(scope="module")
def files(words: dict[str, bytes]) -> dict[str, bytes]:
    """The same told again."""
    return {name: told_again(data, is_final=name == "final").data for name, data in words.items()}


@pytest.fixture
def draft(files: dict[str, bytes]) -> bytes:
    return files["draft"]


def _body(data: bytes) -> Element:
    return every(part(data, "content.xml"), "office:text")[0]


# -- nothing is dropped --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(ORDERS))
def test_everything_has_a_telling(words: dict[str, bytes], name: str) -> None:
    assert told_again(words[name], is_final=False).unknown == ()


@given(handbooks())
@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
def test_everything_of_any_book_has_a_telling(book: Handbook) -> None:
    data = docx.emit(_order(book))[docx.FILE]
    made = told_again(data, is_final=False)
    assert made.unknown == ()
    assert missing_words(docx_text(data).split(), odt_text(made.data)) == []


def test_what_has_none_is_told_and_keeps_its_words(words: dict[str, bytes]) -> None:
    parts = members(words["draft"])
    body = parts["word/document.xml"].replace(
        b"</w:body>", b"<w:p><w:strange><w:r><w:t>Mots d'ailleurs</w:t></w:r></w:strange></w:p></w:body>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, blob in (parts | {"word/document.xml": body}).items():
            package.writestr(name, blob)
    findings: list[Diagnostic] = []
    order = sample_order("draft", findings.append)._replace(made={docx.FILE: out.getvalue()})
    assert "Mots d'ailleurs" in odt_text(emit(order)[FILE])
    assert [(one.code, dict(one.values)["what"]) for one in findings] == [(Code.E152, "w:strange")]


@pytest.mark.parametrize("name", list(ORDERS))
def test_every_word_of_the_word_file_is_there(words: dict[str, bytes], files: dict[str, bytes], name: str) -> None:
    assert missing_words(docx_text(words[name]).split(), odt_text(files[name])) == []


@pytest.mark.parametrize("name", list(ORDERS))
def test_every_bookmark_is_there(words: dict[str, bytes], files: dict[str, bytes], name: str) -> None:
    roots = [word.part(words[name], file) for file in ("document.xml", "footnotes.xml")]
    asked = [word.value(one, "w:name") for root in roots for one in word.every(root, "w:bookmarkStart")]
    body = _body(files[name])
    assert sorted(value(one, "text:name") for one in every(body, "text:bookmark-start")) == sorted(asked)
    assert sorted(value(one, "text:name") for one in every(body, "text:bookmark-end")) == sorted(asked)


def test_the_word_file_is_made_once(words: dict[str, bytes], files: dict[str, bytes]) -> None:
    order = sample_order("draft")._replace(made={docx.FILE: words["draft"]}, picture=_never)
    assert emit(order)[FILE] == files["draft"]


def _never(path: str) -> bytes:
    raise AssertionError(path)


# -- the package ---------------------------------------------------------------------------------------------------


def test_its_first_bytes_say_what_it_is(draft: bytes) -> None:
    assert draft[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("name", list(ORDERS))
def test_its_list_names_every_file(files: dict[str, bytes], name: str) -> None:
    held = set(members(files[name])) - {"mimetype", "META-INF/manifest.xml"}
    entries = every(part(files[name], "META-INF/manifest.xml"), "manifest:file-entry")
    listed = {value(one, "manifest:full-path") for one in entries}
    assert {one for one in listed if not one.endswith("/")} == held
    hrefs = {value(one, "xlink:href") for one in every(part(files[name], "content.xml"), "draw:image", "draw:object")}
    assert {href.removeprefix("./") for href in hrefs} <= held | {one.rstrip("/") for one in listed}


def test_same_bytes_twice(words: dict[str, bytes], draft: bytes) -> None:
    assert told_again(words["draft"], is_final=False).data == draft


def test_fonts_are_embedded_as_they_are(draft: bytes) -> None:
    fonts = {name: data for name, data in members(draft).items() if name.startswith("Fonts/")}
    assert {data[:4] for data in fonts.values()} <= {b"\x00\x01\x00\x00", b"OTTO"}
    uris = every(part(draft, "styles.xml"), "svg:font-face-uri")
    assert sorted(value(one, "xlink:href") for one in uris) == sorted(fonts) != []


def test_the_card_of_the_file(words: dict[str, bytes], draft: bytes) -> None:
    root = part(draft, "meta.xml")
    identity = sample_order().handbook.identity
    said_of = {str(one.tag).rpartition("}")[2]: one.text for one in root[0]}
    assert said_of["title"] == identity.title
    assert said_of["language"] == "fr-FR"
    own = {value(one, "meta:name"): one.text or "" for one in every(root, "meta:user-defined")}
    assert own[IDENTITY] in members(words["draft"])["docProps/custom.xml"].decode()
    assert own[CARRIED] in members(words["draft"])["customXml/item1.xml"].decode()


def test_a_final_edition_is_opened_to_be_read(files: dict[str, bytes]) -> None:
    found = {}
    for name in ("draft", "final"):
        items = every(part(files[name], "settings.xml"), "config:config-item")
        found[name] = next(one.text for one in items if value(one, "config:name") == "LoadReadonly")
    assert found == {"draft": "false", "final": "true"}


# -- styles and pages ----------------------------------------------------------------------------------------------

_NAMING = ("text:style-name", "table:style-name", "draw:style-name", "text:visited-style-name")
_STYLES = ("style:style", "text:list-style", "style:master-page", "style:page-layout", "text:outline-style")


@pytest.mark.parametrize("name", list(ORDERS))
def test_every_style_that_is_used_exists(files: dict[str, bytes], name: str) -> None:
    roots = [part(files[name], file) for file in ("content.xml", "styles.xml")]
    known = {value(one, "style:name") for root in roots for one in every(root, *_STYLES)}
    asked = {value(one, key) for root in roots for one in root.iter() for key in _NAMING}
    more = ("parent-style-name", "next-style-name", "master-page-name", "page-layout-name", "list-style-name")
    asked |= {value(one, f"style:{key}") for root in roots for one in root.iter() for key in more}
    assert asked - known - {""} == set()


def test_words_own_styles_have_the_names_of_libreoffice(draft: bytes) -> None:
    names = {value(one, "style:name") for one in every(part(draft, "styles.xml"), "style:style")}
    own = {"Standard", "Text_20_body", "Title", "Subtitle", "Caption", "Quotations", "Header", "Footer", "Footnote"}
    own |= {"Heading_20_1", "Contents_20_1", "List_20_1", "Numbering_20_1", "Preformatted_20_Text"}
    assert own <= names


def test_text_is_french_and_code_is_no_language(draft: bytes) -> None:
    defaults = every(part(draft, "styles.xml"), "style:default-style")
    texts = [one for default in defaults for one in every(default, "style:text-properties")]
    assert {(value(one, "fo:language"), value(one, "fo:country")) for one in texts} == {("fr", "FR")}
    code = every(style(draft, "Preformatted_20_Text"), "style:text-properties")[0]
    assert value(code, "fo:language") == "zxx"


def test_a_chapter_begins_on_a_page_of_its_own_kind(draft: bytes) -> None:
    masters = {value(one, "style:name"): one for one in every(part(draft, "styles.xml"), "style:master-page")}
    titles = [one for one in every(_body(draft), "text:h") if value(one, "text:outline-level") == "1"]
    begun = [value(style(draft, value(one, "text:style-name")), "style:master-page-name") for one in titles]
    first = next(name for name in begun if name.startswith("Chapter"))
    following = masters[value(masters[first], "style:next-style-name")]
    assert not every(masters[first], "text:chapter")
    assert every(following, "text:chapter")
    assert every(following, "text:page-number", "text:page-count")


def test_a_turned_page_keeps_its_head_and_foot() -> None:
    data = emit(small_order(_table(9)))[FILE]
    turned = _turned(data)
    assert turned
    for master in turned:
        assert every(master, "style:footer"), value(master, "style:name")
        assert every(master, "text:page-number")


def _turned(data: bytes) -> list[Element]:
    root = part(data, "styles.xml")
    layouts = {
        value(one, "style:name")
        for one in every(root, "style:page-layout")
        if value(one[0], "style:print-orientation") == "landscape"
    }
    return [one for one in every(root, "style:master-page") if value(one, "style:page-layout-name") in layouts]


# -- pieces --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(ORDERS))
def test_tables_have_header_rows_and_whole_rows(words: dict[str, bytes], files: dict[str, bytes], name: str) -> None:
    tables = every(_body(files[name]), "table:table")
    heads = [sum(len(head) for head in every(one, "table:table-header-rows")) for one in tables]
    asked = word.every(word.part(words[name], "document.xml"), "w:tbl")
    assert heads == [len(word.every(one, "w:tblHeader")) for one in asked]
    assert any(heads)
    for table in tables:
        columns = len(table.findall(q("table:table-column")))
        rows = [one for one in every(table, "table:table-row") if next(one.iterancestors(q("table:table"))) is table]
        assert {len(row) for row in rows} == {columns}
        kept = [every(style(files[name], value(row, "table:style-name")), "style:table-row-properties") for row in rows]
        assert {value(one[0], "fo:keep-together") for one in kept} == {"always"}


def test_contents_are_filled_and_lead_to_their_places(draft: bytes) -> None:
    (contents,) = every(_body(draft), "text:table-of-content")
    lines = every(contents.find(q("text:index-body")), "text:p")  # type: ignore[arg-type]
    marks = {value(one, "text:name") for one in every(_body(draft), "text:bookmark-start")}
    assert len(lines) > 5
    for line in lines:
        (link,) = {value(one, "xlink:href") for one in every(line, "text:a")}
        (page,) = every(line, "text:bookmark-ref")
        assert link.removeprefix("#") in marks
        assert value(page, "text:ref-name") in marks
        assert (page.text or "").isdigit()


def test_comments_stand_on_the_words_they_speak_of(draft: bytes, files: dict[str, bytes]) -> None:
    begun = every(_body(draft), "office:annotation")
    ended = {value(one, "office:name") for one in every(_body(draft), "office:annotation-end")}
    assert {value(one, "office:name") for one in begun} == ended
    assert len(begun) == len(sample_order().handbook.markers)
    assert all(one.findtext(q("dc:creator")) and one.findtext(q("dc:date")) for one in begun)
    assert every(_body(files["final"]), "office:annotation") == []


def test_pictures_say_what_they_show_or_that_they_adorn(draft: bytes) -> None:
    for frame in every(_body(draft), "draw:frame"):
        if frame.find(q("draw:image")) is not None:
            is_told = bool(frame.findtext(q("svg:desc")))
            assert is_told or value(frame, "loext:decorative") == "true", value(frame, "draw:name")


def test_equations_are_equations_with_a_picture_of_themselves(files: dict[str, bytes]) -> None:
    frames = [
        (data, frame)
        for data in files.values()
        for frame in every(_body(data), "draw:frame")
        if frame.find(q("draw:object")) is not None
    ]
    assert frames
    for data, frame in frames:
        name = value(frame.find(q("draw:object")), "xlink:href").removeprefix("./")  # type: ignore[arg-type]
        assert part(data, f"{name}/content.xml").tag == q("math:math")
        assert members(data)[f"ObjectReplacements/{name}"].startswith(b"\x89PNG")


def test_notes_are_numbered_as_in_the_word_file(words: dict[str, bytes], draft: bytes) -> None:
    called = word.every(word.part(words["draft"], "document.xml"), "w:footnoteReference")
    notes = every(_body(draft), "text:note")
    assert [one.findtext(q("text:note-citation")) for one in notes] == [str(n + 1) for n in range(len(called))]


def test_lists_are_lists(draft: bytes) -> None:
    lists = every(_body(draft), "text:list")
    assert lists
    for one in lists:
        assert {child.tag for child in one} == {q("text:list-item")}
    deep = [one for one in lists if len(list(one.iterancestors(q("text:list"))))]
    assert deep, "no list in a list"


def test_figures_count_themselves(draft: bytes) -> None:
    counted = every(_body(draft), "text:sequence")
    declared = {value(one, "text:name") for one in every(_body(draft), "text:sequence-decl")}
    assert counted
    assert {value(one, "text:name") for one in counted} == declared


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["un mot"], "<p>un mot</p>"),
        (["a  b"], "<p>a <s/>b</p>"),
        (["a    b"], '<p>a <s c="3"/>b</p>'),
        ([" a"], "<p><s/>a</p>"),
        (["a "], "<p>a<s/></p>"),
        (["a ", " b"], "<p>a <s/>b</p>"),
        (["a\u00a0 b"], "<p>a\u00a0 b</p>"),
        (["a\n", "b"], "<p>a b</p>"),
    ],
)
def test_spaces_do_not_fall_together(texts: list[str], expected: str) -> None:
    line = Line(make("text:p"))
    for text in texts:
        line.words(text)
    assert _bare(line.finish()) == expected


def _bare(element: Element) -> str:
    data = etree.tostring(element, encoding="unicode")
    for name, namespace in element.nsmap.items():
        data = data.replace(f' xmlns:{name}="{namespace}"', "").replace(f"{name}:", "")
    return data


def test_said_reads_what_it_should(draft: bytes) -> None:
    titles = [said(one) for one in every(_body(draft), "text:h")]
    assert all(titles)
