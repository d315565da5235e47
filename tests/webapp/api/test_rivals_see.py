"""Whoever has a claim on a client sees what happens to it, and not only after the next ruling."""

from __future__ import annotations

from typing import Any

from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.webapp.api.test_collisions import NUMBER, answer_the_page, client_of, two_phones, wait


def test_a_rival_hears_that_the_owner_has_met_the_client_again(office: Office) -> None:
    anna, bert = two_phones(office)
    mine = anna.register(NUMBER)
    anna.visit(mine)
    anna.push()
    wait(office, anna, bert, minutes=5)
    bert.register(NUMBER)
    bert.push()
    bert.pull()
    wait(office, anna, bert, minutes=5)
    anna.follow_up(mine)
    anna.push()
    changed = [change["value"] for change in bert.pull() if change["kind"] == "client"]
    assert [client["last_contact_at"] for client in changed] == [client_of(bert)["last_contact_at"]]


def test_whoever_is_third_hears_that_the_client_has_opened_and_answered_its_page(office: Office) -> None:
    """A ruling shows the owner and the runner-up; the third one's own bar grows without a new ruling."""
    anna, bert, cora = (*two_phones(office), office.phone("cora"))
    cora.take_tickets(1)
    for phone in (anna, bert):
        phone.register(NUMBER)
        phone.push()
        wait(office, anna, bert, cora, minutes=5)
    entry = cora.register(NUMBER, ticket=cora.tickets[0]["id"])
    cora.push()
    cora.pull()
    wait(office, anna, bert, cora, minutes=5)
    path = cora.code_path(entry, cora.tickets[0])
    office.stranger().get(path)
    opened = _own_bar(cora)
    wait(office, anna, bert, cora, minutes=5)
    answer_the_page(office, path, "8000")
    answered = _own_bar(cora)
    assert (opened["answered_at"], opened["scan_at"]) == (None, answered["scan_at"])
    assert answered["answered_at"] is not None


def _own_bar(phone: Phone) -> dict[str, Any]:
    """Return the phone's own bar as it is told of a change, and see that it is what is there."""
    changed = [change["value"] for change in phone.pull() if change["kind"] == "client"]
    assert changed == [client_of(phone)]
    (mine,) = [lane for lane in changed[0]["ruling"]["lanes"] if lane["is_me"]]
    bar: dict[str, Any] = mine
    return bar
