"""Who had a client last registers it anew: no form begins a new longest term (scenario 15)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.ownership.acts import Assignment, AssignmentKind
from sync.ownership.case import Withdrawal
from sync.ownership.claims import Claim
from sync.ownership.reasons import ReasonCode
from tests.sync.office import at, call, captured, case, claim
from tests.sync.rows import Row, assert_says

A, B = claim("A", captured(at("10:00"))), claim("B", captured(at("10:00", 30)))
ALL_ALONG = tuple(call("A", captured(at("18:00", day))) for day in range(0, 90, 10))
TO_DAY_50 = ALL_ALONG[:6]
CAP = at("00:00", 61)


def a_day(day: int) -> Claim:
    return claim("A", captured(at("10:00", day)), id_=f"A {day}")


def given_up(day: int) -> Assignment:
    return Assignment(f"release {day}", at("09:00", day), AssignmentKind.RELEASED, None, "A")


def renewed(day: int) -> Assignment:
    return Assignment(f"renewal {day}", at("09:00", day), AssignmentKind.RENEWED, "A", None)


ROWS = [
    Row(
        "the cap is reached, and A registers the same morning: beyond it only the manager renews",
        case(A, a_day(61), contacts=ALL_ALONG),
        at("11:00", 61),
        None,
        ReasonCode.NOBODY_CAP_REACHED,
    ),
    Row(
        "the same, and then B comes",
        case(A, a_day(61), claim("B", captured(at("12:00", 61))), contacts=ALL_ALONG),
        at("12:00", 61),
        "B",
        ReasonCode.PREVIOUS_CAP_REACHED,
    ),
    Row(
        "the manager renews",
        replace(case(A, a_day(61), contacts=ALL_ALONG), acts=(renewed(62),)),
        at("10:00", 62),
        "A",
        ReasonCode.RENEWED,
    ),
    Row(
        "once the pool, too, would let A have the client again, so does a registration",
        case(A, a_day(91), contacts=TO_DAY_50),
        at("11:00", 91),
        "A",
        ReasonCode.REGISTERED_AGAIN,
    ),
    Row(
        "A gives the client up a day before the cap and registers it the same day: the cap runs on",
        replace(case(A, a_day(59), contacts=ALL_ALONG), acts=(given_up(59),)),
        at("11:00", 59),
        "A",
        ReasonCode.REGISTERED_AGAIN,
        until=CAP,
    ),
    Row(
        "A lets the client lapse and registers anew: the cap runs on",
        case(A, a_day(20), contacts=(ALL_ALONG[0], *ALL_ALONG[2:])),
        at("11:00", 55),
        "A",
        ReasonCode.REGISTERED_AGAIN,
        until=CAP,
    ),
    Row(
        "A registers twice and takes the first registration back: the cap runs on",
        replace(
            case(A, a_day(55), contacts=ALL_ALONG),
            withdrawals=(Withdrawal("A", at("11:00", 55)),),
        ),
        at("12:00", 55),
        "A",
        ReasonCode.WITHDRAWN_NEXT,
        until=CAP,
    ),
    Row(
        "B had the client in between: A's term begins anew",
        case(A, B, a_day(61), contacts=(ALL_ALONG[0], call("A", captured(at("18:00", 62))), *ALL_ALONG[7:])),
        at("11:00", 61),
        "A",
        ReasonCode.PREVIOUS_UNCONFIRMED,
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.facts)
def test_no_form_begins_a_new_longest_term(row: Row) -> None:
    assert_says(row)
