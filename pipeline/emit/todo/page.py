"""The to-do report as a web page: how much, of which kind and whose at a glance, then the list by chapter."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from pipeline.emit.dates import long_date
from pipeline.emit.fonts import FACES, subset_woff2
from pipeline.emit.html.emoji import with_emoji
from pipeline.emit.html.skeleton import fill, trusted
from pipeline.emit.look import color_variables, size_variables
from pipeline.emit.order import Order
from pipeline.emit.picture import data_uri
from pipeline.emit.todo.report import Count, Report, headline

# How many lines a list of counts shows, the rest being one more.
_MOST = 9
_BASIC = "".join(map(chr, range(0x20, 0x7F)))


class Bar(NamedTuple):
    """A line of a list of counts: `share` is its bar's length in percent (0: none), `target` an id or ""."""

    name: str
    number: int
    share: int
    target: str = ""


class _Line(NamedTuple):
    name: str
    number: int
    target: str = ""


def _bars(lines: Sequence[_Line], others: str) -> tuple[Bar, ...]:
    """Give the lines that count most, in their order, and the others as one without a bar."""
    most = sorted(range(len(lines)), key=lambda index: (-lines[index].number, index))
    kept = list(lines) if len(lines) <= _MOST + 1 else [lines[index] for index in sorted(most[:_MOST])]
    rest = sum(line.number for line in lines) - sum(line.number for line in kept)
    longest = max((line.number for line in kept), default=1)
    bars = [Bar(line.name, line.number, max(2, round(100 * line.number / longest)), line.target) for line in kept]
    return (*bars, *([Bar(others, rest, 0)] if rest else []))


def _counts(counts: tuple[Count, ...]) -> list[_Line]:
    return [_Line(count.name, count.number) for count in counts]


def _chapters(report: Report) -> list[_Line]:
    """Give a line for each chapter, that leads to its list."""
    return [
        _Line(f"{chapter.number} {chapter.title}".strip(), len(chapter.items), f"chapter-{chapter.id}")
        for chapter in report.chapters
    ]


def _fonts(order: Order, characters: set[str]) -> str:
    """Give the @font-face rules of the two upright faces that the page uses, cut down to its letters."""
    family = order.look.tokens["font"]["body"]
    rules = []
    for face in FACES:
        if face.style == "normal" and face.weight >= 400:
            source = data_uri("font/woff2", subset_woff2(face.file, sorted(characters)))
            rules.append(
                f'@font-face{{font-family:"{family}";font-weight:{face.weight};font-style:normal;'
                f"font-display:swap;src:url({source}) format('woff2')}}"
            )
    return "".join(rules)


def _style(order: Order, characters: set[str]) -> str:
    light, dark = color_variables(order.look, "light"), color_variables(order.look, "dark")
    return "\n".join(
        (
            _fonts(order, characters),
            f":root{{color-scheme:light;{light}{size_variables(order.look)}}}",
            f"@media (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}",
            order.look.read("todo/todo.css"),
            f"@media print{{:root{{color-scheme:light;{light}}}}}",
        )
    )


def _policy(style: str) -> str:
    """Give the content security policy: nothing is fetched, no script runs, only our own style is obeyed."""
    fingerprint = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{fingerprint}'; font-src data:; base-uri 'none'; form-action 'none'"


def page(order: Order, report: Report) -> str:
    """Give the page: one file that needs no network, no server and no script."""
    language = report.language
    values = {
        "say": order.say,
        "report": report,
        "headline": headline(report.total, order.say),
        "date": order.say("State of {date}", date=long_date(order.built, language)),
        "levels": tuple(zip(("sure", "suspected", "blank"), report.levels, strict=True)),
        "kinds": _bars(_counts(report.kinds), order.say("Others")),
        "owners": _bars(_counts(report.owners), order.say("Others")),
        "chapters": _bars(_chapters(report), order.say("Others")),
        "emoji": lambda words: with_emoji(words, language),
    }
    bare = fill(order.look, "todo/todo.html.jinja", style="", policy="", **values)
    style = _style(order, {*bare, *_BASIC})
    return fill(order.look, "todo/todo.html.jinja", style=trusted(style), policy=_policy(style), **values)
