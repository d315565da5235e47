"""A rule book can keep from whoever loses a ruling who owns the client: on the phone, in every sentence and notice."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from tests.webapp.api.test_enquiries import publish
from tests.webapp.pages.desk.visitor import NUMBER, Contested, Visitor, client_of, contested
from webapp.models.ownership import Ruling
from webapp.transaction import snapshot

ANNA, BERT = "测试甲", "测试乙"


def all_that_reaches(phone: Phone) -> str:
    """Return everything that a phone is told, clients and notices in both languages."""
    phone.cursor = ""
    return json.dumps(phone.pull(), ensure_ascii=False)


def withheld_contest(office: Office) -> Contested:
    publish(office, owner_named_to_loser=False)
    office.clock.wait(minutes=1)
    return contested(office)


def lanes(client: dict[str, Any]) -> list[tuple[bool, str]]:
    return [(lane["is_me"], lane["agent"]["name"]) for lane in client["ruling"]["lanes"]]


def test_the_loser_reads_of_a_colleague_and_the_owner_reads_names(office: Office) -> None:
    told = withheld_contest(office)
    lost, won = client_of(told.anna), client_of(told.bert)
    assert (lost["state"], won["state"]) == ("theirs", "mine")
    assert lost["owner"] == {"id": "", "name": ""}
    assert sorted(lanes(lost)) == [(False, ""), (True, ANNA)]
    assert sorted(lanes(won)) == [(False, ANNA), (True, BERT)]
    assert "For now the client belongs to a colleague: " in lost["ruling"]["sentence"]["en"]
    assert f"the registration by {ANNA} arrived only at" in lost["ruling"]["sentence"]["en"]
    assert "一位同事" in lost["ruling"]["sentence"]["zh"]
    assert BERT in won["ruling"]["sentence"]["zh"]
    assert BERT not in all_that_reaches(told.anna)
    assert office.ids["bert"] not in all_that_reaches(told.anna)
    assert "{" not in lost["ruling"]["sentence"]["en"] + lost["ruling"]["counterfactual"]["zh"]


def test_the_desk_and_the_stored_ruling_name_the_owner(office: Office) -> None:
    told = withheld_contest(office)
    page = Visitor.of(office, "manager").read(f"clients/{told.client_id}")
    assert f"For now the client belongs to {BERT}" in page
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        (*_before, newest) = work.session.scalars(select(Ruling).order_by(Ruling.number))
        assert f"belongs to {BERT}" in newest.explanation["sentence"]["en"]


def test_notices_of_a_change_name_nobody_to_whom_it_goes_against(office: Office) -> None:
    told = withheld_contest(office)
    manager = Visitor.of(office, "manager")
    ruling = client_of(told.anna)["ruling"]
    mine = next(lane["claim"] for lane in ruling["lanes"] if lane["is_me"])
    answer = manager.post(f"contested/{told.client_id}", ruling=str(ruling["number"]), claim=mine, reason="turn")
    assert answer.status_code == 302, answer.text
    assert client_of(told.anna)["state"] == "mine"
    assert ANNA not in json.dumps(client_of(told.bert), ensure_ascii=False)
    told.bert.cursor = ""
    (*_while_he_owned, said) = [each["value"]["sentence"] for each in told.bert.pull() if each["kind"] == "notice"]
    assert said["en"].startswith(f"Before: the client was {BERT}'s, contested. Now: The client belongs to a colleague")
    assert "一位同事" in said["zh"]
    assert ANNA not in said["en"] + said["zh"]


def test_a_ruling_keeps_the_version_that_it_used(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.register(NUMBER)
    anna.push()
    office.clock.wait(minutes=5)
    bert.wait(minutes=5)
    bert.register(NUMBER)
    bert.push()
    publish(office, owner_named_to_loser=False)
    office.clock.wait(minutes=5)
    lost = client_of(bert)
    assert lost["owner"]["name"] == ANNA
    assert ANNA in lost["ruling"]["sentence"]["zh"]
