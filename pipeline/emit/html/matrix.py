"""Drawing skills matrices and responsibility matrices as what they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from pipeline.emit.html.caption import matrix_caption
from pipeline.emit.html.drawn import Drawn, Grid, Line, Scope, drawn, nothing
from pipeline.emit.html.emoji import emoji_name
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.marks import marked, spot_mark
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.table import framed
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.measure import measured
from pipeline.emit.spots import spot_of
from pipeline.emit.words import responsible_word, word_of
from pipeline.model import (
    Inlines,
    Responsibility,
    ResponsibilityMatrix,
    ResponsibilityRow,
    SkillLevel,
    SkillRow,
    SkillsMatrix,
)
from pipeline.model.text import plain
from pipeline.source import Span

_STEPS = ("one", "two", "three", "four")


def step(place: int, count: int) -> str:
    """Give the name of the tint of a level: the first is the lightest, the last the strongest."""
    if count == 1:
        return _STEPS[0]
    return _STEPS[round(place * (len(_STEPS) - 1) / (count - 1))]


def skills_matrix(node: SkillsMatrix, setting: Setting) -> Markup:
    """Draw a skills matrix: axes as bands, sub-axes as heads of rows, levels as steps that grow."""
    caption = matrix_caption(node, setting)
    groups = []
    for _words, rows in groupby(node.rows, key=lambda row: plain(row.axis)):
        same_axis = tuple(rows)
        lines = [_skill_row(row, node, setting) for row in same_axis]
        groups.append((_band(node, same_axis[0].axis, setting), *lines))
    if not groups:
        groups.append((_band(node, (), setting),))
    grid = Grid(tuple(_skills_head(node, setting)), tuple(groups), "skills")
    return _framed(node, grid, caption, setting.say("Skills matrix"), setting)


def _framed(
    node: SkillsMatrix | ResponsibilityMatrix, grid: Grid, caption: Markup, label: str, setting: Setting
) -> Markup:
    """Put a matrix together with what stands below it."""
    drawn_grid = framed(grid, caption, label, measured(node, setting.say), setting, setting.fits.get(id(node)))
    legend = _legend(node, setting) if isinstance(node, ResponsibilityMatrix) else Markup("")
    return tag("div", drawn_grid, legend, _empty_rows(node.empty_rows, setting), class_="matrix")


def _empty_rows(rows: tuple[Span, ...], setting: Setting) -> Markup:
    """Say under a matrix of a draft that rows of it are still empty."""
    marker = setting.spots.get(spot_of(rows[0])) if rows else None
    if marker is None:
        return Markup("")
    return tag("p", marked(Markup.escape(marker.text), marker, setting), class_="empty-rows")


def _skills_head(node: SkillsMatrix, setting: Setting) -> Iterator[Line]:
    """Draw the head: the author's word for the skills above the levels, then the levels."""
    levels = [_level(level, place, len(node.levels), setting) for place, level in enumerate(node.levels)]
    if node.skill_title and node.levels:
        over = _words(node.skill_title, setting, "colgroup")._replace(columns=len(node.levels), kind="over")
        names = (_named(title, setting, rows=2) for title in (node.sub_axis_title, node.intention_title))
        yield Line((*names, over))
        yield Line(tuple(levels))
    else:
        names = (_named(title, setting) for title in (node.sub_axis_title, node.intention_title))
        yield Line((*names, *levels))


def _words(run: Inlines, setting: Setting, scope: Scope | None = None) -> Drawn:
    return drawn(lambda own: inlines(run, own), setting, scope)


def _named(name: Inlines, setting: Setting, rows: int = 1) -> Drawn:
    one = _words(name, setting)
    return one._replace(scope="col" if one.body else None, rows=rows)


def _level(level: SkillLevel, place: int, count: int, setting: Setting) -> Drawn:
    def draw(own: Setting) -> Markup:
        title = tag("span", inlines(level.title, own), class_="level-title")
        description = inlines(level.description, own)
        body = [title, tag("span", description, class_="level-description")] if description else [title]
        return joined(body, " ")

    return drawn(draw, setting, "col", f"level step-{step(place, count)}")


def _band(node: SkillsMatrix, axis: Inlines, setting: Setting) -> Line:
    def draw(own: Setting) -> Markup:
        title = inlines(node.axis_title, own)
        label = tag("span", title, class_="axis-title") if title else Markup("")
        return joined((label, " ", inlines(axis, own)))

    return Line((drawn(draw, setting, "rowgroup", columns=2 + len(node.levels)),), "axis")


def _skill_row(row: SkillRow, node: SkillsMatrix, setting: Setting) -> Line:
    count, titles = len(node.levels), [_said(level.title) for level in node.levels]
    cells = [
        drawn(
            lambda own, cell=cell: inlines(cell, own) or nothing(own),  # type: ignore[misc]  # bound in its turn
            setting,
            kind=f"step-{step(min(place, count - 1), count)}",
        )._replace(label=titles[place] if place < count else "")
        for place, cell in enumerate(row.skills)
    ]
    name = drawn(lambda own: joined((inlines(row.sub_axis, own), _spot(row, own))), setting)
    name = name._replace(scope="row" if name.body else None, label=_said(node.sub_axis_title))
    intention = _words(row.intention, setting)._replace(kind="intention", label=_said(node.intention_title))
    return Line((name, intention, *cells))


def _said(name: Inlines) -> str:
    """Give the words of a column's head, for a cell that stands apart from it."""
    return " ".join(plain(name).split())


def _spot(row: SkillRow, setting: Setting) -> Markup:
    return Markup("") if setting.bare else spot_mark(row.span, setting)


def responsibility_matrix(node: ResponsibilityMatrix, setting: Setting) -> Markup:
    """Draw a responsibility matrix: a pill in each cell, with its sign and its word, and the legend below."""
    caption = matrix_caption(node, setting)
    head = Line((_named(node.activity_title, setting), *(_words(role, setting, "col") for role in node.roles)))
    said = {meaning.sign: meaning.word for meaning in node.legend if meaning.word}
    roles = [_said(role) for role in node.roles]
    body = tuple(_activity(row, said, roles, setting) for row in node.rows)
    grid = Grid((head,), (body,), "responsibilities")
    return _framed(node, grid, caption, setting.say("Responsibility matrix"), setting)


def _activity(row: ResponsibilityRow, said: dict[str, str], roles: list[str], setting: Setting) -> Line:
    pills = [
        drawn(lambda own, cell=cell: _pill(cell, said, own), setting)._replace(  # type: ignore[misc]  # bound in its turn
            label=roles[place] if place < len(roles) else ""
        )
        for place, cell in enumerate(row.cells)
    ]
    return Line((_words(row.activity, setting, "row"), *pills))


def _pill(cell: Responsibility, said: dict[str, str], setting: Setting) -> Markup:
    if not cell.sign and not cell.words:
        return nothing(setting)
    drawn = inlines(cell.words, setting) or Markup.escape(word_of(cell, said, setting.say))
    sign = tag("span", cell.sign, class_="sign", aria_hidden="true") if cell.sign else Markup("")
    return tag("span", joined((sign, tag("span", drawn)), " "), class_=f"pill {cell.kind}")


def _legend(node: ResponsibilityMatrix, setting: Setting) -> Markup:
    meanings = []
    for meaning in node.legend:
        word = meaning.word or responsible_word(meaning.kind, setting.say)
        name = emoji_name(meaning.sign, setting.language)
        sign = tag("span", meaning.sign, class_="sign", role="img", aria_label=name) if meaning.sign else Markup("")
        meanings.append(tag("li", sign, " ", word))
    if not meanings:
        return Markup("")
    return tag("div", tag("p", setting.say("Legend"), class_="legend-title"), tag("ul", *meanings), class_="legend")
