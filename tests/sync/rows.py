"""A row of a table test: facts and what the rules must say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync.ownership.case import Case
from sync.ownership.reasons import ReasonCode
from sync.ownership.rulings import rule
from sync.ownership.tenure import walk


@dataclass(frozen=True)
class Row:
    """Facts, when somebody looks, and what the rules must say then."""

    facts: str
    case: Case
    now: datetime
    owner: str | None
    reason: ReasonCode
    contested: bool = False
    until: datetime | None = None


def assert_says(row: Row) -> None:
    """Run the rules on a row; a failure prints the facts."""
    outcome = rule(walk(row.case, row.now), row.case.books)
    said = (outcome.owner_id, str(outcome.reason), outcome.contested)
    assert said == (row.owner, str(row.reason), row.contested), row.facts
    if row.until is not None:
        assert outcome.protected_until == row.until, row.facts
