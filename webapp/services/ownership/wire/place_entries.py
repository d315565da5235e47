"""Where do the entries of a push stand in their chain, and does the chain hold?

Pure: it compares what was sent with what is stored, and says what is wrong without writing anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync import chain
from sync.contradictions import Fault, SignedHead, fault_of
from sync.entries import MAX_SEQ
from webapp.services.ownership.wire.batch import Push, Sent
from webapp.services.refused import ErrorCode

_CODES = {Fault.BROKEN: ErrorCode.CHAIN_BROKEN, Fault.FORKED: ErrorCode.FORKED}


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its place and its hash."""

    seq: int
    hash: str
    sent: Sent


@dataclass(frozen=True, slots=True)
class Placement:
    """What was sent, split at what is stored. gap: it begins beyond what is stored, so nothing can be linked."""

    known: tuple[int, ...] = ()
    fresh: tuple[Placed, ...] = ()
    gap: bool = False


def first_seq(entries: Sequence[Sent], acked_seq: int) -> int:
    """Return the place of the first entry: from the first text that tells its own, else the next one."""
    for index, sent in enumerate(entries):
        seq = _told_seq(sent.text)
        if seq is not None:
            return seq - index
    return acked_seq + 1


def place(
    push: Push, acked_seq: int, stored: Mapping[int, str], shown: Mapping[int, frozenset[str]]
) -> Placement | ErrorCode:
    """Link the entries of a push to the chain.

    stored: hash at every stored place from the one before the first entry on, and at the head's place.
    shown: hashes of signed heads that were shown before, at places that are not stored yet.
    """
    start = first_seq(push.entries, acked_seq)
    if push.entries and start > acked_seq + 1:
        return Placement(gap=True)
    if start < 1:
        return ErrorCode.CHAIN_BROKEN
    hashes = chain.link_all(stored[start - 1], [sent.text for sent in push.entries]) if push.entries else ()
    placed = tuple(Placed(start + index, hash_, push.entries[index]) for index, hash_ in enumerate(hashes))
    sent = {each.seq: each.hash for each in placed}
    fault = fault_of(SignedHead(push.head_seq, push.head_hash), sent, stored, shown)
    if fault is not None:
        return _CODES[fault]
    return Placement(
        known=tuple(each.seq for each in placed if each.seq <= acked_seq),
        fresh=tuple(each for each in placed if each.seq > acked_seq),
    )


def _told_seq(text: str) -> int | None:
    """Read the place that a text tells; its content may be anything."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    seq = value.get("seq") if isinstance(value, dict) else None
    return seq if isinstance(seq, int) and not isinstance(seq, bool) and 0 < seq <= MAX_SEQ else None
