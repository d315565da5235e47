"""The hash chain of one phone and the head that it signs.

    hash(0) = SHA-256("xiandeng genesis v1" device person epoch anchor)
    hash(n) = SHA-256(hash(n - 1) || text(n))

Nobody canonicalises anything: the text that was hashed is the text that travels and the text that is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sync import base64url

#: A phone opens a handful in its life. All that names an epoch holds to this: one that a push may name and a code
#: may not would spoil every code of its phone.
MAX_EPOCH = 1_000_000
HASH_BYTES = 32
SALT_BYTES = 32
SIGNATURE_BYTES = 64


def genesis(*, device: str, person: str, epoch: int, anchor: str) -> str:
    """Return the hash before seq 1; `anchor` is the one that opened the epoch."""
    text = f"xiandeng genesis v1\n{device}\n{person}\n{epoch}\n{anchor}"
    return base64url.encode(hashlib.sha256(text.encode()).digest())


def link(previous: str, text: str) -> str:
    """Return the hash of an entry from the hash before it and its exact text.

    Raises ValueError if `previous` is no hash: it comes from our own records, never straight from a phone.
    """
    before = base64url.decode(previous)
    if before is None or len(before) != HASH_BYTES:
        message = "the previous hash is not 32 bytes of base64url"
        raise ValueError(message)
    return base64url.encode(hashlib.sha256(before + text.encode()).digest())


def head_message(*, device: str, epoch: int, seq: int, hash_: str, anchor: str) -> bytes:
    """Return the bytes that a phone signs to show its head; `anchor` is the newest it holds."""
    return f"xiandeng head v1\n{device}\n{epoch}\n{seq}\n{hash_}\n{anchor}".encode()


def epoch_message(*, device: str, epoch: int, anchor: str) -> bytes:
    """Return the bytes that a phone signs to close its chain and open `epoch`; `anchor` is the newest it holds."""
    return f"xiandeng epoch v1\n{device}\n{epoch}\n{anchor}".encode()


def commitment(salt: str, pii_json: str) -> str | None:
    """Return what binds the personal part to the text, or None if the salt is not 32 bytes of base64url."""
    salt_bytes = base64url.decode(salt)
    if salt_bytes is None or len(salt_bytes) != SALT_BYTES:
        return None
    return base64url.encode(hashlib.sha256(salt_bytes + pii_json.encode()).digest())


def link_all(previous: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the hash of each text, linked one after the other from `previous`."""
    hashes: list[str] = []
    for text in texts:
        previous = link(previous, text)
        hashes.append(previous)
    return tuple(hashes)
