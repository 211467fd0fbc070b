"""The declaration of accessibility, under the headings that French law asks for (arrêté du 20 septembre 2019)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from pipeline.config import Accessibility
from pipeline.emit.dates import iso_date, long_date
from pipeline.emit.html.inline import safe
from pipeline.emit.html.tag import joined, tag
from pipeline.emit.order import Order
from pipeline.messages import mark as _

DECLARATION_ID = "declaration-accessibilite"
_STATES = {
    "none": _("{book} does not conform to the RGAA, the French rules for accessible digital services: {why}"),
    "partial": _("{book} conforms in part to the RGAA, the French rules for accessible digital services: {why}"),
    "full": _("{book} conforms fully to the RGAA, the French rules for accessible digital services."),
}
_WHY = {
    "none": _("it was not audited, or fewer than half of the criteria are met."),
    "partial": _("what is not conforming is listed below."),
    "full": "",
}
_SHORT = {
    "none": _("Accessibility: not conforming"),
    "partial": _("Accessibility: partly conforming"),
    "full": _("Accessibility: fully conforming"),
}
_TECHNOLOGIES = ("HTML5", "CSS", "JavaScript")


def declaration_label(order: Order) -> str:
    """Give the words of the link to the declaration, which state the conformity; "" where there is no declaration."""
    told = order.publication.accessibility
    return order.say(_SHORT[told.status]) if told is not None else ""


def declaration(order: Order, told: Accessibility, level: int) -> Markup:
    """Draw the declaration, its title a heading of `level`."""
    title = tag(f"h{level}", order.say("Declaration of accessibility"), class_="page-title")
    pieces = [title, tag("p", _opening(order)), *_sections(order, told, f"h{level + 1}")]
    return tag("section", joined(pieces, "\n"), id=DECLARATION_ID, class_="declaration")


def _opening(order: Order) -> str:
    identity, say = order.handbook.identity, order.say
    who = identity.organisation or ", ".join(identity.authors)
    if who:
        return say("{who} is committed to making “{title}” accessible.", who=who, title=identity.title)
    return say("Those who publish “{title}” are committed to making it accessible.", title=identity.title)


def _sections(order: Order, told: Accessibility, head: str) -> Iterator[Markup]:
    say = order.say
    book = say("“{title}”", title=order.handbook.identity.title)
    why = say(_WHY[told.status]) if _WHY[told.status] else ""
    yield tag(head, say("State of conformity"))
    yield tag("p", say(_STATES[told.status], book=book, why=why))
    if told.rate is not None or told.auditor:
        yield tag(head, say("Results of the tests"))
        yield tag("p", _results(order, told))
    yield from _not_accessible(order, told, head)
    yield tag(head, say("How this declaration was drawn up"))
    day = iso_date(told.date)
    if day is not None:
        when = long_date(day, order.handbook.identity.language)
        yield tag("p", say("This declaration was drawn up on {date}.", date=when))
    yield from _list(say("Technologies used"), told.technologies or _TECHNOLOGIES)
    yield from _list(say("Tested with"), told.tested_with)
    yield from _list(say("Pages that were checked"), told.pages)
    yield from _contacts(order, told, head)


def _not_accessible(order: Order, told: Accessibility, head: str) -> Iterator[Markup]:
    say = order.say
    lists = (
        (say("What is not conforming"), told.failures),
        (say("Exempted, for the burden would be disproportionate"), told.burdens),
        (say("Contents to which the obligation does not apply"), told.exempt),
    )
    if any(items for _title, items in lists):
        yield tag(head, say("Contents that are not accessible"))
        for name, items in lists:
            yield from _list(name, items)


def _contacts(order: Order, told: Accessibility, head: str) -> Iterator[Markup]:
    say = order.say
    yield tag(head, say("Feedback and contact"))
    yield tag("p", say("If you cannot reach a content or a service, write to us: we shall lead you to it or send it."))
    if told.contact:
        yield tag("p", say("Contact:"), " ", _contact(told.contact))
    yield tag(head, say("Ways of appeal"))
    yield tag("p", say("If you told us of such a fault and had no satisfying answer, you can:"))
    yield tag("ul", *(tag("li", say(way)) for way in _APPEALS))


_APPEALS = (
    _("write to the Défenseur des droits, by the form of its site;"),
    _("meet the delegate of the Défenseur des droits in your region;"),
    _("send a letter, free of charge, to: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07."),
)


def _results(order: Order, told: Accessibility) -> str:
    say = order.say
    if told.rate is None:
        return say("An audit was made by {auditor}.", auditor=told.auditor)
    if not told.auditor:
        return say("An audit shows that {rate} per cent of the criteria of the RGAA are met.", rate=told.rate)
    return say(
        "The audit by {auditor} shows that {rate} per cent of the criteria of the RGAA are met.",
        auditor=told.auditor,
        rate=told.rate,
    )


def _list(name: str, items: tuple[str, ...]) -> Iterator[Markup]:
    if items:
        yield tag("p", tag("strong", name))
        yield tag("ul", *(tag("li", item) for item in items))


def _contact(contact: str) -> Markup:
    """Draw a contact as a link where it is an address of mail or of the web."""
    address = f"mailto:{contact}" if "@" in contact and ":" not in contact and " " not in contact else contact
    return tag("a", contact, href=address) if ":" in address and safe(address) else Markup.escape(contact)
