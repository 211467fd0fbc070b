"""The report of a review as a web page: one file that needs no script, no network and no server."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from pipeline.emit.dates import long_date
from pipeline.emit.html.emoji import with_emoji
from pipeline.emit.html.skeleton import fill, trusted
from pipeline.emit.look import color_variables, size_variables
from pipeline.emit.order import Order
from pipeline.emit.todo.faces import face_rules
from pipeline.emit.todo.lists import upright
from pipeline.emit.todo.report import Count, counted
from pipeline.review.report.gathered import Account, headline
from pipeline.review.report.words import SORTS, seen

_TEMPLATE = "review/review.html.jinja"
_BASIC = "".join(map(chr, range(0x20, 0x7F)))


def _style(order: Order, characters: set[str]) -> str:
    light, dark = color_variables(order.look, "light"), color_variables(order.look, "dark")
    return "\n".join(
        (
            face_rules(order.look.tokens["font"]["body"], characters, order.store),
            f":root{{color-scheme:light;{light}{size_variables(order.look)}}}",
            f"@media (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}",
            order.look.read("todo/todo.css"),
            order.look.read("review/review.css"),
            f"@media print{{:root{{color-scheme:light;{light}}}}}",
        )
    )


def _policy(style: str) -> str:
    """Give the content security policy: nothing is fetched, nothing is run, and only our own style is obeyed."""
    fingerprint = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{fingerprint}'; font-src data:; base-uri 'none'; form-action 'none'"


def page(account: Account, order: Order) -> str:
    """Give the page."""
    say, language = order.say, account.language
    sorts = tuple(Count(say(title), account.sorts[sort], sort) for sort, title in SORTS.items() if account.sorts[sort])
    files = counted((item.remark.file for item in account.items), lambda file: file) if len(account.files) > 1 else ()
    values = {
        "say": say,
        "account": account,
        "headline": headline(account, say),
        "date": say("State of {date}", date=long_date(account.built, language)),
        "columns": ((say("By person"), account.authors), (say("By sort"), sorts), (say("By file"), files)),
        "share": lambda one, every: max(2, round(100 * one.number / max(count.number for count in every))),
        "upright": upright,
        "seen": seen,
        "emoji": lambda words: with_emoji(upright(words), language),
    }
    bare = fill(order.look, _TEMPLATE, style="", policy="", **values)
    style = _style(order, {*bare, *_BASIC})
    return fill(order.look, _TEMPLATE, style=trusted(style), policy=_policy(style), **values)
