"""Settings: how LibreOffice is to read what the standard leaves open, so that pages fall as in Word."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.emit.odt.metadata import VERSION
from pipeline.emit.odt.xml import Element, make, root_of

# Between two paragraphs stands the larger of the spaces; a space at the top of a page stays; lines of at least a
# height are measured as Word measures them; the words of a list's item begin where its list says, which holds in
# boxes too; nothing is taken from the reader's own settings.
_LAYOUT: MappingProxyType[str, str] = MappingProxyType(
    {
        "AddParaTableSpacing": "false",
        "AddParaTableSpacingAtStart": "true",
        "AddParaSpacingToTableCells": "true",
        "AddParaLineSpacingToTableCells": "true",
        "PropLineSpacingShrinksFirstLine": "true",
        "AddExternalLeading": "true",
        "UseFormerLineSpacing": "false",
        "UseFormerObjectPositioning": "false",
        "UseFormerTextWrapping": "false",
        "ConsiderTextWrapOnObjPos": "true",
        "AddVerticalFrameOffsets": "true",
        "TableRowKeep": "true",
        "TabOverMargin": "false",
        "TabOverflow": "true",
        "TabOverSpacing": "true",
        "TabAtLeftIndentForParagraphsInList": "false",
        "TabsRelativeToIndent": "true",
        "MsWordCompTrailingBlanks": "true",
        "NoNumberingShowFollowBy": "true",
        "BackgroundParaOverDrawings": "true",
        "CollapseEmptyCellPara": "true",
        "FieldAutoUpdate": "true",
        "PrintEmptyPages": "true",
    }
)


def settings(embeds_fonts: bool, is_final: bool) -> Element:
    """Give `settings.xml`; a final edition is opened to be read."""
    own = {
        **_LAYOUT,
        "EmbedFonts": "true" if embeds_fonts else "false",
        "EmbedOnlyUsedFonts": "false",
        "LoadReadonly": "true" if is_final else "false",
    }
    return root_of("office:document-settings", {"office:version": VERSION}, make("office:settings", {}, _set(own)))


def _set(items: Mapping[str, str]) -> Element:
    made = make("config:config-item-set", {"config:name": "ooo:configuration-settings"})
    for name, text in items.items():
        made.append(make("config:config-item", {"config:name": name, "config:type": "boolean"}, text))
    return made
