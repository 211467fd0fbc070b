"""What `handbook explain` and DIAGNOSTICS.md say: every code and every kind of marker."""

from __future__ import annotations

from pipeline.diagnostics import Code, Level
from pipeline.markers.kinds import KINDS
from pipeline.messages import Say
from pipeline.messages import mark as _
from pipeline.model.kind import kind_title

_STAGES = {"S": _("Sources"), "N": _("Cleaning"), "M": _("Markers"), "E": _("Outputs")}
_LEVELS = {Level.note: _("note"), Level.warning: _("warning"), Level.error: _("error")}
_CERTAINTY = {"sure": _("sure"), "suspected": _("suspected"), "blank": _("to be filled in")}


def names() -> tuple[str, ...]:
    """Give every code and every kind of marker that can be explained."""
    return (*(code.name for code in Code), *(kind.name for kind in KINDS))


def explain(name: str, say: Say) -> str | None:
    """Give the explanation of a code (whatever its letters' case) or of a kind of marker; None when there is none."""
    for code in Code:
        if code.name == name.upper():
            return _code(code, say)
    for kind in KINDS:
        # A marker's own word leads to its kind too: `handbook explain ENRICHIR`.
        if kind.name == name.lower() or f"[{name.upper().strip('[]')}" in kind.why:
            title, certainty = say(kind_title(kind.name)), say(_CERTAINTY[kind.level])
            return f"{kind.name} ({certainty})\n\n{title}\n\n{say(kind.why)}\n"
    return None


def code_title(code: Code, say: Say) -> str:
    """Give what a code is about: its message with its places shown as an ellipsis."""
    return _template(code.value.message, say)


def _template(text: str, say: Say) -> str:
    """Give a message with its places shown as an ellipsis."""
    said = say(text)
    shown = ""
    while "{" in said:
        before, _brace, rest = said.partition("{")
        _name, _brace, said = rest.partition("}")
        shown += before + "…"
    return (shown + said).replace("….", "…")


def _code(code: Code, say: Say) -> str:
    rule = code.value
    lines = [f"{code.name} ({say(_LEVELS[rule.level])})", "", _template(rule.message, say), "", say(rule.why)]
    if rule.hint:
        lines += ["", "→ " + _template(rule.hint, say)]
    return "\n".join(lines) + "\n"


def all_names(say: Say) -> str:
    """Give a line for every code and every kind of marker."""
    lines: list[str] = []
    for letter, stage in _STAGES.items():
        lines += ["", say(stage)]
        lines += [
            f"  {code.name}  {_template(code.value.message, say)}" for code in Code if code.name.startswith(letter)
        ]
    lines += ["", say("Kinds of markers")]
    lines += [f"  {kind.name:<18}  {say(kind_title(kind.name))} ({say(_CERTAINTY[kind.level])})" for kind in KINDS]
    return "\n".join(lines[1:]) + "\n"


def reference(say: Say) -> str:
    """Give DIAGNOSTICS.md: every code with its meaning, by stage, then every kind of marker."""
    title = say("Diagnostics")
    lines = [f"# {title}", ""]
    for letter, stage in _STAGES.items():
        lines += [f"## {say(stage)}", ""]
        for code in (code for code in Code if code.name.startswith(letter)):
            rule = code.value
            lines += [
                f"### {code.name} — {say(_LEVELS[rule.level])}",
                "",
                f"> {_template(rule.message, say)}",
                "",
            ]
            lines += [say(rule.why), ""]
            if rule.hint:
                lines += [_template(rule.hint, say), ""]
    kinds = say("Kinds of markers")
    lines += [f"## {kinds}", ""]
    for kind in KINDS:
        lines += [f"### {kind.name} — {say(_CERTAINTY[kind.level])}", "", say(kind.why), ""]
    return "\n".join(lines).rstrip() + "\n"
