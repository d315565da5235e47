"""Two agents at the same door in the same minute (scenarios 5, 6, 24)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.ownership.acts import CreditGround
from sync.ownership.case import Turn
from sync.ownership.reasons import ReasonCode
from tests.sync.office import at, captured, case, claim
from tests.sync.rows import Row, assert_says

A_TIE = claim("A", captured(at("10:00:05")))
B_TIE = claim("B", captured(at("10:00:40")))
A_ANSWERED = claim("A", captured(at("10:00:05"), answered=at("10:05")))
B_ANSWERED = claim("B", captured(at("10:00:40"), answered=at("10:03")))
B_FIRST = claim("B", captured(at("10:00:05")))
FOR_C, FOR_D = (
    replace(claim(maker, captured(at(clock))), agent_id=named, standin_id=maker, credit=CreditGround.NAMED)
    for maker, named, clock in (("A", "C", "10:00:40"), ("B", "D", "10:00:50"))
)

TIES = [
    Row(
        "5: A 10:00:05 and B 10:00:40, nothing tells them apart",
        case(A_TIE, B_TIE),
        at("10:05"),
        "A",
        ReasonCode.TIE_CONTESTED,
        contested=True,
    ),
    Row(
        "5: it was B's turn", case(A_TIE, B_TIE, turns=(Turn("B", at("10:00")),)), at("10:05"), "B", ReasonCode.TIE_TURN
    ),
    Row(
        "5: it was A's turn, though the client confirmed B",
        case(A_TIE, B_ANSWERED, turns=(Turn("A", at("10:00")),)),
        at("10:05"),
        "A",
        ReasonCode.TIE_TURN,
    ),
    Row("5: no turn, the client confirmed B", case(A_TIE, B_ANSWERED), at("10:05"), "B", ReasonCode.TIE_ANSWER),
    Row(
        "5: a turn of somebody who is no party decides nothing",
        case(A_TIE, B_TIE, turns=(Turn("C", at("10:00")),)),
        at("10:05"),
        "A",
        ReasonCode.TIE_CONTESTED,
        contested=True,
    ),
    Row(
        "5: a turn record filed after the case is settled comes too late",
        case(A_TIE, B_TIE, turns=(Turn("B", at("16:02")),)),
        at("17:00"),
        "A",
        ReasonCode.TIE_CONTESTED,
        contested=True,
    ),
    Row(
        "5: sixty seconds apart is no tie any more",
        case(A_TIE, claim("B", captured(at("10:01:05")))),
        at("10:05"),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "24: the client confirms A and B: the first answer stands",
        case(A_ANSWERED, B_ANSWERED),
        at("11:00"),
        "B",
        ReasonCode.TIE_ANSWER,
    ),
    Row(
        "24: an answer after the case is settled comes too late",
        case(A_TIE, claim("B", captured(at("10:00:40"), answered=at("16:02")))),
        at("17:00"),
        "A",
        ReasonCode.TIE_CONTESTED,
        contested=True,
    ),
    Row("the client asked for C, whoever was first", case(B_FIRST, FOR_C), at("10:05"), "C", ReasonCode.NAMED_CLIENT),
    Row(
        "the client asked for C, and a turn of B's does not change that",
        case(B_FIRST, FOR_C, turns=(Turn("B", at("10:00")),)),
        at("10:05"),
        "C",
        ReasonCode.NAMED_CLIENT,
    ),
    Row(
        "one heard the client ask for C, another for D: a manager hears both",
        case(FOR_C, FOR_D),
        at("10:05"),
        "C",
        ReasonCode.TIE_CONTESTED,
        contested=True,
    ),
    Row("6: one agent's retry is no tie", case(A_TIE, A_TIE), at("10:05"), "A", ReasonCode.FIRST_REGISTRATION),
]


@pytest.mark.parametrize("row", TIES, ids=lambda row: row.facts)
def test_a_tie_is_told_apart_by_turn_then_answer_then_manager(row: Row) -> None:
    assert_says(row)
