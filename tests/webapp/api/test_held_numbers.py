"""Whoever parks a list of numbers is pointed out: main numbers and further ones count alike."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories.office import Office, StandingClock, new_office
from tests.factories.phone import Phone


@pytest.fixture
def small(app: Flask, clock: StandingClock) -> Office:
    """An office in which an agent may hold ten clients."""
    return new_office(app, clock, rules={"live_clients_cap": 10})


def park(phone: Phone, first: int, count: int) -> None:
    """Register clients under four numbers each, no two of which are near each other."""
    for place in range(first, first + count):
        ends = [f"{place:02}{end}" for end in ("11", "22", "33", "44")]
        numbers = [f"13{tens} 0{place:02}0 {end}" for tens, end in zip("5678", ends, strict=True)]
        pii = {"phone": numbers[0], "surname": "王", "title": "mr", "spare_phones": numbers[1:]}
        phone.capture("registration", {"source": "walk_in", "ticket": None}, pii)
    assert {result["status"] for result in phone.push()["results"]} == {"applied"}


def many(office: Office) -> list[dict[str, str]]:
    return [signal.facts for signal in office.signals() if signal.kind == "many_numbers_held"]


def test_numbers_beyond_the_live_cap_are_a_signal_once_a_day(small: Office) -> None:
    anna = small.phone("anna")
    park(anna, 10, 2)
    assert many(small) == []
    park(anna, 12, 1)
    assert many(small) == [{"held": "12", "cap": "10"}]
    park(anna, 13, 1)
    assert len(many(small)) == 1
    small.clock.wait(days=1)
    small.sign_in_again(anna)
    park(anna, 14, 1)
    assert [facts["held"] for facts in many(small)] == ["12", "20"]


def test_what_nobody_vouched_for_has_ended_and_is_not_held(small: Office) -> None:
    anna = small.phone("anna")
    park(anna, 10, 2)
    small.clock.wait(days=4)
    small.sign_in_again(anna)
    park(anna, 12, 2)
    assert many(small) == []
