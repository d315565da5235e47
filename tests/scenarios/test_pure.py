"""Every row through the rules alone."""

from __future__ import annotations

import pytest

from tests.scenarios.facts import Look, Row, Takes, moment
from tests.scenarios.pure import refused, ruled
from tests.scenarios.rows import OWNERSHIP


@pytest.mark.parametrize("row", OWNERSHIP, ids=lambda row: row.title)
def test_the_rules_say_what_an_office_would_say(row: Row) -> None:
    for look in row.looks:
        assert_found(row, look)
    for fact in row.facts:
        if isinstance(fact, Takes):
            assert refused(row, fact) == fact.refused, f"{row.title}\n{fact}"


def assert_found(row: Row, look: Look) -> None:
    outcome = ruled(row, look)
    said = (outcome.owner_id, str(outcome.reason), outcome.contested, outcome.sharer_id)
    where = f"{row.title}\n{row.facts}\nlooked at {look.at}"
    assert said == (look.owner, look.reason, look.contested, look.shared), where
    if look.until:
        assert outcome.protected_until == moment(look.until), where
    if look.told:
        assert "".join(dict.fromkeys(lane.agent_id for lane in outcome.lanes)) == look.told, where
