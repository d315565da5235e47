"""What a manager posts at the desk for a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Protocol
from urllib.parse import urlencode

from tests.factories.line import Answer, FlaskWire, Line
from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.scenarios import channelling, objecting
from tests.scenarios import facts as told
from tests.scenarios.answering import Answers, answer
from tests.scenarios.facts import ZONE, moment
from tests.webapp.pages.desk.rule_editor import written_on

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Language": "en"}


class Story(Protocol):
    """What has been told so far. gone: who has left."""

    office: Office
    phones: dict[str, Phone]
    gone: set[str]
    channels: dict[str, str]

    def at_the_desk(self) -> Line:
        """Return the manager's line."""

    def phone(self, who: str) -> Phone:
        """Return an agent's phone with signal."""

    def client_id(self, number: str) -> str:
        """Find a client by its number."""

    def own_entry(self, who: str, number: str) -> str:
        """Return what an agent's entries about a number name as their subject."""


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


def _act(story: Story, number: str, act: str, agent: str = "") -> None:
    desk, path = story.at_the_desk(), f"/desk/clients/{story.client_id(number)}/acts"
    ruling = re.search(r'name="ruling"[^>]*value="(\d+)"', desk.get(path).text)
    assert ruling
    agent_id = story.office.ids[agent.lower()] if agent else ""
    send(desk, path, {"ruling": ruling[1], "act": act, "agent": agent_id, "reason": "service", "words": "客户要求"})


def _assign(story: Story, fact: told.Assigns) -> None:
    if fact.why == "renewed":
        _act(story, fact.number, "renew")
    else:
        _act(story, fact.number, "reassign", fact.to)


def _subscribe(story: Story, fact: told.Subscribes) -> None:
    _act(story, fact.number, "subscribe", fact.closed_by)


def _cancel(story: Story, fact: told.Cancels) -> None:
    _act(story, fact.number, "cancel")


def _record_outage(story: Story, fact: told.Freezes) -> None:
    since, until = (f"{moment(each).astimezone(ZONE):%Y-%m-%dT%H:%M}" for each in (fact.at, fact.until))
    send(story.at_the_desk(), "/desk/outages", {"since": since, "until": until, "words": "停电"})


def _leave(story: Story, fact: told.Leaves) -> None:
    successor = story.office.ids[fact.successor.lower()] if fact.successor else ""
    path = f"/desk/people/{story.office.ids[fact.who.lower()]}/disable"
    send(story.at_the_desk(), path, {"successor": successor})
    story.gone.add(fact.who)


def _release(story: Story, fact: told.Releases) -> None:
    if fact.by_office:
        _act(story, fact.number, "recycle")
        return
    phone = story.phone(fact.who)
    phone.pull()
    body = {"subject": story.own_entry(fact.who, fact.number), "reason": "other"}
    phone.capture("release", body, {"note": "三次未接"})
    (result,) = phone.push()["results"]
    assert result["status"] == "applied", result


def _take(story: Story, fact: told.Takes) -> None:
    line = story.phone(fact.who).line
    line.get("/api/v1/ownership/pool")
    answer = line.post("/api/v1/ownership/pool/claims", {"client": story.client_id(fact.number)})
    assert answer.status == (409 if fact.refused else 201), answer.text
    assert answer.json.get("code", "") == fact.refused, answer.text


def _send_again(story: Story, fact: told.SendsAgain) -> None:
    phone = story.phone(fact.who)
    results = phone.push(phone.captured)["results"]
    assert {result["status"] for result in results} == {"duplicate"}, results


def _link(story: Story, fact: told.Links) -> None:
    pair = "/".join(story.client_id(number) for number in (fact.one, fact.other))
    send(story.at_the_desk(), f"/desk/links/{pair}?kind={fact.why}", {"reason": "同一家人"})


def _unlink(story: Story, _fact: told.Unlinks) -> None:
    desk = story.at_the_desk()
    link = re.search(r'href="/desk/links/([0-9a-f-]{36})"', desk.get("/desk/links").text)
    assert link
    send(desk, f"/desk/links/{link[1]}", {"reason": "弄错了"})


def _look_at(story: Story, fact: told.Reviewed) -> None:
    desk = story.at_the_desk()
    pair = re.search(r'href="/desk/pairs/([0-9a-f-]{36})"', desk.get("/desk/links").text)
    assert pair
    outcome = "same_person" if fact.same else "different"
    send(desk, f"/desk/pairs/{pair[1]}", {"outcome": outcome, "reason": "问过客户"})


def _import(story: Story, fact: told.Imports) -> None:
    desk, day = story.at_the_desk(), moment(fact.last_contact).astimezone(ZONE).date()
    text = f"手机号,姓氏,称呼,工号,首次接待,最后联系\n{fact.number},王,女士,A{fact.who},{day},{day}"
    assert isinstance(desk.wire, FlaskWire)
    form = {"csrf_token": desk.csrf_token, "file": (BytesIO(text.encode()), "list.csv"), "publish": "1"}
    assert desk.wire.client.post("/desk/old-clients", data=form).status_code == 302


DESK: dict[type, Callable[[Any, Any], None]] = {
    told.Decides: _decide,
    told.Publishes: _publish,
    told.Leaves: _leave,
    told.Releases: _release,
    told.Takes: _take,
    told.Links: _link,
    told.Unlinks: _unlink,
    told.Reviewed: _look_at,
    told.Imports: _import,
    told.Assigns: _assign,
    told.Subscribes: _subscribe,
    told.Cancels: _cancel,
    told.SendsAgain: _send_again,
    told.Freezes: _record_outage,
    Answers: answer,
    **channelling.DESK,
    **objecting.DESK,
}
