"""The report of hygiene: every change made to the authors' text, for editors (Markdown) and programs (JSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from pipeline.emit.decided import each_decision
from pipeline.emit.formats import sized
from pipeline.emit.order import Files, Order
from pipeline.emit.paper import OnPaper, tables_section, told
from pipeline.emit.todo.lists import escaped
from pipeline.messages import Say
from pipeline.messages import mark as _
from pipeline.model import Repair
from pipeline.model.repair import RULE_TITLES, WHITE_SPACE, WITHHELD
from pipeline.source import whole_file

# How many changes of one rule the Markdown lists for one file, and for the whole book; the JSON has all of them.
_IN_FILE = 20
_IN_RULE = 200
_LINES = 30  # of one change in one file
# Of a long line, the stretch that differs is shown with so many characters around it.
_AROUND = 30


def emit(order: Order) -> Files:
    """Give `hygiene.md` and `hygiene.json`; tables that paper does not hold as they are, are told too (E150, E151)."""
    listed = sorted(order.handbook.repairs, key=_order)
    repairs = [repair for repair in listed if repair.rule != WITHHELD]
    withheld = [repair for repair in listed if repair.rule == WITHHELD]
    text = markdown(repairs, order.handbook.identity.title, order.say)
    decided = _decided(order)
    for note in told(decided[0].tables):
        order.report(note)
    tables = tables_section(decided, order.handbook.identity.language, order.say)
    return {
        "hygiene.md": "".join((text, *_withheld(withheld, order.say), *tables)).encode(),
        "hygiene.json": as_json(listed).encode(),
    }


def _decided(order: Order) -> list[OnPaper]:
    """Decide about the tables: once, or for the PDF and for Word where the PDF is on another paper than A4."""
    own = sized(order.look, order.paper)
    looks = {_("in the PDF"): own, _("in Word"): order.look}
    if all(own.tokens[name] == order.look.tokens[name] for name in ("page", "print")):
        looks = {_("in the PDF and in Word"): own}
    return [
        OnPaper(order.say(where), look.tokens["print"]["table"], tuple(each_decision(order.handbook, look, order.say)))
        for where, look in looks.items()
    ]


def _order(repair: Repair) -> tuple[int, str, int, int]:
    ranks = {name: rank for rank, (name, _title) in enumerate(RULE_TITLES)}
    span = repair.span
    return ranks.get(repair.rule, len(ranks)), span.file, span.line, span.column


def as_json(repairs: Sequence[Repair]) -> str:
    """Give a list of records: rule, file, line, column, end_line, end_column, before, after, writable."""
    listed = [
        {
            "rule": repair.rule,
            "file": repair.span.file,
            "line": repair.span.line,
            "column": repair.span.column,
            "end_line": repair.span.end_line,
            "end_column": repair.span.end_column,
            "before": repair.before,
            "after": repair.after,
            "writable": repair.is_writable,
        }
        for repair in repairs
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def markdown(repairs: Sequence[Repair], title: str, say: Say) -> str:
    """Give the report in Markdown: the counts by rule, then the places by rule and file."""
    heading = say("Hygiene of the text: {title}", title=title)
    lines = [f"# {escaped(heading)}", ""]
    if not repairs:
        return "\n".join([*lines, say("Nothing had to be repaired."), "", _unlisted(say)]) + "\n"
    by_rule = {name: [repair for repair in repairs if repair.rule == name] for name, _title in RULE_TITLES}
    files = len({repair.span.file for repair in repairs})
    lines += [say("{count} repairs in {files} files.", count=len(repairs), files=files), ""]
    lines += [say("The sources stay as they are. To see what would change in them, then to write it:"), ""]
    lines += ["```", "handbook fix", "handbook fix --write", "```", ""]
    lines += [say("To do without a rule, name it in handbook.yml:"), ""]
    lines += ["```yaml", f"repairs: {{off: [{repairs[0].rule}]}}", "```", ""]
    lines += [_unlisted(say), ""]
    columns = (say("Rule"), say("Its name"), say("Repairs"))
    lines += [f"| {' | '.join(columns)} |", "| --- | --- | ---: |"]
    for name, words in RULE_TITLES:
        if by_rule[name]:
            lines.append(f"| {escaped(say(words))} | `{name}` | {len(by_rule[name])} |")
    for name, words in RULE_TITLES:
        if by_rule[name]:
            lines += ["", f"## {escaped(say(words))}", ""]
            lines += _places(by_rule[name], say)
    return "\n".join(lines) + "\n"


def _withheld(places: Sequence[Repair], say: Say) -> Iterator[str]:
    """List what a final edition does not show of the sources, file by file, all of it."""
    if not places:
        return
    yield "\n## " + escaped(say("Withheld from this final edition")) + "\n\n"
    yield say("These words stand in the sources and not in the documents:") + "\n\n"
    for file, group in groupby(places, key=lambda repair: repair.span.file):
        yield f"- {_code(file)}\n"
        for repair in group:
            change = f"{_quoted(repair.before, say)} → {_quoted(repair.after, say)}" if repair.after else ""
            said = change or _quoted(repair.before, say)
            yield "  - " + say("line {line}: {change}", line=repair.span.line, change=said) + "\n"


def _unlisted(say: Say) -> str:
    names = ", ".join(f"`{name}`" for name, _title in RULE_TITLES if name in WHITE_SPACE)
    return say("What changes white space alone is not listed ({names}); it can be switched off too.", names=names)


def _places(repairs: Sequence[Repair], say: Say) -> Iterator[str]:
    """Give the places of one rule, file by file, with what is left out said; a change made often is one line."""
    shown = 0
    for file, group in groupby(repairs, key=lambda repair: repair.span.file):
        changes = _changes(group)
        most = min(_IN_FILE, _IN_RULE - shown)
        if most <= 0:
            yield "- " + say("and others, in other files: hygiene.json has all {count}", count=len(repairs))
            return
        yield f"- {_code(file)}"
        for repair, lines in list(changes.items())[:most]:
            before, after = excerpts(repair.before, repair.after)
            by_hand = "" if repair.is_writable else " (" + say("to be written by hand") + ")"
            change = f"{_quoted(before, say)} → {_quoted(after, say)}"
            if len(lines) == 1:
                where = say("line {line}: {change}", line=_listed(lines, say), change=change)
            else:
                where = say("lines {lines}: {change}", lines=_listed(lines, say), change=change)
            yield f"  - {where}{by_hand}"
        shown += min(len(changes), most)
        if len(changes) > most:
            yield "  - " + say("and {count} others here, in hygiene.json", count=len(changes) - most)


def _changes(repairs: Iterable[Repair]) -> dict[Repair, Counter[int]]:
    """Give each different change, its place taken off, with the lines that it was made on and how often."""
    found: dict[Repair, Counter[int]] = {}
    for repair in repairs:
        found.setdefault(replace(repair, span=whole_file(repair.span.file)), Counter())[repair.span.line] += 1
    return found


def _listed(lines: Counter[int], say: Say) -> str:
    """Give numbers of lines, the first of many, each with how often where that is more than once."""
    often = [
        str(line) if count == 1 else say("{line} ({count} times)", line=line, count=count)
        for line, count in list(lines.items())[:_LINES]
    ]
    return ", ".join([*often, "…"] if len(lines) > _LINES else often)


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Give the stretches of two texts that differ, with a few characters around them where they are long."""
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    end = next((at for at in range(shortest - start) if before[-1 - at] != after[-1 - at]), shortest - start)
    return _around(before, start, len(before) - end), _around(after, start, len(after) - end)


def _around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), max(start, min(end, start + 2 * _AROUND)) + _AROUND)
    return ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")


def _quoted(words: str, say: Say) -> str:
    return _code(words.replace("\n", " ")) if words else say("nothing")


def _code(words: str) -> str:
    """Put words between backticks, more of them than the words hold (CommonMark 6.1)."""
    fence = "`"
    while fence in words:
        fence += "`"
    space = " " if words.startswith("`") or words.endswith("`") or not words.strip() else ""
    return f"{fence}{space}{words}{space}{fence}"
