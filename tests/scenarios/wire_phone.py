"""What an agent's phone writes of a fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from tests.factories.office import Office
from tests.factories.phone import Captured, Phone
from tests.scenarios import facts as told
from tests.scenarios.answering import NamesTicketAgain, name_ticket_again

NO_NOTE = {"note": ""}


class Story(Protocol):
    """What has been told so far."""

    office: Office
    channels: dict[str, str]

    def own_entry(self, who: str, number: str) -> str:
        """Return what an agent's entries about a number name as their subject."""

    def amended_entry(self, who: str, number: str) -> str:
        """Return what a later registration of an agent completes."""


def _register(story: Story, phone: Phone, fact: told.Registers) -> Captured:
    scanned = bool(fact.scans or fact.answered)
    body: dict[str, Any] = {"source": fact.source, "ticket": phone.tickets[-1]["id"] if scanned else None}
    if fact.completes:
        body["amends"] = story.amended_entry(fact.who, fact.number)
    if fact.named:
        body["named"] = story.office.ids[fact.named.lower()]
    if fact.channel:
        body |= {"source": "channel", "channel": story.channels[fact.channel]}
    pii: dict[str, Any] = {"surname": fact.surname if fact.complete else "", "title": "mr"}
    if fact.number:
        pii["phone"] = fact.number
    if fact.spare:
        pii["spare_phones"] = [fact.spare]
    if fact.company:
        pii["company_code"] = fact.company
    return phone.capture("registration", body, pii)


def _visit(story: Story, phone: Phone, fact: told.Visits) -> Captured:
    return phone.capture("visit", {"subject": story.own_entry(fact.who, fact.number), "kind": "first_visit"}, NO_NOTE)


def _follow_up(story: Story, phone: Phone, fact: told.FollowsUp) -> Captured:
    body = {"subject": story.own_entry(fact.who, fact.number), "channel": "call", "outcome": fact.outcome}
    return phone.capture("follow_up", body, NO_NOTE)


def _withdraw(story: Story, phone: Phone, fact: told.Withdraws) -> Captured:
    return phone.capture("withdrawal", {"subject": story.own_entry(fact.who, fact.number), "reason": "mistake"})


WRITE: dict[type, Callable[[Any, Phone, Any], Captured]] = {
    told.Registers: _register,
    told.Visits: _visit,
    told.FollowsUp: _follow_up,
    told.Withdraws: _withdraw,
    NamesTicketAgain: name_ticket_again,
}
