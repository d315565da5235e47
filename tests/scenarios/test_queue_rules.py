"""Rows about queues through the rules alone: a text that cannot be read, texts out of their places (59)."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from sync.chain import genesis, link_all
from sync.contradictions import Fault, SignedHead, fault_of
from sync.entries import Entry, parse_text
from sync.refusals import Refusal
from tests.factories.chain_bytes import new_id

START = genesis(device="d", person="p", epoch=1, anchor="a")
NOBODY_SAW: dict[int, frozenset[str]] = {}


def registration(seq: int) -> str:
    at = {"anchor": "A" * 43, "wall_ms": 1795485720000, "anchor_wall_ms": 1795485600000}
    body = {"source": "walk_in", "ticket": None}
    return json.dumps({"id": new_id(seq), "seq": seq, "type": "registration", "v": 1, "at": at, "body": body})


QUEUE = tuple(registration(seq) for seq in range(1, 201))
SPOILT = (*QUEUE[:56], "{spoilt", *QUEUE[57:])

#: What was written, what arrives at which places, how many of it can be read, and what is wrong with the whole.
BATCHES: tuple[tuple[str, Sequence[str], Sequence[str], int, Fault | None], ...] = (
    ("59: 200 in their places", QUEUE, QUEUE, 200, None),
    ("59: one is spoilt: it alone cannot be read, and the chain holds", SPOILT, SPOILT, 199, None),
    ("59: two have changed places: no chain, nothing is taken", QUEUE, (*QUEUE[1::-1], *QUEUE[2:]), 200, Fault.BROKEN),
    ("59: one was changed on its way: no chain", QUEUE, SPOILT, 199, Fault.BROKEN),
)


@pytest.mark.parametrize(("story", "written", "arrived", "read", "says"), BATCHES, ids=[row[0] for row in BATCHES])
def test_a_spoilt_text_fails_alone_and_a_chain_as_a_whole(
    story: str, written: Sequence[str], arrived: Sequence[str], read: int, says: Fault | None
) -> None:
    head = SignedHead(len(written), link_all(START, written)[-1])
    sent = dict(enumerate(link_all(START, arrived), start=1))
    assert fault_of(head, sent, {0: START}, NOBODY_SAW) is says, story
    outcomes = [parse_text(text) for text in arrived]
    assert len([each for each in outcomes if isinstance(each, Entry)]) == read, story
    assert len([each for each in outcomes if isinstance(each, Refusal)]) == len(arrived) - read, story
