"""Facts about disputes over a deal: who objects, whether it is heard, what it comes to (50)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from tests.factories.line import Line
from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.scenarios.facts import MAIN, Fact

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


@dataclass(frozen=True)
class Disputes(Fact):
    """An agent objects, on the phone. refused: the code, if it is not heard."""

    who: str
    at: str
    refused: str = ""
    number: str = MAIN


@dataclass(frozen=True)
class Closes(Fact):
    """The manager closes the dispute, for an agent or for nobody else than who owns."""

    at: str
    who: str = ""
    number: str = MAIN


class Story(Protocol):
    """What has been told so far."""

    office: Office

    def at_the_desk(self) -> Line:
        """Return the manager's line."""

    def phone(self, who: str) -> Phone:
        """Return an agent's phone with signal."""

    def client_id(self, number: str) -> str:
        """Find a client by its number."""


def _dispute(story: Story, fact: Disputes) -> None:
    phone, client_id = story.phone(fact.who), story.client_id(fact.number)
    phone.cursor = ""
    views = {change["id"]: change["value"] for change in phone.pull() if change["kind"] == "client"}
    wish = {"client": client_id, "ruling": views[client_id]["ruling"]["number"], "words": "客户先找我"}
    answer = phone.line.post("/api/v1/ownership/disputes", wish)
    assert answer.status == (409 if fact.refused else 201), answer.text
    assert answer.json.get("code", "") == fact.refused, answer.text


def _close(story: Story, fact: Closes) -> None:
    desk = story.at_the_desk()
    found = re.search(r'href="/desk/disputes/([0-9a-f-]{36})"', desk.get("/desk/disputes").text)
    assert found
    form = {
        "outcome": "upheld" if fact.who else "dismissed",
        "agent": story.office.ids[fact.who.lower()] if fact.who else "",
        "words": "记录清楚",
    }
    body = urlencode({"csrf_token": desk.csrf_token, **form}).encode()
    answer = desk.wire.send("POST", f"/desk/disputes/{found[1]}", body, FORM)
    assert answer.status == 200, answer.text


DESK: Mapping[type, Callable[[Any, Any], None]] = {Disputes: _dispute, Closes: _close}
