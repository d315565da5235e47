"""What a phone fetches: in the order of commits, nothing of others, nothing skipped."""

from __future__ import annotations

from typing import Any

from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from webapp.models.ownership import Change
from webapp.services.ownership.wire import pull_changes
from webapp.transaction import snapshot

NUMBER = "138 0013 8000"


def page(phone: Phone, cursor: str = "") -> Any:
    answer = phone.line.get(f"/api/v1/sync/pull?device={phone.device}&cursor={cursor}")
    assert answer.status == 200, answer.text
    return answer.json


def test_the_feed_goes_on_where_the_cursor_stands(office: Office) -> None:
    phone = office.phone("anna")
    phone.register(NUMBER)
    phone.push()
    first = page(phone)
    assert [change["kind"] for change in first["changes"]] == ["client"]
    assert (first["more"], first["reset"], first["acked_seq"]) == (False, False, 1)
    assert page(phone, first["cursor"])["changes"] == []
    phone.follow_up(phone.captured[0])
    phone.push()
    again = page(phone, first["cursor"])
    assert [change["id"] for change in again["changes"]] == [first["changes"][0]["id"]]


def test_nothing_is_sent_that_changes_while_nothing_happens(office: Office) -> None:
    """A client is sent again only when something happened to it: the phone counts days and ends by its own clock."""
    phone = office.phone("anna")
    phone.register(NUMBER)
    phone.push()
    (change,) = page(phone)["changes"]
    assert set(change["value"]["protection"]) == {"until"}
    assert change["value"]["ruling"]["settles_at"]
    assert "settled" not in change["value"]["ruling"]


def test_long_feeds_come_in_pages_that_skip_and_repeat_nothing(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr(pull_changes, "PAGE", 7)
    phone = office.phone("anna")
    for number in range(30):
        phone.register(f"138 0013 80{number:02}")
    phone.push()
    cursor, seen, pages, more = "", [], 0, True
    while more:
        answer = page(phone, cursor)
        cursor, more = answer["cursor"], answer["more"]
        seen += [change["id"] for change in answer["changes"]]
        pages += 1
    assert (len(seen), len(set(seen)), pages) == (30, 30, 5)


def test_positions_follow_the_order_of_commits(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    for number in range(3):
        for phone in (anna, bert):
            phone.register(f"138 0013 800{number}")
            phone.push()
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        changes = list(work.session.query(Change))
    positions = [change.position for change in changes]
    assert len(set(positions)) == len(positions)


def test_a_cursor_that_is_not_ours_for_this_person_begins_anew(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.register(NUMBER)
    anna.push()
    mine = page(anna)["cursor"]
    scope, _, rest = mine.rpartition(":")
    table = {
        "another person's": page(bert)["cursor"],
        "spoiled": mine[:-1] + ("A" if mine[-1] != "A" else "B"),
        "a later place": f"{scope}:999.{rest.partition('.')[2]}",
        "no cursor": "zzz",
        "not of this alphabet": "%C3%A9%C3%A9",
        "nothing but a stop": ".",
    }
    for name, cursor in table.items():
        answer = page(anna, cursor)
        assert answer["reset"], name
        assert len(answer["changes"]) == 1, name


def test_each_sees_only_what_concerns_it(office: Office) -> None:
    anna, bert, cora = (office.phone(login) for login in ("anna", "bert", "cora"))
    anna.register(NUMBER, surname="欧阳")
    anna.push()
    office.clock.wait(minutes=5)
    bert.register(NUMBER, surname="王")
    bert.push()
    assert page(cora)["changes"] == []
    seen = page(bert)
    (client,) = [change["value"] for change in seen["changes"] if change["kind"] == "client"]
    assert client["name"]["surname"] == "王"
    assert client["phone_masked"] == "138****8000"
    assert "欧阳" not in str(seen)
    assert "13800138000" not in str(page(anna))


def test_the_loser_gets_no_notice_of_its_own_push_and_the_owner_does(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.register(NUMBER)
    office.clock.wait(minutes=5)
    bert.register(NUMBER)
    bert.push()
    office.clock.wait(minutes=5)
    anna.push()
    assert [change["kind"] for change in page(anna)["changes"]] == ["client"]
    (notice,) = [change["value"] for change in page(bert)["changes"] if change["kind"] == "notice"]
    assert set(notice["sentence"]) == {"zh", "en"}
    assert notice["read_at"] is None
    path = f"/api/v1/notices/{notice['id']}/read"
    assert anna.line.post(path, {}).status == 404
    assert [bert.line.post(path, {}).status for _ in range(2)] == [204, 204]
    (read,) = [change["value"] for change in page(bert)["changes"] if change["kind"] == "notice"]
    assert read["read_at"] is not None


def test_a_foreign_phone_fetches_nothing(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    answer = bert.line.get(f"/api/v1/sync/pull?device={anna.device}")
    assert (answer.status, answer.json["code"]) == (404, "device_unknown")
