"""Drawing a job sheet: its facts in a table that stands in the outer column, beside its prose."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.emit.docx.ast import Nodes, cell, line_break, link, para, row, span, table, words
from pipeline.emit.docx.headings import section_title
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.names import TABLE
from pipeline.emit.docx.scene import Scene, serial
from pipeline.emit.docx.zones import Stand, TablePlan
from pipeline.emit.trade import Form, name_forms, other_forms, rome_address, ways
from pipeline.model import Inlines, JobName, JobSheet, RomeCode, SheetSection, Training


def job_sheet(node: JobSheet, scene: Scene) -> Nodes:
    """Draw a job sheet; a fact that the sheet lacks leaves no gap."""
    facts = [(name, lines) for name, lines in _facts(node, scene) if lines]
    inside = scene._replace(sheet=True)
    names = _joined([_form(one, scene) for one in name_forms(node, scene.title, scene.say)])
    label = [span(words(scene.say("Names of the job")), "Fact Form"), *words(" ")]
    title = [para("Sheet Names", [*label, *names])] if names else []
    text = [piece for one in node.sections for piece in _section(one, inside)]
    sources = _sources(node, scene)
    # A table that stands beside the text is held by the paragraph after it.
    place: Stand = "column" if scene.in_table or not (text or sources) else "beside"
    panel = _panel(facts, place, scene) if facts else []
    return [*title, *panel, *text, *sources]


def _panel(facts: list[tuple[str, list[Nodes]]], place: Stand, scene: Scene) -> Nodes:
    """Draw the facts, a row each: its name, its values."""
    rows = [
        row([cell([para("Fact Label", words(name)), *(para("Fact Text", line) for line in lines)])])
        for name, lines in facts
    ]
    name = f"{TABLE}{serial(scene)}"
    title = scene.say("The trade at a glance")
    head = [row([cell([para("Fact Title", words(title))])])]
    scene.progress.plans[name] = TablePlan("Fact Table", place, (1.0,), title)
    return [table(name, [], (1.0,), head, rows)]


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
