"""The open pool through the wire: what lapses comes in, who may take it, and who may not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Captured, Phone
from webapp.models.ownership import Ruling
from webapp.transaction import snapshot

NUMBER = "138 0013 8000"


def wait(office: Office, *phones: Phone, **duration: float) -> None:
    """Let time pass for everybody; who holds a phone signs in again if the session fell asleep."""
    office.clock.wait(**duration)
    office.forget_limits()
    for phone in phones:
        phone.wait(**duration)
        office.sign_in_again(phone)
        phone.beat()


def pool_of(phone: Phone) -> Any:
    answer = phone.line.get("/api/v1/ownership/pool")
    assert answer.status == 200, answer.text
    return answer.json


def take(phone: Phone, client: str) -> tuple[int, Any]:
    answer = phone.line.post("/api/v1/ownership/pool/claims", {"client": client})
    return answer.status, answer.json


def client_of(phone: Phone) -> Any:
    phone.cursor = ""
    clients = [change["value"] for change in phone.pull() if change["kind"] == "client" and change["value"]]
    assert len(clients) == 1, clients
    return clients[0]


def notices_of(phone: Phone) -> list[str]:
    phone.cursor = ""
    return [change["value"]["sentence"]["en"] for change in phone.pull() if change["kind"] == "notice"]


def release(phone: Phone, subject: Captured, reason: str = "unreachable") -> Captured:
    return phone.capture("release", {"subject": subject.id, "reason": reason}, {"note": "三次未接"})


def newest_reason(office: Office) -> str:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        ruling = work.session.scalars(select(Ruling).order_by(Ruling.number.desc())).first()
        assert ruling is not None
        return ruling.reason


def registered(office: Office, phone: Phone, number: str = NUMBER) -> Captured:
    entry = phone.register(number)
    phone.visit(entry)
    phone.push()
    office.clock.wait(minutes=1)
    return entry


def test_what_is_released_is_in_the_pool_and_the_first_to_take_it_has_it(office: Office) -> None:
    anna, bert, cora = (office.phone(login) for login in ("anna", "bert", "cora"))
    entry = registered(office, anna)
    release(anna, entry)
    assert [each["status"] for each in anna.push()["results"]] == ["applied"]
    mine = client_of(anna)
    assert (mine["state"], mine["owner"], mine["pool"]["since"] is not None) == ("open", None, True)
    line = pool_of(bert)["clients"][0]
    assert line["last_owner_name"] == "测试甲"
    assert line["name"] == {"surname": "王", "title": "mr"}
    assert (line["may_take"], line["why_not"]) == (False, "pool_frozen")
    assert take(bert, line["id"])[1]["code"] == "pool_frozen"
    wait(office, anna, bert, cora, days=1)
    seen = pool_of(bert)
    assert (seen["left_today"], seen["live"], seen["cap"]) == (3, 0, 150)
    assert seen["clients"][0]["may_take"]
    status, taken = take(bert, line["id"])
    assert status == 201
    assert taken["client"]["state"] == "mine"
    assert taken["client"]["registrations"] == []
    assert taken["protected_until"] == "2026-11-06T16:00:00.000Z"
    assert newest_reason(office) == "pool_claimed"
    assert take(cora, line["id"])[1]["code"] == "pool_taken"
    assert pool_of(bert)["left_today"] == 2
    assert pool_of(bert)["live"] == 1


def test_who_took_a_client_works_with_it_though_never_having_registered_it(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    release(anna, registered(office, anna))
    anna.push()
    wait(office, bert, days=1)
    client = pool_of(bert)["clients"][0]["id"]
    take(bert, client)
    bert.capture("follow_up", {"subject": client, "channel": "call", "outcome": "reached"}, {"note": "约周六"})
    assert bert.push()["results"][0]["status"] == "applied"
    assert client_of(bert)["protection"]["until"] > "2026-11-06T16:00:00.000Z"
    bert.capture("release", {"subject": client, "reason": "other"})
    bert.push()
    assert newest_reason(office) == "nobody_released"


def test_three_takes_a_day_and_the_cool_down_of_who_lost_it(office: Office) -> None:
    """Row 62: three a day are granted, and one that was lost five days ago not at all."""
    anna, bert = office.phone("anna"), office.phone("bert")
    for number in range(4):
        release(anna, registered(office, anna, f"138 0013 80{number}0"))
    release(bert, registered(office, bert, "138 0013 9000"))
    anna.push()
    bert.push()
    wait(office, anna, bert, days=5)
    lines = {line["id"]: line for line in pool_of(bert)["clients"]}
    lost = [id_ for id_, line in lines.items() if line["last_owner_name"] == "测试乙"]
    assert take(bert, lost[0])[1]["code"] == "cooldown"
    codes = [take(bert, id_)[1].get("code") for id_ in lines if id_ not in lost]
    assert codes == [None, None, None, "pool_cap"]
    wait(office, anna, bert, days=1)
    assert pool_of(bert)["left_today"] == 3
    assert take(anna, lost[0])[0] == 201


def test_two_who_take_turns_cannot_have_it_straight_back(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    release(anna, registered(office, anna))
    anna.push()
    wait(office, anna, bert, days=29)
    client = pool_of(bert)["clients"][0]["id"]
    assert take(bert, client)[0] == 201
    wait(office, anna, bert, days=5)
    line = pool_of(anna)["clients"][0]
    assert (line["last_owner_name"], line["why_not"]) == ("测试乙", "cooldown")
    assert take(anna, client)[1]["code"] == "cooldown"


def test_a_registration_of_a_client_in_the_pool_opens_by_itself(office: Office) -> None:
    """Row 12: past the end of protection the next to register owns, and who lost it is told of the last contact."""
    anna, bert = office.phone("anna"), office.phone("bert")
    registered(office, anna)
    wait(office, anna, bert, days=16)
    assert len(pool_of(bert)["clients"]) == 1
    bert.register(NUMBER)
    bert.push()
    assert client_of(bert)["state"] == "mine"
    assert pool_of(bert)["clients"] == []
    lapsed = "Before: the client was 测试甲's. Now: The client belongs to nobody now: the protection of 测试甲 ended"
    assert notices_of(anna)[-1].startswith(lapsed)


def test_a_release_by_who_does_not_own_changes_nothing(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    registered(office, anna)
    mine = bert.register(NUMBER)
    bert.push()
    release(bert, mine)
    assert bert.push()["results"][0]["status"] == "applied"
    assert client_of(anna)["state"] == "mine"


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"subject": "0" * 36, "reason": "other"}, "field_value", "body.subject"),
        ({"reason": "other"}, "field_missing", "body.subject"),
        ({"subject": "019a0000-0000-7000-8000-000000000000", "reason": "other"}, "subject_unknown", "body.subject"),
        ({"subject": "019a0000-0000-7000-8000-000000000000", "reason": "bored"}, "field_value", "body.reason"),
    ],
)
def test_a_release_that_says_nothing_is_refused(office: Office, body: dict[str, Any], code: str, field: str) -> None:
    anna = office.phone("anna")
    anna.capture("release", body)
    result = anna.push()["results"][0]
    assert (result["status"], result["code"], result["field"]) == ("rejected", code, field)


def test_what_cannot_be_taken(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    registered(office, anna)
    client = client_of(anna)["id"]
    assert take(bert, client)[1]["code"] == "not_in_pool"
    assert take(anna, client)[1]["code"] == "not_in_pool"
    assert take(bert, "019a0000-0000-7000-8000-000000000000")[0] == 404
    assert bert.line.post("/api/v1/ownership/pool/claims", {"client": "x"}).json["code"] == "fields_wrong"
    assert office.line("manager").get("/api/v1/ownership/pool").status == 403


def test_colleagues_are_the_others_on_the_floor(office: Office) -> None:
    people = office.phone("anna").line.get("/api/v1/ownership/colleagues").json["people"]
    assert [(each["name"], each["staff_number"]) for each in people] == [("测试乙", "A02"), ("测试丙", "A03")]


def test_a_client_is_whom_it_asks_for(office: Office) -> None:
    """Rows 21 and 37: the one whom the client names owns it, and who registered it stood in."""
    anna, bert = office.phone("anna"), office.phone("bert")
    entry = bert.capture(
        "registration",
        {"source": "referral", "ticket": None, "named": office.ids["anna"]},
        {"phone": NUMBER, "surname": "王", "title": "ms"},
    )
    bert.push()
    mine = client_of(anna)
    assert (mine["state"], mine["name"]["surname"], mine["registrations"]) == ("mine", "王", [])
    assert mine["named_by"]["name"] == "测试乙"
    theirs = client_of(bert)
    assert (theirs["state"], theirs["registrations"]) == ("theirs", [entry.id])
    assert newest_reason(office) == "named_client"


def test_who_arrives_later_and_is_named_then_does_not_own(office: Office) -> None:
    """Row 38: the friend came alone, by turn; who is asked for afterwards helps."""
    anna, bert = office.phone("anna"), office.phone("bert")
    registered(office, bert)
    office.clock.wait(minutes=30)
    body = {"source": "referral", "ticket": None, "named": office.ids["bert"]}
    anna.capture("registration", body, {"phone": NUMBER, "surname": "王", "title": "ms"})
    anna.push()
    assert client_of(bert)["state"] == "mine"


def test_nobody_else_can_be_named(office: Office) -> None:
    anna = office.phone("anna")
    for named in (office.ids["manager"], "019a0000-0000-7000-8000-000000000000"):
        body = {"source": "walk_in", "ticket": None, "named": named}
        anna.capture("registration", body, {"phone": NUMBER, "surname": "王", "title": "ms"})
        result = anna.push()["results"][0]
        assert (result["status"], result["code"], result["field"]) == ("rejected", "named_unknown", "body.named")
        assert json.dumps(result["message"])


def test_an_own_relative_is_whose_registered_first(office: Office) -> None:
    """Row 40: registered before arrival, an agent's cousin is the agent's; nobody has to vouch for it."""
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.register(NUMBER, source="own_relative")
    anna.push()
    wait(office, anna, bert, days=4)
    bert.register(NUMBER)
    bert.push()
    assert client_of(anna)["state"] == "mine"


def test_padding_keeps_nothing(office: Office) -> None:
    anna = office.phone("anna")
    entry = registered(office, anna)
    for note in ("约周六看房。", "约周六 看房", "已约", "再约", "三约", "四约", "五约"):
        anna.wait(seconds=5)
        anna.follow_up(entry, note=note)
    anna.push()
    contacts = client_of(anna)["contacts"][2:]
    assert [each["discounted"] for each in contacts] == [None, "same_note", None, None, None, "too_many", "too_many"]
    assert [each["effective"] for each in contacts] == [True, False, True, True, True, False, False]
    anna.wait(minutes=2)
    anna.follow_up(entry, note="五约")
    anna.push()
    assert client_of(anna)["contacts"][-1]["discounted"] == "same_note"


def test_a_warning_comes_once_and_a_silent_office_is_not_stale(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    registered(office, anna)
    wait(office, days=12)
    for _ in range(2):
        office.sign_in_again(anna)
        warned = [each for each in notices_of(anna) if "Days left: 3." in each]
        assert len(warned) == 1
    wait(office, days=4)
    office.sign_in_again(bert)
    assert [line["last_owner_name"] for line in pool_of(bert)["clients"]] == ["测试甲"]
    office.sign_in_again(anna)
    assert client_of(anna)["pool"]["since"] == "2026-11-17T16:00:00.000Z"
