"""Where pieces of the Word file meet: callouts in lists, headings of items, tables and frames that would touch."""

from __future__ import annotations

from pipeline.build.verify.expected import stretches
from pipeline.emit.docx import FILE, emit
from pipeline.emit.docx.numbering import STEP
from pipeline.emit.docx.piece_styles import CALLOUT_PADDING
from pipeline.emit.docx.style_xml import twips
from pipeline.model import Block, BulletList, Callout, Card, Cards, Cell, Figure, Link, ListItem, Row, Table
from tests.emit.docx_reading import Element, every, inside, part, q, said, style, value
from tests.emit.sample_make import at, h, p, t
from tests.emit.small import small_order
from tests.emit.test_docx_valid import check


def _body(*blocks: Block) -> Element:
    data = emit(small_order(*blocks))[FILE]
    check(data)
    return part(data, "document.xml")


def _after(element: Element) -> Element:
    found = element.getnext()
    assert found is not None
    return found


def _item(*blocks: Block) -> BulletList:
    return BulletList((ListItem(blocks, at()),), True, at())


def _lines(body: Element, name: str) -> list[Element]:
    return [one for one in every(body, "w:p") if style(one) == name]


def test_a_callout_in_a_list_keeps_its_look_below_the_words_of_its_item() -> None:
    callout = Callout("danger", (p("Encadré."), _item(p("Puce du cadre."))), at())
    order = small_order(_item(p("Puce."), callout, _item(p("Plus bas."), callout)), callout)
    data = emit(order)[FILE]
    check(data)
    body = part(data, "document.xml")
    found = [style(one) for one in every(body, "w:p") if style(one).startswith("CalloutDanger")]
    inset = ["CalloutDangerInsetLabel", "CalloutDangerInset", "CalloutDangerInsetBullet"]
    assert found == [*inset, *inset, "CalloutDangerLabel", "CalloutDanger", "CalloutDangerBullet"]
    lefts = [_left(data, name) for name in ("CalloutDanger", "CalloutDangerInset", "CalloutDangerInsetLabel")]
    assert lefts == [twips(CALLOUT_PADDING), twips(CALLOUT_PADDING + STEP), twips(CALLOUT_PADDING + STEP)]


def _left(data: bytes, name: str) -> int:
    (known,) = (one for one in every(part(data, "styles.xml"), "w:style") if one.get(q("w:styleId")) == name)
    return int(value(inside(known, "w:pPr/w:ind"), "w:left"))


def test_the_heading_that_begins_an_item_stands_at_its_bullet() -> None:
    body = _body(_item(h(3, "Titre d'élément", "titre"), p("Suite.")))
    (item,) = _lines(body, "ListBullet")
    assert said(item) == "Titre d'élément"
    assert every(item, "w:bookmarkStart")


def test_tables_do_not_touch_and_frames_are_not_joined() -> None:
    table = Table((), (Row((Cell((p("Cellule."),), at()),), at()),), at())
    picture = Figure("a.png", "", "", (), at())
    body = _body(table, table, picture, picture)
    assert style(_after(every(body, "w:tbl")[0])) == "TableName"
    frame = _lines(body, "MissingPictureFrame")[0]
    assert style(_after(frame)) == "MissingPictureFrameNext"


def test_the_frame_of_a_missing_picture_stays_with_its_caption() -> None:
    body = _body(Figure("a.png", "", "", t("Une légende"), at()))
    (frame,) = _lines(body, "MissingPictureCaptioned")
    assert style(_after(frame)) == "Caption"
    styles = part(emit(small_order())[FILE], "styles.xml")
    (known,) = (one for one in every(styles, "w:style") if one.get(q("w:styleId")) == "MissingPictureCaptioned")
    assert every(known, "w:keepNext")


def test_a_card_whose_link_repeats_its_title_loses_nothing() -> None:
    place = Link("https://exemple.fr", t("Sur le site"), at())
    order = small_order(Cards((Card((p("Sur le site"), p("Plus loin.")), at(), link=(place,)),), at()))
    whole = stretches(order.handbook, frozenset(("page",)))
    assert [word.shown for word in whole[1].words][-5:] == ["Plus", "loin.", "Sur", "le", "site"]
    assert said(part(emit(order)[FILE], "document.xml")).count("Sur le site") == 1
