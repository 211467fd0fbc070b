"""Drawing skills matrices and responsibility matrices as what they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from pipeline.emit.fit import Entry, entry
from pipeline.emit.html.caption import matrix_caption
from pipeline.emit.html.emoji import emoji_name
from pipeline.emit.html.inline import inlines
from pipeline.emit.html.marks import marked, spot_mark
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.table import framed
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.spots import spot_of
from pipeline.emit.words import responsible_word
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

_PILL = 1.9  # ems: the two sides of a pill, and what an emoji is wider than a letter
_STEPS = ("one", "two", "three", "four")


def step(place: int, count: int) -> str:
    """Give the name of the tint of a level: the first is the lightest, the last the strongest."""
    if count == 1:
        return _STEPS[0]
    return _STEPS[round(place * (len(_STEPS) - 1) / (count - 1))]


def skills_matrix(node: SkillsMatrix, setting: Setting) -> Markup:
    """Draw a skills matrix: axes as bands, sub-axes as heads of rows, levels as steps that grow."""
    caption = matrix_caption(node, setting)
    head = tag("thead", *_skills_head(node, setting))
    groups = []
    for _words, rows in groupby(node.rows, key=lambda row: plain(row.axis)):
        same_axis = tuple(rows)
        lines = [_skill_row(row, setting, len(node.levels)) for row in same_axis]
        groups.append(tag("tbody", _band(node, same_axis[0].axis, setting), *lines))
    if not groups:
        groups.append(tag("tbody", _band(node, (), setting)))
    entries: list[list[Entry]] = [[entry(node.sub_axis_title), entry(node.intention_title)]]
    entries[0] += [entry(level.title, level.description) for level in node.levels]
    entries += [[entry(row.sub_axis), entry(row.intention), *(entry(cell) for cell in row.skills)] for row in node.rows]
    drawn = framed([head, *groups], caption, setting.say("Skills matrix"), entries, setting, "skills", "page")
    return tag("div", drawn, _empty_rows(node.empty_rows, setting), class_="matrix")


def _empty_rows(rows: tuple[Span, ...], setting: Setting) -> Markup:
    """Say under a matrix of a draft that rows of it are still empty."""
    marker = setting.spots.get(spot_of(rows[0])) if rows else None
    if marker is None:
        return Markup("")
    return tag("p", marked(Markup.escape(marker.text), marker, setting), class_="empty-rows")


def _skills_head(node: SkillsMatrix, setting: Setting) -> Iterator[Markup]:
    """Draw the head: the author's word for the skills above the levels, then the levels."""
    sub_axis, intention = inlines(node.sub_axis_title, setting), inlines(node.intention_title, setting)
    levels = [_level(level, place, len(node.levels), setting) for place, level in enumerate(node.levels)]
    if node.skill_title and node.levels:
        over = tag(
            "th",
            inlines(node.skill_title, setting),
            scope="colgroup",
            colspan=len(node.levels),
            class_="over",
        )
        yield tag("tr", _named(sub_axis, rows=2), _named(intention, rows=2), over)
        yield tag("tr", *levels)
    else:
        yield tag("tr", _named(sub_axis), _named(intention), *levels)


def _named(name: Markup, rows: int = 1) -> Markup:
    rowspan = rows if rows > 1 else None
    return tag("th", name, scope="col", rowspan=rowspan) if name else tag("td", rowspan=rowspan)


def _level(level: SkillLevel, place: int, count: int, setting: Setting) -> Markup:
    title = tag("span", inlines(level.title, setting), class_="level-title")
    description = inlines(level.description, setting)
    body = [title, tag("span", description, class_="level-description")] if description else [title]
    return tag("th", joined(body, " "), scope="col", class_=f"level step-{step(place, count)}")


def _band(node: SkillsMatrix, axis: Inlines, setting: Setting) -> Markup:
    title = inlines(node.axis_title, setting)
    label = tag("span", title, class_="axis-title") if title else Markup("")
    cell = tag("th", label, " ", inlines(axis, setting), colspan=2 + len(node.levels), scope="rowgroup")
    return tag("tr", cell, class_="axis")


def _skill_row(row: SkillRow, setting: Setting, count: int) -> Markup:
    cells = [
        tag(
            "td",
            inlines(cell, setting) or nothing(setting),
            class_=f"step-{step(min(place, count - 1), count)}",
        )
        for place, cell in enumerate(row.skills)
    ]
    name = joined((inlines(row.sub_axis, setting), spot_mark(row.span, setting)))
    head = tag("th", name, scope="row") if name else tag("td")
    return tag("tr", head, tag("td", inlines(row.intention, setting), class_="intention"), *cells)


def nothing(setting: Setting) -> Markup:
    """Draw an empty cell: a small dot, so that nobody wonders whether something is missing."""
    if setting.medium == "print":
        return tag("span", "·", class_="nothing")
    return tag(
        "span",
        tag("span", "·", aria_hidden="true"),
        tag("span", setting.say("empty"), class_="hidden"),
        class_="nothing",
    )


def responsibility_matrix(node: ResponsibilityMatrix, setting: Setting) -> Markup:
    """Draw a responsibility matrix: a pill in each cell, with its sign and its word, and the legend below."""
    caption = matrix_caption(node, setting)
    corner = inlines(node.activity_title, setting)
    roles = [tag("th", inlines(role, setting), scope="col") for role in node.roles]
    head = tag("thead", tag("tr", tag("th", corner, scope="col") if corner else tag("td"), *roles))
    said = {meaning.sign: meaning.word for meaning in node.legend if meaning.word}
    body = tag("tbody", *(_activity(row, said, setting) for row in node.rows))
    entries = [[entry(node.activity_title), *(entry(role) for role in node.roles)]]
    for row in node.rows:
        cells = (Entry((f"{cell.sign} {word_of(cell, said, setting)}",), around=_PILL) for cell in row.cells)
        entries.append([entry(row.activity), *cells])
    drawn = framed(
        [head, body],
        caption,
        setting.say("Responsibility matrix"),
        entries,
        setting,
        "responsibilities",
        "page",
    )
    return tag("div", drawn, _legend(node, setting), _empty_rows(node.empty_rows, setting), class_="matrix")


def word_of(cell: Responsibility, said: dict[str, str], setting: Setting) -> str:
    """Give the words of a cell: the author's, else those of its sign in the legend, else those of its kind."""
    return plain(cell.words) or (said.get(cell.sign) or responsible_word(cell.kind, setting.say) if cell.sign else "")


def _activity(row: ResponsibilityRow, said: dict[str, str], setting: Setting) -> Markup:
    cells = (tag("td", _pill(cell, said, setting)) for cell in row.cells)
    return tag("tr", tag("th", inlines(row.activity, setting), scope="row"), *cells)


def _pill(cell: Responsibility, said: dict[str, str], setting: Setting) -> Markup:
    if not cell.sign and not cell.words:
        return nothing(setting)
    drawn = inlines(cell.words, setting) or Markup.escape(word_of(cell, said, setting))
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
