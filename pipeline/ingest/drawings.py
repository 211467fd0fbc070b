"""What drawings (SVG) of the sources hold that no output shows, told with its place in the drawing's own file.

Outputs show a drawing cleaned (`emit.picture`), by the same rules (`model.drawing`). Here it is read with expat, which
gives exact places and reads nothing but the file itself.
"""

from __future__ import annotations

from xml.parsers import expat

from pipeline.diagnostics import Code, Report, found
from pipeline.model.drawing import Taken, of_attribute, of_element, of_style
from pipeline.source import Span

_LONGEST = 80  # characters of what is quoted


def tell_drawing(file: str, data: bytes, report: Report) -> None:
    """Tell what is taken out of a drawing (S229: what runs, S230: what reaches out of it)."""
    listener = _Listener(file, report)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    listener.listen(parser)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return  # what cannot be read is not shown, and told when it should be (E185)


class _Listener:
    """Hears a drawing's elements; `inside` counts those open within one that is taken out."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self.inside = 0
        self.sheet: list[str] | None = None
        self.place: Span | None = None

    def listen(self, parser: expat.XMLParserType) -> None:
        """Take the parser's events."""
        self.parser = parser
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.ProcessingInstructionHandler = self.order

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Judge an element and its attributes."""
        namespace, _, local = name.rpartition(" ")
        if self.inside:
            self.inside += 1
            return
        taken = of_element(namespace, local)
        if taken is not None:
            self.inside = 1
            self.tell(taken, f"<{local}>")
            return
        if local == "style":
            self.sheet, self.place = [], self.here()
        for key, value in attributes.items():
            space, _, attribute = key.rpartition(" ")
            reason = of_attribute(local, space, attribute, value)
            if reason is not None:
                self.tell(reason, f'{attribute}="{value}"')

    def end(self, _name: str) -> None:
        """Judge a style sheet at its end."""
        self.inside = max(0, self.inside - 1)
        if self.sheet is not None:
            taken = of_style("".join(self.sheet))
            if taken is not None:
                self.tell(taken, "<style>", self.place)
            self.sheet = None

    def words(self, words: str) -> None:
        """Gather the words of a style sheet."""
        if self.sheet is not None:
            self.sheet.append(words)

    def order(self, target: str, _data: str) -> None:
        """Judge an order to whoever reads the file: a style sheet that is elsewhere."""
        if target == "xml-stylesheet":
            self.tell(Taken.reaches, f"<?{target}?>")

    def here(self) -> Span:
        """Give the place of the tag that is being read."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return Span(self.file, line, column, line, column + 1)

    def tell(self, taken: Taken, what: str, place: Span | None = None) -> None:
        """Tell one thing, unless nobody misses it."""
        quoted = what if len(what) <= _LONGEST else what[: _LONGEST - 1] + "…"
        match taken:
            case Taken.runs:
                self.report(found(Code.S229, place or self.here(), image=self.file, what=quoted))
            case Taken.reaches:
                self.report(found(Code.S230, place or self.here(), image=self.file, what=quoted))
            case Taken.unseen:
                pass
