"""What a phone sends: retries, lost answers, gaps, forks, broken chains; nothing is lost and nothing counts twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.factories import chain_bytes
from tests.factories.line import Answer
from tests.factories.office import Office
from tests.factories.phone import Phone


def statuses(answer: Any) -> list[tuple[int, str, str | None]]:
    return [(result["seq"], result["status"], result["code"]) for result in answer["results"]]


def refusal(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.json["code"]


def kinds(office: Office) -> list[str]:
    return [signal.kind for signal in office.signals()]


def test_a_retry_gets_the_stored_verdict_again(office: Office) -> None:
    phone = office.phone("anna")
    entry = phone.register()
    batch = phone.batch(phone.unsent)
    first = phone.send(batch).json
    again = phone.send(batch).json
    assert statuses(first) == [(1, "applied", None)]
    assert statuses(again) == [(1, "duplicate", None)]
    for name in ("id", "ruling"):
        assert first["results"][0][name] == again["results"][0][name]
    assert first["results"][0]["id"] == entry.id
    assert again["expect_seq"] == 2


def test_a_lost_answer_costs_nothing(office: Office) -> None:
    phone = office.phone("anna")
    phone.register()
    phone.line.post("/api/v1/sync/push", phone.batch(phone.unsent))
    phone.register("139 1111 2222")
    assert statuses(phone.push()) == [(1, "duplicate", None), (2, "applied", None)]


def test_parts_of_a_queue_are_taken_in_any_cut(office: Office) -> None:
    phone = office.phone("anna")
    for number in range(5):
        phone.register(f"138 0013 800{number}")
    assert statuses(phone.push(phone.captured[:2])) == [(1, "applied", None), (2, "applied", None)]
    assert statuses(phone.push(phone.captured[1:4])) == [
        (2, "duplicate", None),
        (3, "applied", None),
        (4, "applied", None),
    ]
    assert statuses(phone.push()) == [(5, "applied", None)]


def test_what_begins_beyond_a_gap_is_asked_for_again(office: Office) -> None:
    phone = office.phone("anna")
    for number in range(3):
        phone.register(f"138 0013 800{number}")
    answer = phone.push(phone.captured[1:])
    assert (answer["results"], answer["acked_seq"], answer["expect_seq"]) == ([], 0, 1)
    assert [status for _seq, status, _code in statuses(phone.push())] == ["applied"] * 3


def test_two_texts_at_one_place_are_a_fork_and_the_chain_is_not_trusted_any_more(office: Office) -> None:
    phone = office.phone("anna")
    clone = phone.clone()
    phone.register()
    phone.push()
    clone.register("139 1111 2222")
    assert refusal(clone.send(clone.batch(clone.captured))) == (409, "forked")
    assert kinds(office) == ["chain_forked"]
    office.clock.wait(minutes=10)
    phone.register("137 2222 3333")
    phone.beat()
    office.clock.wait(minutes=10)
    phone.push()
    lane = only_lane(phone, "137****3333")
    assert (lane["via"], lane["ruling_time"]) == ("text", lane["text_received"])


def test_two_heads_at_one_place_are_a_fork_too(office: Office) -> None:
    phone = office.phone("anna")
    clone = phone.clone()
    phone.register()
    phone.beat()
    clone.register("139 1111 2222")
    assert refusal(clone.send(clone.batch(clone.captured))) == (409, "forked")
    assert kinds(office) == ["chain_forked"]


def test_a_spoiled_chain_or_signature_applies_nothing_and_goes_on_in_a_new_epoch(office: Office) -> None:
    spoilers: tuple[tuple[str, Callable[[dict[str, Any]], object], int, str], ...] = (
        ("text", lambda batch: batch["entries"][0].update(text=batch["entries"][0]["text"] + " "), 409, "chain_broken"),
        ("order", lambda batch: batch["entries"].append(batch["entries"].pop(1)), 409, "chain_broken"),
        ("head hash", lambda batch: batch["head"].update(hash="A" * 43), 403, "signature_invalid"),
        ("head seq", lambda batch: batch["head"].update(seq=7), 403, "signature_invalid"),
        ("signature", lambda batch: batch.update(signature="A" * 86), 403, "signature_invalid"),
        ("anchor", lambda batch: batch.update(anchor="A" * 43), 400, "anchor_unknown"),
    )
    for name, spoil, status, code in spoilers:
        phone = office.phone("anna")
        phone.register()
        phone.visit(phone.captured[0])
        phone.visit(phone.captured[0], "repeat_visit")
        batch = phone.batch(phone.unsent)
        spoil(batch)
        assert refusal(phone.send(batch)) == (status, code), name
        assert phone.beat()["acked_seq"] == 0, name
        rewritten = rewrite(phone)
        assert [status for _seq, status, _code in statuses(rewritten)] == ["applied"] * 3, name
        office.clock.wait(seconds=2)
    assert kinds(office) == ["chain_broken", "chain_broken"] + ["signature_invalid"] * 3


def test_what_was_written_again_in_a_new_epoch_keeps_its_first_verdict(office: Office) -> None:
    phone = office.phone("anna")
    phone.register()
    phone.register("12")
    phone.capture("lottery", {"prize": 1}, {"note": "a type of tomorrow"})
    first = phone.push()
    again = rewrite(phone)
    assert statuses(first) == [(1, "applied", None), (2, "rejected", "phone_too_short"), (3, "held", "type_unknown")]
    assert statuses(again) == [(1, "duplicate", None), (2, "rejected", "phone_too_short"), (3, "held", "type_unknown")]
    assert again["results"][0]["ruling"] == first["results"][0]["ruling"]


def test_another_text_under_a_known_id_is_refused(office: Office) -> None:
    phone = office.phone("anna")
    entry = phone.register()
    phone.push()
    phone.capture_again(entry, body={"source": "referral", "ticket": None})
    assert statuses(phone.push()) == [(2, "rejected", "id_taken")]


def test_the_texts_of_another_agent_are_worth_nothing(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    entry = anna.register()
    anna.push()
    bert.capture_text(entry.text, entry.pii)
    assert statuses(bert.push()) == [(1, "rejected", "id_taken")]
    bert.visit(entry)
    bert.withdraw(entry)
    assert statuses(bert.push()) == [(2, "rejected", "subject_not_yours"), (3, "rejected", "subject_not_yours")]


def test_heads_of_a_closed_epoch_still_count_for_their_texts_only_if_they_came_before(office: Office) -> None:
    phone = office.phone("anna")
    phone.register()
    phone.beat()
    office.clock.wait(minutes=5)
    rewrite(phone)
    lane = only_lane(phone, "138****8000")
    assert lane["via"] == "text"


def test_a_foreign_phone_is_as_unknown_as_none_and_a_replaced_one_is_closed(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    batch = bert.batch([]) | {"device": anna.device}
    assert refusal(bert.send(batch)) == (404, "device_unknown")
    office.clock.wait(minutes=1)
    second = office.phone("anna")
    anna.register()
    assert refusal(anna.send(anna.batch(anna.unsent))) == (403, "device_closed")
    second.register()
    assert statuses(second.push()) == [(1, "applied", None)]


def test_an_anchor_that_decreases_along_the_chain_is_told_and_costs_the_early_time(office: Office) -> None:
    phone = office.phone("anna")
    old, old_wall = phone.anchor, phone.anchor_wall
    office.clock.wait(minutes=30)
    phone.wait(minutes=30)
    phone.register()
    phone.push()
    phone.register("139 1111 2222")
    phone.anchor, phone.anchor_wall = old, old_wall
    phone.register("137 2222 3333")
    phone.push()
    assert kinds(office) == ["anchor_contradicted"]


def test_a_hoarded_anchor_is_told(office: Office) -> None:
    phone = office.phone("anna")
    old, old_wall = phone.anchor, phone.anchor_wall
    phone.beat()
    office.clock.wait(minutes=30)
    phone.wait(minutes=30)
    phone.beat()
    phone.anchor, phone.anchor_wall = old, old_wall
    phone.register()
    phone.push()
    assert kinds(office) == ["anchor_contradicted"]


def test_an_honest_phone_is_never_accused(office: Office) -> None:
    phone = office.phone("anna")
    for step in range(6):
        phone.register(f"138 0013 800{step}")
        phone.beat()
        office.clock.wait(minutes=7)
        phone.wait(minutes=7, seconds=3)
        if step % 2:
            phone.push(phone.unsent[:1])
    phone.push()
    assert kinds(office) == []


def test_a_clock_that_is_corrected_is_no_signal_and_one_that_goes_astray_is(office: Office) -> None:
    table: tuple[tuple[str, int, int, list[str]], ...] = (
        ("two hours off and corrected", -120, 0, []),
        ("right and then two hours off", 0, -120, ["clock_stepped"]),
    )
    for name, before, after, expected in table:
        phone = office.phone("anna")
        seen = len(kinds(office))
        phone.wall = office.clock.now()
        phone.wait(minutes=before)
        phone.beat()
        phone.wall = office.clock.now()
        phone.wait(minutes=after)
        phone.beat()
        assert kinds(office)[seen:] == expected, name
        office.clock.wait(minutes=2)


def test_nobody_is_accused_when_it_is_the_server_s_clock_that_is_set_back(office: Office) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.beat()
    bert.beat()
    office.clock.wait(minutes=-10)
    for waited in (1, 6, 30, 30):
        office.clock.wait(minutes=waited)
        for phone in (anna, bert):
            phone.wait(minutes=waited)
        anna.beat()
        if waited == 30:
            bert.beat()
    assert kinds(office) == []
    anna.wait(minutes=10)
    anna.beat()
    assert kinds(office) == ["clock_stepped"]


def test_the_clock_of_the_phone_changes_no_ruling(office: Office) -> None:
    """The same registration on phones whose clocks are years away: the ruling time is the server's."""
    times = set()
    for index, years in enumerate((-10, 0, 10)):
        phone = office.phone("anna")
        phone.wall = phone.anchor_wall = office.clock.now().replace(year=2026 + years)
        phone.register(f"138 0013 800{index}")
        phone.push()
        times.add(only_lane(phone, f"138****800{index}")["label"])
        office.clock.wait(minutes=2)
    assert times == {"proven"}


def rewrite(phone: Phone) -> Any:
    """Begin a new epoch and write everything again under the same ids, as the app does."""
    old = list(phone.captured)
    phone.open_epoch()
    for entry in old:
        phone.capture_again(entry)
    return phone.push()


def only_lane(phone: Phone, masked: str) -> dict[str, Any]:
    phone.cursor = ""
    clients = [change["value"] for change in phone.pull() if change["kind"] == "client"]
    found = next(client for client in clients if client and client["phone_masked"] == masked)
    (lane,) = found["ruling"]["lanes"]
    return dict(lane)


def test_hashes_are_the_phone_s_own(office: Office) -> None:
    phone = office.phone("anna")
    genesis = chain_bytes.genesis(phone.device, phone.person, 1, phone.epoch_anchor)
    assert phone.hash == genesis
    assert phone.beat()["acked_seq"] == 0
