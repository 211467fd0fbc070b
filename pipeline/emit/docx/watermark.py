"""The watermark of a draft, in the form in which Word itself writes one, so that its own command takes it away.

A text drawn along a line (VML, ISO/IEC 29500-4, 19.1) in the running head, behind the page's words. Its name begins as
Word's do: that is how Word finds it again. What stands in a head is no part of the text for a screen reader, and its
empty alternative text says that there is nothing to tell.
"""

from __future__ import annotations

from math import hypot
from xml.sax.saxutils import quoteattr

from pipeline.emit.characters import readable
from pipeline.emit.docx.measures import Page
from pipeline.emit.docx.style_xml import hexadecimal

_SHARE = 0.46  # of the diagonal of the sheet
_WIDE = 0.46  # ems a letter takes, about
_TALL = 0.85  # ems
# The kind of shape that Word calls "text along a line" (its number 136), as it writes it.
_KIND = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_FIRST = 2049  # of the shapes in running heads, as Word counts them


def watermark(text: str, number: int, page: Page, color: str, font: str) -> str:
    """Give the run of a watermark, the `number`th of the document from 0: no two may have the same name."""
    length = hypot(page.width, page.height) * _SHARE
    height = length / max(len(text), 9) / _WIDE * _TALL
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{length:.1f}pt;height:{height:.1f}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    lettering = f'font-family:"{font}";font-size:1pt'
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject{_FIRST + number}" o:spid="_x0000_s{_FIRST + number}" '
        f'type="#_x0000_t136" alt="" style="{style}" o:allowincell="f" fillcolor="#{hexadecimal(color).lower()}" '
        f'stroked="f"><v:fill opacity=".4"/>'
        f"<v:textpath style={quoteattr(lettering)} string={quoteattr(readable(text))}/>"
        '<w10:wrap anchorx="page" anchory="page"/></v:shape>'
    )
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{_FIRST + number}"/><w:docPartObj><w:docPartGallery w:val="Watermarks"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent><w:r><w:rPr><w:noProof/></w:rPr>"
        f"<w:pict>{_KIND}{shape}</w:pict></w:r></w:sdtContent></w:sdt>"
    )
