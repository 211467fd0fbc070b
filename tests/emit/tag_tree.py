"""The tree of tags of a PDF read back, with the words that its marked content shows (ISO 32000-1, 14.7)."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

Place: TypeAlias = tuple[int, int]  # a page from 0, and the number of marked content there


class Tag(NamedTuple):
    """An element: its role, what it says of itself, what it holds in order: elements and words."""

    role: str
    facts: dict[str, Any]
    kids: tuple[Tag | str, ...]
    pages: frozenset[int]
    links: tuple[str, ...]

    def all(self, role: str = "") -> list[Tag]:
        """Give the elements of a role (or all) in this one, in reading order."""
        return [one for one in self.below() if role in ("", one.role)]

    def below(self) -> Iterator[Tag]:
        """Give this element and those in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.below()

    @property
    def words(self) -> str:
        """The words in this element, pieces apart by a bar."""
        return "|".join(kid.words if isinstance(kid, Tag) else kid for kid in self.kids)

    @property
    def shape(self) -> str:
        """The roles in this element, as `Role(Kid Kid)`."""
        inside = " ".join(kid.shape for kid in self.kids if isinstance(kid, Tag))
        return f"{self.role}({inside})" if inside else self.role


class Shown(NamedTuple):
    """Text in a page's stream: its words, what it is marked with from the outside in."""

    words: str
    marks: tuple[tuple[str, dict[str, str]], ...]

    @property
    def number(self) -> int | None:
        """The number of the marked content that it is part of."""
        return next((int(facts["MCID"]) for _tag, facts in self.marks if "MCID" in facts), None)

    @property
    def artifact(self) -> dict[str, str] | None:
        """What is said of it as an artifact."""
        return next((facts for tag, facts in self.marks if tag == "Artifact"), None)


def tag_tree(data: bytes) -> Tag:
    """Give the Document of a file."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        (top,) = pdf.Root.StructTreeRoot.K
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return _tag(top, numbers, _words(pdf))


def shown(data: bytes) -> list[list[Shown]]:
    """Give the text of each page as its stream has it."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return [list(_shown(page)) for page in pdf.pages]


def faults(data: bytes) -> list[str]:
    """Give what does not fit together: content that is neither in the tree nor an artifact, wrong ways back."""
    found: list[str] = []
    with Pdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        holders = dict(_holders(root.K[0], {page.obj.objgen: at for at, page in enumerate(pdf.pages)}))
        for at, page in enumerate(pdf.pages):
            array = owners[int(page.obj.StructParents)]
            for text in _shown(page):
                if text.number is None and text.artifact is None:
                    found.append(f"page {at}: {text.words!r} has no mark")
                elif text.artifact is not None and "Type" not in text.artifact:
                    found.append(f"page {at}: {text.words!r} is an artifact of no type")
                elif text.number is not None and text.artifact is not None:
                    found.append(f"page {at}: {text.words!r} is both")
                elif text.number is not None and holders.get((at, text.number)) != array[text.number].objgen:
                    found.append(f"page {at}: {text.words!r} is not in the tree")
            for one in page.obj.get("/Annots", Array()):
                owner = owners.get(int(one.get("/StructParent", -1)))
                if owner is None or not any(_holds(kid, one) for kid in owner.K):
                    found.append(f"page {at}: an annotation is not in the tree")
    return found


_INSIDE = {
    "TOC": {"TOCI", "TOC", "Caption"},
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
_ONLY_INSIDE = {"TOCI": {"TOC"}, "LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody"}, "TD": {"TR"}}


def misplaced(tree: Tag) -> list[str]:
    """Give what stands where it may not (ISO 32000-1, 14.8.4), headings that skip a level, links in links."""
    found = []
    for one in tree.below():
        for kid in one.kids:
            role = kid.role if isinstance(kid, Tag) else "words"
            if role not in _INSIDE.get(one.role, {role}) or one.role not in _ONLY_INSIDE.get(role, {one.role}):
                found.append(f"{role} in {one.role}: {one.words[:40]}")
        if one.role == "Link" and (len(one.all("Link")) > 1 or not one.links or not all(one.links)):
            found.append(f"link: {one.words}")
        if one.role in ("Figure", "Formula") and not one.facts.get("Alt"):
            found.append(f"{one.role} without words")
    levels = [0, *(int(one.role[1]) for one in tree.below() if one.role[0] == "H" and one.role[1:].isdigit())]
    found += [f"H{after} behind H{before}" for before, after in pairwise(levels) if after > before + 1]
    names = {one.facts["ID"] for one in tree.all("TH") if "ID" in one.facts}
    found += [name for one in tree.below() for name in one.facts.get("Headers", ()) if name not in names]
    return found


def _holds(kid: Object | int, annotation: Object) -> bool:
    return isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.objgen == annotation.objgen


def _holders(element: Object, pages: dict[tuple[int, int], int]) -> Iterator[tuple[Place, tuple[int, int]]]:
    """Give the element that holds each piece of marked content."""
    for kid in element.K:
        if not isinstance(kid, Dictionary):
            yield (pages[element.Pg.objgen], int(kid)), element.objgen
        elif "/MCID" in kid:
            yield (pages[kid.Pg.objgen], int(kid.MCID)), element.objgen
        elif "/S" in kid:
            yield from _holders(kid, pages)


def _tag(element: Object, pages: dict[tuple[int, int], int], words: dict[Place, str]) -> Tag:
    facts: dict[str, Any] = {
        str(key)[1:]: str(element[key]) for key in ("/Alt", "/E", "/Lang", "/T", "/ID") if key in element
    }
    for key, value in element.get("/A", Dictionary()).items():
        facts[key[1:]] = [str(one) for one in value] if isinstance(value, Array) else str(value).removeprefix("/")
    kids: list[Tag | str] = []
    links, seen = [], set()
    for kid in element.K:
        if isinstance(kid, Dictionary) and "/S" in kid:
            kids.append(_tag(kid, pages, words))
            continue
        if isinstance(kid, Dictionary) and "/Obj" in kid:
            links.append(str(kid.Obj.get("/Contents", "")))
            continue
        place = (pages[kid.Pg.objgen], int(kid.MCID)) if isinstance(kid, Dictionary) else None
        place = place or (pages[element.Pg.objgen], int(kid))
        seen.add(place[0])
        kids.append(words.get(place, ""))
    seen.update(page for kid in kids if isinstance(kid, Tag) for page in kid.pages)
    return Tag(str(element.S)[1:], facts, tuple(kids), frozenset(seen), tuple(links))


def _words(pdf: Pdf) -> dict[Place, str]:
    pieces: dict[Place, list[str]] = defaultdict(list)
    for at, page in enumerate(pdf.pages):
        for text in _shown(page):
            if text.number is not None:
                pieces[at, text.number].append(text.words)
    return {place: "".join(run) for place, run in pieces.items()}


def _shown(page: Page) -> Iterator[Shown]:
    marks: list[tuple[str, dict[str, str]]] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        match str(operator):
            case "BDC" | "BMC":
                facts = operands[1] if len(operands) > 1 else Dictionary()
                marks.append((str(operands[0])[1:], {key[1:]: str(value) for key, value in facts.items()}))
            case "EMC":
                marks.pop()
            case "Tf":
                letters = _letters(page.Resources.Font[Name(str(operands[0]))])
            case "TJ":
                yield Shown(_spelled(operands[0], letters, marks), tuple(marks))
            case _:
                pass


def _spelled(run: Object, letters: dict[int, str], marks: Sequence[tuple[str, dict[str, str]]]) -> str:
    for _tag_name, facts in marks:
        if "ActualText" in facts:
            return facts["ActualText"]
    codes = b"".join(bytes(one) for one in run if isinstance(one, pikepdf.String))
    return "".join(letters.get(codes[at] * 256 + codes[at + 1], "?") for at in range(0, len(codes) - 1, 2))


def _letters(font: Object) -> dict[int, str]:
    """Give the letters of a font by their codes (ISO 32000-1, 9.10.3), as WeasyPrint writes them: one by one."""
    told = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]*)>", told)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
