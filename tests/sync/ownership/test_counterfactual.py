"""What would have changed the ruling: found by the rules, not made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from sync.ownership.case import Case, Turn, Withdrawal
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.reasoning import reason_for
from sync.ownership.reasons import CounterfactualCode
from sync.ownership.tenure import walk
from tests.sync.office import at, call, captured, case, claim, decision

A_OFFLINE = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40")))
A_SCANNED = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40"), scans=[at("10:02")]))
A_HEAD_OUT = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40"), heads=[at("10:20")]))
A_ONLINE = claim("A", captured(at("10:00")))
B_ONLINE = claim("B", captured(at("11:00")))
B_CLOSE = claim("B", captured(at("10:00:30")))
A_CALLED = call("A", captured(at("12:00")))
A_CALLED_LATE = call("A", captured(at("20:00", 15), at("10:00", 16), anchor=at("19:00", 15)))
B_DAY_16 = claim("B", captured(at("09:00", 16)))


@dataclass(frozen=True)
class Row:
    """Facts, and what the losing agent is told."""

    facts: str
    case: Case
    now: datetime
    code: CounterfactualCode
    owner: str | None = None
    contested: bool = False
    moment: datetime | None = None


Code = CounterfactualCode
ROWS = [
    Row(
        "2: without the scan B would own, contested",
        case(A_SCANNED, B_ONLINE),
        at("14:00"),
        Code.WITHOUT_SCAN,
        "B",
        contested=True,
        moment=at("10:02"),
    ),
    Row(
        "2: without the head B would own, contested",
        case(A_HEAD_OUT, B_ONLINE),
        at("14:00"),
        Code.WITHOUT_HEAD,
        "B",
        contested=True,
        moment=at("10:20"),
    ),
    Row(
        "1: had the client scanned at 10:00, A would own",
        case(A_OFFLINE, B_ONLINE),
        at("14:00"),
        Code.HAD_SCANNED,
        "A",
        moment=at("10:00"),
    ),
    Row("B simply came later", case(A_ONLINE, B_ONLINE), at("14:00"), Code.HAD_BEEN_EARLIER, "B", moment=at("09:59")),
    Row(
        "3: the clock set back helps nothing, being heard before 11:00 would have",
        case(claim("A", captured(at("10:00"), at("12:00"), anchor=at("11:58"))), B_ONLINE),
        at("12:00"),
        Code.HAD_BEEN_EARLIER,
        "A",
        moment=at("10:59"),
    ),
    Row("5: had it been B's turn", case(A_ONLINE, B_CLOSE), at("10:05"), Code.HAD_TURN, "B"),
    Row(
        "5: it was B's turn; had it been A's",
        case(A_ONLINE, B_CLOSE, turns=(Turn("B", at("09:00")),)),
        at("10:05"),
        Code.HAD_TURN,
        "A",
    ),
    Row(
        "12: had A followed up",
        case(A_ONLINE, B_DAY_16, contacts=(A_CALLED,)),
        at("09:00", 16),
        Code.HAD_FOLLOWED_UP,
        "A",
        moment=at("00:00", 16),
    ),
    Row(
        "14: had A's follow-up reached the server",
        case(A_ONLINE, B_DAY_16, contacts=(A_CALLED, A_CALLED_LATE)),
        at("10:00", 16),
        Code.HAD_FOLLOWED_UP,
        "A",
        moment=at("00:00", 16),
    ),
    Row(
        "unconfirmed: had A met the client",
        case(A_ONLINE),
        at("11:00", 3),
        Code.HAD_FOLLOWED_UP,
        "A",
        moment=at("10:00", 3),
    ),
    Row(
        "15: nothing helps against the cap",
        case(A_ONLINE, contacts=tuple(call("A", captured(at("12:00", day))) for day in range(0, 62, 10))),
        at("09:00", 62),
        Code.NOTHING_KNOWN,
    ),
    Row(
        "decided: without it B would own, contested",
        case(A_OFFLINE, B_ONLINE, decisions=(decision(A_OFFLINE, at("15:00"), B_ONLINE),)),
        at("15:00"),
        Code.WITHOUT_DECISION,
        "B",
        contested=True,
    ),
    Row(
        "decided long after: without it nobody would own",
        case(A_OFFLINE, B_ONLINE, decisions=(decision(A_OFFLINE, at("15:00", 5), B_ONLINE),)),
        at("15:00", 5),
        Code.WITHOUT_DECISION_NOBODY,
    ),
    Row(
        "withdrawn: else A would own still",
        case(A_ONLINE, B_ONLINE, withdrawals=(Withdrawal("A", at("15:00")),)),
        at("16:00"),
        Code.WITHOUT_WITHDRAWAL,
        "A",
    ),
    Row("nobody else is known", case(A_ONLINE), at("14:00"), Code.NOTHING_KNOWN),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.facts)
def test_the_rules_are_run_again_on_changed_facts(row: Row) -> None:
    standing = walk(row.case, row.now)
    found = find_counterfactual(row.case, standing, reason_for(standing))
    assert (found.code, found.owner_id, found.contested, found.at) == (
        row.code,
        row.owner,
        row.contested,
        row.moment,
    ), row.facts
