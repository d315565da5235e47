"""Facts about the code on an agent's screen: who opens it, and what is answered there (25 to 27)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from tests.factories.letters import number_of, signed_in
from tests.factories.office import Office
from tests.factories.phone import Captured, Phone
from tests.scenarios.facts import MAIN, Fact, Registers, Row, Written
from webapp import words

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


@dataclass(frozen=True)
class Answers(Fact):
    """Somebody answers on the page behind the code of an agent's registration.

    by: the client, or a letter: in the browser in which that agent is signed in. digits: the client's own if left out.
    refused: the code with which it is not taken; an answer after the one that counted changes nothing and is no error.
    """

    at: str
    who: str
    by: str = "client"
    says: str = "yes"
    digits: str | None = None
    refused: str = ""
    number: str = MAIN


@dataclass(frozen=True)
class NamesTicketAgain(Written):
    """An agent registers somebody else, and names the ticket of the registration before."""

    number: str = MAIN


class Story(Protocol):
    """What has been told so far."""

    office: Office
    row: Row

    def code(self, place: int) -> str:
        """Return the path behind the code of the registration at a place of the row."""


def staff_number(letter: str) -> str:
    """Return an agent's own number as people write it."""
    return number_of(letter).removeprefix("+86")


def answer(story: Story, fact: Answers) -> None:
    """Open the page and answer."""
    registered = next(
        place
        for place, each in enumerate(story.row.facts)
        if isinstance(each, Registers) and (each.who, each.number) == (fact.who, fact.number)
    )
    line = story.office.stranger() if fact.by == "client" else signed_in(story.office, fact.by)
    path, digits = story.code(registered), fact.digits
    form = {"answer": fact.says, "last_four": re.sub(r"\D", "", fact.number)[-4:] if digits is None else digits}
    assert line.get(path).status == 200
    answered = line.wire.send("POST", path, urlencode(form).encode(), FORM)
    assert answered.status == (422 if fact.refused else 200), (fact, answered.text)
    if fact.refused:
        sentence = words.say("en", f"confirm.refusal_{fact.refused}")
        assert sentence.replace("'", "&#39;") in answered.text, fact


def name_ticket_again(_story: Any, phone: Phone, fact: NamesTicketAgain) -> Captured:
    """Write a registration that names the phone's newest ticket once more."""
    return phone.register(fact.number, ticket=phone.tickets[-1]["id"])
