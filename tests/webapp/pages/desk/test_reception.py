"""The front desk's question."""

from __future__ import annotations

import pytest

from tests.factories.office import Office
from tests.webapp.pages.desk.visitor import DIGITS, MASKED, NUMBER, Visitor, acts, clients_of, contested
from webapp import words

FRESH = "139 0013 8000"


def say(key: str, **values: object) -> str:
    return words.say("en", f"desk.{key}", **values)


def test_the_front_desk_learns_whom_to_call_and_no_digit(office: Office) -> None:
    case = contested(office, surname="欧阳")
    answer = Visitor.of(office, "front").post("reception", number=NUMBER)
    assert answer.status_code == 200
    assert say("call", name="测试乙") in answer.text
    assert say("call_contested") in answer.text
    assert "A02" in answer.text
    assert not any(digits in answer.text for digits in (*DIGITS, MASKED, "欧阳", case.client_id))


def test_an_unknown_client_and_one_of_nobody_go_by_turn(office: Office) -> None:
    phone = office.phone("anna")
    entry = phone.register()
    phone.withdraw(entry)
    phone.push()
    front = Visitor.of(office, "front")
    for number, key in ((FRESH, "found_nobody_knows"), (NUMBER, "found_open")):
        page = front.post("reception", number=number).text
        assert say(key) in page
        assert say("by_turn") in page


def test_a_protection_that_has_ended_names_nobody_and_is_ruled_there_and_then(office: Office) -> None:
    phone = office.phone("anna")
    phone.register(NUMBER)
    phone.push()
    office.clock.wait(days=30)
    page = Visitor.of(office, "front").post("reception", number=NUMBER).text
    assert say("found_open") in page
    assert "测试甲" not in page
    office.sign_in_again(phone)
    (client,) = clients_of(phone)
    assert client["owner"] is None
    assert acts(office, "number_checked")[0].facts == {"found": "open"}


@pytest.mark.parametrize("follows", [None, "cora"])
def test_a_client_of_somebody_who_left_is_of_who_follows_or_of_nobody(office: Office, follows: str | None) -> None:
    contested(office)
    successor = {"successor": office.ids[follows]} if follows else {}
    Visitor.of(office, "manager").post(f"people/{office.ids['bert']}/disable", **successor)
    page = Visitor.of(office, "front").post("reception", number=NUMBER).text
    assert (say("call", name="测试丙") if follows else say("found_open")) in page
    assert "测试乙" not in page


def test_a_number_that_is_none_is_told_and_costs_nothing(office: Office) -> None:
    answer = Visitor.of(office, "front").post("reception", number="12")
    assert answer.status_code == 422
    assert acts(office, "number_checked") == []


def test_each_check_is_written_down_without_the_number(office: Office) -> None:
    contested(office)
    front = Visitor.of(office, "front")
    front.post("reception", number=NUMBER)
    (event,) = acts(office, "number_checked")
    assert event.actor_id == office.ids["front"]
    assert event.facts == {"found": "owned"}


def test_sixty_checks_a_day_then_a_refusal_one_signal_and_a_new_day(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.access.limiter.enabled", False)  # the budget of a day, not the rate of a minute
    contested(office)
    front = Visitor.of(office, "front")
    for left in range(59, -1, -1):
        answer = front.post("reception", number=FRESH)
        assert say("checks_left", count=left) in answer.text
    answer = front.post("reception", number=FRESH)
    assert answer.status_code == 429
    assert words.say("en", "errors.number_checks_spent").replace("'", "&#39;") in answer.text
    assert FRESH in answer.text
    assert len(acts(office, "number_checked")) == 60
    assert [signal.kind for signal in office.signals()] == ["number_checks_spent"]
    assert Visitor.of(office, "manager").post("clients", number=FRESH).status_code == 200
    office.clock.wait(days=1)
    front.sign_in_again()
    assert front.post("reception", number=FRESH).status_code == 200
