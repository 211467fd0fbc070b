"""Drawing a job sheet: its facts in a panel, its prose beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from markupsafe import Markup

from pipeline.emit.html.inline import inlines
from pipeline.emit.html.setting import Setting, heading_level, own_label, serial
from pipeline.emit.html.tag import joined, tag
from pipeline.model import Blocks, Inlines, JobSheet, RomeCode, SheetSection, Training
from pipeline.model.text import plain

Draw = Callable[[Blocks, Setting], Markup]

# The two directories' own addresses of a trade.
_ONISEP = "https://www.onisep.fr/http/redirection/metier/slug/{code}"
_ROME = "https://candidat.francetravail.fr/metierscope/fiche-metier/{code}"


def job_sheet(node: JobSheet, setting: Setting, blocks: Draw) -> Markup:
    """Draw a job sheet; a fact that the sheet lacks leaves no gap."""
    facts = joined(tag("div", tag("dt", name), *values) for name, values in _facts(node, setting) if values)
    label = own_label(setting, setting.say("The trade at a glance"))
    panel = tag("aside", tag("dl", facts), class_="facts", aria_label=label)
    sections = tag("div", *(_section(one, setting, blocks) for one in node.sections), class_="sheet-text")
    return tag("div", panel if facts else "", sections, class_="sheet")


def _facts(node: JobSheet, setting: Setting) -> Iterator[tuple[str, list[Markup]]]:
    say = setting.say
    forms = ((say("Feminine"), node.feminine), (say("Masculine"), node.masculine))
    yield say("Names of the job"), [_form(name, run, setting) for name, run in forms if run]
    yield say("Other names"), _values(node.other_names, setting)
    yield say("Lowest level of entry"), _values((node.level,), setting)
    yield say("Possible statuses"), _values(node.statuses, setting)
    yield say("Recommended training"), [_training(one, setting) for one in node.trainings]
    yield say("Interests"), _values(node.interests, setting)
    yield say("ROME codes"), [_rome(one, setting) for one in node.rome]
    if node.identifier:
        yield say("ONISEP ID"), [tag("dd", _coded(node.identifier, _ONISEP, say("ONISEP's sheet of the trade")))]


def _form(name: str, run: Inlines, setting: Setting) -> Markup:
    """Draw one of the two forms of the job's name, said which it is."""
    return tag("dd", tag("span", name, class_="fact-form"), " ", inlines(run, setting))


def _values(runs: tuple[Inlines, ...], setting: Setting) -> list[Markup]:
    return [tag("dd", inlines(run, setting)) for run in runs if run]


def _coded(code: str, address: str, title: str) -> Markup:
    return tag(
        "a",
        code,
        href=address.format(code=code),
        class_="code-link",
        title=title,
        rel="noreferrer",
        translate="no",
    )


def _rome(one: RomeCode, setting: Setting) -> Markup:
    link = _coded(one.code, _ROME, setting.say("France Travail's sheet of the trade"))
    return tag("dd", link, " ", one.label) if one.label else tag("dd", link)


def _training(one: Training, setting: Setting) -> Markup:
    code = tag("span", one.identifier, class_="code-text", translate="no") if one.identifier else ""
    return tag("dd", inlines(one.name, setting), " " if code else "", code)


def _section(one: SheetSection, setting: Setting, blocks: Draw) -> Markup:
    title = _title(one, setting) if one.title else ""
    return tag("section", title, blocks(one.blocks, setting), class_=f"sheet-{one.kind}")


def _title(one: SheetSection, setting: Setting) -> Markup:
    level = heading_level(setting, 2)
    label = plain(one.title) if setting.medium == "print" else None
    drawn = inlines(one.title, setting)
    return tag(f"h{level}", drawn, class_="depth-2", id=serial(setting, "part"), data_label=label)
