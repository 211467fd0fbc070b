"""Numbers of lists and of the outline: which of them a paragraph has, and their styles."""

from __future__ import annotations

import re
from types import MappingProxyType

from pipeline.emit.odt.lengths import twips
from pipeline.emit.odt.paragraph_properties import room
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.text_properties import Attributes, text_element, text_properties
from pipeline.emit.odt.word import Word
from pipeline.emit.odt.xml import Element, child, get, make, q, read, value, written

_NUMBERING = "word/numbering.xml"
_FORMATS: MappingProxyType[str, str] = MappingProxyType(
    {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "none": ""}
)
_PLACE = re.compile(r"%\d")
_TOLD = frozenset(("w:start", "w:numFmt", "w:pStyle", "w:suff", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"))


def abstract_of(word: Word, number: str) -> Element | None:
    """Give the definition of a list by the number that paragraphs name."""
    root = word.tree(_NUMBERING)
    if root is None:
        return None
    wanted = {value(one, "w:abstractNumId") for one in root.findall(q("w:num")) if get(one, "w:numId") == number}
    return next((one for one in root.findall(q("w:abstractNum")) if get(one, "w:abstractNumId") in wanted), None)


def level_of(word: Word, number: str, level: int) -> Element | None:
    """Give a level of a list."""
    abstract = abstract_of(word, number)
    levels = [] if abstract is None else abstract.findall(q("w:lvl"))
    return next((one for one in levels if get(one, "w:ilvl") == str(level)), None)


def starts(word: Word, number: str) -> dict[int, str]:
    """Give where the numbers of a list begin, by level, where it says so itself."""
    root = word.tree(_NUMBERING)
    for one in () if root is None else root.findall(q("w:num")):
        if get(one, "w:numId") == number:
            return {
                int(get(change, "w:ilvl")): value(change, "w:startOverride")
                for change in one.findall(q("w:lvlOverride"))
                if value(change, "w:startOverride")
            }
    return {}


def is_bulleted(word: Word, number: str, level: int) -> bool:
    """Tell whether the items of a level have signs instead of numbers."""
    return value(level_of(word, number, level), "w:numFmt") == "bullet"


def list_name(word: Word, number: str) -> str:
    """Give the name of the style of a list, "" for a number that stands for no list."""
    abstract = abstract_of(word, number)
    return "" if abstract is None else f"Handbook_20_List_20_{get(abstract, 'w:abstractNumId')}"


def outline_number(word: Word) -> str:
    """Give the number of the list that numbers chapters: that of the first heading's style."""
    return value(word.styles["Heading1"].paragraph, "w:numPr/w:numId") if "Heading1" in word.styles else ""


def outline_style(scene: Scene) -> Element:
    """Give the numbers of chapters and of their parts."""
    abstract = abstract_of(scene.word, outline_number(scene.word))
    made = make("text:outline-style", {"style:name": "Outline"})
    for level in [] if abstract is None else abstract.findall(q("w:lvl")):
        told = _level(scene, level, "text:outline-level-style")
        if int(get(level, "w:ilvl")) not in scene.progress.levels:
            # No title of this level has a number: a new one is not to have one either.
            told.set(q("style:num-format"), "")
        made.append(told)
    return made


def list_styles(scene: Scene) -> list[Element]:
    """Give the style of each list but the outline."""
    root = scene.word.tree(_NUMBERING)
    outline = abstract_of(scene.word, outline_number(scene.word))
    made = []
    for abstract in [] if root is None else root.findall(q("w:abstractNum")):
        if abstract is outline:
            continue
        name = f"Handbook List {get(abstract, 'w:abstractNumId')}"
        style = make("text:list-style", {"style:name": name.replace(" ", "_20_"), "style:display-name": name})
        for level in abstract.findall(q("w:lvl")):
            is_bullet = value(level, "w:numFmt") == "bullet"
            style.append(_level(scene, level, f"text:list-level-style-{'bullet' if is_bullet else 'number'}"))
        made.append(style)
    return made


def label_styles(scene: Scene) -> list[Element]:
    """Give the styles of numbers and signs, in the order of their names."""
    made = []
    for content, name in scene.progress.labels.items():
        style = make("style:style", {"style:name": name, "style:display-name": name.replace("_20_", " ")})
        style.set(q("style:family"), "text")
        style.append(read(content))
        made.append(style)
    return made


def _level(scene: Scene, level: Element, name: str) -> Element:
    for one in level:
        if one.tag not in {q(told) for told in _TOLD}:
            scene.miss(f"w:lvl/{one.tag}")
    text = value(level, "w:lvlText")
    attributes = {"text:level": str(int(get(level, "w:ilvl")) + 1)}
    label = text_properties(scene, child(level, "w:rPr"))
    if label:
        attributes["text:style-name"] = _label(scene, label)
    attributes |= {"text:bullet-char": text} if name.endswith("bullet") else _numbered(level, text)
    return make(name, attributes, _aligned(level))


def _label(scene: Scene, attributes: Attributes) -> str:
    key = written(text_element(attributes)[0])
    return scene.progress.labels.setdefault(key, f"List_20_Label_20_{len(scene.progress.labels) + 1}")


def _numbered(level: Element, text: str) -> Attributes:
    places = list(_PLACE.finditer(text))
    attributes = {"style:num-format": _FORMATS[value(level, "w:numFmt", "decimal")] if places else ""}
    if places:
        before, after = text[: places[0].start()], text[places[-1].end() :]
        attributes |= {"style:num-prefix": before} if before else {}
        attributes |= {"style:num-suffix": after} if after else {}
        attributes |= {"text:display-levels": str(len(places))} if len(places) > 1 else {}
    if value(level, "w:start", "1") != "1":
        attributes["text:start-value"] = value(level, "w:start")
    return attributes


def _aligned(level: Element) -> Element:
    where = room(child(level, "w:pPr/w:ind"))
    followed = {"tab": "listtab", "space": "space", "nothing": "nothing"}[value(level, "w:suff", "tab")]
    return make(
        "style:list-level-properties",
        {"text:list-level-position-and-space-mode": "label-alignment"},
        make(
            "style:list-level-label-alignment",
            {
                "text:label-followed-by": followed,
                **({"text:list-tab-stop-position": twips(where.left)} if followed == "listtab" else {}),
                "fo:text-indent": twips(where.first),
                "fo:margin-left": twips(where.left),
            },
        ),
    )
