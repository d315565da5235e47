"""What a dishonest agent tries with a valid phone: none of it wins by itself, and much of it is noticed."""

from __future__ import annotations

from sqlalchemy import select

from tests.factories import chain_bytes
from tests.factories.office import PROJECT_ID, Office
from tests.webapp.api.test_collisions import NUMBER, client_of, owners_seen, two_phones, wait
from webapp.models.justice import Signal
from webapp.transaction import snapshot

ANNA, BERT = "测试甲", "测试乙"


def signals_of(office: Office, login: str) -> list[str]:
    with office.app.app_context(), snapshot(PROJECT_ID) as work:
        rows = work.session.scalars(select(Signal.kind).where(Signal.person_id == office.ids[login]))
        return sorted(rows)


def test_many_guesses_committed_in_the_morning_and_one_revealed_win_nothing_and_are_noticed(office: Office) -> None:
    anna, bert = two_phones(office)
    guesses = [bert.register(f"138 0013 80{number:02d}") for number in range(20)]
    bert.beat()
    wait(office, anna, bert, hours=5)
    anna.visit(anna.register(NUMBER))
    anna.push()
    wait(office, anna, bert, minutes=30)
    spoilt = [entry for entry in guesses[1:] if entry.pii]
    for entry in spoilt:
        assert entry.pii is not None
        entry.pii["salt"] = chain_bytes.spell(bytes(32))
    results = bert.push()["results"]
    assert [each["status"] for each in results] == ["applied"] + ["rejected"] * len(spoilt)
    assert {each["code"] for each in results[1:]} == {"commitment_mismatch"}
    assert owners_seen(anna, bert) == [ANNA, ANNA]
    assert signals_of(office, "bert") == ["commitment_broken"]
    assert signals_of(office, "anna") == []


def test_parking_incomplete_registrations_and_completing_one_with_a_clock_set_back_can_only_contest(
    office: Office,
) -> None:
    anna, bert = two_phones(office)
    parked = bert.register(NUMBER, surname="")
    bert.push()
    morning, anchor, anchor_wall = bert.wall, bert.anchor, bert.anchor_wall
    wait(office, anna, bert, hours=5, minutes=40)
    anna.visit(anna.register(NUMBER))
    anna.push()
    wait(office, anna, bert, minutes=10)
    afternoon, bert.wall, bert.anchor, bert.anchor_wall = bert.wall, morning, anchor, anchor_wall
    bert.register(NUMBER, amends=parked.id)
    bert.wall = afternoon
    bert.push()
    assert owners_seen(anna, bert) == [ANNA, ANNA]


def test_another_source_days_later_brings_no_client_back(office: Office) -> None:
    anna, bert = two_phones(office)
    called = anna.register(NUMBER, source="phone_enquiry")
    anna.visit(called, kind="first_visit")
    anna.push()
    wait(office, anna, bert, days=17)
    bert.visit(bert.register(NUMBER))
    bert.push()
    wait(office, anna, bert, days=1)
    before = client_of(bert)["ruling"]["number"]
    anna.register(NUMBER, source="walk_in", amends=called.id)
    anna.push()
    assert owners_seen(bert) == [BERT]
    assert client_of(bert)["ruling"]["number"] == before


def test_a_head_shown_again_after_a_lapse_counts_again(office: Office) -> None:
    anna, bert = two_phones(office)
    anna.visit(anna.register(NUMBER))
    anna.push()
    lapse = client_of(anna)["protection"]["until"]
    wait(office, anna, bert, seconds=office.seconds_until(lapse) - 300)
    mine = bert.register(NUMBER)
    bert.beat()
    wait(office, anna, bert, minutes=8)
    bert.beat()
    wait(office, anna, bert, minutes=20)
    cora = office.phone("cora")
    cora.register(NUMBER)
    cora.push()
    wait(office, bert, cora, minutes=20)
    bert.push([mine])
    assert owners_seen(bert, cora) == [BERT, BERT]
