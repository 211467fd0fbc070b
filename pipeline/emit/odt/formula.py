"""Equations: Office Math (ISO/IEC 29500-1, 22.1) as MathML 3, in an object of their own."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from pipeline.emit.formula import drawn_mathml
from pipeline.emit.odt.lengths import points
from pipeline.emit.odt.scene import Scene, automatic
from pipeline.emit.odt.xml import Element, child, get, make, plain_file, q, short
from pipeline.emit.raster import draw

_SIZE = 10.5  # points, the size of text
_DENSITY = 300  # pixels an inch
_MEDIA = "application/vnd.oasis.opendocument.formula"
_TOKENS = MappingProxyType({"letter": "math:mi", "digit": "math:mn", "sign": "math:mo"})


def formula(scene: Scene, element: Element) -> Element:
    """Give an equation as a frame with its object; its words are the alternate text."""
    is_block = short(element) == "m:oMathPara"
    row = make("math:mrow")
    for one in element.iter(q("m:oMath")):
        _tell_all(scene, one, row)
    root = make("math:math", {"display": "block"} if is_block else {}, row)
    name = f"Object {scene.number()}"
    data = plain_file(root)
    scene.progress.files[f"{name}/content.xml"] = data
    scene.progress.media[f"{name}/"] = _MEDIA
    scene.progress.media[f"{name}/content.xml"] = "text/xml"
    link = {"xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
    style = automatic(
        scene,
        "graphic",
        "Formula",
        make("style:graphic-properties", {"style:vertical-pos": "middle", "style:vertical-rel": "text"}),
    )
    frame = make(
        "draw:frame",
        {"draw:style-name": style, "draw:name": name, "text:anchor-type": "as-char"},
        make("draw:object", {"xlink:href": f"./{name}", **link}),
    )
    _picture(scene, frame, name, data)
    frame.append(make("svg:desc", {}, "".join(str(text) for text in element.itertext()).strip()))
    return frame


def _picture(scene: Scene, frame: Element, name: str, data: bytes) -> None:
    """Add the picture of an equation, for readers that do not draw it themselves, and its size."""
    drawn = drawn_mathml(data)
    if drawn is None:
        return
    path = f"ObjectReplacements/{name}"
    pixels = max(1, round(drawn.width * _SIZE / 72 * _DENSITY))
    scene.progress.files[path] = draw(drawn.svg.decode(), pixels)
    scene.progress.media[path] = "image/png"
    frame.set(q("svg:width"), points(drawn.width * _SIZE))
    frame.set(q("svg:height"), points(drawn.height * _SIZE))
    frame.append(
        make(
            "draw:image",
            {
                "xlink:href": f"./{path}",
                "xlink:type": "simple",
                "xlink:show": "embed",
                "xlink:actuate": "onLoad",
                "draw:mime-type": "image/png",
            },
        )
    )


def _tell_all(scene: Scene, parent: Element | None, into: Element) -> Element:
    for one in parent if parent is not None else ():
        name = short(one)
        if name in _TOLD:
            into.append(_TOLD[name](scene, one))
        elif name in _THROUGH:
            _tell_all(scene, one, into)
        elif not name.endswith("Pr"):
            scene.miss(name)
    return into


def _row(scene: Scene, parent: Element | None, name: str) -> Element:
    return _tell_all(scene, child(parent, name), make("math:mrow"))


def _run(scene: Scene, run: Element) -> Element:
    text = "".join(one.text or "" for one in run.findall(q("m:t")))
    if child(run, "m:rPr/m:nor") is not None:
        return make("math:mtext", {}, text.replace(" ", "\N{NO-BREAK SPACE}"))
    row = make("math:mrow")
    for kind, part in _parts(text):
        token = make(_TOKENS[kind], {}, part)
        if kind == "letter" and _property(run, "m:rPr/m:sty", "i") == "p":
            token.set("mathvariant", "normal")
        row.append(token)
    return row


def _parts(text: str) -> list[tuple[str, str]]:
    """Part a run into numbers, letters and signs."""
    parts: list[tuple[str, str]] = []
    for character in text:
        kind = "digit" if character.isdigit() else "letter" if character.isalpha() else "sign"
        if kind == "digit" and parts and parts[-1][0] == "digit":
            parts[-1] = (kind, parts[-1][1] + character)
        elif kind == "sign" and character in ",." and parts and parts[-1][0] == "digit":
            parts[-1] = ("digit", parts[-1][1] + character)
        elif not character.isspace():
            parts.append((kind, character))
    return parts


def _sized(name: str, *inside: str) -> Callable[[Scene, Element], Element]:
    """Give what tells an element whose parts become the children of another."""

    def tell(scene: Scene, element: Element) -> Element:
        return make(name, {}, *(_row(scene, element, part) for part in inside))

    return tell


def _property(element: Element, path: str, default: str) -> str:
    found = child(element, path)
    return default if found is None else get(found, "m:val")


def _root(scene: Scene, element: Element) -> Element:
    degree = _row(scene, element, "m:deg")
    inside = _row(scene, element, "m:e")
    return make("math:mroot", {}, inside, degree) if len(degree) else make("math:msqrt", {}, inside)


def _large(scene: Scene, element: Element) -> Element:
    """Tell a sum or an integral with its limits."""
    sign = make("math:mo", {}, _property(element, "m:naryPr/m:chr", "∫"))
    low, high = _row(scene, element, "m:sub"), _row(scene, element, "m:sup")
    beside = _property(element, "m:naryPr/m:limLoc", "subSup") == "subSup"
    both, under, over = ("msubsup", "msub", "msup") if beside else ("munderover", "munder", "mover")
    if len(low) and len(high):
        sign = make(f"math:{both}", {}, sign, low, high)
    elif len(low) or len(high):
        sign = make(f"math:{under if len(low) else over}", {}, sign, low if len(low) else high)
    return make("math:mrow", {}, sign, _row(scene, element, "m:e"))


def _fenced(scene: Scene, element: Element) -> Element:
    row = make("math:mrow", {}, make("math:mo", {"fence": "true"}, _property(element, "m:dPr/m:begChr", "(")))
    for number, part in enumerate(element.findall(q("m:e"))):
        if number:
            row.append(make("math:mo", {}, _property(element, "m:dPr/m:sepChr", "|")))
        row.append(_tell_all(scene, part, make("math:mrow")))
    row.append(make("math:mo", {"fence": "true"}, _property(element, "m:dPr/m:endChr", ")")))
    return row


def _matrix(scene: Scene, element: Element) -> Element:
    table = make("math:mtable")
    for line in element.findall(q("m:mr")):
        row = make("math:mtr")
        for cell in line.findall(q("m:e")):
            row.append(make("math:mtd", {}, _tell_all(scene, cell, make("math:mrow"))))
        table.append(row)
    return table


def _lines(scene: Scene, element: Element) -> Element:
    table = make("math:mtable")
    for line in element.findall(q("m:e")):
        cell = make("math:mtd", {}, _tell_all(scene, line, make("math:mrow")))
        table.append(make("math:mtr", {}, cell))
    return table


def _accent(scene: Scene, element: Element) -> Element:
    sign = _property(element, "m:accPr/m:chr", "\N{COMBINING CIRCUMFLEX ACCENT}")
    return make("math:mover", {"accent": "true"}, _row(scene, element, "m:e"), make("math:mo", {}, sign))


def _barred(scene: Scene, element: Element) -> Element:
    is_over = _property(element, "m:barPr/m:pos", "bot") == "top"
    line = make("math:mo", {}, "\N{OVERLINE}" if is_over else "_")
    return make("math:mover" if is_over else "math:munder", {}, _row(scene, element, "m:e"), line)


def _grouped(scene: Scene, element: Element) -> Element:
    is_over = _property(element, "m:groupChrPr/m:pos", "bot") == "top"
    sign = make("math:mo", {}, _property(element, "m:groupChrPr/m:chr", "\N{BOTTOM CURLY BRACKET}"))
    return make("math:mover" if is_over else "math:munder", {}, _row(scene, element, "m:e"), sign)


def _function(scene: Scene, element: Element) -> Element:
    applied = make("math:mo", {}, "\N{FUNCTION APPLICATION}")
    return make("math:mrow", {}, _row(scene, element, "m:fName"), applied, _row(scene, element, "m:e"))


_TOLD: MappingProxyType[str, Callable[[Scene, Element], Element]] = MappingProxyType(
    {
        "m:r": _run,
        "m:f": _sized("math:mfrac", "m:num", "m:den"),
        "m:sSup": _sized("math:msup", "m:e", "m:sup"),
        "m:sSub": _sized("math:msub", "m:e", "m:sub"),
        "m:sSubSup": _sized("math:msubsup", "m:e", "m:sub", "m:sup"),
        "m:limLow": _sized("math:munder", "m:e", "m:lim"),
        "m:limUpp": _sized("math:mover", "m:e", "m:lim"),
        "m:rad": _root,
        "m:nary": _large,
        "m:d": _fenced,
        "m:m": _matrix,
        "m:eqArr": _lines,
        "m:acc": _accent,
        "m:bar": _barred,
        "m:groupChr": _grouped,
        "m:func": _function,
    }
)
_THROUGH = frozenset(("m:e", "m:box", "m:borderBox", "m:phant"))
