"""Drawing skills matrices and responsibility matrices as what they are."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.emit.docx.ast import Nodes, cell, para, row, span, words
from pipeline.emit.docx.caption import matrix_caption
from pipeline.emit.docx.inline import inlines, spot_marked, with_emoji
from pipeline.emit.docx.matrix_styles import STEPS
from pipeline.emit.docx.pieces import BAND, Rows, nothing
from pipeline.emit.docx.scene import Scene
from pipeline.emit.docx.table import Given, framed, line_cell
from pipeline.emit.measure import measured
from pipeline.emit.spots import spot_of
from pipeline.emit.words import responsible_word, word_of
from pipeline.model import (
    Inlines,
    Responsibility,
    ResponsibilityMatrix,
    ResponsibilityRow,
    SkillRow,
    SkillsMatrix,
)
from pipeline.model.text import plain
from pipeline.source import Span

_TIGHT = "\u00a0"  # stands at both ends of a pill, as its padding


def step(place: int, count: int) -> str:
    """Give the style of a level's cells: the first has the lightest ground, the last the strongest."""
    number = 0 if count == 1 else round(place * (len(STEPS) - 1) / (count - 1))
    return f"Skill {STEPS[number].capitalize()}"


def skills_matrix(node: SkillsMatrix, scene: Scene) -> Nodes:
    """Draw a skills matrix: axes as bands, sub-axes as heads of rows, levels as steps that grow."""
    caption = matrix_caption(node, scene)
    body: Rows = []
    for _words, same in groupby(node.rows, key=lambda one: plain(one.axis)):
        rows = tuple(same)
        body.append(_band(node, rows[0].axis, scene))
        body += [_skill_row(one, len(node.levels), scene) for one in rows]
    if not node.rows and node.axis_title:
        body.append(_band(node, (), scene))
    below = empty_rows(node.empty_rows, scene)
    head, short = [_skills_head(node, scene)], [_skills_head(node, scene._replace(bare=True), short=True)]
    given = Given(head, body, caption, scene.say("Skills matrix"), below, short)
    return framed(given, measured(node, scene.say), scene, scene.fits.get(id(node)))


def _skills_head(node: SkillsMatrix, scene: Scene, *, short: bool = False) -> list[Any]:
    """Draw the head: the levels, the author's word for the skills above the first; `short`: without what they mean."""
    names = [line_cell(title, "Table Head", scene) for title in (node.sub_axis_title, node.intention_title)]
    levels = [_level(node, place, scene, short=short) for place in range(len(node.levels))]
    if node.skill_title and not node.levels:
        levels = [line_cell(node.skill_title, "Table Head", scene)]
    return row([*names, *levels])


def _level(node: SkillsMatrix, place: int, scene: Scene, *, short: bool) -> list[Any]:
    level = node.levels[place]
    lines = [para(f"{step(place, len(node.levels))} Head", inlines(level.title, scene))]
    if node.skill_title and not place and not short:
        lines.insert(0, para("Skill Kind", inlines(node.skill_title, scene)))
    if level.description and not short:
        lines.append(para("Skill Meaning", inlines(level.description, scene)))
    return cell(lines)


def _band(node: SkillsMatrix, name: Inlines, scene: Scene) -> list[Any]:
    title, axis = inlines(node.axis_title, scene._replace(bare=True)), inlines(name, scene)
    label = [*title, *words(" · ")] if title else []
    return row([cell([para(BAND, [*label, *axis])], 2 + len(node.levels))])


def _skill_row(one: SkillRow, count: int, scene: Scene) -> list[Any]:
    head = para("Table Row Head", spot_marked(inlines(one.sub_axis, scene), one.span, scene))
    cells = [cell([head]), line_cell(one.intention, "Skill Intention", scene)]
    for place, skill in enumerate(one.skills):
        drawn = inlines(skill, scene) or nothing()
        cells.append(cell([para(step(min(place, count - 1), count), drawn)]))
    return row(cells)


def empty_rows(rows: tuple[Span, ...], scene: Scene) -> Nodes:
    """Say under a matrix of a draft that rows of it are still empty."""
    marker = scene.spots.get(spot_of(rows[0])) if rows else None
    if marker is None:
        return []
    return [para("Legend", spot_marked([span(words(marker.text), "Marker")], rows[0], scene))]


def responsibility_matrix(node: ResponsibilityMatrix, scene: Scene) -> Nodes:
    """Draw a responsibility matrix: a pill in each cell, with its sign and its word, and the legend below."""
    caption = matrix_caption(node, scene)
    named = inlines(node.activity_title, scene) or words(scene.say("Activity"))
    roles = [line_cell(title, "Table Head", scene) for title in node.roles]
    head = row([cell([para("Table Head", named)]), *roles])
    said = {meaning.sign: meaning.word for meaning in node.legend if meaning.word}
    body = [_activity(one, said, scene) for one in node.rows]
    below = [*_legend(node, scene), *empty_rows(node.empty_rows, scene)]
    given = Given([head], body, caption, scene.say("Responsibility matrix"), below)
    return framed(given, measured(node, scene.say), scene, scene.fits.get(id(node)))


def _activity(one: ResponsibilityRow, said: dict[str, str], scene: Scene) -> list[Any]:
    pills = [cell([para("Table Text", _pill(it, said, scene))]) for it in one.cells]
    return row([line_cell(one.activity, "Activity", scene), *pills])


def _pill(it: Responsibility, said: dict[str, str], scene: Scene) -> Nodes:
    if not it.sign and not it.words:
        return nothing()
    sign = words(f"{it.sign} ") if it.sign else []
    drawn = inlines(it.words, scene) or words(word_of(it, said, scene.say))
    style = "other" if it.kind == "none" else it.kind
    return [span([*words(_TIGHT), *sign, *drawn, *words(_TIGHT)], f"Pill {style.capitalize()}")]


def _legend(node: ResponsibilityMatrix, scene: Scene) -> Nodes:
    """Say what each sign means, on one line."""
    if not node.legend:
        return []
    said: Nodes = [span(words(scene.say("Legend")), "Legend Title")]
    for meaning in node.legend:
        word = meaning.word or responsible_word(meaning.kind, scene.say)
        said += [*words("\u2003"), *with_emoji(f"{meaning.sign}\u00a0{word}".strip())]
    return [para("Legend", said)]
