"""What disproves a chain, and what an honest phone may do all the same."""

from __future__ import annotations

import pytest

from sync.contradictions import ChainSoFar, Fault, NamedAnchor, SignedHead, fault_of, first_contradicted
from tests.sync.office import at

STORED = {0: "genesis", 1: "a", 2: "b"}
FAULTS: list[tuple[str, SignedHead, dict[int, str], dict[int, frozenset[str]], Fault | None]] = [
    ("the next text under its head", SignedHead(3, "c"), {3: "c"}, {}, None),
    ("a part of what its head covers", SignedHead(5, "e"), {3: "c", 4: "d"}, {}, None),
    ("a retry", SignedHead(2, "b"), {1: "a", 2: "b"}, {}, None),
    ("a head alone, ahead of its texts", SignedHead(9, "i"), {}, {}, None),
    ("a head alone, of a place that is stored", SignedHead(2, "b"), {}, {}, None),
    ("a text that its head showed before", SignedHead(3, "c"), {3: "c"}, {3: frozenset({"c"})}, None),
    ("a head that is not its text's hash", SignedHead(3, "x"), {3: "c"}, {}, Fault.BROKEN),
    ("texts beyond their head", SignedHead(2, "b"), {2: "b", 3: "c"}, {}, Fault.BROKEN),
    ("another head at a stored place", SignedHead(2, "x"), {}, {}, Fault.FORKED),
    ("another beginning", SignedHead(0, "x"), {}, {}, Fault.FORKED),
    ("another text at a stored place", SignedHead(3, "c"), {2: "x", 3: "c"}, {}, Fault.FORKED),
    ("another text than a head had shown", SignedHead(3, "c"), {3: "c"}, {3: frozenset({"x"})}, Fault.FORKED),
    ("a place that showed two heads", SignedHead(3, "c"), {3: "c"}, {3: frozenset({"c", "x"})}, Fault.FORKED),
]


@pytest.mark.parametrize(("what", "head", "sent", "shown", "fault"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_place_has_one_hash_for_ever(
    what: str, head: SignedHead, sent: dict[int, str], shown: dict[int, frozenset[str]], fault: Fault | None
) -> None:
    assert fault_of(head, sent, STORED, shown) is fault, what


def so_far(newest: str, shown_seq: int, shown: str) -> ChainSoFar:
    return ChainSoFar(at(newest), NamedAnchor(shown_seq, at(shown)))


ANCHORS: list[tuple[str, ChainSoFar, list[tuple[int, str]], int | None]] = [
    ("anchors that get newer", so_far("08:00", 0, "08:00"), [(1, "08:00"), (2, "09:00"), (3, "09:00")], None),
    ("an older one than the stored entries name", so_far("10:00", 0, "08:00"), [(5, "09:00")], 5),
    ("an older one than the entry before names", so_far("08:00", 0, "08:00"), [(5, "10:00"), (6, "09:00")], 6),
    ("the first of several is told", so_far("10:00", 0, "08:00"), [(5, "10:00"), (6, "09:00"), (7, "08:00")], 6),
    ("appended above a stored place that showed a newer one", so_far("08:00", 4, "10:00"), [(5, "09:00")], 5),
    ("an anchor as new as the one shown", so_far("08:00", 4, "10:00"), [(5, "10:00")], None),
    ("the head covers the entry: it overtook", so_far("08:00", 5, "10:00"), [(5, "09:00")], None),
    ("the beginning of the chain needs no text", so_far("08:00", 0, "10:00"), [(1, "09:00")], 1),
    ("nothing was sent", so_far("08:00", 0, "10:00"), [], None),
]


@pytest.mark.parametrize(("what", "before", "entries", "contradicted"), ANCHORS, ids=[row[0] for row in ANCHORS])
def test_anchors_never_go_back_along_an_honest_chain(
    what: str, before: ChainSoFar, entries: list[tuple[int, str]], contradicted: int | None
) -> None:
    named = [NamedAnchor(seq, at(clock)) for seq, clock in entries]
    assert first_contradicted(named, before) == contradicted, what
