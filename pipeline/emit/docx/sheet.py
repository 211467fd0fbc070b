"""Drawing a job sheet: its facts in a table, beside its prose in the outer column, or above it where they are long.

LibreOffice 7.4 does not carry a table that stands beside the text over to the next page: the rest of it is lost. So
one stands there only where it surely ends on the page that it begins on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from pipeline.emit.docx.ast import Node, Nodes, cell, line_break, link, para, row, span, table, words
from pipeline.emit.docx.estimate import height_of
from pipeline.emit.docx.headings import section_title
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.names import TABLE
from pipeline.emit.docx.pieces import LOW_CARD
from pipeline.emit.docx.scene import Scene, serial
from pipeline.emit.docx.table_styles import SIDE_PADDING
from pipeline.emit.docx.zones import TablePlan, room
from pipeline.emit.trade import Form, name_forms, other_forms, rome_address, ways
from pipeline.model import Inlines, JobName, JobSheet, RomeCode, SheetSection, Training

_NARROW = 85.0  # points: a column less wide breaks the words of a fact
_SURELY = 1.1  # programs and typefaces differ by as much
_SPARE = 24.0  # points: the numeral above may be taller than its line
_LABELS = 0.3  # of a table in the column of text: the names of the facts

Facts: TypeAlias = list[tuple[str, list[Nodes]]]


def job_sheet(node: JobSheet, scene: Scene) -> Nodes:
    """Draw a job sheet; a fact that the sheet lacks leaves no gap."""
    facts = [(name, lines) for name, lines in _facts(node, scene) if lines]
    inside = scene._replace(sheet=True)
    names = _joined([_form(one, scene) for one in name_forms(node, scene.title, scene.say)])
    label = [span(words(scene.say("Names of the job")), "Fact Form"), *words(" ")]
    title = [para("Sheet Names", [*label, *names])] if names else []
    text = [piece for one in node.sections for piece in _section(one, inside)]
    sources = _sources(node, scene)
    panel = _panel(facts, title, bool(text or sources), scene) if facts else []
    return [*title, *panel, *text, *sources]


def _panel(facts: Facts, above: Nodes, is_held: bool, scene: Scene) -> Nodes:
    """Draw the facts, a row each: `above` is what of the sheet stands above them.

    A table that stands beside the text is held by the paragraph after it: `is_held` tells whether there is one.
    """
    title = scene.say("The trade at a glance")
    cells = [[para("Fact Title", words(title))], *([_label(name), *_lines(lines)] for name, lines in facts)]
    if is_held and not scene.in_table and _fits(cells, above, scene):
        head, *rows = [row([cell(one)]) for one in cells]
        return [_planned(TablePlan("Fact Table", "beside", (1.0,), title), head, rows, scene)]
    return [_table(facts, title, scene)]


def _fits(cells: Sequence[Nodes], above: Nodes, scene: Scene) -> bool:
    """Tell whether the facts surely end on the page that they begin on, beside the text."""
    measures = scene.measures
    width = room("beside", measures.page) - 2 * SIDE_PADDING
    if scene.above is None or width < _NARROW:
        return False
    begun = scene.above + height_of(above, scene.frame.text, measures.page.text, measures)
    needed = sum(_height(one, width, scene) for one in cells)
    return begun + needed * _SURELY + _SPARE <= measures.page.free


def _height(blocks: Nodes, width: float, scene: Scene) -> float:
    """Give the height of a fact in points, in the small type of its table."""
    sizes = scene.look.tokens["print"]
    scale: float = sizes["small"] / sizes["body"]
    return height_of(blocks, "Fact Text", width / scale, scene.measures) * scale


def _table(facts: Facts, title: str, scene: Scene) -> Node:
    """Draw the facts as a table in the text: names of facts in the outer column where it has room, their values."""
    page = scene.measures.page
    is_wide = not scene.in_table and page.side > _NARROW
    share = page.side / page.whole if is_wide else _LABELS
    shares = (share, 1 - share)
    head = row([cell([para("Fact Title", words(title))]), cell([para("Fact Title", words(scene.title or title))])])
    rows = [row([cell([_label(name)]), cell(_lines(lines))]) for name, lines in facts]
    width = (page.whole if is_wide else page.text) * shares[1] - 2 * SIDE_PADDING
    heights = [_height(_lines(lines), width, scene) for _name, lines in facts]
    # A row that goes on over the next page may lose a line there in LibreOffice: only those that must do.
    tall = frozenset(place for place, height in enumerate(heights, start=1) if height > page.free * LOW_CARD)
    plan = TablePlan("Fact Table", "page" if is_wide else "column", shares, title, tall=tall)
    return _planned(plan, head, rows, scene)


def _planned(plan: TablePlan, head: list[Any], rows: list[list[Any]], scene: Scene) -> Node:
    name = f"{TABLE}{serial(scene)}"
    scene.progress.plans[name] = plan
    return table(name, [], plan.shares, [head], rows)


def _label(name: str) -> Node:
    return para("Fact Label", words(name))


def _lines(lines: list[Nodes]) -> Nodes:
    return [para("Fact Text", line) for line in lines]


def _facts(node: JobSheet, scene: Scene) -> Iterator[tuple[str, list[Nodes]]]:
    say = scene.say
    yield say("ROME codes"), [_rome(one) for one in node.rome]
    yield say("Lowest level of entry"), _values((node.level,), scene)
    yield say("Possible statuses"), _values(node.statuses, scene)
    yield say("Recommended training"), [_training(one, scene) for one in node.trainings]
    yield say("Interests"), _values(node.interests, scene)
    yield say("Other names"), [_other(one, scene) for one in node.other_names]


def _form(form: Form, scene: Scene) -> Nodes:
    return [span(words(f"{form.label} "), "Fact Form"), *inlines(form.words, scene)]


def _joined(forms: list[Nodes]) -> Nodes:
    return [node for place, form in enumerate(forms) for node in ([*words(" · "), *form] if place else form)]


def _other(name: JobName, scene: Scene) -> Nodes:
    below = [[line_break(), *_form(one, scene)] for one in other_forms(name, scene.say)]
    return [*inlines(name.title, scene), *(node for form in below for node in form)]


def _values(runs: tuple[Inlines, ...], scene: Scene) -> list[Nodes]:
    return [inlines(run, scene) for run in runs if run]


def _rome(one: RomeCode) -> Nodes:
    label = words(f" {one.label}") if one.label else []
    return [link(words(one.code), rome_address(one.code)), *label]


def _training(one: Training, scene: Scene) -> Nodes:
    code = [*words(" "), span(words(one.identifier), "Identifier")] if one.identifier else []
    return [*inlines(one.name, scene), *code]


def _sources(node: JobSheet, scene: Scene) -> Nodes:
    """Draw where the sheet comes from and what to read next, at its foot."""
    links = [link(words(way.words), way.address) for way in ways(node, scene.say)]
    if not links:
        return []
    listed = [one for place, each in enumerate(links) for one in ([*words(" · "), each] if place else [each])]
    return [para("Sheet Sources", [*words(scene.say("Sources")), *words("\u00a0: "), *listed])]


def _section(one: SheetSection, scene: Scene) -> Nodes:
    return [*_title(one.title, scene), *scene.draw(one.blocks, scene)]


def _title(title: Inlines, scene: Scene) -> Nodes:
    return [section_title(2, inlines(title, scene), scene)] if title else []
