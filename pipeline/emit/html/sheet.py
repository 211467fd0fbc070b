"""Drawing a job sheet: both forms of its name, its facts in a panel, its prose beside it, its sources at the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from pipeline.emit.html.inline import inlines
from pipeline.emit.html.links import link_number
from pipeline.emit.html.marks import behind
from pipeline.emit.html.setting import Setting, heading_level, once, own_label
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.trade import Form, Way, name_forms, other_forms, rome_address, ways
from pipeline.model import Blocks, Inlines, JobName, JobSheet, RomeCode, SheetSection, Training
from pipeline.model.text import plain

Draw = Callable[[Blocks, Setting], Markup]


def job_sheet(node: JobSheet, setting: Setting, blocks: Draw) -> Markup:
    """Draw a job sheet; a fact that the sheet lacks leaves no gap."""
    before = len(setting.progress.waiting)
    facts = joined(tag("div", tag("dt", name), *values) for name, values in _facts(node, setting) if values)
    label = own_label(setting, setting.say("The trade at a glance"))
    panel = tag("aside", tag("dl", facts), class_="facts", aria_label=label) if facts else Markup("")
    panel = behind(panel, before, setting) if setting.noting else panel
    sections = [_section(one, setting, blocks) for one in node.sections]
    text = tag("div", *sections, _sources(ways(node, setting.say), setting), class_="sheet-text")
    names = [_form(one, setting) for one in name_forms(node, setting.title, setting.say)]
    label = tag("span", setting.say("Names of the job"), class_="fact-form")
    title = tag("p", label, " ", joined(names, " "), class_="sheet-names") if names else Markup("")
    return tag("div", title, panel, text, class_="sheet")


def _facts(node: JobSheet, setting: Setting) -> Iterator[tuple[str, list[Markup]]]:
    say = setting.say
    yield say("ROME codes"), [_rome(one, setting) for one in node.rome]
    yield say("Lowest level of entry"), _values((node.level,), setting)
    yield say("Possible statuses"), _values(node.statuses, setting)
    yield say("Recommended training"), [_training(one, setting) for one in node.trainings]
    yield say("Interests"), _values(node.interests, setting)
    yield say("Other names"), [_other(one, setting) for one in node.other_names]


def _form(form: Form, setting: Setting) -> Markup:
    """Draw one of the two forms of a name, said which it is."""
    label = tag("span", form.label, class_="fact-form")
    return tag("span", label, " ", inlines(form.words, setting), class_="name-form")


def _other(name: JobName, setting: Setting) -> Markup:
    drawn = [_form(one, setting) for one in other_forms(name, setting.say)]
    below = tag("span", joined(drawn, " "), class_="fact-forms") if drawn else Markup("")
    return tag("dd", inlines(name.title, setting), " " if drawn else "", below)


def _values(runs: tuple[Inlines, ...], setting: Setting) -> list[Markup]:
    return [tag("dd", inlines(run, setting)) for run in runs if run]


def _link(words: str, address: str, setting: Setting, title: str | None = None) -> Markup:
    drawn = tag("a", words, href=address, class_="code-link", title=title, rel="noreferrer", translate="no")
    return drawn + link_number(address, f"{title}, {words}" if title else words, setting)


def _rome(one: RomeCode, setting: Setting) -> Markup:
    link = _link(one.code, rome_address(one.code), setting, setting.say("France Travail's sheet of the trade"))
    return tag("dd", link, " ", one.label) if one.label else tag("dd", link)


def _training(one: Training, setting: Setting) -> Markup:
    code = tag("span", one.identifier, class_="code-text", translate="no") if one.identifier else ""
    return tag("dd", inlines(one.name, setting), " " if code else "", code)


def _sources(found: Iterable[Way], setting: Setting) -> Markup:
    """Draw where the sheet comes from and what to read next, at its foot."""
    links = [tag("li", _link(way.words, way.address, setting)) for way in found]
    if not links:
        return Markup("")
    return tag("div", tag("p", setting.say("Sources"), class_="sources-title"), tag("ul", *links), class_="sources")


def part_id(page: str, place: int) -> str:
    """Give the id of a titled part of a sheet: the parts of a page are numbered from 1, whatever sheet they are of."""
    return f"{page}--part-{place}"


def _section(one: SheetSection, setting: Setting, blocks: Draw) -> Markup:
    title = _title(one, setting) if one.title else ""
    return tag("section", title, blocks(one.blocks, setting), class_=f"sheet-{one.kind}")


def _title(one: SheetSection, setting: Setting) -> Markup:
    parts = setting.progress.parts
    parts[setting.page] = parts.get(setting.page, 0) + 1
    place = part_id(setting.page, parts[setting.page])
    level = heading_level(setting, 2)
    label = plain(one.title) if setting.medium == "print" else None
    drawn = inlines(one.title, setting)
    return tag(f"h{level}", drawn, class_="depth-2", id=once(setting, place), data_label=label)
