"""What `handbook explain` and DIAGNOSTICS.md say: every code and every kind of marker."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipeline.config import CONFIG_FILE, MarkerSettings, read_config
from pipeline.diagnostics import Code, StopBuildError
from pipeline.diagnostics.formats.view import LEVELS, template
from pipeline.markers import kinds_of
from pipeline.markers.kinds import KINDS
from pipeline.markers.shape import Kind
from pipeline.messages import Say
from pipeline.messages import mark as _
from pipeline.model.kind import kind_title

_STAGES = {"S": _("Sources"), "N": _("Cleaning"), "M": _("Markers"), "E": _("Outputs")}
_CERTAINTY = {"sure": _("sure"), "suspected": _("suspected"), "blank": _("to be filled in")}


class Known(NamedTuple):
    """The kinds of markers of a handbook, and what its handbook.yml says of them."""

    kinds: tuple[Kind, ...] = KINDS
    settings: MarkerSettings = MarkerSettings()


def known_in(folder: Path) -> Known:
    """Give the kinds of the handbook whose handbook.yml stands in a folder; those built in where it can't be read."""
    file = folder / CONFIG_FILE
    try:
        settings = read_config(file.read_bytes() if file.is_file() else None, lambda _found: None).markers
    except (OSError, StopBuildError):
        return Known()
    every = MarkerSettings(kinds=settings.kinds)  # what is switched off can be explained too
    return Known(kinds_of(every), settings)


def names(known: Known) -> tuple[str, ...]:
    """Give every code and every kind of marker that can be explained."""
    return (*(code.name for code in Code), *(kind.name for kind in known.kinds))


def explain(name: str, say: Say, known: Known) -> str | None:
    """Give the explanation of a code (whatever its letters' case) or of a kind of marker; None when there is none."""
    for code in Code:
        if code.name == name.upper():
            return _code(code, say)
    for kind in known.kinds:
        if name.casefold() in (kind.name.casefold(), say(kind_title(kind.name)).casefold()):
            return _kind(kind, known.settings, say)
    for kind in known.kinds:
        # A marker's own word leads to its kind too: `handbook explain ENRICHIR`.
        if f"[{name.upper().strip('[]')}" in kind.why:
            return _kind(kind, known.settings, say)
    return None


def code_title(code: Code, say: Say) -> str:
    """Give what a code is about: its message with its places shown as an ellipsis."""
    return template(code.value.message, say)


def _kind(kind: Kind, settings: MarkerSettings, say: Say) -> str:
    """Give the explanation of a kind, with the words that handbook.yml gives it."""
    title, own = say(kind_title(kind.name)), settings.kinds.get(kind.name)
    why = own.why if own is not None and own.why else say(kind.why)
    lines = [f"{kind.name} ({say(_CERTAINTY[kind.level])})", title if title != kind.name else "", why]
    if own is not None and own.words:
        lines.append(say("Its words in handbook.yml: {words}", words=", ".join(own.words)))
    if kind.name in settings.off:
        lines.append(say("It is switched off in handbook.yml (markers, off)."))
    return "\n\n".join(filter(None, lines)) + "\n"


def _code(code: Code, say: Say) -> str:
    rule = code.value
    lines = [f"{code.name} ({say(LEVELS[rule.level])})", "", template(rule.message, say), "", say(rule.why)]
    if rule.hint:
        lines += ["", "→ " + template(rule.hint, say)]
    return "\n".join(lines) + "\n"


def all_names(say: Say, known: Known) -> str:
    """Give a line for every code and every kind of marker."""
    lines: list[str] = []
    for letter, stage in _STAGES.items():
        lines += ["", say(stage)]
        lines += [
            f"  {code.name}  {template(code.value.message, say)}" for code in Code if code.name.startswith(letter)
        ]
    lines += ["", say("Kinds of markers")]
    for kind in known.kinds:
        lines.append(f"  {kind.name:<18}  {say(kind_title(kind.name))} ({say(_CERTAINTY[kind.level])})")
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
                f"### {code.name} — {say(LEVELS[rule.level])}",
                "",
                f"> {template(rule.message, say)}",
                "",
            ]
            lines += [say(rule.why), ""]
            if rule.hint:
                lines += [template(rule.hint, say), ""]
    kinds = say("Kinds of markers")
    lines += [f"## {kinds}", ""]
    for kind in KINDS:
        lines += [f"### {kind.name} — {say(_CERTAINTY[kind.level])}", "", say(kind.why), ""]
    return "\n".join(lines).rstrip() + "\n"
