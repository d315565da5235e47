"""Every row about queues, told to the served app on both databases."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.factories.letters import MANAGER, signed_in
from tests.factories.office import Office
from tests.factories.phone import Phone
from tests.scenarios.conftest import House
from tests.scenarios.facts import moment
from tests.scenarios.rows.queues import ROWS, Push, QueueRow
from tests.scenarios.wire_desk import send

FORBIDDEN = 403


def queue_of(office: Office, row: QueueRow) -> Phone:
    """Return A's phone with everything in its queue, one client an entry."""
    office.clock.wait(seconds=(moment("0 10:00") - office.clock.now()).total_seconds())
    phone = Phone.enrol(signed_in(office, "A"), office.code_for("a"), wall=office.clock.now())
    for place in range(1, row.entries + 1):
        phone.wait(seconds=1)
        if place in row.corrupt:
            phone.capture_text("{spoilt")
        else:
            phone.register(f"138 {place // 100:04} {place % 100:02}33")
    office.clock.wait(hours=1)
    return phone


@pytest.mark.database
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_a_queue_is_never_all_or_nothing(house: House, row: QueueRow) -> None:
    office = house.office({})
    phone = queue_of(office, row)
    if row.revoked:
        send(signed_in(office, MANAGER), f"/desk/phones/{phone.device}/revoke", {})
        assert phone.send(phone.batch(phone.captured)).status == 401
        phone.line = signed_in(office, "A")
    for push in row.pushes:
        assert_pushed(row, phone, push)
    owned = [] if row.revoked else [each["value"] for each in phone.pull() if each["kind"] == "client"]
    assert len([view for view in owned if view and view["state"] == "mine"]) == row.clients, row
    assert len(phone.captured) == row.entries, row
    mine = [signal.kind for signal in office.signals() if signal.project_id == office.project_id]
    assert mine == list(row.signals), row


def assert_pushed(row: QueueRow, phone: Phone, push: Push) -> None:
    answer = phone.send(phone.batch(phone.captured[push.first - 1 : push.last]))
    if push.code:
        assert (answer.status, answer.json["code"]) == (FORBIDDEN, push.code), (row, answer.text)
        assert len(phone.unsent) == row.entries, row
        return
    assert answer.status == 200, (row, push, answer.text)
    assert Counter(result["status"] for result in answer.json["results"]) == push.says, (row, push)
    assert answer.json["acked_seq"] == push.acked, (row, push)
    spoilt = [result["seq"] for result in answer.json["results"] if result["status"] == "rejected"]
    assert spoilt == [place for place in row.corrupt if push.first <= place <= push.last and push.says], (row, push)
