"""Two agents, one client, one of them offline (scenarios 1 to 4, 27, 42)."""

from __future__ import annotations

import pytest

from sync.ownership.reasons import ReasonCode
from tests.sync.office import at, captured, case, claim, decision
from tests.sync.rows import Row, assert_says

A_OFFLINE = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40")))
A_SCANNED = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40"), scans=[at("10:02")]))
A_HEAD_OUT = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40"), heads=[at("10:20")]))
B_ONLINE = claim("B", captured(at("11:00")))

COLLISIONS = [
    Row(
        "1: A offline 10:00, no scan, no head, syncs 14:00; B online 11:00",
        case(A_OFFLINE, B_ONLINE),
        at("14:00"),
        "B",
        ReasonCode.CONTESTED_STATED_TIME,
        contested=True,
    ),
    Row(
        "1: before A syncs nobody knows of A",
        case(A_OFFLINE, B_ONLINE),
        at("13:59"),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "1: the manager decides for A with one tap",
        case(A_OFFLINE, B_ONLINE, decisions=(decision(A_OFFLINE, at("15:00"), B_ONLINE),)),
        at("15:00"),
        "A",
        ReasonCode.DECIDED_BY_MANAGER,
    ),
    Row(
        "1: the manager decides for B, and B goes on to own",
        case(A_OFFLINE, B_ONLINE, decisions=(decision(B_ONLINE, at("15:00"), A_OFFLINE),)),
        at("15:00"),
        "B",
        ReasonCode.DECIDED_BY_MANAGER,
    ),
    Row("2: the client opened A's code at 10:02", case(A_SCANNED, B_ONLINE), at("14:00"), "A", ReasonCode.EARLIER_SCAN),
    Row("2: A's head got out at 10:20", case(A_HEAD_OUT, B_ONLINE), at("14:00"), "A", ReasonCode.EARLIER_HEAD),
    Row(
        "3: A's clock set back two hours, anchor 11:58, syncs at 12:00; B online 11:00",
        case(claim("A", captured(at("10:00"), at("12:00"), anchor=at("11:58"))), B_ONLINE),
        at("12:00"),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "4: A's anchor is 30 h old when the text comes: cannot contest",
        case(claim("A", captured(at("10:00"), at("16:00", 1), anchor=at("10:00"))), B_ONLINE),
        at("16:00", 1),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "27: A's text comes after the commitment window: the scan is void, the stated time contests",
        case(claim("A", captured(at("10:00"), at("16:03"), anchor=at("09:40"), scans=[at("10:02")])), B_ONLINE),
        at("17:00"),
        "B",
        ReasonCode.CONTESTED_STATED_TIME,
        contested=True,
    ),
    Row(
        "27: A's text comes in the last millisecond of the window",
        case(claim("A", captured(at("10:00"), at("16:02"), anchor=at("09:40"), scans=[at("10:02")])), B_ONLINE),
        at("17:00"),
        "A",
        ReasonCode.EARLIER_SCAN,
    ),
    Row(
        "42: A's phone is revoked at 12:00, a head was held at 11:50, the text is released at 15:00",
        case(
            claim(
                "A",
                captured(at("10:00"), at("15:00"), anchor=at("09:00"), heads=[at("11:50")], heads_until=at("12:00")),
            ),
            claim("B", captured(at("12:30"))),
        ),
        at("15:00"),
        "A",
        ReasonCode.EARLIER_HEAD,
    ),
    Row(
        "42: a head that came after the revocation does not count",
        case(
            claim(
                "A",
                captured(at("10:00"), at("15:00"), anchor=at("09:00"), heads=[at("12:10")], heads_until=at("12:00")),
            ),
            claim("B", captured(at("12:30"))),
        ),
        at("15:00"),
        "B",
        ReasonCode.CONTESTED_STATED_TIME,
        contested=True,
    ),
]


@pytest.mark.parametrize("row", COLLISIONS, ids=lambda row: row.facts)
def test_the_first_fingerprint_wins_and_an_earlier_stated_time_contests(row: Row) -> None:
    assert_says(row)
