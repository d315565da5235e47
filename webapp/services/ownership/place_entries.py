"""Where do the entries of a push stand in their chain, and does the chain hold?

Pure: it compares what was sent with what is stored, and says what is wrong without writing anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync import chain
from sync.entries import MAX_SEQ
from webapp.services.ownership.batch import Push, Sent
from webapp.services.refused import ErrorCode


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
    wrong = _what_is_wrong(push, placed, stored, shown)
    if wrong is not None:
        return wrong
    return Placement(
        known=tuple(each.seq for each in placed if each.seq <= acked_seq),
        fresh=tuple(each for each in placed if each.seq > acked_seq),
    )


def _what_is_wrong(
    push: Push, placed: tuple[Placed, ...], stored: Mapping[int, str], shown: Mapping[int, frozenset[str]]
) -> ErrorCode | None:
    here = {each.seq: each.hash for each in placed}
    head_here = here.get(push.head_seq)
    if head_here is not None and head_here != push.head_hash:
        return ErrorCode.CHAIN_BROKEN
    if placed and placed[-1].seq > push.head_seq:
        return ErrorCode.CHAIN_BROKEN
    if stored.get(push.head_seq, push.head_hash) != push.head_hash:
        return ErrorCode.FORKED
    if any(stored.get(seq, hash_) != hash_ for seq, hash_ in here.items()):
        return ErrorCode.FORKED
    if any(shown.get(seq, frozenset({hash_})) != {hash_} for seq, hash_ in here.items()):
        return ErrorCode.FORKED
    return None


def _told_seq(text: str) -> int | None:
    """Read the place that a text tells; its content may be anything."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    seq = value.get("seq") if isinstance(value, dict) else None
    return seq if isinstance(seq, int) and not isinstance(seq, bool) and 0 < seq <= MAX_SEQ else None
