"""Disputes: who can file one, what it freezes, who decides, and until when."""

from __future__ import annotations

from tests.factories.office import Office
from tests.webapp.pages.desk.acting import act, dispute_path, registered, said, wait
from tests.webapp.pages.desk.visitor import NUMBER, Contested, Visitor, client_of, contested, notices_of


def test_whoever_reassigned_a_client_does_not_judge_the_dispute_about_it(office: Office) -> None:
    """Row 53: an arbiter does, and upholds it."""
    anna, desk = office.phone("anna"), Visitor.of(office, "manager")
    registered(anna, office)
    client = client_of(anna)
    act(desk, client["id"], "reassign", agent=office.ids["bert"])
    theirs = client_of(anna)
    answer = anna.line.post(
        "/api/v1/ownership/disputes",
        {"client": client["id"], "ruling": theirs["ruling"]["number"], "words": "为什么换人"},
    )
    assert answer.status == 201
    path = dispute_path(desk)
    assert said(desk.get(path), "errors.recused")
    refused = desk.post(path, outcome="upheld", agent=office.ids["anna"], words="换回")
    assert (refused.status_code, said(refused, "errors.recused")) == (409, True)
    arbiter = Visitor.of(office, "arbiter")
    assert arbiter.post(path, outcome="upheld", agent=office.ids["anna"], words="没有理由").status_code == 302
    assert client_of(anna)["state"] == "mine"
    assert client_of(anna)["dispute"] == {
        "status": "closed",
        "at": client_of(anna)["dispute"]["at"],
        "outcome": "upheld",
    }
    assert any("was upheld" in each for each in notices_of(anna))
    assert desk.post(path, outcome="dismissed", agent="", words="再来").status_code == 409


def test_a_manager_who_changed_the_record_does_not_settle_a_contested_case_either(office: Office) -> None:
    case, desk = contested(office), Visitor.of(office, "manager")
    assert act(desk, case.client_id, "renew").status_code == 302
    ruled = client_of(case.bert)
    if ruled["contested"]:
        path = f"contested/{case.client_id}"
        answer = desk.post(
            path, claim=case.first.id, reason="evidence", words="", ruling=str(ruled["ruling"]["number"])
        )
        assert said(answer, "errors.recused")
    else:
        assert ruled["state"] == "mine"


def test_a_deal_freezes_and_only_its_look_back_can_be_disputed(office: Office) -> None:
    """Row 50: on day 6 an objection is taken, on day 9 it is refused as time-barred."""
    anna, bert, cora = (office.phone(login) for login in ("anna", "bert", "cora"))
    desk = Visitor.of(office, "manager")
    registered(anna, office)
    for phone in (bert, cora):
        phone.register(NUMBER)
        phone.push()
        office.clock.wait(minutes=1)
    client_id = client_of(anna)["id"]
    assert act(desk, client_id, "subscribe").status_code == 302
    sold = client_of(anna)
    assert sold["frozen"]["kind"] == "subscription"
    assert (sold["protection"], sold["ruling"]["reason"]) == (None, "subscribed")
    for what in ("reassign", "renew", "recycle", "subscribe"):
        assert said(act(desk, client_id, what, agent=office.ids["bert"]), "errors.frozen_by_deal"), what
    number = sold["ruling"]["number"]
    wait(office, anna, bert, cora, desk, days=6)
    wish = {"client": client_id, "ruling": number, "words": "我先接待的"}
    assert bert.line.post("/api/v1/ownership/disputes", wish).status == 201
    assert bert.line.post("/api/v1/ownership/disputes", wish).json["code"] == "already_disputed"
    wait(office, anna, bert, cora, desk, days=3)
    assert cora.line.post("/api/v1/ownership/disputes", wish).json["code"] == "time_barred"
    path = dispute_path(desk)
    assert said(desk.post(path, outcome="upheld", agent="", words="是他"), "desk.problem_agent")
    assert desk.post(path, outcome="upheld", agent=office.ids["bert"], words="登记在先").status_code == 302
    won = client_of(bert)
    assert (won["state"], won["frozen"]["kind"]) == ("mine", "subscription")


def test_whoever_said_whose_a_deal_of_nobody_s_client_is_does_not_judge_the_dispute_about_it(office: Office) -> None:
    anna, bert, desk = office.phone("anna"), office.phone("bert"), Visitor.of(office, "manager")
    registered(anna, office)
    client_id = client_of(anna)["id"]
    wait(office, anna, bert, desk, days=20)
    assert act(desk, client_id, "subscribe", agent=office.ids["bert"]).status_code == 302
    sold = client_of(anna)
    assert (sold["owner"]["name"], sold["ruling"]["reason"]) == ("测试乙", "subscribed")
    wish = {"client": client_id, "ruling": sold["ruling"]["number"], "words": "是我的客户"}
    assert anna.line.post("/api/v1/ownership/disputes", wish).status == 201
    refused = desk.post(dispute_path(desk), outcome="dismissed", agent="", words="不是")
    assert (refused.status_code, said(refused, "errors.recused")) == (409, True)


def test_whoever_chose_the_successor_does_not_judge_the_dispute_about_it(office: Office) -> None:
    """Somebody is disabled for a minute, and all the clients are a colleague's."""
    anna, desk = office.phone("anna"), Visitor.of(office, "manager")
    registered(anna, office)
    assert desk.post(f"people/{office.ids['anna']}/disable", successor=office.ids["bert"]).status_code == 302
    assert desk.post(f"people/{office.ids['anna']}/enable").status_code == 302
    office.clock.wait(minutes=1)
    back = office.phone("anna")
    taken = client_of(back)
    assert (taken["state"], taken["ruling"]["reason"]) == ("theirs", "handed_over")
    wish = {"client": taken["id"], "ruling": taken["ruling"]["number"], "words": "我没有离职"}
    assert back.line.post("/api/v1/ownership/disputes", wish).status == 201
    assert said(desk.post(dispute_path(desk), outcome="dismissed", agent="", words="不"), "errors.recused")


def test_while_a_dispute_is_open_no_protection_runs(office: Office) -> None:
    """Rows 12 and 14: without the dispute, the protection would have ended on day 15."""
    anna, bert, desk = office.phone("anna"), office.phone("bert"), Visitor.of(office, "manager")
    registered(anna, office)
    bert.register(NUMBER)
    bert.push()
    lost = client_of(bert)
    wish = {"client": lost["id"], "ruling": lost["ruling"]["number"], "words": "客户先找我"}
    answer = bert.line.post("/api/v1/ownership/disputes", wish)
    assert (answer.status, answer.json["until"][:16]) == (201, "2026-11-03T02:01"), answer.text
    assert client_of(anna)["frozen"]["kind"] == "dispute"
    assert client_of(bert)["dispute"]["status"] == "open"
    assert "A colleague has appealed" in notices_of(anna)[-1]
    wait(office, anna, bert, desk, days=20)
    assert client_of(anna)["state"] == "mine"
    assert desk.post(dispute_path(desk), outcome="dismissed", agent="", words="记录清楚").status_code == 302
    assert client_of(anna)["protection"]["until"] == "2026-12-08T16:00:00.000Z"
    assert client_of(anna)["frozen"] is None
    assert bert.line.post("/api/v1/ownership/disputes", wish).json["code"] == "appeal_late"


def test_who_can_appeal_and_until_when(office: Office) -> None:
    anna, bert, cora = (office.phone(login) for login in ("anna", "bert", "cora"))
    registered(anna, office)
    bert.register(NUMBER)
    bert.push()
    lost = client_of(bert)
    wish = {"client": lost["id"], "ruling": lost["ruling"]["number"], "words": "客户先找我"}
    assert cora.line.post("/api/v1/ownership/disputes", wish).json["code"] == "not_a_party"
    mine = anna.line.post("/api/v1/ownership/disputes", wish | {"ruling": client_of(anna)["ruling"]["number"]})
    assert (mine.status, mine.json["code"], client_of(anna)["frozen"]) == (409, "already_yours", None)
    assert bert.line.post("/api/v1/ownership/disputes", wish | {"ruling": 99}).status == 404
    for wrong in (
        {"words": ""},
        {"words": "a\u202eb"},
        {"words": "x" * 501},
        {"ruling": "1"},
        {"client": "x"},
        {"x": 1},
    ):
        assert bert.line.post("/api/v1/ownership/disputes", wish | wrong).json["code"] == "fields_wrong", wrong
    wait(office, bert, hours=49)
    assert bert.line.post("/api/v1/ownership/disputes", wish).json["code"] == "appeal_late"


def test_a_case_is_not_settled_after_the_look_back_of_its_deal(office: Office) -> None:
    case: Contested = contested(office)
    desk = Visitor.of(office, "manager")
    assert act(desk, case.client_id, "subscribe").status_code == 302
    number = str(client_of(case.bert)["ruling"]["number"])
    path, form = f"contested/{case.client_id}", {"claim": case.first.id, "reason": "evidence", "words": ""}
    assert said(desk.post(path, ruling=number, **form), "errors.not_contested")
    office.clock.wait(days=9)
    desk.sign_in_again()
    assert said(desk.post(path, ruling=number, **form), "errors.time_barred")
