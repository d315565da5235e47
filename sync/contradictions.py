"""What disproves a chain: two texts at one place, or an anchor that goes back in time.

An honest phone is never accused. It appends only, so a place has one hash for ever; its anchors only ever get newer, so
whatever is appended after a head was shown names that head's anchor or a newer one. A head may overtake the entries
that it covers and a push may be partial, so a head disproves only what is appended above a text that is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with what was sent: it does not fit itself, or it does not fit what was seen before."""

    BROKEN = "broken"
    FORKED = "forked"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The head that came with a push."""

    seq: int
    hash: str


def fault_of(
    head: SignedHead, sent: Mapping[int, str], stored: Mapping[int, str], shown: Mapping[int, frozenset[str]]
) -> Fault | None:
    """Say what is wrong with the texts of a push.

    sent: the hash at each place that was sent. stored: at least those that are stored at the places sent and at the
    head's. shown: hashes of signed heads that were shown before, at places that are not stored yet.
    """
    if sent.get(head.seq, head.hash) != head.hash or max(sent, default=0) > head.seq:
        return Fault.BROKEN
    if stored.get(head.seq, head.hash) != head.hash:
        return Fault.FORKED
    if any(stored.get(seq, hash_) != hash_ for seq, hash_ in sent.items()):
        return Fault.FORKED
    if any(shown.get(seq, frozenset({hash_})) != {hash_} for seq, hash_ in sent.items()):
        return Fault.FORKED
    return None


@dataclass(frozen=True, slots=True)
class NamedAnchor:
    """Where an entry stands, and the time of the anchor that it names."""

    seq: int
    anchor_at: datetime


@dataclass(frozen=True, slots=True)
class ChainSoFar:
    """What a chain has told before.

    newest_anchor_at: the newest anchor that its stored entries name, the opening one included. shown: the newest head
    whose own text is stored, with the anchor that it showed; at the beginning of a chain place 0, which needs no text.
    """

    newest_anchor_at: datetime
    shown: NamedAnchor


def first_contradicted(entries: Iterable[NamedAnchor], before: ChainSoFar) -> int | None:
    """Return the place of the first fresh entry that names an older anchor than its phone must have held, if any."""
    newest = before.newest_anchor_at
    for entry in entries:
        hoarded = entry.seq > before.shown.seq and entry.anchor_at < before.shown.anchor_at
        if entry.anchor_at < newest or hoarded:
            return entry.seq
        newest = entry.anchor_at
    return None
