"""The chain: what is hashed and what is signed."""

from __future__ import annotations

import pytest

from sync import base64url, chain
from sync.entries import WrittenAt
from sync.instants import from_milliseconds, to_milliseconds
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
