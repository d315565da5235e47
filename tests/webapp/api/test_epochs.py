"""A phone closes its chain and opens the next: only the phone itself, once, and never far ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from sync.chain import MAX_EPOCH
from tests.factories.line import Answer
from tests.factories.office import Office
from tests.factories.phone import Phone


def refusal(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.json["code"]


def statuses(answer: Any) -> list[tuple[int, str]]:
    return [(result["seq"], result["status"]) for result in answer["results"]]


def thief(phone: Phone) -> Phone:
    """Return whoever holds the session, and all that it shows, but not the phone's key."""
    return replace(phone.clone(), key=ec.generate_private_key(ec.SECP256R1()))


def test_whoever_holds_only_the_session_closes_no_chain(office: Office) -> None:
    phone = office.phone("anna")
    phone.register()
    phone.beat()
    stolen = thief(phone)
    for epoch in (2, 1_000, MAX_EPOCH):
        assert refusal(stolen.send_opening(stolen.opening(epoch))) == (403, "signature_invalid"), epoch
    assert [signal.kind for signal in office.signals()] == ["signature_invalid"] * 3
    office.clock.wait(minutes=5)
    assert statuses(phone.push()) == [(1, "applied")]
    (client,) = [change["value"] for change in phone.pull() if change["kind"] == "client"]
    assert client["ruling"]["lanes"][0]["via"] == "head", "the head from before still counts"


def test_an_opening_is_taken_as_it_was_signed_or_not_at_all(office: Office) -> None:
    phone = office.phone("anna")
    good = phone.opening(2)
    head_signature = phone.batch([])["signature"]
    foreign = office.phone("bert").opening(2)
    phone.beat()
    table: tuple[tuple[str, dict[str, Any], tuple[int, str]], ...] = (
        ("another epoch", good | {"epoch": 3}, (403, "signature_invalid")),
        ("another anchor of its own", good | {"anchor": phone.anchor}, (403, "signature_invalid")),
        ("what signs a head", good | {"signature": head_signature}, (403, "signature_invalid")),
        ("no signature", good | {"signature": ""}, (403, "signature_invalid")),
        ("half a signature", good | {"signature": good["signature"][:43]}, (403, "signature_invalid")),
        ("zeros", good | {"signature": "A" * 86}, (403, "signature_invalid")),
        ("an anchor of nobody", good | {"anchor": "A" * 43}, (400, "anchor_unknown")),
        ("an anchor of another phone", good | {"anchor": foreign["anchor"]}, (400, "anchor_unknown")),
        ("the opening of another phone", foreign, (400, "anchor_unknown")),
        ("the epoch alone", {"epoch": 2}, (422, "fields_wrong")),
        ("more than was asked for", good | {"seq": 1}, (422, "fields_wrong")),
    )
    for what, opening, expected in table:
        assert refusal(phone.send_opening(opening)) == expected, what
    assert phone.beat()["acked_seq"] == 0, "the chain is open"
    assert phone.send_opening(good).status == 201


def test_an_epoch_is_opened_once_however_often_it_is_asked_for(office: Office) -> None:
    phone = office.phone("anna")
    first, again = (phone.send_opening(phone.opening(2)) for _ in range(2))
    assert first.json == again.json
    phone.send_opening(phone.opening(5))
    assert refusal(phone.send_opening(phone.opening(4))) == (409, "epoch_wrong")
    assert refusal(phone.send(phone.batch([]))) == (409, "epoch_closed")


def test_an_opening_that_is_sent_again_closes_nothing_more(office: Office) -> None:
    phone = office.phone("anna")
    openings = []
    for epoch in (2, 3):
        openings.append(phone.opening(epoch))
        phone.open_epoch()
        phone.register(f"138 0013 800{epoch}")
        phone.push()
    for opening in openings:
        assert refusal(phone.send_opening(opening)) == (409, "epoch_wrong"), opening["epoch"]
    phone.register()
    assert statuses(phone.push()) == [(2, "applied")]


def test_a_phone_that_is_ahead_of_a_restored_server_is_told_so_and_goes_on_in_a_later_epoch(office: Office) -> None:
    phone = office.phone("anna")
    phone.epoch = 3
    assert refusal(phone.send(phone.batch([]))) == (409, "epoch_wrong")
    phone.open_epoch()
    phone.register()
    assert phone.epoch == 4
    assert statuses(phone.push()) == [(1, "applied")]


def test_no_phone_goes_far_ahead(office: Office) -> None:
    phone = office.phone("anna")
    table = (
        (1_002, (409, "epoch_wrong")),
        (MAX_EPOCH, (409, "epoch_wrong")),
        (MAX_EPOCH + 1, (422, "fields_wrong")),
        (1_000_000_000, (422, "fields_wrong")),
    )
    for epoch, expected in table:
        assert refusal(phone.send_opening(phone.opening(epoch))) == expected, epoch
    assert refusal(phone.send(phone.batch([]) | {"epoch": MAX_EPOCH + 1})) == (422, "fields_wrong")
    phone.take_tickets(1)
    phone.register(ticket=phone.tickets[0]["id"])
    assert statuses(phone.push()) == [(1, "applied")]
    assert phone.send_opening(phone.opening(1_001)).status == 201
