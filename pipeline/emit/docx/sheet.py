"""Drawing a job sheet: its facts in a table beside the column, then its prose."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.emit.docx.ast import Nodes, cell, header, link, para, row, span, table, words
from pipeline.emit.docx.inline import inlines
from pipeline.emit.docx.measures import page
from pipeline.emit.docx.names import TABLE
from pipeline.emit.docx.scene import Scene, heading_level, serial
from pipeline.emit.docx.zones import TablePlan
from pipeline.model import Inlines, JobSheet, RomeCode, SheetSection, Training

# The two directories' own addresses of a trade.
_ONISEP = "https://www.onisep.fr/http/redirection/metier/slug/{code}"
_ROME = "https://candidat.francetravail.fr/metierscope/fiche-metier/{code}"


def job_sheet(node: JobSheet, scene: Scene) -> Nodes:
    """Draw a job sheet; a fact that the sheet lacks leaves no gap."""
    facts = [(name, lines) for name, lines in _facts(node, scene) if lines]
    panel = _panel(facts, scene) if facts else []
    return [*panel, *(piece for one in node.sections for piece in _section(one, scene))]


def _panel(facts: list[tuple[str, list[Nodes]]], scene: Scene) -> Nodes:
    """Draw the facts as a table: names in the outer column, values in the column of text."""
    rows = [
        row([cell([para("Fact Label", words(name))]), cell([para("Fact Text", line) for line in lines])])
        for name, lines in facts
    ]
    measured = page(scene.look.tokens)
    side = measured.side / measured.whole
    name = f"{TABLE}{serial(scene)}"
    title = scene.say("The trade at a glance")
    scene.progress.plans[name] = TablePlan("Fact Table", "page", (side, 1 - side), title)
    return [table(name, [], (side, 1 - side), [], rows)]


def _facts(node: JobSheet, scene: Scene) -> Iterator[tuple[str, list[Nodes]]]:
    say = scene.say
    forms = ((say("Feminine"), node.feminine), (say("Masculine"), node.masculine))
    yield say("Names of the job"), [[*words(f"{name} "), *inlines(run, scene)] for name, run in forms if run]
    yield say("Other names"), _values(node.other_names, scene)
    yield say("Lowest level of entry"), _values((node.level,), scene)
    yield say("Possible statuses"), _values(node.statuses, scene)
    yield say("Recommended training"), [_training(one, scene) for one in node.trainings]
    yield say("Interests"), _values(node.interests, scene)
    yield say("ROME codes"), [_rome(one) for one in node.rome]
    if node.identifier:
        yield say("ONISEP ID"), [[link(words(node.identifier), _ONISEP.format(code=node.identifier))]]


def _values(runs: tuple[Inlines, ...], scene: Scene) -> list[Nodes]:
    return [inlines(run, scene) for run in runs if run]


def _rome(one: RomeCode) -> Nodes:
    label = words(f" {one.label}") if one.label else []
    return [link(words(one.code), _ROME.format(code=one.code)), *label]


def _training(one: Training, scene: Scene) -> Nodes:
    code = [*words(" "), span(words(one.identifier), "Identifier")] if one.identifier else []
    return [*inlines(one.name, scene), *code]


def _section(one: SheetSection, scene: Scene) -> Nodes:
    title = [header(heading_level(scene, 2), inlines(one.title, scene))] if one.title else []
    return [*title, *scene.draw(one.blocks, scene)]
