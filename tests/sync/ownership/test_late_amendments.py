"""A registration that was complete is amended late: the past stays as it was ruled."""

from __future__ import annotations

import pytest

from sync.entries import Source
from sync.ownership.claims import Registration, gather_claims
from sync.ownership.tenure import walk
from tests.sync.office import at, books_of, captured, case, registration

CALL = registration("a1", "A", captured(at("10:00")), source=Source.PHONE_ENQUIRY)
VISIT = registration("a1", "A", captured(at("10:00")), source=Source.WALK_IN)


@pytest.mark.parametrize("day", [1, 6, 11, 30])
@pytest.mark.parametrize(("original", "source"), [(CALL, Source.WALK_IN), (VISIT, Source.PHONE_ENQUIRY)])
def test_another_source_after_the_grace_moves_no_day(day: int, original: Registration, source: Source) -> None:
    later = registration("a2", "A", captured(at("10:00", day)), source=source, amends="a1")
    rival = registration("b1", "B", captured(at("12:00", 9)))
    before = walk(case(*gather_claims((original, rival), books_of())), at("12:00", 40))
    after = walk(case(*gather_claims((original, rival, later), books_of())), at("12:00", 40))
    ends = [[(tenure.owner_id, tenure.ended_at) for tenure in standing.history] for standing in (before, after)]
    assert ends[0] == ends[1]


def test_within_the_grace_the_source_is_corrected() -> None:
    later = registration("a2", "A", captured(at("10:20")), source=Source.WALK_IN, amends="a1")
    (claim,) = gather_claims((CALL, later), books_of())
    assert (claim.id, claim.source) == ("a1", Source.WALK_IN)
