"""How long a client stays protected (scenarios 11 to 16, 64)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.entries import Source
from sync.ownership.reasons import ReasonCode
from sync.policy import Edition, RuleBook
from sync.switches import Counting, RunningProtections
from tests.sync.office import at, call, captured, case, claim, decision, visit
from tests.sync.rows import Row, assert_says

A_VISITED = claim("A", captured(at("10:00")))
A_CALLED_0 = call("A", captured(at("18:00")))
B_DAY_15 = claim("B", captured(at("23:50", 15)))
B_DAY_16 = claim("B", captured(at("00:10", 16)))
B_DAY_16_9 = claim("B", captured(at("09:00", 16)))
FULL_HOURS = RuleBook(counting=Counting.FULL_HOURS)
SHORTER = RuleBook(version=2, protection_days_visit=7)
SHORTER_AT_ONCE = replace(SHORTER, running_protections=RunningProtections.TAKE_NEW)
LATE_CALL = call("A", captured(at("20:00", 15), at("10:00", 16), anchor=at("19:00", 15)))
CALLS_TO_60 = tuple(call("A", captured(at("18:00", day))) for day in range(0, 62, 10))

PROTECTION = [
    Row(
        "11: last follow-up day 0, B registers day 15 at 23:50",
        case(A_VISITED, B_DAY_15, contacts=(A_CALLED_0,)),
        at("23:50", 15),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "12: B registers day 16 at 00:10",
        case(A_VISITED, B_DAY_16, contacts=(A_CALLED_0,)),
        at("00:10", 16),
        "B",
        ReasonCode.PREVIOUS_LAPSED,
    ),
    Row(
        "11: by full hours B's 23:50 is past A's 18:00",
        case(A_VISITED, B_DAY_15, contacts=(A_CALLED_0,), book=FULL_HOURS),
        at("23:50", 15),
        "B",
        ReasonCode.PREVIOUS_LAPSED,
    ),
    Row(
        "13: unanswered on day 10, switched off on day 14",
        case(
            A_VISITED,
            B_DAY_16_9,
            contacts=(
                A_CALLED_0,
                call("A", captured(at("10:00", 10)), effective=False),
                call("A", captured(at("10:00", 14)), effective=False),
            ),
        ),
        at("09:00", 16),
        "B",
        ReasonCode.PREVIOUS_LAPSED,
    ),
    Row(
        "13: reached on day 10 keeps to day 25",
        case(A_VISITED, B_DAY_16_9, contacts=(A_CALLED_0, call("A", captured(at("10:00", 10))))),
        at("09:00", 16),
        "A",
        ReasonCode.FIRST_REGISTRATION,
        until=at("00:00", 26),
    ),
    Row(
        "14: A's follow-up of day 15 is seen after B registered",
        case(A_VISITED, B_DAY_16_9, contacts=(A_CALLED_0, LATE_CALL)),
        at("10:00", 16),
        "B",
        ReasonCode.LATE_FOLLOW_UP_CONTESTS,
        contested=True,
    ),
    Row(
        "14: decided for A, the protection extends to day 30",
        case(
            A_VISITED,
            B_DAY_16_9,
            contacts=(A_CALLED_0, LATE_CALL),
            decisions=(decision(A_VISITED, at("12:00", 16), B_DAY_16_9),),
        ),
        at("12:00", 16),
        "A",
        ReasonCode.DECIDED_BY_MANAGER,
        until=at("00:00", 31),
    ),
    Row(
        "14: the text comes after the lapse and before B: A keeps without contest",
        case(
            A_VISITED,
            B_DAY_16_9,
            contacts=(A_CALLED_0, call("A", captured(at("20:00", 15), at("08:00", 16), anchor=at("19:00", 15)))),
        ),
        at("10:00", 16),
        "A",
        ReasonCode.LATE_FOLLOW_UP_RENEWS,
        until=at("00:00", 31),
    ),
    Row(
        "14: a head of the follow-up comes before the lapse, its text within the window",
        case(
            A_VISITED,
            B_DAY_16_9,
            contacts=(
                A_CALLED_0,
                call("A", captured(at("20:00", 15), at("01:00", 16), anchor=at("19:00", 15), heads=[at("21:00", 15)])),
            ),
        ),
        at("10:00", 16),
        "A",
        ReasonCode.FIRST_REGISTRATION,
        until=at("00:00", 31),
    ),
    Row(
        "15: day 62, followed up all the time: the cap is reached",
        case(A_VISITED, claim("B", captured(at("10:00", 62))), contacts=CALLS_TO_60),
        at("10:00", 62),
        "B",
        ReasonCode.PREVIOUS_CAP_REACHED,
    ),
    Row(
        "15: on day 60 the cap still holds",
        case(A_VISITED, claim("B", captured(at("10:00", 60))), contacts=CALLS_TO_60),
        at("10:00", 60),
        "A",
        ReasonCode.FIRST_REGISTRATION,
        until=at("00:00", 61),
    ),
    Row(
        "15: nobody came after the cap",
        case(A_VISITED, contacts=CALLS_TO_60),
        at("10:00", 62),
        None,
        ReasonCode.NOBODY_CAP_REACHED,
    ),
    Row(
        "15: the manager's decision on day 59 keeps A beyond the cap",
        case(
            A_VISITED,
            claim("B", captured(at("10:00", 62))),
            contacts=CALLS_TO_60,
            decisions=(decision(A_VISITED, at("10:00", 59)),),
        ),
        at("10:00", 62),
        "A",
        ReasonCode.DECIDED_BY_MANAGER,
    ),
    Row(
        "16: validity cut to 7 d on day 10: a running protection keeps its version",
        case(
            A_VISITED,
            claim("B", captured(at("10:00", 12))),
            contacts=(A_CALLED_0,),
            later=(Edition(at("00:00", 10), SHORTER),),
        ),
        at("10:00", 12),
        "A",
        ReasonCode.FIRST_REGISTRATION,
        until=at("00:00", 16),
    ),
    Row(
        "16: switched to take the new rule at once: it ends when the new rule begins, never before",
        case(
            A_VISITED,
            claim("B", captured(at("10:00", 12))),
            contacts=(A_CALLED_0,),
            later=(Edition(at("00:00", 10), SHORTER_AT_ONCE),),
        ),
        at("10:00", 12),
        "B",
        ReasonCode.PREVIOUS_LAPSED,
    ),
    Row(
        "64: day 15 ends in the project's zone: 23:30 in the office is past midnight in Tokyo",
        case(A_VISITED, claim("B", captured(at("23:30", 15))), contacts=(A_CALLED_0,)),
        at("23:30", 15),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "14: a follow-up that comes after the grace does not contest",
        case(
            A_VISITED,
            B_DAY_16_9,
            contacts=(A_CALLED_0, call("A", captured(at("20:00", 15), at("20:00", 16), anchor=at("19:00", 15)))),
        ),
        at("21:00", 16),
        "B",
        ReasonCode.PREVIOUS_LAPSED,
    ),
    Row(
        "14: a stranger's late call is no claim",
        case(A_VISITED, B_DAY_16_9, contacts=(A_CALLED_0, replace(LATE_CALL, agent_id="C"))),
        at("10:00", 16),
        "B",
        ReasonCode.PREVIOUS_LAPSED,
    ),
    Row(
        "14: a late follow-up renews, and the cap runs on",
        case(
            A_VISITED,
            contacts=(*CALLS_TO_60[:5], call("A", captured(at("20:00", 55), at("08:00", 56), anchor=at("19:00", 55)))),
        ),
        at("10:00", 56),
        "A",
        ReasonCode.LATE_FOLLOW_UP_RENEWS,
        until=at("00:00", 61),
    ),
    Row(
        "14: a late follow-up does not renew beyond the cap",
        case(
            A_VISITED,
            contacts=(
                *CALLS_TO_60[:5],
                call("A", captured(at("18:00", 45))),
                call("A", captured(at("20:00", 60), at("08:00", 61), anchor=at("19:00", 60))),
            ),
        ),
        at("10:00", 61),
        None,
        ReasonCode.NOBODY_LAPSED,
    ),
    Row(
        "what is stated inside the tenure before contests nothing after it",
        case(
            A_VISITED,
            claim("B", captured(at("11:00", 3))),
            claim("C", captured(at("09:00", 3), at("12:00", 3), anchor=at("08:00", 3))),
        ),
        at("12:00", 3),
        "B",
        ReasonCode.PREVIOUS_UNCONFIRMED,
    ),
    Row("no visit, scan, turn or call in 72 h", case(A_VISITED), at("10:00", 3), None, ReasonCode.NOBODY_UNCONFIRMED),
    Row(
        "12: day 16 and nobody registered",
        case(A_VISITED, contacts=(A_CALLED_0,)),
        at("00:00", 16),
        None,
        ReasonCode.NOBODY_LAPSED,
    ),
    Row(
        "B registers after A's claim expired unconfirmed",
        case(A_VISITED, claim("B", captured(at("10:00", 3)))),
        at("10:00", 3),
        "B",
        ReasonCode.PREVIOUS_UNCONFIRMED,
    ),
    Row(
        "a visit within 72 h confirms",
        case(A_VISITED, contacts=(visit("A", captured(at("09:00", 2))),)),
        at("10:00", 3),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "a scan confirms",
        case(claim("A", captured(at("10:00"), scans=[at("10:02")]))),
        at("14:00", 4),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "28: a phone enquiry is a call itself, though A never rang back: its seven days hold",
        case(claim("A", captured(at("10:00")), source=Source.PHONE_ENQUIRY), claim("B", captured(at("14:00", 3)))),
        at("23:59", 7),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "after the lapse A registers again",
        case(A_VISITED, claim("A", captured(at("10:00", 20)), id_="A again"), contacts=(A_CALLED_0,)),
        at("10:00", 20),
        "A",
        ReasonCode.REGISTERED_AGAIN,
    ),
]


@pytest.mark.parametrize("row", PROTECTION, ids=lambda row: row.facts)
def test_protection_lives_by_effective_contact_and_ends_with_the_office_day(row: Row) -> None:
    assert_says(row)
