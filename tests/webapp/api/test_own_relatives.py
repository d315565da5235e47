"""An agent's own relatives: so many at a time need nobody to vouch for them, the rest are like any bought number."""

from __future__ import annotations

import pytest

from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.webapp.api.test_enquiries import publish
from tests.webapp.api.test_statements import far_apart
from tests.webapp.api.test_withheld_rulings import states
from tests.webapp.pages.desk.visitor import Visitor

CAP = 2


def office_with_a_cap(office: Office) -> Phone:
    publish(office, own_relatives_cap=CAP)
    office.clock.wait(minutes=1)
    return office.phone("anna")


def names(phone: Phone, *places: int) -> None:
    for place in places:
        phone.register(f"138 0013 {far_apart(place, 1)[0]}", source="own_relative")


def after_four_days(office: Office, phone: Phone) -> list[str]:
    office.clock.wait(days=4)
    phone.wait(days=4)
    office.sign_in_again(phone)
    phone.beat()
    return states(phone)


@pytest.mark.parametrize("at_once", [True, False])
def test_beyond_the_cap_a_relative_ends_like_anybody_without_a_visit(office: Office, at_once: bool) -> None:  # noqa: FBT001 - a row
    anna = office_with_a_cap(office)
    for place in (10, 11, 12, 13):
        names(anna, place)
        if not at_once:
            anna.push()
    anna.push()
    assert states(anna) == ["mine"] * 4
    (signal,) = [each for each in office.signals() if each.kind == "relatives_beyond_cap"]
    assert (signal.person_id, signal.facts["cap"]) == (office.ids["anna"], "2")
    assert "as own relatives at once; beyond 2" in Visitor.of(office, "manager").read("signals")
    assert after_four_days(office, anna) == ["mine", "mine", "open", "open"]


def test_a_visit_vouches_for_a_relative_beyond_the_cap_as_well(office: Office) -> None:
    anna = office_with_a_cap(office)
    names(anna, 10, 11, 12)
    anna.visit(anna.captured[2])
    anna.push()
    assert after_four_days(office, anna) == ["mine"] * 3


def test_one_that_was_taken_back_before_makes_room(office: Office) -> None:
    anna = office_with_a_cap(office)
    names(anna, 10, 11)
    anna.push()
    office.clock.wait(minutes=1)
    anna.withdraw(anna.captured[0])
    anna.push()
    office.clock.wait(minutes=1)
    names(anna, 12)
    anna.push()
    assert [each for each in office.signals() if each.kind == "relatives_beyond_cap"] == []
    assert after_four_days(office, anna)[-1] == "mine"


def test_the_same_relative_again_and_a_colleague_s_are_not_counted(office: Office) -> None:
    anna, bert = office_with_a_cap(office), office.phone("bert")
    names(bert, 20, 21)
    bert.push()
    names(anna, 10, 10, 10, 11)
    anna.push()
    assert [each for each in office.signals() if each.kind == "relatives_beyond_cap"] == []
    assert after_four_days(office, anna) == ["mine"] * 2


def test_renames_are_signalled_as_the_rule_book_says(office: Office) -> None:
    publish(office, renames_before_signal=1)
    office.clock.wait(minutes=1)
    anna = office.phone("anna")
    first = anna.register("138 0013 8000", surname="王")
    for surname in ("汪", "黄"):
        body = {"source": "walk_in", "ticket": None, "amends": first.id}
        anna.capture("registration", body, {"phone": "138 0013 8000", "surname": surname, "title": "mr"})
    anna.push()
    assert [each.facts for each in office.signals() if each.kind == "often_amended"] == [{"edits": "2"}]
