"""The code on the screen: a ticket and the phone's signed head, carried to the server by the client's phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync import base64url, chain
from sync.entries import MAX_SEQ
from sync.instants import from_milliseconds

TICKET_BYTES = 80
NONCE_BYTES = 12
EXPIRY_BYTES = 4
PROJECT_BYTES = 2
ANCHOR_BYTES = 32
PARTS = 6


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it is read; only its signature, checked elsewhere, makes it true."""

    id: str
    project_id: int
    nonce: bytes
    expires_at: datetime
    signature: bytes


@dataclass(frozen=True, slots=True)
class Code:
    """What stands behind `/c/`."""

    ticket: Ticket
    epoch: int
    seq: int
    hash: str
    anchor: str
    signature: bytes


def read_code(text: str) -> Code | None:
    """Read `<ticket>.<epoch>.<seq>.<hash>.<anchor>.<signature>`, or None if it is not of that form."""
    parts = text.split(".")
    if len(parts) != PARTS:
        return None
    ticket = read_ticket(parts[0])
    epoch, seq = _whole(parts[1], chain.MAX_EPOCH), _whole(parts[2], MAX_SEQ)
    hash_, anchor, signature = (base64url.decode(part) for part in parts[3:])
    if ticket is None or epoch is None or seq is None or signature is None:
        return None
    sizes = tuple(len(value) if value is not None else 0 for value in (hash_, anchor, signature))
    if sizes != (chain.HASH_BYTES, ANCHOR_BYTES, chain.SIGNATURE_BYTES):
        return None
    return Code(ticket, epoch, seq, parts[3], parts[4], signature)


def read_ticket(token: str) -> Ticket | None:
    """Read a ticket: 12 bytes of nonce that begin with the project, 4 of expiry, 64 of signature."""
    raw = base64url.decode(token)
    if raw is None or len(raw) != TICKET_BYTES:
        return None
    nonce, expiry = raw[:NONCE_BYTES], raw[NONCE_BYTES : NONCE_BYTES + EXPIRY_BYTES]
    return Ticket(
        id=base64url.encode(nonce),
        project_id=int.from_bytes(nonce[:PROJECT_BYTES], "big"),
        nonce=nonce,
        expires_at=from_milliseconds(int.from_bytes(expiry, "big") * 1000),
        signature=raw[NONCE_BYTES + EXPIRY_BYTES :],
    )


def _whole(text: str, highest: int) -> int | None:
    """Read a number in its one spelling: plain digits, no sign, no leading zero."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(highest)) or str(int(text)) != text:
        return None
    return int(text) if 0 < int(text) <= highest else None
