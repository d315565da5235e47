"""Registrations that lack something (scenarios 7, 60)."""

from __future__ import annotations

import pytest

from sync.ownership.case import Case
from sync.ownership.claims import gather_claims
from sync.ownership.reasons import ReasonCode
from tests.sync.office import at, books_of, captured, case, registration
from tests.sync.rows import Row, assert_says

A_INCOMPLETE = registration("a1", "A", captured(at("10:00")), complete=False)
B_COMPLETE = registration("b1", "B", captured(at("10:20")))


def completed(clock: str, phone: str = "P") -> Case:
    """Return scenario 7 with A completing at a time."""
    amendment = registration("a2", "A", captured(at(clock)), amends="a1", phone=phone)
    return case(*gather_claims((A_INCOMPLETE, B_COMPLETE, amendment), books_of()))


A_COMPLETED_LATE = registration("a2", "A", captured(at("10:29"), at("16:01"), anchor=at("10:00")), amends="a1")

A_BACK_DATED = registration("a2", "A", captured(at("10:00"), at("15:45"), anchor=at("09:59")), amends="a1")
A_AGAIN_AND_AGAIN = tuple(
    registration(f"a{day}", "A", captured(at("11:00", day)), amends="a1") for day in (2, 4, 6, 8, 10, 12)
)

INCOMPLETE = [
    Row(
        "7: A completes in time, and the text comes after the commitment window",
        case(*gather_claims((A_INCOMPLETE, B_COMPLETE, A_COMPLETED_LATE), books_of())),
        at("17:00"),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "7: A never completes",
        case(*gather_claims((A_INCOMPLETE, B_COMPLETE), books_of())),
        at("10:40"),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "7: A completes within the grace and keeps 10:00",
        completed("10:29"),
        at("10:40"),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "7: A completes after the grace: a claim of its own time",
        completed("10:31"),
        at("10:40"),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "a clock set by hand completes in the afternoon what was parked in the morning: it wins nothing",
        case(*gather_claims((A_INCOMPLETE, B_COMPLETE, A_BACK_DATED), books_of())),
        at("15:50"),
        "B",
        ReasonCode.CONTESTED_STATED_TIME,
        contested=True,
    ),
    Row(
        "completed again and again: the first completion is the claim, and the later ones prolong nothing",
        case(*gather_claims((A_INCOMPLETE, *A_AGAIN_AND_AGAIN), books_of())),
        at("12:00", 13),
        None,
        ReasonCode.NOBODY_UNCONFIRMED,
    ),
    Row(
        "a changed phone is a new claim",
        completed("10:29", phone="Q"),
        at("10:40"),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "60: a client without a number is owned by nobody",
        case(*gather_claims((registration("a", "A", captured(at("10:00")), phone=None),), books_of())),
        at("11:00"),
        None,
        ReasonCode.NOBODY_CLAIMED,
    ),
]


@pytest.mark.parametrize("row", INCOMPLETE, ids=lambda row: row.facts)
def test_an_incomplete_registration_claims_nothing_until_completed(row: Row) -> None:
    assert_says(row)
