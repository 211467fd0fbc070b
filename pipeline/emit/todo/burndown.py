"""The burndown: a drawing (SVG) of how many places were unfinished over time.

A number holds from one commit to the next, so the lines are steps. Colours come from custom properties: the page's own,
or those that a drawing by itself brings along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from pipeline.emit.dates import long_date
from pipeline.emit.fonts import widths
from pipeline.emit.history import Point
from pipeline.emit.html.skeleton import trusted
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.look import Look, color_variables, font_stack
from pipeline.emit.order import Store
from pipeline.emit.todo.axes import Day, Scale, dates, days_of, ticks
from pipeline.emit.todo.faces import face_rules
from pipeline.messages import Say

_TOP, _BOTTOM, _LEFT = 30, 34, 40
# Room above a drawing by itself, for its title.
_TITLE = 50
# The size of the words at the ends of the lines (`burn-end`), and the white around them.
_END, _BESIDE = 16, 20
# Between two words one above the other, and beside one another, in pixels.
_LINE, _WORD = 19, 64


class Frame(NamedTuple):
    """The drawing's size in pixels; a narrow one has its names above the lines instead of at their ends."""

    width: int
    height: int
    name: str

    @property
    def is_narrow(self) -> bool:
        """Tell whether names at the ends of the lines would leave these no room."""
        return self.width < 560


WIDE, MIDDLE, NARROW = Frame(1080, 300, "wide"), Frame(720, 270, "middle"), Frame(350, 260, "narrow")


def _steps(scale: Scale, places: Sequence[tuple[date, int]]) -> str:
    """Give the path of a number that holds until the next day it changes."""
    path = [f"M{scale.x(places[0][0]):g} {scale.y(places[0][1]):g}"]
    for (_before, former), (day, number) in pairwise(places):
        path.append(f"H{scale.x(day):g}")
        if number != former:
            path.append(f"V{scale.y(number):g}")
    return "".join(path)


def _label(x: float, y: float, words: str, kind: str, anchor: str = "middle") -> Markup:
    return tag("text", words, class_=kind, x=f"{x:g}", y=f"{y:g}", text_anchor=anchor)


def _grid(scale: Scale, marks: Sequence[int]) -> Iterable[Markup]:
    for number in marks:
        y = scale.y(number)
        kind = "burn-base" if number == 0 else "burn-grid"
        yield tag("path", class_=kind, d=f"M{scale.left:g} {y:g}H{scale.right:g}")
        yield _label(scale.left - 10, y + 4, str(number), "burn-axis", "end")


def _axis(scale: Scale, named: Iterable[tuple[date, str]], frame: Frame) -> Iterable[Markup]:
    for day, words in named:
        x = scale.x(day)
        yield tag("path", class_="burn-base", d=f"M{x:g} {scale.low:g}v5")
        room = len(words) * 3.4
        inside = min(max(x, room), frame.width - room) if frame.is_narrow else x
        yield _label(inside, scale.low + 22, words, "burn-axis")


def _named(scale: Scale, days: Sequence[Day]) -> Iterable[Markup]:
    """Give dots and numbers: the first, the highest, the lowest, where they do not stand upon another number."""
    first, last = days[0], days[-1]
    taken = [(scale.x(last.day), scale.y(last.sure))]
    low = min(day.sure for day in days)
    for number in dict.fromkeys((first.sure, max(day.sure for day in days), low)):
        alike = (day for day in days[:-1] if day.sure == number)
        if number == last.sure and number != first.sure:
            continue  # it is named at the end
        for day in alike:
            x, y = scale.x(day.day), scale.y(number)
            if all(abs(x - left) >= _WORD / 2 or abs(y - top) >= _LINE for left, top in taken):
                taken.append((x, y))
                below = number == low and number != first.sure and scale.low - y > _LINE + 4
                anchor = "start" if day is first else "middle"
                yield tag("circle", class_="burn-dot", cx=f"{x:g}", cy=f"{y:g}", r="3.5")
                yield _label(x, y + _LINE if below else y - 10, str(number), "burn-number", anchor)
                break


def _apart(one: float, two: float, floor: float) -> tuple[float, float]:
    """Give two heights of words a line apart at least, neither below the axis; the first is above where they meet."""
    push = max(0.0, (_LINE - abs(one - two)) / 2) * (1 if one > two else -1)
    one, two = one + push, two - push
    over = max(0.0, max(one, two) - floor)
    return one - over, two - over


def _said(number: int, name: str, frame: Frame) -> str:
    """Give what stands at the end of a line: the number, and what it counts where there is room."""
    return str(number) if frame.is_narrow else f"{number} {name}"


def _ends(scale: Scale, last: Day, said: Sequence[str]) -> Iterable[Markup]:
    """Give the ends of the lines: a dot, and words at its right."""
    x, sure, suspected = scale.x(last.day), scale.y(last.sure), scale.y(last.suspected)
    yield tag("circle", class_="burn-dot burn-faint", cx=f"{x:g}", cy=f"{suspected:g}", r="3.5")
    yield tag("circle", class_="burn-dot", cx=f"{x:g}", cy=f"{sure:g}", r="5")
    kinds = ("burn-end", "burn-end burn-faint")
    for y, words, kind in zip(_apart(sure, suspected, scale.low), said, kinds, strict=True):
        yield _label(x + 12, y + 5, words, kind, "start")


def _legend(names: tuple[str, str], frame: Frame) -> Iterable[Markup]:
    """Give the names above a narrow drawing, each with a piece of its line."""
    if frame.is_narrow:
        for place, (name, kind) in enumerate(zip(names, ("burn-sure", "burn-suspected"), strict=True)):
            x = place * 150
            yield tag("path", class_=kind, d=f"M{x} 10h24")
            yield _label(x + 31, 14, name, "burn-axis", "start")


def described(days: Sequence[Day], language: str, say: Say) -> str:
    """Say in a sentence what the drawing shows, for readers who do not see it."""
    first, last = days[0], days[-1]
    if first is last:
        return say("{sure} places to complete on {date}.", sure=last.sure, date=long_date(last.day, language))
    high = max(day.sure for day in days)
    low = min(day.sure for day in days)
    return say(
        "From {start} places to complete on {first} to {end} on {last}; {high} at most, {low} at least.",
        start=first.sure,
        first=long_date(first.day, language),
        end=last.sure,
        last=long_date(last.day, language),
        high=high,
        low=low,
    )


def _shapes(days: Sequence[Day], frame: Frame, names: tuple[str, str], language: str) -> Iterable[Markup]:
    last = days[-1]
    said = [_said(number, name, frame) for number, name in zip((last.sure, last.suspected), names, strict=True)]
    right = frame.width - _BESIDE - _END * max(widths(600).of(words) for words in said)
    marks = ticks(max(max(day.sure, day.suspected) for day in days), 3 if frame.is_narrow else 4)
    first, days_between = days[0].day, (last.day - days[0].day).days
    scale = Scale(first, days_between, marks[-1], _LEFT, round(right, 1), _TOP, frame.height - _BOTTOM)
    if not days_between:
        scale = scale._replace(first=first - timedelta(1), days=2)
    yield from _grid(scale, marks)
    yield from _axis(scale, dates(days, 4 if frame.is_narrow else frame.width // 120, language), frame)
    if days_between:
        sure = _steps(scale, [(day.day, day.sure) for day in days])
        area = f"{sure}V{scale.low:g}H{scale.x(first):g}Z"
        yield tag("path", class_="burn-area", d=area)
        yield tag("path", class_="burn-suspected", d=_steps(scale, [(day.day, day.suspected) for day in days]))
        yield tag("path", class_="burn-sure", d=sure)
    yield from _legend(names, frame)
    yield from _named(scale, days)
    yield from _ends(scale, last, said)


def drawing(history: Iterable[Point], names: tuple[str, str], frame: Frame, language: str, say: Say) -> Markup:
    """Give the drawing for a page that has its colours; `names` are the words for sure and suspected.

    Nothing ("") where no point has a day.
    """
    days = days_of(history)
    return _svg(days, [*_shapes(days, frame, names, language)], frame, language, say) if days else Markup()


def alone(history: Iterable[Point], names: tuple[str, str], look: Look, language: str, say: Say) -> str:
    """Give the drawing as a file of its own: it brings its title, its colours (light and dark) and its letters."""
    days = days_of(history)
    frame = Frame(WIDE.width, WIDE.height + _TITLE, WIDE.name)
    if days:
        shapes = [*_shapes(days, WIDE, names, language)]
    else:
        words = say("Nothing is known yet of former days.")
        shapes = [_label(WIDE.width / 2, WIDE.height / 2, words, "burn-axis")]
    title = _label(_LEFT / 2, 34, say("Unfinished places over time"), "burn-title", "start")
    ground = tag("rect", class_="burn-paper", width=frame.width, height=frame.height)
    drawn = tag("g", *shapes, transform=f"translate(0 {_TITLE - 10})")
    return _svg(days, [_style(look, [title, drawn]), ground, title, drawn], frame, language, say) + "\n"


def _svg(days: Sequence[Day], shapes: Sequence[Markup], frame: Frame, language: str, say: Say) -> Markup:
    ids = f"burndown-{frame.name}-title", f"burndown-{frame.name}-text"
    title = tag("title", say("Unfinished places over time"), id=ids[0])
    words = described(days, language, say) if days else say("Nothing is known yet of former days.")
    return tag(
        "svg",
        joined([title, tag("desc", words, id=ids[1]), *shapes]),
        xmlns="http://www.w3.org/2000/svg",
        class_=f"burndown {frame.name}",
        viewBox=f"0 0 {frame.width} {frame.height}",
        role="img",
        aria_labelledby=" ".join(ids),
    )


def _style(look: Look, shapes: Sequence[Markup]) -> Markup:
    """Give the rules of a drawing by itself, with the colours that they name and the letters that it has."""
    rules = look.read("todo/burndown.css")
    used = set(re.findall(r"var\((--[\w-]+)\)", rules))
    light, dark = (
        "".join(line for line in re.findall(r"--[^;]+;", color_variables(look, theme)) if line.split(":")[0] in used)
        for theme in ("light", "dark")
    )
    root = f":root{{{light}--font-body:{font_stack(look, 'body')};}}"
    faces = face_rules(look.tokens["font"]["body"], set("".join(shapes)), Store(), kerned=False)
    return tag("style", trusted(f"{faces}{root}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{rules}"))
