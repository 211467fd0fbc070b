"""Drawing a call of an API: its method and path, what it takes, what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from pipeline.emit.html.drawn import Drawn, Grid, Line, Scope, drawn
from pipeline.emit.html.inline import inlines, safe
from pipeline.emit.html.setting import Setting
from pipeline.emit.html.table import cell_body, framed
from pipeline.emit.html.tag import classes, tag
from pipeline.emit.measure import Entry, Measured, block_entry
from pipeline.model import ApiAnswer, ApiField, ApiOperation, Blocks

Draw = Callable[[Blocks, Setting], Markup]

_METHODS = frozenset({"get", "post", "put", "patch", "delete"})


def operation(node: ApiOperation, setting: Setting, blocks: Draw) -> Markup:
    """Draw a call: a pill for its method, its path, its title and text, and two tables."""
    name = node.method.strip().lower()
    method = tag("span", name.upper(), class_=classes("method", name if name in _METHODS else "")) if name else ""
    path = tag("code", node.path, class_="path", translate="no") if node.path else ""
    pieces = [tag("p", method, " " if method and path else "", path, class_="operation-head") if method or path else ""]
    if node.title:
        pieces.append(tag("p", inlines(node.title, setting), class_="operation-title"))
    if node.blocks:
        pieces.append(tag("div", blocks(node.blocks, setting), class_="inner"))
    if node.fields:
        pieces.append(_fields(node.fields, setting, blocks))
    if node.answers:
        pieces.append(_answers(node.answers, setting, blocks))
    if node.address:
        pieces.append(_address(node.address, setting))
    return tag("div", *pieces, class_="operation")


def _fields(fields: Sequence[ApiField], setting: Setting, blocks: Draw) -> Markup:
    say = setting.say
    heads = (say("Field"), say("Where"), say("Type"), say("Required"), say("Description"))
    yes, no = say("yes"), say("no")
    rows = [
        (
            _code_cell(one.name),
            _word_cell(where_word(one.where, setting)),
            _word_cell(one.kind),
            _word_cell(yes if one.is_required else no),
            drawn(lambda own, one=one: cell_body(one.blocks, own, blocks), setting),  # type: ignore[misc]  # as above
        )
        for one in fields
    ]
    measured = [
        [
            _code_entry(one.name),
            *(Entry((said,)) for said in (where_word(one.where, setting), one.kind, yes)),
            block_entry(one.blocks),
        ]
        for one in fields
    ]
    return _table(heads, rows, measured, say("What the call takes"), setting)


def _answers(answers: Sequence[ApiAnswer], setting: Setting, blocks: Draw) -> Markup:
    heads = (setting.say("Answer"), setting.say("Description"))
    rows = [
        (_code_cell(one.status), drawn(lambda own, one=one: cell_body(one.blocks, own, blocks), setting))  # type: ignore[misc]  # bound in its turn
        for one in answers
    ]
    measured = [[_code_entry(one.status), block_entry(one.blocks)] for one in answers]
    return _table(heads, rows, measured, setting.say("What the call gives back"), setting)


def _code_entry(text: str) -> Entry:
    """Make an entry for a name in code: its letters are all as wide as an n, and it is broken at hyphens only."""
    return Entry((" ".join("n" * (len(one) + 1) for one in text.split("-")),))


def _word_cell(said: str, scope: Scope | None = None) -> Drawn:
    return Drawn(Markup.escape(said), lambda: Markup.escape(said), scope)


def _code_cell(said: str) -> Drawn:
    code = tag("code", said, translate="no")
    return Drawn(code, lambda: code, "row")


def _table(
    heads: Sequence[str],
    rows: Sequence[Sequence[Drawn]],
    measured: Sequence[Sequence[Entry]],
    label: str,
    setting: Setting,
) -> Markup:
    """Draw a table whose first column heads its rows."""
    grid = Grid((Line(tuple(_word_cell(one, "col") for one in heads)),), (tuple(Line(tuple(row)) for row in rows),))
    return framed(grid, Markup(""), label, Measured([[Entry((one,)) for one in heads]], measured), setting)


def where_word(where: str, setting: Setting) -> str:
    """Give the word for where a field stands, or the author's where we know none."""
    known = {
        "path": setting.say("in the path"),
        "query": setting.say("in the query"),
        "header": setting.say("in a header"),
        "cookie": setting.say("in a cookie"),
        "body": setting.say("in the body"),
    }
    return known.get(where.strip().lower(), where)


def _address(address: str, setting: Setting) -> Markup:
    """Say where the description lies that is not in the source folder."""
    where = Markup.escape(address)
    if safe(address) and not setting.bare:
        where = tag("a", address, href=address, rel="noreferrer", class_="out")
    return tag("p", setting.say("The whole description of this call:"), " ", where, class_="operation-address")
