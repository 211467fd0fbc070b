"""The styles of tables: hairlines, a tinted head, and a size of type; an organisation changes them in Word."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.emit.docx.style_xml import hexadecimal, shading, style_id, twips

HANDBOOK_TABLE = "Handbook Table"
CROWDED_TABLE = f"{HANDBOOK_TABLE} Crowded"
FACT_TABLE = "Fact Table"
# Padding at the left and right of a cell's text: a little less than `fit` measures with, as bold is wider here.
SIDE_PADDING = 3.8
_TIGHT = 1.0  # points: the padding of columns that hold a few letters only


def table_styles(tokens: dict[str, Any]) -> tuple[str, ...]:
    """Give the `w:style` elements of tables, Word's own first."""
    sizes = tokens["print"]
    return (
        _TABLE_NORMAL,
        _NO_LIST,
        _style("Table Grid", "", _borders(tokens, grid=True), builtin=True),
        # pandoc gives a table this style before ours is put on.
        _style("Table", "", "", builtin=False),
        *_handbook_tables(tokens),
        _style(FACT_TABLE, _size(sizes["small"]), _borders(tokens), more=_panel(tokens)),
    )


def _handbook_tables(tokens: dict[str, Any]) -> Iterator[str]:
    """Give the table of the handbook in its three sizes, each once more for a table that stays on its page."""
    sizes = tokens["print"]
    middle = (sizes["table"] + sizes["table_floor"]) / 2
    yield _style(HANDBOOK_TABLE, _size(sizes["table"]), _borders(tokens), more=_head(tokens))
    yield _style(f"{HANDBOOK_TABLE} Small", _size(middle), based=HANDBOOK_TABLE)
    yield _style(f"{HANDBOOK_TABLE} Smallest", _size(sizes["table_floor"]), based=HANDBOOK_TABLE)
    tight = f"<w:tblPr>{cell_margins(_TIGHT)}</w:tblPr>"
    yield _style(CROWDED_TABLE, _size(sizes["table_floor"]), based=HANDBOOK_TABLE, more=tight)
    for kind in ("", " Small", " Smallest"):
        yield _style(f"{HANDBOOK_TABLE}{kind} Whole", "", based=f"{HANDBOOK_TABLE}{kind}", more=_KEPT, kept=True)


# The rows of a small table stay with the next one, but for the last (ISO/IEC 29500-1, 17.3.1.15).
_KEPT = '<w:tblStylePr w:type="lastRow"><w:pPr><w:keepNext w:val="0"/></w:pPr></w:tblStylePr>'


def table_style(size: float, tokens: dict[str, Any]) -> str:
    """Give the name of the style for a table whose text is to have `size` points."""
    sizes = tokens["print"]
    if size >= sizes["table"]:
        return HANDBOOK_TABLE
    return f"{HANDBOOK_TABLE} Smallest" if size <= sizes["table_floor"] else f"{HANDBOOK_TABLE} Small"


_TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def _style(
    name: str,
    size: str,
    borders: str = "",
    based: str = "Table Normal",
    more: str = "",
    builtin: bool = False,
    kept: bool = False,
) -> str:
    custom = "" if builtin else ' w:customStyle="1"'
    return (
        f'<w:style w:type="table"{custom} w:styleId="{style_id(name)}"><w:name w:val={quoteattr(name)}/>'
        f'<w:basedOn w:val="{style_id(based)}"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"{'<w:pPr><w:keepNext/></w:pPr>' if kept else ''}{f'<w:rPr>{size}</w:rPr>' if size else ''}"
        f"{f'<w:tblPr>{borders}{cell_margins(SIDE_PADDING)}</w:tblPr>' if borders else ''}{more}</w:style>"
    )


def _size(points: float) -> str:
    # Downwards: the width of columns was measured for this size.
    half = floor(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def cell_margins(side_padding: float) -> str:
    """Give the padding of cells, in points at the left and right."""
    side = twips(side_padding)
    return (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


def _borders(tokens: dict[str, Any], grid: bool = False) -> str:
    colors = tokens["color"]["light"]
    strong, light = hexadecimal(colors["line_strong"]), hexadecimal(colors["line"])
    outer = f'w:val="single" w:sz="4" w:space="0" w:color="{strong}"'
    inner = f'w:val="single" w:sz="4" w:space="0" w:color="{light}"'
    if grid:
        sides = "".join(f"<w:{side} {outer}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    else:
        sides = f"<w:top {outer}/><w:bottom {outer}/><w:insideH {inner}/>"
    return f"<w:tblBorders>{sides}</w:tblBorders>"


def _panel(tokens: dict[str, Any]) -> str:
    """Give the look of a panel of facts: all of it on a tint, its title on the primary colour."""
    colors = tokens["color"]["light"]
    return (
        f"<w:tcPr>{shading(colors['primary_tint'])}</w:tcPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shading(colors["primary"])}</w:tcPr></w:tblStylePr>'
    )


def _head(tokens: dict[str, Any]) -> str:
    """Give the look of the first row: a tint, a stronger line below it."""
    colors = tokens["color"]["light"]
    line = f'w:val="single" w:sz="6" w:space="0" w:color="{hexadecimal(colors["line_strong"])}"'
    return (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {line}/></w:tcBorders>'
        f'{shading(colors["primary_tint"])}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
