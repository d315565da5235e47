"""Every row through the rules alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.justice.disputes import DisputeCode, admit
from sync.policy import RuleBook
from tests.scenarios.facts import ZONE, Links, Look, Registers, Reviewed, Row, Subscribes, Takes, Unlinks, moment
from tests.scenarios.objecting import Disputes
from tests.scenarios.pure import refused, ruled
from tests.scenarios.rows import OWNERSHIP


def numbers_of(row: Row) -> list[str]:
    """Return the numbers that were registered and that nobody has linked."""
    if any(isinstance(fact, Links | Reviewed) for fact in row.facts):
        return []
    return list(dict.fromkeys(fact.number for fact in row.facts if isinstance(fact, Registers) and fact.number))


@pytest.mark.parametrize("row", OWNERSHIP, ids=lambda row: row.title)
def test_the_rules_say_what_an_office_would_say(row: Row) -> None:
    for look in row.looks:
        assert_found(row, look)
    for fact in row.facts:
        if isinstance(fact, Takes):
            assert refused(row, fact) == fact.refused, f"{row.title}\n{fact}"
        if isinstance(fact, Disputes):
            assert barred(row, fact) == fact.refused, f"{row.title}\n{fact}"


def barred(row: Row, fact: Disputes) -> str:
    """Return the code with which an objection to a deal is not heard, or nothing."""
    deals = [each for each in row.facts if isinstance(each, Subscribes) and each.number == fact.number]
    code = admit(moment(fact.at), moment(deals[-1].at), RuleBook(), ZONE).code
    return "" if code is DisputeCode.ADMISSIBLE else str(code)


def assert_found(row: Row, look: Look) -> None:
    outcome = ruled(row, look)
    said = (outcome.owner_id, str(outcome.reason), outcome.contested, outcome.sharer_id)
    where = f"{row.title}\n{row.facts}\nlooked at {look.at}"
    assert said == (look.owner, look.reason, look.contested, look.shared), where
    if look.until:
        assert outcome.protected_until == moment(look.until), where
    if look.label:
        assert str(outcome.lanes[0].label) == look.label, where
    if look.told:
        assert "".join(dict.fromkeys(lane.agent_id for lane in outcome.lanes)) == look.told, where


@pytest.mark.parametrize("why", ["same_person", "household", "company"])
@pytest.mark.parametrize("row", [row for row in OWNERSHIP if len(numbers_of(row)) > 1], ids=lambda row: row.title)
def test_a_link_that_is_taken_back_leaves_each_as_it_was(row: Row, why: str) -> None:
    late = max(look.at for look in row.looks)
    one, other, *_rest = numbers_of(row)
    linked = replace(row, facts=(*row.facts, Links(late, one, other, why), Unlinks(late, one, other)))
    for number in (one, other):
        look = Look(late, None, "", number=number)
        assert ruled(linked, look).says_the_same(ruled(row, look)), (row.title, number)
