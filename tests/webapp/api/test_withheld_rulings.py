"""So many answers a day that a client is taken; what comes after is ruled, and shown once a manager looked."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from tests.webapp.api.test_enquiries import publish
from tests.webapp.api.test_statements import far_apart
from tests.webapp.pages.desk.visitor import Visitor, acts, notices_of
from webapp.models.ownership import Standing, TakenAnswer
from webapp.transaction import snapshot

BUDGET = 3


def numbers(first: int, count: int) -> list[str]:
    return [f"138 0013 {ends}" for ends in far_apart(first, count)]


def office_with_a_bought_list(office: Office, taken: int) -> tuple[Phone, Phone]:
    """Anna has clients; Bert registers their numbers, and one of nobody's, without having met anybody."""
    publish(office, taken_answers_per_day=BUDGET)
    office.clock.wait(minutes=1)
    anna, bert = office.phone("anna"), office.phone("bert")
    for number in numbers(10, taken):
        anna.register(number, surname="甲")
    anna.push()
    office.clock.wait(minutes=5)
    for phone in (anna, bert):
        phone.wait(minutes=5)
    return anna, bert


def seen(phone: Phone) -> dict[str, dict[str, Any]]:
    """Return what a phone sees, by masked number."""
    phone.cursor = ""
    values = [each["value"] for each in phone.pull() if each["kind"] == "client"]
    return {client["phone_masked"]: client for client in values if client is not None}


def states(phone: Phone) -> list[str]:
    return [client["state"] for _number, client in sorted(seen(phone).items())]


def rows(office: Office, table: Any) -> list[Any]:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        return list(work.session.scalars(select(table)))


@pytest.mark.parametrize("at_once", [True, False])
def test_beyond_the_budget_won_and_lost_wait_alike(office: Office, at_once: bool) -> None:  # noqa: FBT001 - a row
    anna, bert = office_with_a_bought_list(office, taken=5)
    results: list[dict[str, Any]] = []
    for number in (*numbers(10, 5), *numbers(30, 2)):
        bert.register(number, surname="乙")
        results += [] if at_once else bert.push()["results"]
    results += bert.push()["results"] if at_once else []
    assert {result["status"] for result in results} == {"applied"}
    assert [result["ruling"] is None for result in results] == [False] * 3 + [True] * 4
    assert states(bert) == ["theirs"] * 3 + ["waiting"] * 4
    waiting = [client for client in seen(bert).values() if client["state"] == "waiting"]
    for client in waiting:
        told = {key: value for key, value in client.items() if key not in {"id", "phone_masked", "registrations"}}
        assert told == {key: waiting[0][key] for key in told}, "a number that is free looks like one that is taken"
        assert (client["owner"], client["ruling"], client["protection"]) == (None, None, None)
        assert (client["contested"], client["contacts"]) == (False, [])
    assert [row.owner_id for row in rows(office, Standing)].count(office.ids["bert"]) == 2, "all are ruled at once"
    spent = [signal for signal in office.signals() if signal.kind == "taken_answers_spent"]
    assert [(signal.person_id, signal.facts) for signal in spent] == [(office.ids["bert"], {"named": "3"})]
    assert states(anna) == ["mine"] * 5


def test_a_thousand_guesses_get_no_more_answers_than_the_budget_has(office: Office) -> None:
    _anna, bert = office_with_a_bought_list(office, taken=60)
    for number in numbers(10, 60):
        bert.register(number, surname="乙")
    bert.push()
    assert states(bert).count("theirs") == BUDGET
    assert states(bert).count("waiting") == 60 - BUDGET
    assert len([signal for signal in office.signals() if signal.kind == "taken_answers_spent"]) == 1


def test_other_ways_to_a_waiting_ruling_are_closed(office: Office) -> None:
    anna, bert = office_with_a_bought_list(office, taken=4)
    for number in (*numbers(10, 4), *numbers(30, 1)):
        bert.register(number, surname="乙")
    bert.push()
    ours = [client for client in seen(bert).values() if client["state"] == "waiting"]
    assert len(ours) == 2
    for client in ours:
        shown = bert.line.post(f"/api/v1/clients/{client['id']}/phone", {})
        assert (shown.status, shown.json["code"]) == (404, "client_unknown")
        number = str(next(row.ruling_number for row in rows(office, Standing) if row.client_id == client["id"]))
        words = {"ruling": int(number), "words": "不同意"}
        answer = bert.line.post(f"/api/v1/clients/{client['id']}/disputes", words)
        assert answer.status in {404, 422}, answer.text
    anna.withdraw(anna.captured[3])
    anna.push()
    waiting = {client["id"] for client in ours}
    bert.cursor = ""
    notices = [each["value"] for each in bert.pull() if each["kind"] == "notice"]
    assert not waiting & {notice["client_id"] for notice in notices}
    assert states(bert) == ["theirs"] * 3 + ["waiting"] * 2


def test_the_manager_looks_and_the_agent_is_shown_and_told(office: Office) -> None:
    _anna, bert = office_with_a_bought_list(office, taken=4)
    for number in numbers(10, 4):
        bert.register(number, surname="乙")
    bert.push()
    (client,) = [each for each in seen(bert).values() if each["state"] == "waiting"]
    manager, auditor = Visitor.of(office, "manager"), Visitor.of(office, "auditor")
    path = f"signals/withheld/{office.ids['bert']}/{client['id']}"
    for visitor in (manager, auditor):
        assert "Waiting to be shown" in visitor.read("signals")
    assert path in manager.read("signals")
    assert path not in auditor.read("signals")
    assert auditor.post(path).status_code == 403
    assert manager.post(path).status_code == 302
    assert "Waiting to be shown" not in manager.read("signals")
    assert states(bert) == ["theirs"] * 4
    assert "belongs to 测试甲" in notices_of(bert)[-1]
    (event,) = acts(office, "ruling_shown")
    assert (event.subject_id, event.facts) == (client["id"], {"agent": office.ids["bert"]})
    assert manager.post(path).status_code == 404
    bert.register(numbers(10, 4)[-1], surname="乙")
    bert.push()
    assert states(bert) == ["theirs"] * 4, "what was shown is not withheld again"


def test_the_next_day_begins_anew_and_what_waits_goes_on_waiting(office: Office) -> None:
    _anna, bert = office_with_a_bought_list(office, taken=4)
    for number in numbers(10, 4):
        bert.register(number, surname="乙")
    bert.push()
    office.clock.wait(days=1)
    bert.wait(days=1)
    office.sign_in_again(bert)
    for number in numbers(30, 1):
        bert.register(number, surname="乙")
    bert.push()
    assert states(bert) == ["theirs"] * 3 + ["waiting", "mine"]


def test_what_an_agent_has_already_costs_nothing_and_never_waits(office: Office) -> None:
    anna, bert = office_with_a_bought_list(office, taken=3)
    bert.register(numbers(30, 1)[0], surname="乙")
    bert.push()
    for number in (*numbers(10, 3), *numbers(10, 3), *numbers(30, 1)):
        bert.register(number, surname="乙")
        bert.push()
    assert states(bert) == ["theirs"] * 3 + ["mine"]
    assert len(rows(office, TakenAnswer)) == BUDGET
    assert states(anna) == ["mine"] * 3
