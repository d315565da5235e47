"""The Python phone computes what the server and the browser compute."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests import vectors
from tests.factories import chain_bytes
from tests.factories.line import Answer, Line
from tests.factories.phone import Phone

CHAIN = vectors.load("chain")
ANCHOR = CHAIN["genesis"][0]["anchor"]


class NoWire:
    """A phone without signal."""

    def send(self, *_request: object) -> Answer:
        raise AssertionError("offline")


def new_phone() -> Phone:
    key = ec.generate_private_key(ec.SECP256R1())
    return Phone(Line(NoWire()), "device", "person", 1, ANCHOR, datetime(2026, 11, 24, tzinfo=UTC), key)


def test_hashes_heads_epochs_and_commitments_follow_the_vectors() -> None:
    for row in CHAIN["genesis"]:
        assert chain_bytes.genesis(row["device"], row["person"], row["epoch"], row["anchor"]) == row["hash"], row
    for row in CHAIN["links"]:
        assert chain_bytes.link(row["previous"], row["text"]) == row["hash"], row
    for row in CHAIN["commitments"]:
        assert chain_bytes.commitment(row["salt"], row["json"]) == row["commitment"], row
    for row in CHAIN["heads"]:
        message = chain_bytes.head_message(row["device"], row["epoch"], row["seq"], row["hash"], row["anchor"])
        assert message.decode() == row["message"], row
    for row in CHAIN["epochs"]:
        message = chain_bytes.epoch_message(row["device"], row["epoch"], row["anchor"])
        assert message.decode() == row["message"], row


def test_entries_hang_together_and_the_head_is_signed() -> None:
    phone = new_phone()
    first = phone.register()
    second = phone.visit(first)
    assert second.hash == chain_bytes.link(first.hash, second.text)
    seq, hash_, signature = phone.signed_head()
    raw = chain_bytes.unspell(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    message = chain_bytes.head_message("device", 1, seq, hash_, ANCHOR)
    phone.key.public_key().verify(der, message, ec.ECDSA(hashes.SHA256()))
    assert (seq, hash_) == (2, second.hash)


def test_ids_are_of_version_7_and_begin_with_the_time() -> None:
    made = UUID(chain_bytes.new_id(0x0192F3A17C00))
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert str(made).startswith("0192f3a1-7c00-")


def test_personal_data_never_stands_in_the_hashed_text() -> None:
    entry = new_phone().register("138 1234 5678", surname="欧阳")
    assert entry.pii is not None
    assert "欧阳" in entry.pii["json"]
    assert "欧阳" not in entry.text
    assert "5678" not in entry.text
