"""Nobody looks a colleague's client up by naming its number: nothing is shown, and the owner hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.office import Office
from tests.factories.phone import Captured, Phone

NUMBER = "138 0013 8000"
NOTICE = "A colleague has registered the number of a client of yours."


def seen(phone: Phone, kind: str = "client") -> list[Any]:
    """Return everything of a kind that changed, fetched anew."""
    phone.cursor = ""
    return [change["value"] for change in phone.pull() if change["kind"] == kind]


def owned_by_anna(office: Office) -> tuple[Phone, Phone]:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.register(NUMBER, surname="欧阳")
    anna.push()
    office.clock.wait(minutes=5)
    return anna, bert


def told(phone: Phone) -> list[str]:
    return [notice["sentence"]["en"] for notice in seen(phone, "notice")]


def test_an_incomplete_registration_shows_what_was_typed_and_nothing_else(office: Office) -> None:
    anna, bert = owned_by_anna(office)
    bert.register(NUMBER, surname="")
    bert.push()
    (client,) = seen(bert)
    assert client["state"] == "unclaimed"
    assert (client["name"]["surname"], client["phone_masked"]) == ("", "138****8000")
    assert client["missing"] == ["surname"]
    hidden = ("owner", "protection", "last_contact_at", "ruling")
    assert {client[field] for field in hidden} == {None}
    assert (client["contested"], client["contacts"]) == (False, [])
    assert len(told(anna)) == 1
    assert NOTICE in told(anna)[0]
    assert "测试乙" not in str(seen(anna, "notice"))
    assert seen(anna, "notice")[0]["client_id"] == client["id"]
    assert set(seen(anna, "notice")[0]["sentence"]) == {"zh", "en"}


def test_who_claims_nothing_is_not_fed(office: Office) -> None:
    anna, bert = owned_by_anna(office)
    bert.register(NUMBER, surname="")
    bert.push()
    bert.pull()
    office.clock.wait(minutes=5)
    anna.follow_up(anna.captured[0])
    anna.withdraw(anna.captured[0])
    anna.push()
    assert bert.pull() == []


def family(phone: Phone) -> tuple[Captured, ...]:
    first = phone.register(NUMBER)
    second = phone.register(NUMBER, amends=first.id, surname="李")
    return first, second


@pytest.mark.parametrize("reason", ["mistake", "duplicate", "client_left"])
def test_what_is_withdrawn_leaves_the_phone_and_is_fed_no_more(office: Office, reason: str) -> None:
    anna, bert = owned_by_anna(office)
    first, _second = family(bert)
    bert.push()
    (client,) = seen(bert)
    assert (client["state"], client["owner"]["name"]) == ("theirs", "测试甲")
    bert.withdraw(first, reason)
    bert.push()
    assert seen(bert) == [None]
    office.clock.wait(minutes=5)
    anna.withdraw(anna.captured[0])
    anna.push()
    assert bert.pull() == []
    assert seen(anna) == [None]


def test_registered_and_withdrawn_in_one_push_shows_nothing_and_is_told(office: Office) -> None:
    anna, bert = owned_by_anna(office)
    for times in (1, 2):
        bert.withdraw(bert.register(NUMBER))
        bert.push()
        assert seen(bert) == [None]
        assert len(told(anna)) == times
        assert NOTICE in told(anna)[-1]


def test_a_ruling_that_reaches_the_owner_is_notice_enough(office: Office) -> None:
    anna, bert = owned_by_anna(office)
    bert.register(NUMBER)
    bert.push()
    (sentence,) = told(anna)
    assert NOTICE not in sentence


def test_a_claim_that_changes_no_ruling_is_told_too_and_a_correction_is_not(office: Office) -> None:
    anna, bert = owned_by_anna(office)
    cora = office.phone("cora")
    bert.register(NUMBER)
    bert.push()
    office.clock.wait(minutes=5)
    entry = cora.register(NUMBER)
    cora.push()
    assert [NOTICE in sentence for sentence in told(anna)] == [False, True]
    cora.register(NUMBER, surname="李", amends=entry.id)
    cora.push()
    assert len(told(anna)) == 2
    (client,) = seen(cora)
    assert (client["state"], client["owner"]["name"]) == ("theirs", "测试甲")


def test_registering_the_own_client_again_tells_nobody(office: Office) -> None:
    anna, _bert = owned_by_anna(office)
    anna.register(NUMBER)
    anna.push()
    assert told(anna) == []
