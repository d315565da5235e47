"""What a manager posts at the desk for a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

from tests.factories.line import Answer, Line
from tests.factories.office import Office
from tests.factories.phone import Captured, Phone
from tests.scenarios import facts as told
from tests.scenarios.facts import ZONE, moment
from tests.webapp.pages.desk.rule_editor import written_on

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


class Story(Protocol):
    """What has been told so far."""

    office: Office
    phones: dict[str, Phone]

    def at_the_desk(self) -> Line:
        """Return the manager's line."""

    def client_id(self, number: str) -> str:
        """Find a client by its number."""

    def own_entry(self, who: str, number: str) -> Captured:
        """Return the first registration of a number by an agent."""


def send(desk: Line, path: str, form: Mapping[str, object]) -> Answer:
    """Send a form as a browser does; it has to be taken."""
    body = urlencode({"csrf_token": desk.csrf_token, **form}, doseq=True).encode()
    answer = desk.wire.send("POST", path, body, FORM)
    assert answer.status == 200, answer.text
    return answer


def _decide(story: Story, fact: told.Decides) -> None:
    desk, path = story.at_the_desk(), f"/desk/contested/{story.client_id(fact.number)}"
    page = desk.get(path).text
    ruling = re.search(r'name="ruling" value="(\d+)"', page)
    offered = set(re.findall(r'name="claim" value="([^"]+)"', page))
    mine = {entry.id for entry in story.phones[fact.who].captured} & offered
    assert ruling, page
    send(desk, path, {"ruling": ruling[1], "claim": mine.pop(), "reason": "evidence", "words": ""})


def _publish(story: Story, fact: told.Publishes) -> None:
    desk, path = story.at_the_desk(), "/desk/rules/edit"
    form = written_on(desk.get(path).text) | {name: str(value) for name, value in fact.changes.items()}
    assert form["effective_from"] == str(moment(fact.at).astimezone(ZONE).date())
    send(desk, path, form | {"step": "publish"})


DESK: dict[type, Callable[[Any, Any], None]] = {told.Decides: _decide, told.Publishes: _publish}
