"""The to-do report as a web page: how much, of which kind, whose and how old at a glance, then the list."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote_plus

from markupsafe import Markup

from pipeline.emit.dates import long_date
from pipeline.emit.html.emoji import with_emoji
from pipeline.emit.html.skeleton import fill, trusted
from pipeline.emit.look import color_variables, size_variables
from pipeline.emit.order import Order
from pipeline.emit.spots import entry_of
from pipeline.emit.todo.burndown import MIDDLE, NARROW, WIDE, drawing
from pipeline.emit.todo.faces import face_rules
from pipeline.emit.todo.report import Count, Report, overdue_words, vouched_words
from pipeline.emit.todo.when import age_key
from pipeline.emit.unfinished import headline
from pipeline.messages import Say

# How many lines a list of counts shows, the rest being one more.
_MOST = 9
_BASIC = "".join(map(chr, range(0x20, 0x7F)))


class Bar(NamedTuple):
    """A line of a list of counts.

    `share` is its bar's length in percent (0: none), `target` the address inside the page that it leads to, or "";
    `choice` is the filter that shows what it counts, or "": the script makes a link of it.
    """

    name: str
    number: int
    share: int
    target: str = ""
    choice: str = ""


class Facet(NamedTuple):
    """What the list can be filtered by: a name for the address, a title, and its values with their counts."""

    key: str
    title: str
    counts: tuple[Count, ...]


def _bars(bars: Sequence[Bar], others: str) -> tuple[Bar, ...]:
    """Give the lines that count most, in their order, and the others as one without a bar."""
    most = sorted(range(len(bars)), key=lambda index: (-bars[index].number, index))
    kept = list(bars) if len(bars) <= _MOST + 1 else [bars[index] for index in sorted(most[:_MOST])]
    rest = sum(bar.number for bar in bars) - sum(bar.number for bar in kept)
    longest = max((bar.number for bar in kept), default=1)
    drawn = [bar._replace(share=max(2, round(100 * bar.number / longest))) for bar in kept]
    return (*drawn, *([Bar(others, rest, 0)] if rest else []))


def _choice(facet: str, key: str) -> str:
    """Give the filter that shows one value of a facet, as the script writes it in the address."""
    return f"{facet}={quote_plus(key)}"


def _facet_bars(facet: Facet, others: str) -> tuple[Bar, ...]:
    return _bars([Bar(one.name, one.number, 0, choice=_choice(facet.key, one.key)) for one in facet.counts], others)


def _chapter_bars(report: Report, others: str) -> tuple[Bar, ...]:
    """Give a line for each chapter, that leads to its list."""
    lines = [Bar(chapter.heading, len(chapter.items), 0, f"#chapter-{chapter.id}") for chapter in report.chapters]
    return _bars(lines, others)


def _facets(report: Report, say: Say) -> dict[str, Facet]:
    facets = (
        Facet("level", say("By certainty"), tuple(count for count in report.levels if count.number)),
        Facet("kind", say("By kind"), report.kinds),
        Facet("owner", say("By person"), report.owners),
        Facet("age", say("By age"), report.ages),
    )
    return {facet.key: facet for facet in facets}


def _columns(report: Report, facets: dict[str, Facet], say: Say) -> list[tuple[str, str, tuple[Bar, ...]]]:
    """Give the lists of counts: the class of each, its title and its lines."""
    others = say("Others")
    columns = [
        ("kinds", say("By kind"), _facet_bars(facets["kind"], others)),
        ("owners", say("By person"), _facet_bars(facets["owner"], others)),
        ("ages", say("By age"), _facet_bars(facets["age"], others) if len(report.ages) > 1 else ()),
        ("chapters", say("By chapter"), _chapter_bars(report, others)),
    ]
    return [column for column in columns if column[2]]


def _style(order: Order, characters: set[str]) -> str:
    light, dark = color_variables(order.look, "light"), color_variables(order.look, "dark")
    return "\n".join(
        (
            face_rules(order.look.tokens["font"]["body"], characters, order.store),
            f":root{{color-scheme:light;{light}{size_variables(order.look)}}}",
            f"@media (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}",
            order.look.read("todo/todo.css"),
            order.look.read("todo/burndown.css"),
            f"@media print{{:root{{color-scheme:light;{light}}}}}",
        )
    )


def _policy(style: str, script: str) -> str:
    """Give the content security policy: nothing is fetched, and only our own style and script are obeyed."""

    def fingerprint(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"

    return (
        f"default-src 'none'; style-src {fingerprint(style)}; script-src {fingerprint(script)}; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _burndown(report: Report, say: Say) -> tuple[Markup, ...]:
    """Give the drawing in its three sizes, of which the style sheet shows one; nothing where there is no history."""
    names = (report.levels[0].name, report.levels[1].name)
    return tuple(drawing(report.history, names, frame, report.language, say) for frame in (WIDE, MIDDLE, NARROW))


def page(order: Order, report: Report) -> str:
    """Give the page: one file that needs no network and no server; without its script, all of it can be read."""
    language, say = report.language, order.say
    facets = _facets(report, say)
    values = {
        "say": say,
        "report": report,
        "headline": headline(report.total, say),
        "date": say("State of {date}", date=long_date(order.built, language)),
        "late": overdue_words(len(report.overdue), say),
        "vouched": vouched_words(len(report.vouched), say),
        "columns": _columns(report, facets, say),
        "facets": [facet for facet in facets.values() if len(facet.counts) > 1],
        "groups": [key for key in ("owner", "kind", "age") if len(facets[key].counts) > 1],
        "entry_of": entry_of,
        "age_of": lambda item: age_key(item.age),
        "burndown": _burndown(report, say),
        "emoji": lambda words: with_emoji(words, language),
    }
    bare = fill(order.look, "todo/todo.html.jinja", style="", script="", policy="", **values)
    style = _style(order, {*bare, *_BASIC})
    script = order.look.read("todo/todo.js")
    sealed = {"style": trusted(style), "script": trusted(script), "policy": _policy(style, script)}
    return fill(order.look, "todo/todo.html.jinja", **sealed, **values)
