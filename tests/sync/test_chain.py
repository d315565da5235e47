"""The chain: what is hashed, what is signed, what contradicts it."""

from __future__ import annotations

import pytest

from sync import base64url, chain
from sync.chain import ChainedEntry, PlacedHash, ShownHead, anchors_decrease, contradicted_by, forked_places
from sync.entries import WrittenAt
from sync.instants import from_milliseconds, to_milliseconds
from tests.sync.office import at
from tests.vectors import load

VECTORS = load("chain")


def test_phone_and_server_begin_a_chain_alike() -> None:
    for row in VECTORS["genesis"]:
        facts = {name: row[name] for name in ("device", "person", "epoch", "anchor")}
        assert chain.genesis(**facts) == row["hash"], row


def test_phone_and_server_link_texts_alike() -> None:
    for row in VECTORS["links"]:
        assert chain.link(row["previous"], row["text"]) == row["hash"], row
    texts = [row["text"] for row in VECTORS["links"]]
    assert chain.link_all(VECTORS["links"][0]["previous"], texts) == tuple(row["hash"] for row in VECTORS["links"])


def test_phone_and_server_sign_the_same_bytes() -> None:
    for row in VECTORS["heads"]:
        message = chain.head_message(
            device=row["device"], epoch=row["epoch"], seq=row["seq"], hash_=row["hash"], anchor=row["anchor"]
        )
        assert message.decode() == row["message"], row


def test_phone_and_server_sign_the_same_bytes_to_open_an_epoch() -> None:
    for row in VECTORS["epochs"]:
        message = chain.epoch_message(device=row["device"], epoch=row["epoch"], anchor=row["anchor"])
        assert message.decode() == row["message"], row


def test_phone_and_server_commit_alike() -> None:
    for row in VECTORS["commitments"]:
        assert chain.commitment(row["salt"], row["json"]) == row["commitment"], row


def test_phone_and_server_correct_a_clock_alike() -> None:
    for row in VECTORS["stated"]:
        written = WrittenAt("", row["wall_ms"], row["anchor_wall_ms"])
        assert to_milliseconds(written.stated(from_milliseconds(row["anchor_ms"]))) == row["stated_ms"], row


def test_one_changed_letter_changes_every_hash_after_it() -> None:
    texts = [row["text"] for row in VECTORS["links"]]
    start = VECTORS["links"][0]["previous"]
    changed = [texts[0], texts[1].replace("first_visit", "repeat_visit"), texts[2]]
    kept, broken = chain.link_all(start, texts), chain.link_all(start, changed)
    assert [one == other for one, other in zip(kept, broken, strict=True)] == [True, False, False]


@pytest.mark.parametrize("salt", ["", "short", base64url.encode(bytes(31)), base64url.encode(bytes(33)), "*" * 43])
def test_a_salt_is_32_bytes(salt: str) -> None:
    assert chain.commitment(salt, "{}") is None, salt


def test_a_hash_is_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        chain.link("too short", "{}")


@pytest.mark.parametrize("text", ["AA==", "AB", "A", "A A", "Ａ", "AA\n", "+/"])
def test_a_value_has_one_spelling(text: str) -> None:
    assert base64url.decode(text) is None, text
    assert base64url.decode("AA") == b"\0"


ENTRY = ChainedEntry(epoch=1, seq=5, anchor_at=at("09:00"), stored_at=at("14:00"))
CONTRADICTIONS = [
    ("an earlier request stood at 4 with a newer anchor", ShownHead(1, 4, at("10:00"), at("10:01"), at("11:00")), True),
    ("a later anchor named in the entry is honest", ShownHead(1, 4, at("08:00"), at("10:01"), at("11:00")), False),
    ("the head covers the entry", ShownHead(1, 5, at("10:00"), at("10:01"), at("14:00")), False),
    ("the head's own text is not stored yet: it overtook", ShownHead(1, 4, at("10:00"), at("10:01"), None), False),
    ("the head's own text came in the same push", ShownHead(1, 4, at("10:00"), at("10:01"), at("14:00")), False),
    ("the beginning of the chain needs no text", ShownHead(1, 0, at("10:00"), at("10:01"), None), True),
    ("another epoch", ShownHead(2, 4, at("10:00"), at("10:01"), at("11:00")), False),
]


@pytest.mark.parametrize(("what", "head", "contradicts"), CONTRADICTIONS, ids=[row[0] for row in CONTRADICTIONS])
def test_a_request_disproves_what_is_appended_with_an_older_anchor(
    what: str, head: ShownHead, *, contradicts: bool
) -> None:
    assert contradicted_by(ENTRY, head) is contradicts, what


def test_anchors_never_decrease_along_an_honest_chain() -> None:
    before = ChainedEntry(1, 4, at("10:00"), at("14:00"))
    assert anchors_decrease(before, ENTRY)
    assert not anchors_decrease(ENTRY, before)
    assert not anchors_decrease(ChainedEntry(1, 4, at("09:00"), at("14:00")), ENTRY)
    assert not anchors_decrease(ChainedEntry(2, 4, at("10:00"), at("14:00")), ENTRY)


def test_two_hashes_at_one_place_are_a_fork() -> None:
    seen = [
        PlacedHash(1, 1, "a"),
        PlacedHash(1, 2, "b"),
        PlacedHash(1, 2, "c"),
        PlacedHash(2, 2, "d"),
        PlacedHash(1, 1, "a"),
    ]
    assert forked_places(seen) == ((1, 2),)
