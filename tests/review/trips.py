"""Round trips: a book as a Word or ODT file, edits at places known from the sources alone, and what became of each.

Where an edit belongs is found without `pipeline.review`: its word stands once in all the sources and once in the file.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias
from zipfile import ZipFile

from lxml import etree

from pipeline.build import stages
from pipeline.build.reviewing import review_of
from pipeline.build.run import order_of
from pipeline.emit import EMITTERS
from pipeline.ingest import text_of
from pipeline.model import Handbook
from pipeline.review.remark import Remark
from pipeline.source import Span, cut_lines
from tests import office
from tests.office import Saved

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = re.compile(r"[^\W\d_]{6,}")
# What a style's identifier begins with, by what it is the style of; what stands in a cell is one, else a paragraph.
_KINDS = (
    ("Heading", "heading"),
    ("SheetHeading", "heading"),
    ("FactText", "panel"),
    ("Fact", ""),  # labels are the output's own words, also those among names
    ("SheetNames", ""),
    ("Skill", "matrix"),
    ("Activity", "matrix"),
    ("Callout", "callout"),
    ("List", "list item"),
    ("Step", "list item"),
    ("SourceCode", "code"),
    ("TableCode", "code"),
    ("Caption", "caption"),
    ("TableCaption", "caption"),
    ("Footnote", "note"),
)
_WHOLE = ("paragraph", "list item")  # kinds whose paragraphs may come and go
# What is shown in words of the output's own: addresses, and what tags say of a call or an embed.
_NO_TEXT = re.compile(r"https?://[^\s)\"]+|\{% (?:swagger|embed)[^%]*%\}")
# A line that ends a block of the sources.
_BLANK = re.compile(r"[\s>]*")

Sort: TypeAlias = Literal["comment", "change", "insert", "delete", "new paragraph", "paragraph gone"]
# What is done, as often as it stands here.
_DONE: Sequence[Sort] = (
    *("comment", "change", "insert", "change", "comment", "delete", "change"),
    *("new paragraph", "comment", "change", "insert", "paragraph gone"),
)


class Place(NamedTuple):
    """A word that stands once in the sources, at a line and a column, and once in the file, in some kind of words."""

    word: str
    kind: str
    file: str
    line: int
    column: int


class Edit(NamedTuple):
    """What is done at a place; `tag` is a word that only this edit writes. The author is "" for one that is unseen.

    `is_settled`: a comment that is marked as dealt with.
    """

    place: Place
    sort: Sort
    tag: str
    author: str
    is_settled: bool = False

    @property
    def is_seen(self) -> bool:
        """Whether the word processor keeps track of it."""
        return bool(self.author)


class Book(NamedTuple):
    """A source folder, its book of today and its files as they are sent out."""

    name: str
    opened: stages.Opened
    handbook: Handbook
    files: Mapping[Saved, bytes]
    texts: Mapping[str, str]


class Trip(NamedTuple):
    """How edits came back; `wrong` are those said to be exact at another place, `lost` those that nobody tells of."""

    edits: int
    exact: int
    near: tuple[str, ...]
    lost: tuple[str, ...]
    wrong: tuple[str, ...]
    spurious: tuple[str, ...]


# -- the book and its places ---------------------------------------------------------------------------------------


def book_of(folder: Path) -> Book:
    """Make a folder's book and its files, as `handbook build` does."""
    opened = stages.open_sources(folder, lambda _finding: None)
    handbook = stages.silent_book(opened, lambda _finding: None)
    word = EMITTERS["docx"](order_of(handbook, opened))
    again = EMITTERS["odt"](order_of(handbook, opened)._replace(made=word))
    files: dict[Saved, bytes] = {"docx": word["handbook.docx"], "odt": again["handbook.odt"]}
    texts = {file: text_of(opened.folder, file) for file in stages.sources_of(handbook, opened.folder)}
    return Book(folder.name, opened, handbook, files, texts)


def places_of(book: Book) -> list[Place]:
    """Give one place of each paragraph that has one, in the order of the file."""
    paragraphs = list(_paragraphs(book.files["docx"]))
    printed = Counter(word for _kind, text in paragraphs for word in _WORD.findall(text))
    whole = "\n".join(text for _kind, text in paragraphs)
    there = _places_by_word(book.texts)
    found: list[Place] = []
    for kind, text in paragraphs:
        words = [one for one in _WORD.findall(text) if printed[one] == 1 and one in there and whole.count(one) == 1]
        if words and kind:
            found.append(Place(words[len(found) % len(words)], kind, *there[words[len(found) % len(words)]]))
    return found


def _places_by_word(texts: Mapping[str, str]) -> dict[str, tuple[str, int, int]]:
    """Give where each word stands that stands once in the sources, in no other word either."""
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for file, text in texts.items():
        for number, line in enumerate(text.split("\n"), start=1):
            for one in _WORD.finditer(_NO_TEXT.sub(lambda found: " " * len(found.group()), line)):
                found[one.group()].append((file, number, one.start() + 1))
    everything = "\n".join(texts.values())
    return {word: places[0] for word, places in found.items() if len(places) == 1 and everything.count(word) == 1}


def _paragraphs(word: bytes) -> Iterator[tuple[str, str]]:
    """Give the kind and the words of each paragraph of a Word file."""
    for name in ("word/document.xml", "word/footnotes.xml"):
        for paragraph in etree.fromstring(part(word, name)).iter(f"{W}p"):
            yield kind_of(paragraph), "".join(one.text or "" for one in paragraph.iter(f"{W}t"))


def part(word: bytes, name: str) -> bytes:
    """Give a part of a Word file, empty where it has none of that name."""
    with ZipFile(BytesIO(word)) as package:
        return package.read(name) if name in package.namelist() else b""


def kind_of(paragraph: etree._Element) -> str:
    """Give the kind of a paragraph of a Word file, "" for one that is none of the sources."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = str(style.get(f"{W}val")) if style is not None else ""
    known = next((kind for begin, kind in _KINDS if name.startswith(begin)), None)
    if known is not None:
        return known
    if next(paragraph.iter(f"{W}footnoteReference"), None) is not None:
        return "calling a note"  # such a paragraph does not go: its notes would
    return "cell" if any(True for _ in paragraph.iterancestors(f"{W}tc")) else "paragraph"


def spread(places: Sequence[Place], count: int, seed: int) -> list[Place]:
    """Choose places of all kinds, in the order of the file: of each kind the same number, as far as there are."""
    by_kind: dict[str, list[Place]] = defaultdict(list)
    for place in random.Random(seed).sample(places, len(places)):
        by_kind[place.kind].append(place)
    ordered = sorted((rank, kind, place) for kind, those in by_kind.items() for rank, place in enumerate(those))
    chosen = {place for _rank, _kind, place in ordered[:count]}
    return [place for place in places if place in chosen]


def edits_for(places: Sequence[Place], way: str, seed: int, *, unseen: bool = False) -> list[Edit]:
    """Choose what is done at each place; `unseen`: nothing is tracked."""
    chance = random.Random(seed)
    found = []
    for number, place in enumerate(chance.sample(places, len(places))):
        sort = _DONE[number % len(_DONE)]
        if sort in ("new paragraph", "paragraph gone") and place.kind not in _WHOLE:
            sort = "change"
        is_seen = sort == "comment" or (not unseen and chance.random() < 0.6)
        author = chance.choice(("Anne Duval", "Paul Petit")) if is_seen else ""
        is_settled = sort == "comment" and not unseen and chance.random() < 0.5
        found.append(Edit(place, sort, f"z{way}{number}z", author, is_settled))
    # Those of paragraphs last: whoever looks for words need not read all anew each time.
    return sorted(found, key=lambda one: one.sort in ("new paragraph", "paragraph gone"))


def by_office(edits: Sequence[Edit]) -> tuple[office.Edit, ...]:
    """Give edits as LibreOffice is asked to do them."""
    return tuple(one for edit in edits for one in _office_edits(edit))


def _office_edits(edit: Edit) -> Iterator[office.Edit]:
    word, author, is_seen = edit.place.word, edit.author, edit.is_seen
    match edit.sort:
        case "comment":
            yield office.Comment(word, f"Voir {edit.tag}.", author)
            if edit.is_settled:
                yield office.Resolve(edit.tag)
        case "change":
            yield office.Replace(word, edit.tag, author, is_seen)
        case "insert":
            yield office.Replace(word, f"{word} {edit.tag}", author, is_seen)
        case "delete":
            yield office.Replace(word, "", author, is_seen)
        case "new paragraph":
            yield office.InsertParagraph(word, f"Une phrase de plus, {edit.tag}.", author, is_seen)
        case "paragraph gone":
            yield office.DeleteParagraph(word, author, is_seen)


# -- what became of the edits --------------------------------------------------------------------------------------


def judged(book: Book, file: Path, edits: Sequence[Edit], made: Sequence[Edit]) -> Trip:
    """Review a returned file and look for each edit; those that were `made` besides may have come back or not."""
    remarks = review_of(book.opened, book.handbook, (file,), lambda _finding: None).remarks
    told = {at for at, one in enumerate(remarks) for edit in made if _tells(one, edit)}
    exact, near, lost, wrong = 0, [], [], []
    for edit in edits:
        own = [at for at, one in enumerate(remarks) if _tells(one, edit)]
        if not own:
            lost.append(_named(edit, None))
        elif any(_is_there(remarks[at], edit, book.texts) for at in own):
            exact += 1
        else:
            near.append(_named(edit, remarks[own[0]]))
            wrong += [_named(edit, remarks[at]) for at in own if remarks[at].certainty == "exact"]
    spurious = [_short(one) for at, one in enumerate(remarks) if at not in told]
    return Trip(len(edits), exact, tuple(near), tuple(lost), tuple(wrong), tuple(spurious))


def _tells(remark: Remark, edit: Edit) -> bool:
    """Tell whether a remark tells of an edit."""
    if edit.sort == "comment":
        return edit.tag in remark.text and edit.is_settled == remark.is_resolved
    is_put_in = edit.sort in ("change", "insert", "new paragraph")
    if edit.tag in remark.new:
        return True
    return remark.sort != "comment" and edit.place.word in remark.old and not (is_put_in and not remark.is_tracked)


def _is_there(remark: Remark, edit: Edit, texts: Mapping[str, str]) -> bool:
    """Tell whether a remark names the place of its edit: the very word, or the boundary beside it."""
    span, place = remark.span, edit.place
    if span is None or span.file != place.file:
        return False
    lines = texts[place.file].split("\n")
    own = (place.line, place.column), (place.line, place.column + len(place.word))
    there = (span.line, span.column), (span.end_line, span.end_column)
    is_around = there[0] <= own[0] and own[1] <= there[1]
    match edit.sort:
        case "paragraph gone":
            return is_around
        case "new paragraph":
            between = lines[place.line : span.end_line - 1]
            return own[0] <= there[1] and not any(_BLANK.fullmatch(one) for one in between)
        case "insert" if there[0] == there[1]:
            # Signs and spaces between the word and what was put in behind it may stand on either side.
            return own[1] <= there[0] and not re.search(r"\w", "\n".join(cut_lines(lines, _between(span, own[1]))))
        case _:
            return is_around and len(cut_lines(lines, span).split()) == 1


def _between(span: Span, place: tuple[int, int]) -> Span:
    return Span(span.file, *place, span.line, span.column)


def _named(edit: Edit, remark: Remark | None) -> str:
    place = edit.place
    there = f" -> {_short(remark)}" if remark else ""
    seen = "seen" if edit.is_seen else "unseen"
    return f"{edit.sort} {seen} {place.kind} {place.word!r} {place.file}:{place.line}:{place.column}{there}"


def _short(remark: Remark) -> str:
    span = remark.span
    at = f"{span.file}:{span.line}:{span.column}-{span.end_line}:{span.end_column}" if span else "nowhere"
    words = [f"{one[:60]!r}" for one in (remark.old, remark.new, remark.text)]
    return f"{remark.sort} {remark.certainty} {at} {' '.join(words)}"
