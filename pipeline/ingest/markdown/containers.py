"""GitBook's tags that hold blocks: what each becomes when it ends.

What stands in a group but in none of its parts stays where it is: before the group, or at the end of the part before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.ingest.markdown.conditions import settle
from pipeline.ingest.markdown.stack import Branch, Frame, Part, Stack
from pipeline.model import (
    Block,
    Blocks,
    Callout,
    CalloutKind,
    CodeBlock,
    Column,
    Columns,
    Conditional,
    Heading,
    Paragraph,
    Step,
    Steps,
    Tab,
    Tabs,
    Text,
    Update,
    Updates,
)
from pipeline.model.text import part, plain
from pipeline.source import Span, join

_HINTS: dict[str, CalloutKind] = {
    "info": "info",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
    "tip": "success",
    "working": "warning",
}
Sort = TypeVar("Sort", Tab, Step, Column, Update)


def add_part(stack: Stack, home: str, one: Part, alone: Callable[[], Block]) -> None:
    """Give a part to the group around it; without one it is a group of its own."""
    if stack.top.role != home:
        stack.add(alone())
        return
    _keep_order(stack.top)
    stack.top.parts.append(one)


def _keep_order(group: Frame) -> None:
    """Put what stands after a part, but in none, at that part's end."""
    if group.parts and group.blocks:
        last = group.parts[-1]
        group.parts[-1] = replace(last, blocks=(*last.blocks, *group.blocks))
        group.blocks = []


def _parts(stack: Stack, group: Frame, sort: type[Sort]) -> tuple[Sort, ...]:
    """Give a group's parts; what stands before the first stands before the group."""
    _keep_order(group)
    stack.top.blocks.extend(group.blocks)
    return tuple(one for one in group.parts if isinstance(one, sort))


def _hint(stack: Stack, frame: Frame, whole: Span) -> None:
    style = frame.value("style") or "info"
    kind = _HINTS.get(style.strip().lower())
    if kind is None:
        stack.reading.tell(DiagnosticCode.S200, frame.span, style=style)
    stack.add(Callout(kind or "info", tuple(frame.blocks), whole, frame.value("icon"), frame.said("title")))


def _tab(stack: Stack, frame: Frame, whole: Span) -> None:
    title = frame.said("title") or frame.said("lang")
    tab = Tab(title, tuple(frame.blocks), whole)
    add_part(stack, "tabs", tab, lambda: Tabs((tab,), whole))


def _tabs(stack: Stack, frame: Frame, whole: Span) -> None:
    tabs = _parts(stack, frame, Tab)
    if tabs:
        stack.add(Tabs(tabs, whole))


def _step(stack: Stack, frame: Frame, whole: Span) -> None:
    """Make a step: the heading that it begins with is its title (field guide, GitBook).

    A heading that comes later stays where it stands: nothing may change places with the words before it.
    """
    first = frame.blocks[0] if frame.blocks else None
    step = Step(frame.said("title"), tuple(frame.blocks), whole)
    if isinstance(first, Heading) and not step.title:
        step = Step(first.children, tuple(frame.blocks[1:]), whole, first.anchor, first.aliases)
    add_part(stack, "stepper", step, lambda: Steps((step,), whole))


def _stepper(stack: Stack, frame: Frame, whole: Span) -> None:
    steps = _parts(stack, frame, Step)
    if steps:
        stack.add(Steps(steps, whole))


_SHARE = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%?\s*$")


def _share(written: str) -> float:
    """Give a width such as "41.7%" as a part of 1, 0 where it is none."""
    matched = _SHARE.match(written)
    share = float(matched.group(1)) / 100 if matched else 0.0
    return round(share, 4) if 0 < share < 1 else 0.0


def _column(stack: Stack, frame: Frame, whole: Span) -> None:
    column = Column(tuple(frame.blocks), whole, _share(frame.value("width")))
    add_part(stack, "columns", column, lambda: Columns((column,), whole))


def _columns(stack: Stack, frame: Frame, whole: Span) -> None:
    columns = _parts(stack, frame, Column)
    if columns:
        stack.add(Columns(columns, whole))


def _update(stack: Stack, frame: Frame, whole: Span) -> None:
    tags = tuple((piece,) for run in frame.said("tags") if isinstance(run, Text) for piece in _listed(run))
    words: Blocks = tuple(
        Paragraph(said, frame.span) for said in (frame.said("title"), frame.said("description")) if said
    )
    update = Update(frame.value("date"), (*words, *frame.blocks), whole, tags)
    add_part(stack, "updates", update, lambda: Updates((update,), whole))


def _listed(text: Text) -> list[Text]:
    """Give the words of a list parted by commas."""
    return [part(text, *match.span()) for match in re.finditer(r"[^,\s](?:[^,]*[^,\s])?", text.text)]


def _updates(stack: Stack, frame: Frame, whole: Span) -> None:
    updates = _parts(stack, frame, Update)
    if updates:
        stack.add(Updates(updates, whole))


def _code(stack: Stack, frame: Frame, whole: Span) -> None:
    """Give the first block of code inside what the tag says of it."""
    index = next((at for at, block in enumerate(frame.blocks) if isinstance(block, CodeBlock)), -1)
    blocks = list(frame.blocks)
    code = blocks[index] if index >= 0 else None
    if isinstance(code, CodeBlock) and not (code.title and frame.value("title")):
        blocks[index] = replace(
            code,
            title=frame.value("title") or code.title,
            numbered=frame.value("lineNumbers").lower() == "true",
            wraps=frame.value("overflow") == "wrap",
            span=whole if len(blocks) == 1 else code.span,
        )
    elif title := frame.said("title"):
        blocks.insert(0, Paragraph(title, frame.span))
    stack.top.blocks.extend(blocks)


def _prompt(stack: Stack, frame: Frame, whole: Span) -> None:
    """Make a prompt for an assistant: a block of code that one can copy, or a callout when there is more in it."""
    only = frame.blocks[0] if len(frame.blocks) == 1 else None
    title = frame.said("description") or frame.said("title")
    if frame.value("description") and frame.value("title"):
        stack.add(Paragraph(frame.said("title"), frame.span))
    if isinstance(only, CodeBlock) and not only.title:
        stack.add(replace(only, title=plain(title), wraps=True, span=whole))
    else:
        stack.add(Callout("info", tuple(frame.blocks), whole, frame.value("icon"), title))


def next_branch(stack: Stack, condition: str, place: Span) -> bool:
    """End the branch of a condition that is being read and begin the next; False when no condition is open."""
    frame = stack.top
    if frame.role != "if":
        return False
    _end_branch(frame, place)
    frame.attributes = {"condition": condition}
    return True


def _end_branch(frame: Frame, end: Span) -> None:
    start = frame.branches[-1].span if frame.branches else frame.span
    place = join(Span(start.file, start.end_line, start.end_column, start.end_line, start.end_column), end)
    frame.branches.append(Branch(frame.value("condition"), frame.blocks, place))
    frame.blocks = []


def _if(stack: Stack, frame: Frame, whole: Span) -> None:
    """Keep the branch that holds; where that can't be known, every branch that may, with its condition."""
    _end_branch(frame, whole)
    for condition, branch in _held(frame.branches, stack):
        if condition:
            stack.add(Conditional(condition, tuple(branch.blocks), whole if len(frame.branches) == 1 else branch.span))
        else:
            stack.top.blocks.extend(branch.blocks)


def _held(branches: Sequence[Branch], stack: Stack) -> list[tuple[str, Branch]]:
    """Give the branches to show, each with its condition, "" when it surely holds."""
    shown: list[tuple[str, Branch]] = []
    before: list[str] = []
    for branch in branches:
        holds = settle(branch.condition, stack.reading.variables) if branch.condition else True
        if holds is False:
            continue
        if holds is True:
            shown.append((" && ".join(before), branch))
            break
        shown.append((branch.condition, branch))
        before.append(f"!({branch.condition})")
    return shown


Finish = Callable[[Stack, Frame, Span], None]

FINISHERS: dict[str, Finish] = {
    "hint": _hint,
    "tabs": _tabs,
    "tab": _tab,
    "stepper": _stepper,
    "step": _step,
    "columns": _columns,
    "column": _column,
    "updates": _updates,
    "update": _update,
    "code": _code,
    "prompt": _prompt,
    "if": _if,
}
