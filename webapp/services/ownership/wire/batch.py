"""What a phone sends and what it is told: the values around one push."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.services.ownership.ledger.ledger_head import SignedHead


class Status(StrEnum):
    """What became of an entry. Only the first two let a phone forget it."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    HELD = "held"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry on the wire: its exact text, and beside it salt and personal JSON, if it has any."""

    text: str
    salt: str | None = None
    pii_json: str | None = None


@dataclass(frozen=True, slots=True)
class Push:
    """One request of a phone; without entries it is a beat."""

    device: str
    epoch: int
    head_seq: int
    head_hash: str
    anchor: str
    wall_ms: int
    entries: tuple[Sent, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the entry at a place. ruling: number of its client's newest ruling."""

    seq: int
    id: str | None
    status: Status
    code: str | None = None
    field: str | None = None
    ruling: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer to a push: a new anchor, how far the server holds the chain, a verdict for each entry sent.

    ledger: its head, with everything in it that this push wrote.
    """

    anchor: str
    acked_seq: int
    verdicts: tuple[Verdict, ...]
    ledger: SignedHead
