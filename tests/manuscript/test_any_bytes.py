"""Whatever becomes of a file on its way, a reading gives a manuscript or a sentence: never a traceback."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import StopBuildError
from pipeline.manuscript.manuscript import Manuscript, whole
from pipeline.manuscript.reading import read
from tests.manuscript.files import flat_odf, odf, unzipped, zipped
from tests.manuscript.samples import page
from tests.manuscript.test_odt import annotation, at, deletion, insertion, p, region, within

_TEXT = (
    "<text:tracked-changes>"
    + region("a", deletion(p("x") + p("y"), "Paul"), insertion())
    + region("b", insertion())
    + "</text:tracked-changes>"
    + p(f"Un {annotation(p('c'), name='c')}deux{at('a')} <office:annotation-end office:name='c'/>" + within("b", "t"))
    + "<table:table><table:table-row><table:table-cell>"
    + p("<draw:frame><draw:text-box><text:p>z</text:p></draw:text-box></draw:frame>")
    + "</table:table-cell></table:table-row></table:table>"
)
FILES = {"docx": page(), "odt": odf(_TEXT), "fodt": flat_odf(_TEXT)}


def _sound(manuscript: Manuscript) -> None:
    """Assert that every place lies in the manuscript."""
    lengths = [len(whole(one)) for one in manuscript.paragraphs]
    for length, one in zip(lengths, manuscript.paragraphs, strict=True):
        assert all(0 <= anchor.start <= anchor.end <= length for anchor in one.anchors)
    for comment in manuscript.comments:
        if comment.start is not None and comment.end is not None:
            assert comment.start <= comment.end
            for point in (comment.start, comment.end):
                assert 0 <= point.offset <= lengths[point.paragraph]


def _tried(data: bytes) -> None:
    with contextlib.suppress(StopBuildError):
        _sound(read(data, lambda _finding: None, "retour"))


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """Give bytes with some turned, taken out, doubled or moved."""
    spoilt = bytearray(data)
    for _time in range(chance.randint(1, 4)):
        if not spoilt:
            break
        start = chance.randrange(len(spoilt))
        stop = min(len(spoilt), start + chance.choice((1, 2, 8, 60)))
        match chance.randrange(4):
            case 0:
                spoilt[start] = chance.randrange(256)
            case 1:
                del spoilt[start:stop]
            case 2:
                spoilt[start:start] = spoilt[start:stop]
            case _:
                target = chance.randrange(len(spoilt))
                spoilt[target:target] = spoilt[start:stop]
    return bytes(spoilt)


@pytest.mark.parametrize("sort", FILES)
@given(chance=st.randoms(use_true_random=False))
def test_a_spoilt_file(sort: str, chance: random.Random) -> None:
    _tried(_spoilt(FILES[sort], chance))


@pytest.mark.parametrize("sort", ["docx", "odt"])
@given(data=st.data(), chance=st.randoms(use_true_random=False))
def test_a_spoilt_part(sort: str, data: st.DataObject, chance: random.Random) -> None:
    parts = unzipped(FILES[sort])
    name = data.draw(st.sampled_from(sorted(parts)))
    _tried(zipped(parts | {name: _spoilt(parts[name], chance)}))


@pytest.mark.parametrize("sort", ["docx", "odt"])
@given(data=st.data())
def test_elements_out_of_their_order(sort: str, data: st.DataObject) -> None:
    """Well-formed, and not what any program writes: elements and their ends taken out, doubled and moved in pairs."""
    parts = unzipped(FILES[sort])
    name = {"docx": "word/document.xml", "odt": "content.xml"}[sort]
    text = parts[name].decode()
    inside = ("<w:body>", "</w:body>") if sort == "docx" else ("<office:text>", "</office:text>")
    start, stop = text.index(inside[0]) + len(inside[0]), text.index(inside[1])
    pieces = [f"<{piece}" for piece in text[start:stop].split("<")[1:]]
    empty = [piece for piece in pieces if piece.endswith("/>")]
    pairs = [piece for piece in pieces if not piece.startswith("</") and not piece.partition(">")[0].endswith("/")]
    made = ""
    for _time in range(data.draw(st.integers(1, 12))):
        opening = data.draw(st.sampled_from(pairs))
        tag = opening[1:].split(">")[0].split(" ")[0]
        loose = "".join(data.draw(st.lists(st.sampled_from(empty), max_size=3)))
        made = data.draw(st.sampled_from((f"{opening}{loose}{made}</{tag}>", f"{made}{loose}{opening}</{tag}>")))
    _tried(zipped(parts | {name: (text[:start] + made + text[stop:]).encode()}))


@given(data=st.binary(max_size=200), head=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"<?xml", b"%PDF"]))
def test_any_bytes(data: bytes, head: bytes) -> None:
    _tried(head + data)
