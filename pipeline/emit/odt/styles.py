"""Named styles: those of the Word file, parent, next and language included."""

from __future__ import annotations

from pipeline.emit.odt.lengths import twips
from pipeline.emit.odt.names import encoded, shown_name, style_name, variant_name
from pipeline.emit.odt.numbers import list_name, outline_number
from pipeline.emit.odt.paragraph_properties import chain_properties, paragraph_properties
from pipeline.emit.odt.scene import Scene
from pipeline.emit.odt.text_properties import Attributes, text_element, text_properties
from pipeline.emit.odt.word import Word, WordStyle
from pipeline.emit.odt.xml import Element, child, holds, make, q, value

_SETTINGS = "word/settings.xml"


def default_styles(scene: Scene) -> list[Element]:
    """Give what holds where no style says otherwise."""
    defaults = child(scene.word.tree("word/styles.xml"), "w:docDefaults")
    texts = text_properties(scene, child(defaults, "w:rPrDefault/w:rPr"))
    settings = scene.word.tree(_SETTINGS)
    paragraph, _texts = paragraph_properties(scene, child(defaults, "w:pPrDefault/w:pPr"), [])
    attributes = {
        "fo:orphans": "2",
        "fo:widows": "2",
        "style:tab-stop-distance": twips(value(settings, "w:defaultTabStop", "720")),
        "style:writing-mode": "page",
    }
    if holds(settings, "w:autoHyphenation"):
        attributes["fo:hyphenation-ladder-count"] = value(settings, "w:consecutiveHyphenLimit", "no-limit")
        texts |= _hyphenation(holds(settings, "w:doNotHyphenateCaps"))
    for key, text in attributes.items():
        paragraph.set(q(key), text)
    return [
        make("style:default-style", {"style:family": "graphic"}, make("style:text-properties", _language_of(texts))),
        make("style:default-style", {"style:family": "paragraph"}, paragraph, *text_element(texts)),
        make(
            "style:default-style",
            {"style:family": "table"},
            make("style:table-properties", {"table:border-model": "collapsing"}),
        ),
        make(
            "style:default-style",
            {"style:family": "table-row"},
            make("style:table-row-properties", {"fo:keep-together": "auto"}),
        ),
    ]


def named_styles(scene: Scene) -> list[Element]:
    """Give the styles of paragraphs, of characters and of tables."""
    made = []
    for style in scene.word.styles.values():
        if style.sort == "paragraph":
            made.append(_paragraph_style(scene, style))
        elif style.sort == "character" and style_name(scene.word, style.identifier):
            made.append(_text_style(scene, style))
        elif style.sort == "table":
            made.append(_table_style(scene.word, style))
    return made


def variants(scene: Scene) -> list[Element]:
    """Give the paragraph styles of tables that have a type size of their own."""
    made = []
    for identifier, table in scene.progress.variants:
        shown, name = variant_name(scene.word, identifier, table)
        made.append(
            make(
                "style:style",
                {
                    **_named(shown, name, "paragraph"),
                    "style:parent-style-name": style_name(scene.word, identifier),
                },
                *text_element(table_text(scene, table)),
            )
        )
    return made


def table_text(scene: Scene, table: str) -> Attributes:
    """Give what a table's style says of its characters."""
    attributes: Attributes = {}
    for style in reversed(list(scene.word.chain(table))):
        attributes |= text_properties(scene, style.text)
    return attributes


def takes_size(word: Word, identifier: str) -> bool:
    """Tell whether a paragraph style leaves the type size to the table around it."""
    return not any(child(style.text, "w:sz") is not None for style in word.chain(identifier))


def note_symbol(word: Word) -> list[Element]:
    """Give the style of a note's number at the foot, as at its call."""
    attributes = {"style:parent-style-name": style_name(word, "FootnoteReference")}
    return [make("style:style", {**_named("Footnote Symbol", "Footnote_20_Symbol", "text"), **attributes})]


def graphic_styles() -> list[Element]:
    """Give LibreOffice's own styles of frames and pictures, without its borders and margins."""
    bare = {f"fo:{name}": "0pt" for name in ("padding", "margin-left", "margin-right", "margin-top", "margin-bottom")}
    properties = {**bare, "fo:border": "none", "style:shadow": "none"}
    return [
        make("style:style", _named(name, name, "graphic"), make("style:graphic-properties", properties))
        for name in ("Frame", "Graphics", "Formula")
    ]


def _hyphenation(keeps_capitals: bool) -> Attributes:
    return {
        "fo:hyphenate": "true",
        "fo:hyphenation-remain-char-count": "2",
        "fo:hyphenation-push-char-count": "3",
        "loext:hyphenation-no-caps": "true" if keeps_capitals else "false",
    }


def _language_of(texts: Attributes) -> Attributes:
    return {key: text for key, text in texts.items() if "language" in key or "country" in key}


def _named(shown: str, name: str, family: str) -> Attributes:
    return {
        "style:name": name,
        **({"style:display-name": shown} if shown != name else {}),
        "style:family": family,
    }


def _paragraph_style(scene: Scene, style: WordStyle) -> Element:
    word = scene.word
    shown = shown_name(style.name)
    attributes = _named(shown, encoded(shown), "paragraph")
    if style.parent:
        attributes["style:parent-style-name"] = style_name(word, style.parent)
    if style.next:
        attributes["style:next-style-name"] = style_name(word, style.next)
    level = value(style.paragraph, "w:outlineLvl")
    number = value(style.paragraph, "w:numPr/w:numId")
    if level:
        attributes["style:default-outline-level"] = str(int(level) + 1)
        attributes |= _outlined(style)
    elif number and number != outline_number(word):
        attributes["style:list-style-name"] = list_name(word, number)
    chain = chain_properties(word, style.identifier)
    properties, texts = paragraph_properties(scene, style.paragraph, chain)
    texts = text_properties(scene, style.text) | texts
    own = (properties,) if len(properties) or properties.attrib else ()
    return make("style:style", attributes, *own, *text_element(texts))


def _outlined(style: WordStyle) -> Attributes:
    """Say whether the numbers of the outline belong to a style of titles.

    Those of one style for each level do so by themselves; kin of it name the outline as their list.
    """
    if style.name.startswith("heading "):
        return {}
    return {"style:list-style-name": "Outline" if style.name.startswith("Heading ") else ""}


def _text_style(scene: Scene, style: WordStyle) -> Element:
    shown = shown_name(style.name)
    attributes = _named(shown, encoded(shown), "text")
    parent = style_name(scene.word, style.parent)
    if parent:
        attributes["style:parent-style-name"] = parent
    return make("style:style", attributes, *text_element(text_properties(scene, style.text)))


def _table_style(word: Word, style: WordStyle) -> Element:
    """Give the name of a table's style: what it says stands in each cell, for OpenDocument has nothing else."""
    attributes = _named(style.name, encoded(style.name), "table")
    parent = style_name(word, style.parent)
    return make("style:style", attributes | ({"style:parent-style-name": parent} if parent else {}))
