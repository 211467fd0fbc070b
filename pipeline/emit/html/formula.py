"""Drawing formulas: as MathML on screen, as pictures that stand on the line in print."""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import Element

from markupsafe import Markup

from pipeline.emit.formula import drawing, mathml
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.tag import joined, tag
from pipeline.model import Math, MathBlock

# MathML Core, 2 to 3: the elements that latex2mathml makes, and the attributes that change what is seen. What is not
# here is left out, the words inside it are kept.
_ELEMENTS = frozenset(
    [
        *("mrow", "mi", "mn", "mo", "mtext", "mspace", "ms", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded"),
        *("mphantom", "menclose", "mfenced", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
        *("mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd", "mlabeledtr"),
    ]
)
_ATTRIBUTES = frozenset(
    [
        *("mathvariant", "stretchy", "fence", "form", "separator", "largeop", "movablelimits", "accent", "accentunder"),
        *("lspace", "rspace", "minsize", "maxsize", "width", "height", "depth", "voffset", "linethickness", "notation"),
        *("columnalign", "rowalign", "columnlines", "rowlines", "columnspacing", "rowspacing", "columnspan", "rowspan"),
        *("displaystyle", "scriptlevel", "mathcolor", "mathbackground", "symmetric", "frame", "open", "close"),
    ]
)


def formula(node: Math, setting: Setting) -> Markup:
    """Draw a formula in a line; one that cannot be read, or that stands where only words do, as it is written."""
    drawn = Markup("") if setting.bare else _formula(node.text, setting, display=False)
    return drawn or tag("code", node.text, class_="math", translate="no")


def formula_block(node: MathBlock, setting: Setting) -> Markup:
    """Draw a formula on lines of its own."""
    drawn = _formula(node.text, setting, display=True)
    if not drawn:
        return tag("pre", tag("code", node.text, translate="no"), class_="math")
    return tag("div", drawn, class_="formula-block")


def _formula(tex: str, setting: Setting, *, display: bool) -> Markup:
    if setting.medium == "print":
        return _picture(tex, setting, display=display)
    root = mathml(tex, display)
    if root is None:
        return Markup("")
    # The TeX stands in the page too: it is what is copied, and what a search finds.
    written = tag("annotation", tex, encoding="application/x-tex")
    shown = tag("semantics", tag("mrow", *(_element(child) for child in root)), written)
    return tag("math", shown, display="block" if display else None, alttext=tex)


def _element(node: Element) -> Markup:
    """Write an element of MathML, its text escaped and its attributes those that are known."""
    # The library writes signs as references to characters, which its own output leaves for a browser to read.
    inside = joined((unescape(node.text or ""), *(_element(child) for child in node)))
    # What stands behind an element is only white space in MathML.
    if node.tag not in _ELEMENTS:
        return inside
    known = {name: value for name, value in node.attrib.items() if name in _ATTRIBUTES}
    return tag(node.tag, inside, **known)


def _picture(tex: str, setting: Setting, *, display: bool) -> Markup:
    """Draw the picture of a formula at the size of the text around it, its foot as far below the line as it says."""
    made = drawing(tex, display, setting.look.tokens["color"]["light"]["ink"])
    if made is None:
        return Markup("")
    address = setting.made("formula-block" if display else "formula", tex)
    style = f"width:{made.width:.3f}em"
    if not display:
        style += f";vertical-align:{-made.depth:.3f}em"
    # PDF/UA wants words for every picture (ISO 14289-1, 7.7): those of a formula are its TeX.
    return tag("img", src=address, alt=tex, class_="formula", style=style)
