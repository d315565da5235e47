"""Withdrawals, decisions and what may come up after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from sync.entries import Source
from sync.ownership.case import Case, Withdrawal
from sync.ownership.reasons import ReasonCode
from sync.ownership.rulings import MOST_LANES, rule
from sync.ownership.standing import Ending
from sync.ownership.tenure import walk
from sync.policy import Edition, RuleBook
from tests.sync.office import at, call, captured, case, claim, decision, visit

A = claim("A", captured(at("10:00")))
B = claim("B", captured(at("11:00")))
C = claim("C", captured(at("12:00")))
A_LATE = claim("A", captured(at("10:00"), at("14:00"), anchor=at("09:40")))
B_WITHDRAWN = Withdrawal("B", at("15:00"))


@dataclass(frozen=True)
class Row:
    """Facts and what the rules say the next day."""

    facts: str
    case: Case
    owner: str | None
    reason: ReasonCode


ROWS = [
    Row(
        "the winner withdraws, one loser is left",
        case(A, B, withdrawals=(Withdrawal("A", at("15:00")),)),
        "B",
        ReasonCode.WITHDRAWN_NEXT,
    ),
    Row(
        "the winner withdraws, two are left",
        case(A, B, C, withdrawals=(Withdrawal("A", at("15:00")),)),
        "B",
        ReasonCode.WITHDRAWN_NEXT_CONTESTED,
    ),
    Row(
        "the winner withdraws, nobody is left",
        case(A, withdrawals=(Withdrawal("A", at("15:00")),)),
        None,
        ReasonCode.NOBODY_WITHDRAWN,
    ),
    Row(
        "B registers after A withdrew",
        case(A, claim("B", captured(at("16:00"))), withdrawals=(Withdrawal("A", at("15:00")),)),
        "B",
        ReasonCode.PREVIOUS_WITHDRAWN,
    ),
    Row(
        "winner and heir withdraw",
        case(A, B, C, withdrawals=(Withdrawal("A", at("15:00")), Withdrawal("B", at("15:01")))),
        "C",
        ReasonCode.WITHDRAWN_NEXT,
    ),
    Row("a loser withdraws", case(A, B, withdrawals=(B_WITHDRAWN,)), "A", ReasonCode.FIRST_REGISTRATION),
    Row(
        "who contests withdraws",
        case(B, A_LATE, withdrawals=(Withdrawal("A", at("15:00")),)),
        "B",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "a duplicate is withdrawn",
        case(A, claim("A", captured(at("10:05")), id_="A2"), withdrawals=(Withdrawal("A", at("15:00")),)),
        "A",
        ReasonCode.WITHDRAWN_NEXT,
    ),
    Row(
        "a withdrawn claim does not come back with its text",
        case(
            replace(A, capture=captured(at("10:00"), at("14:00"), heads=[at("10:05")])),
            withdrawals=(Withdrawal("A", at("12:00")),),
        ),
        None,
        ReasonCode.NOBODY_WITHDRAWN,
    ),
    Row(
        "decided for A",
        case(B, A_LATE, decisions=(decision(A_LATE, at("15:00"), B),)),
        "A",
        ReasonCode.DECIDED_BY_MANAGER,
    ),
    Row(
        "a claim that was not shown and comes before the winner asks for another look",
        case(B, A_LATE, C, decisions=(decision(A_LATE, at("15:00"), B),)),
        "A",
        ReasonCode.DECISION_CONTESTED,
    ),
    Row(
        "a claim that was not shown and comes after the winner changes nothing",
        case(B, A_LATE, claim("C", captured(at("14:30"))), decisions=(decision(B, at("15:00"), A_LATE),)),
        "B",
        ReasonCode.DECIDED_BY_MANAGER,
    ),
    Row(
        "a text that comes after the decision and states an earlier time",
        case(
            A,
            B,
            claim("C", captured(at("09:30"), at("16:00"), anchor=at("09:00"))),
            decisions=(decision(A, at("15:00"), B),),
        ),
        "A",
        ReasonCode.DECISION_CONTESTED,
    ),
    Row(
        "a shown claim whose head turns up later is smaller than listed",
        case(
            A,
            replace(B, capture=captured(at("09:50"), at("11:00"), heads=[at("09:55")])),
            decisions=(decision(A, at("15:00"), B),),
        ),
        "A",
        ReasonCode.DECISION_CONTESTED,
    ),
    Row(
        "the last decision holds",
        case(B, A_LATE, decisions=(decision(A_LATE, at("15:00"), B), decision(B, at("16:00"), A_LATE))),
        "B",
        ReasonCode.DECIDED_BY_MANAGER,
    ),
    Row(
        "a decision for a withdrawn claim is void",
        case(A, B, withdrawals=(B_WITHDRAWN,), decisions=(decision(B, at("16:00"), A),)),
        "A",
        ReasonCode.FIRST_REGISTRATION,
    ),
    Row(
        "who was decided for withdraws",
        case(B, A_LATE, withdrawals=(Withdrawal("A", at("16:00")),), decisions=(decision(A_LATE, at("15:00"), B),)),
        "B",
        ReasonCode.WITHDRAWN_NEXT,
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.facts)
def test_withdrawals_and_decisions(row: Row) -> None:
    standing = walk(row.case, at("09:00", 1))
    assert (standing.owner_id, rule(standing, row.case.books).reason) == (row.owner, row.reason), row.facts


def test_a_decided_tenure_lapses_like_any_other() -> None:
    decided = case(B, A_LATE, decisions=(decision(A_LATE, at("15:00"), B),))
    standing = walk(decided, at("10:00", 16))
    assert standing.owner_id is None
    assert standing.history[-1].ended_by is Ending.LAPSE


def test_a_decision_never_opens_a_dead_tenure() -> None:
    decided = case(
        B, A_LATE, contacts=(visit("B", captured(at("10:00", 14))),), decisions=(decision(A_LATE, at("15:00", 20), B),)
    )
    assert walk(decided, at("10:00", 30)).owner_id == "A"


def test_what_lost_to_the_tenure_before_does_not_reopen_a_decision() -> None:
    b = claim("B", captured(at("11:00", 3)))
    c = claim("C", captured(at("09:00", 3), at("12:00", 3), anchor=at("08:00", 3), heads=[at("09:30", 3)]))
    decided = case(A, b, c, decisions=(decision(b, at("13:00", 3)),))
    standing = walk(decided, at("14:00", 3))
    assert (standing.owner_id, standing.contested) == ("B", False)


def test_a_contest_does_not_stop_a_lapse() -> None:
    contested = case(B, A_LATE, contacts=(visit("B", captured(at("16:00"))),))
    assert walk(contested, at("23:00", 15)).contested
    assert walk(contested, at("00:00", 16)).owner_id is None


def test_settled_after_tie_gap_and_the_longest_window() -> None:
    longer = Edition(at("12:00"), RuleBook(version=2, commitment_window_hours=10))
    for later, hours in (((), 6), ((longer,), 10)):
        facts = case(A, later=later)
        moment = at("10:01") + timedelta(hours=hours)
        assert not walk(facts, moment).settled, hours
        assert walk(facts, moment + timedelta(milliseconds=1)).settled, hours


def test_an_enquiry_is_worth_fewer_days_until_the_client_visits() -> None:
    enquiry = claim("A", captured(at("10:00")), source=Source.PHONE_ENQUIRY)
    called = call("A", captured(at("11:00", 1)))
    came = visit("A", captured(at("11:00", 2)))
    for contacts, last_day in (((called,), 8), ((called, came), 17)):
        tenure = walk(case(enquiry, contacts=contacts), at("12:00", 2)).tenure
        assert tenure is not None
        assert tenure.protected_until == at("00:00", last_day + 1), last_day


def test_better_evidence_never_shortens_protection() -> None:
    late = captured(at("23:50"), at("01:00", 1), anchor=at("23:00"))
    tightened = captured(at("23:50"), at("01:00", 1), anchor=at("23:00"), heads=[at("23:55")])
    ends = [walk(case(claim("A", each), contacts=(call("A", late),)), at("02:00", 1)) for each in (late, tightened)]
    assert ends[0].tenure is not None
    assert ends[1].tenure is not None
    assert ends[0].tenure.protected_until == ends[1].tenure.protected_until


def test_the_story_of_one_client_is_kept_whole() -> None:
    story = walk(case(A, claim("B", captured(at("10:00", 5)))), at("11:00", 5))
    assert [(tenure.owner_id, tenure.ended_by) for tenure in story.history] == [("A", Ending.UNCONFIRMED)]
    assert story.owner_id == "B"


def test_a_race_of_hundreds_has_one_owner_and_one_ruling_that_fits_a_screen() -> None:
    agents = [f"agent {number}" for number in range(500)]
    race = tuple(
        claim(agent, captured(at("10:00") + timedelta(milliseconds=number))) for number, agent in enumerate(agents)
    )
    facts = case(*race)
    outcome = rule(walk(facts, at("10:01")), facts.books)
    assert (outcome.owner_id, outcome.reason) == ("agent 0", ReasonCode.TIE_CONTESTED)
    assert len(outcome.lanes) == MOST_LANES
    assert len(outcome.listed) == len(agents)
    fewer = rule(walk(case(*race[:100]), at("10:01")), facts.books)
    assert fewer.says_the_same(outcome)
