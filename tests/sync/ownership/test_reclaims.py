"""Who shows an earlier reception of a returning client, and gets it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.ownership.acts import CreditGround, Reclaim, Subscription
from sync.ownership.case import Case
from sync.ownership.reasoning import reason_for
from sync.ownership.tenure import walk
from tests.sync.office import at, captured, case, claim

SHOWN = Reclaim("shown", at("15:00"), "C", at("10:00", -10))
B = claim("B", captured(at("10:00")))
FOR_A = replace(B, agent_id="A", standin_id="B", credit=CreditGround.NAMED)
OF_TURN = replace(FOR_A, credit=CreditGround.TURN)
DEAL = Subscription("deal", at("14:00"), "B")


def shown(one: Case, *acts: Subscription, act: Reclaim = SHOWN) -> Case:
    return replace(one, acts=(*acts, act))


ROWS = (
    ("the client named nobody", shown(case(B)), ("C", "reclaimed")),
    ("the client had asked for A", shown(case(FOR_A)), ("A", "named_client")),
    ("A had the turn, and no name", shown(case(OF_TURN)), ("C", "reclaimed")),
    ("the client has a deal", shown(case(B), DEAL), ("B", "subscribed")),
    (
        "the reception was later",
        shown(case(B), act=replace(SHOWN, received_at=at("11:00"))),
        ("B", "first_registration"),
    ),
    ("two days are over", shown(case(B), act=replace(SHOWN, at=at("00:00", 3))), ("B", "first_registration")),
)


@pytest.mark.parametrize(("facts", "one", "says"), ROWS, ids=[row[0] for row in ROWS])
def test_only_a_client_who_named_nobody_is_reclaimed(facts: str, one: Case, says: tuple[str, str]) -> None:
    standing = walk(one, at("00:00:01", 3))
    assert (standing.owner_id, str(reason_for(standing))) == says, facts
