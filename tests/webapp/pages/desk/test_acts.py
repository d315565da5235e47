"""Acts of the office at the desk: reassign, renew, recycle, a cancelled deal, an outage, somebody who leaves."""

from __future__ import annotations

import pytest

from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.acting import WHY, act, registered, said, wait
from tests.webapp.pages.desk.visitor import NUMBER, UNKNOWN, Visitor, acts, client_of, clients_of, notices_of
from webapp import words


def test_a_reassignment_tells_both(office: Office) -> None:
    """Row 53: reason and words are wanted, both sides and the auditor see it."""
    anna, bert, desk = office.phone("anna"), office.phone("bert"), Visitor.of(office, "manager")
    registered(anna, office)
    client = client_of(anna)
    for wrong, key in (
        ({"words": " "}, "desk.problem_missing"),
        ({"reason": ""}, "desk.problem_reason"),
        ({"agent": ""}, "desk.problem_agent"),
        ({"act": "give"}, "desk.problem_act"),
        ({"words": "长" * 501}, "desk.problem_too_long"),
    ):
        answer = act(desk, client["id"], "reassign", **({"agent": office.ids["bert"]} | wrong))
        assert (answer.status_code, said(answer, key)) == (422, True), key
    assert act(desk, client["id"], "reassign", agent=office.ids["bert"]).status_code == 302
    mine, theirs = client_of(bert), client_of(anna)
    assert (mine["state"], mine["name"]["surname"], theirs["state"]) == ("mine", "王", "theirs")
    assert mine["ruling"]["reason"] == "reassigned"
    for phone in (anna, bert):
        assert notices_of(phone)[-1].startswith("Before: the client was 测试甲's. Now: ")
    page = Visitor.of(office, "auditor").read(f"clients/{client['id']}/acts")
    assert WHY in page
    assert 'name="act"' not in page
    assert acts(office, "client_reassigned")[0].facts["from"] == office.ids["anna"]


def test_who_owns_a_client_without_having_registered_it_is_told_how_it_is_called_by_now(office: Office) -> None:
    anna, bert, desk = office.phone("anna"), office.phone("bert"), Visitor.of(office, "manager")
    registered(anna, office)
    act(desk, client_of(anna)["id"], "reassign", agent=office.ids["bert"])
    assert called_since(bert) == ["王"]
    wait(office, anna, bert, minutes=5)
    anna.register(NUMBER, surname="汪")
    anna.push()
    assert called_since(bert) == ["汪"]
    cora = office.phone("cora")
    cora.register(NUMBER, surname="")
    cora.push()
    assert called_since(bert) == ["汪"], "who gives no name takes none away"


def called_since(phone: Phone) -> list[str]:
    return [each["value"]["name"]["surname"] for each in phone.pull() if each["kind"] == "client"]


@pytest.mark.parametrize(("renewed", "owner"), [(False, "bert"), (True, "anna")])
def test_beyond_the_cap_a_renewal_keeps_the_client(office: Office, renewed: bool, owner: str) -> None:  # noqa: FBT001 - a row
    """Row 15: always followed up, no progress; on day 62 the client walks in to somebody else."""
    anna, bert, desk = office.phone("anna"), office.phone("bert"), Visitor.of(office, "manager")
    entry = registered(anna, office)
    client_id = client_of(anna)["id"]
    for week in range(5):
        wait(office, anna, days=12)
        anna.follow_up(entry, note=f"第{week}次")
        anna.push()
    wait(office, anna, bert, desk, hours=1)
    if renewed:
        assert act(desk, client_id, "renew").status_code == 302
    wait(office, anna, bert, days=2)
    bert.register(NUMBER)
    bert.push()
    assert client_of(office_phone(owner, anna, bert))["state"] == "mine"


def office_phone(login: str, anna: Phone, bert: Phone) -> Phone:
    return anna if login == "anna" else bert


def test_recycled_clients_are_in_the_pool_and_the_desk_says_why(office: Office) -> None:
    anna, desk = office.phone("anna"), Visitor.of(office, "manager")
    registered(anna, office)
    client_id = client_of(anna)["id"]
    assert said(desk.get("pool"), "pool.none")
    assert act(desk, client_id, "recycle").status_code == 302
    page = desk.read("pool")
    assert "测试甲" in page
    assert words.say("en", "pool.why_nobody_recycled") in page
    assert client_of(anna)["pool"] is not None
    assert said(act(desk, client_id, "recycle"), "errors.not_owned")


def test_a_cancelled_deal_gives_the_client_back_with_fresh_protection(office: Office) -> None:
    """Row 52."""
    anna, desk = office.phone("anna"), Visitor.of(office, "manager")
    registered(anna, office)
    client_id = client_of(anna)["id"]
    assert said(act(desk, client_id, "cancel"), "errors.not_subscribed")
    act(desk, client_id, "subscribe", agent=office.ids["bert"])
    assert client_of(anna)["state"] == "mine"
    wait(office, anna, desk, days=40)
    assert client_of(anna)["state"] == "mine"
    assert act(desk, client_id, "cancel").status_code == 302
    back = client_of(anna)
    assert (back["state"], back["frozen"], back["ruling"]["reason"]) == ("mine", None, "returned")
    assert back["protection"]["until"] == "2026-12-27T16:00:00.000Z"


def test_an_act_counts_for_what_its_maker_saw(office: Office) -> None:
    anna, desk = office.phone("anna"), Visitor.of(office, "manager")
    registered(anna, office)
    client_id = client_of(anna)["id"]
    assert said(act(desk, client_id, "renew", ruling="99"), "errors.ruling_changed")
    assert said(act(desk, client_id, "reassign", agent=office.ids["anna"]), "errors.already_theirs")
    assert said(act(desk, client_id, "reassign", agent=office.ids["manager"]), "errors.person_unknown")
    assert act(desk, UNKNOWN, "renew", ruling="1").status_code == 404
    assert Visitor.of(office, "auditor").post(f"clients/{client_id}/acts").status_code == 403


def test_an_outage_moves_every_protection_by_the_days_that_it_touches(office: Office) -> None:
    anna, bert, desk = office.phone("anna"), office.phone("bert"), Visitor.of(office, "manager")
    registered(anna, office)
    before = client_of(anna)["protection"]["until"]
    assert before == "2026-11-17T16:00:00.000Z"
    wait(office, anna, bert, desk, days=14)
    form = {"since": "2026-11-14T08:00", "until": "2026-11-15T20:00", "words": "停电"}
    for wrong in ({"until": "2026-11-14T07:00"}, {"until": "2026-11-20T08:00"}, {"since": "2026-11-01T00:00"}):
        assert said(desk.post("outages", **(form | wrong)), "errors.outage_wrong"), wrong
    for no_time in ("gestern", "0001-01-01T00:00", "9999-12-31T23:59"):
        assert said(desk.post("outages", **(form | {"since": no_time})), "desk.problem_time"), no_time
    answer = desk.post("outages", **form)
    assert answer.location == "/desk/outages?moved=1"
    assert words.say("en", "outages.moved", count=1) in desk.read("outages?moved=1")
    assert client_of(anna)["protection"]["until"] == "2026-11-19T16:00:00.000Z"
    wait(office, anna, bert, days=2)
    bert.register(NUMBER)
    bert.push()
    assert client_of(anna)["state"] == "mine"


def test_who_leaves_hands_over_or_the_clients_go_into_the_pool(office: Office) -> None:
    """Row 41, without pledges."""
    anna, bert, desk = office.phone("anna"), office.phone("bert"), Visitor.of(office, "manager")
    registered(anna, office)
    registered(anna, office, "138 0013 8001")
    page = desk.read(f"people/{office.ids['anna']}/leaving")
    assert words.say("en", "leaving.clients", name="测试甲", count=2) in page
    for wrong in (office.ids["anna"], office.ids["manager"], "x"):
        answer = desk.post(f"people/{office.ids['anna']}/disable", successor=wrong)
        assert (answer.status_code, said(answer, "errors.successor_wrong")) == (422, True), wrong
    assert desk.post(f"people/{office.ids['anna']}/disable", successor=office.ids["bert"]).status_code == 302
    got = clients_of(bert)
    assert [(each["state"], each["ruling"]["reason"]) for each in got] == [("mine", "handed_over")] * 2
    assert desk.post(f"people/{office.ids['bert']}/disable").status_code == 302
    assert desk.read("pool").count(words.say("en", "pool.why_nobody_departed")) == 2


def test_who_comes_back_can_own_again(office: Office) -> None:
    desk = Visitor.of(office, "manager")
    desk.post(f"people/{office.ids['anna']}/disable")
    desk.post(f"people/{office.ids['anna']}/enable")
    office.clock.wait(minutes=1)
    anna = office.phone("anna")
    registered(anna, office)
    assert client_of(anna)["state"] == "mine"
