"""A text that was written before its agent left, and came after: the client's, and not the leaver's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.entries import Source
from sync.ownership.acts import Act, Assignment, AssignmentKind, CreditGround, Departure, Readmission
from sync.ownership.case import Case, Turn
from sync.ownership.claims import Claim
from sync.ownership.counterfactual import find_counterfactual
from sync.ownership.pool import pool_since
from sync.ownership.reasoning import reason_for
from sync.ownership.tenure import walk
from sync.policy import RuleBook
from sync.switches import PhoneToWalkIn
from tests.sync.office import at, captured, case, claim

LATE = captured(at("10:00"), at("15:00"), anchor=at("09:40"))
A_LATE = claim("A", LATE)
LEFT, FOLLOWED = Departure("left", at("12:00"), "A", None), Departure("left", at("12:00"), "A", "C")
C_LEFT = Departure("left, too", at("13:00"), "C", None)
D_FOLLOWS = Departure("left, too", at("13:00"), "C", "D")


def knocked(*claims: Claim, acts: tuple[Act, ...] = (LEFT,), book: RuleBook | None = None) -> Case:
    return replace(case(*claims, book=book or RuleBook()), acts=acts)


def said(one: Case, clock: str = "16:00") -> tuple[str | None, str, bool]:
    standing = walk(one, at(clock))
    return standing.owner_id, str(reason_for(standing)), standing.contested


B_AT_1230, B_AT_1500 = (claim("B", captured(at(clock))) for clock in ("12:30", "15:00:30"))
B_STATES_11 = claim("B", captured(at("11:00"), at("15:30"), anchor=at("10:50")))
FOR_A = replace(claim("B", LATE), agent_id="A", standin_id="B", credit=CreditGround.NAMED)
PUBLIC = RuleBook(phone_to_walk_in=PhoneToWalkIn.PUBLIC)
CIRCLE = (FOLLOWED, Departure("left, too", at("13:00"), "C", "A"))

ROWS: tuple[tuple[str, Case, tuple[str | None, str, bool]], ...] = (
    ("nobody follows", knocked(A_LATE), (None, "nobody_departed", False)),
    ("C follows", knocked(A_LATE, acts=(FOLLOWED,)), ("C", "handed_over", False)),
    (
        "C has left as well, and nobody followed",
        knocked(A_LATE, acts=(FOLLOWED, C_LEFT)),
        (None, "nobody_departed", False),
    ),
    ("C has left as well, and D followed", knocked(A_LATE, acts=(FOLLOWED, D_FOLLOWS)), ("D", "handed_over", False)),
    ("a circle of leavers ends at nobody", knocked(A_LATE, acts=CIRCLE), (None, "nobody_departed", False)),
    ("B came meanwhile and keeps", knocked(A_LATE, B_AT_1230), ("B", "first_registration", False)),
    (
        "B came meanwhile, and C gets nothing",
        knocked(A_LATE, B_AT_1230, acts=(FOLLOWED,)),
        ("B", "first_registration", False),
    ),
    ("B comes after it", knocked(A_LATE, claim("B", captured(at("15:30")))), ("B", "previous_departed", False)),
    ("a leaver is in no tie with B", knocked(A_LATE, B_AT_1500), ("B", "previous_departed", False)),
    (
        "B states an earlier time than C's",
        knocked(A_LATE, B_STATES_11, acts=(FOLLOWED,)),
        ("C", "contested_stated_time", True),
    ),
    (
        "written after leaving",
        knocked(claim("A", captured(at("12:30"), at("15:00"), anchor=at("12:20")))),
        (None, "nobody_claimed", False),
    ),
    (
        "beyond the grace",
        knocked(claim("A", captured(at("10:00"), at("15:00"), anchor=at("14:00", -1)))),
        (None, "nobody_claimed", False),
    ),
    (
        "an enquiry, where enquiries are the whole office's",
        knocked(claim("A", LATE, source=Source.PHONE_ENQUIRY), book=PUBLIC),
        (None, "nobody_claimed", False),
    ),
    (
        "A is back before it comes",
        knocked(A_LATE, acts=(LEFT, Readmission("back", at("14:00"), "A"))),
        ("A", "first_registration", False),
    ),
    ("B received a client who had asked for A", knocked(FOR_A), ("B", "first_registration", False)),
    (
        "B received one who had asked for A, and C follows",
        knocked(FOR_A, acts=(FOLLOWED,)),
        ("C", "handed_over", False),
    ),
    (
        "the client asked for A, who had left, and B received it",
        knocked(replace(FOR_A, capture=captured(at("13:00"))), acts=(FOLLOWED,)),
        ("B", "first_registration", False),
    ),
    (
        "C had the client by a hand-over, and has released it",
        knocked(
            claim("A", captured(at("09:00"))),
            claim("A", LATE, id_="once more"),
            acts=(FOLLOWED, Assignment("given", at("13:00"), AssignmentKind.RELEASED, None, "C")),
        ),
        (None, "nobody_released", False),
    ),
)


@pytest.mark.parametrize(("facts", "one", "says"), ROWS, ids=[row[0] for row in ROWS])
def test_what_a_leaver_wrote_in_time_is_the_office_s(facts: str, one: Case, says: tuple[str | None, str, bool]) -> None:
    assert said(one) == says, facts


def test_it_is_in_the_pool_since_the_departure_and_without_it_would_be_the_leaver_s() -> None:
    one = knocked(A_LATE)
    assert pool_since(walk(one, at("14:59"))) is None
    standing = walk(one, at("15:00"))
    assert pool_since(standing) == LEFT.at
    found = find_counterfactual(one, standing, reason_for(standing))
    assert (found.code, found.owner_id) == ("without_act", "A")


def test_who_follows_has_all_days_from_the_moment_at_which_the_record_was_held() -> None:
    standing = walk(knocked(A_LATE, acts=(FOLLOWED,)), at("15:00"))
    assert standing.tenure is not None
    assert (standing.tenure.opened_at, standing.tenure.protected_until) == (at("15:00"), at("00:00", 16))


def test_a_leaver_s_text_within_the_tie_gap_of_b_s_leaves_no_tie() -> None:
    first = claim("B", captured(at("14:59:30")))
    one = replace(knocked(A_LATE, first), turns=(Turn("A", at("09:00")),))
    assert said(one) == ("B", "first_registration", False)
