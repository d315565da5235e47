"""The interval, the ruling time, the stated time and their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from sync.ownership.capture_time import (
    CaptureEvidence,
    EvidenceLabel,
    HeadReceipt,
    Via,
    capture_time,
    clock_stepped,
)
from sync.policy import RuleBook
from tests.sync.office import BOOK, at, captured

KNOWN = CaptureEvidence(seq=5, earliest=at("09:40"), stated=at("10:00"), text_received=at("14:00"))


def head(clock: str, *, seq: int = 5, text: str | None = "14:00", via: Via = Via.HEAD) -> HeadReceipt:
    return HeadReceipt(seq, at(clock), at(text) if text else None, via)


HEADS = [
    ("none", (), "14:00", Via.TEXT),
    ("covers the entry", (head("10:20"),), "10:20", Via.HEAD),
    ("of a later entry covers it too", (head("10:20", seq=9),), "10:20", Via.HEAD),
    ("of an earlier entry does not cover it", (head("10:20", seq=4),), "14:00", Via.TEXT),
    ("without its own text", (head("10:20", seq=9, text=None),), "14:00", Via.TEXT),
    ("its own text came after the window", (head("10:20", seq=9, text="16:21"),), "14:00", Via.TEXT),
    ("its own text came at the end of the window", (head("10:20", seq=9, text="16:20"),), "10:20", Via.HEAD),
    ("each is judged alone", (head("10:10", seq=9, text="17:00"), head("10:20")), "10:20", Via.HEAD),
    ("the first counts", (head("11:00"), head("10:20")), "10:20", Via.HEAD),
    ("scan of the own code", (head("10:02", via=Via.SCAN),), "10:02", Via.SCAN),
    (
        "scan of a later registration's code is a head for this one",
        (head("10:02", seq=9, via=Via.SCAN),),
        "10:02",
        Via.HEAD,
    ),
]


@pytest.mark.parametrize(("what", "heads", "ruling_time", "via"), HEADS, ids=[row[0] for row in HEADS])
def test_ruling_time_is_the_first_moment_the_fingerprint_was_held(
    what: str, heads: tuple[HeadReceipt, ...], ruling_time: str, via: Via
) -> None:
    capture = capture_time(replace(KNOWN, heads=heads), BOOK)
    assert (capture.ruling_time, capture.via) == (at(ruling_time), via), what


STATED = [
    ("inside", "10:00", "10:00"),
    ("before the anchor: the clock was set back", "08:00", "09:40"),
    ("after the receipt: the clock runs ahead", "15:00", "14:00"),
]


@pytest.mark.parametrize(("what", "wall", "stated"), STATED, ids=[row[0] for row in STATED])
def test_stated_time_is_held_inside_the_interval(what: str, wall: str, stated: str) -> None:
    assert capture_time(replace(KNOWN, stated=at(wall)), BOOK).stated == at(stated), what


def test_a_head_clamps_the_stated_time_and_leaves_protection_alone() -> None:
    ahead = replace(KNOWN, stated=at("13:00"), heads=(head("10:20"),))
    capture = capture_time(ahead, BOOK)
    assert (capture.stated, capture.contact_at) == (at("10:20"), at("13:00"))


GRACE = [("within a day of the anchor", at("09:40", 1), True), ("a moment later", at("09:41", 1), False)]


@pytest.mark.parametrize(("what", "received", "contests"), GRACE, ids=[row[0] for row in GRACE])
def test_stated_time_contests_only_within_the_grace(what: str, received: datetime, *, contests: bool) -> None:
    capture = capture_time(replace(KNOWN, text_received=received), BOOK)
    assert capture.may_contest is contests, what
    assert capture.contact_at == (at("10:00") if contests else received), what


LABELS = [
    (
        "two minutes from anchor to receipt",
        {"earliest": at("09:58"), "text_received": at("10:00")},
        EvidenceLabel.PROVEN,
    ),
    ("a second more", {"earliest": at("09:57:59"), "text_received": at("10:00")}, EvidenceLabel.STATED),
    ("the client's answer matches", {"answered_at": at("10:05")}, EvidenceLabel.WITNESSED),
    ("the text came long after the answer", {"answered_at": at("07:00")}, EvidenceLabel.STATED),
    ("the answer came days after", {"answered_at": at("10:00", 5)}, EvidenceLabel.STATED),
    ("an old list proves nothing", {"imported": True, "earliest": at("13:59")}, EvidenceLabel.IMPORTED),
]


@pytest.mark.parametrize(("what", "changes", "label"), LABELS, ids=[row[0] for row in LABELS])
def test_labels(what: str, changes: dict[str, Any], label: EvidenceLabel) -> None:
    assert capture_time(replace(KNOWN, **changes), BOOK).label is label, what


def test_texts_stored_after_a_contradiction_was_known_get_their_receipt() -> None:
    hostile = replace(KNOWN, heads=(head("10:20"),), distrusted_since=at("13:00"))
    capture = capture_time(hostile, BOOK)
    assert (capture.ruling_time, capture.stated, capture.may_contest) == (at("14:00"), at("14:00"), False)
    before = capture_time(replace(hostile, distrusted_since=at("15:00")), BOOK)
    assert (before.ruling_time, before.stated) == (at("10:20"), at("10:00"))


def test_a_rehomed_text_has_its_receipt_and_may_contest() -> None:
    capture = capture_time(replace(KNOWN, heads=(head("10:20"),), rehomed=True), BOOK)
    assert (capture.ruling_time, capture.stated, capture.may_contest) == (at("14:00"), at("10:00"), True)


def test_a_scan_after_the_text_witnesses_and_moves_no_time() -> None:
    capture = captured(at("10:00"), at("14:00"), scans=[at("15:00")])
    assert (capture.ruling_time, capture.scan_at) == (at("14:00"), at("15:00"))


def test_an_anchor_is_never_later_than_the_receipt() -> None:
    capture = capture_time(replace(KNOWN, earliest=at("15:00")), BOOK)
    assert capture.earliest == capture.ruling_time == at("14:00")


STEPS = [
    ("set back two hours", 0, 7200, True),
    ("set ahead two hours", 0, -7200, True),
    ("corrected by two hours", 7200, 0, False),
    ("corrected from ahead", -7200, 30, False),
    ("drifts by two minutes", 0, 120, False),
    ("a little more than the tolerance", 0, 121, True),
    ("from wrong to more wrong", 3600, 7200, True),
    ("from wrong ahead to as wrong behind", -3600, 3600, False),
]


@pytest.mark.parametrize(("what", "before", "after", "stepped"), STEPS, ids=[row[0] for row in STEPS])
def test_only_a_step_away_from_server_time_is_a_signal(what: str, before: int, after: int, *, stepped: bool) -> None:
    stepped_away = clock_stepped(timedelta(seconds=before), timedelta(seconds=after), BOOK)
    assert stepped_away is stepped, what


def test_the_window_is_the_rule_books() -> None:
    late_text = replace(KNOWN, text_received=at("20:00"), heads=(head("10:20", text="20:00"),))
    assert capture_time(late_text, BOOK).ruling_time == at("20:00")
    assert capture_time(late_text, RuleBook(commitment_window_hours=10)).ruling_time == at("10:20")
