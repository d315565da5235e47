"""Every row that the served app can be told, on both databases: one app for all, and an office for each row."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import House
from tests.scenarios.facts import Look, Row, moment
from tests.scenarios.rows import ON_THE_WIRE
from tests.scenarios.wire import Seen, Told, can_tell

ROWS = [row for row in ON_THE_WIRE if can_tell(row)]


@pytest.mark.database
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_the_served_app_says_what_an_office_would_say(house: House, row: Row) -> None:
    story = Told(house.office(row.book), row)
    story.play(lambda look, seen: assert_seen(row, look, seen))
    assert story.signals() == sorted(row.signals), f"{row.title}\n{row.facts}"


def assert_seen(row: Row, look: Look, seen: Seen) -> None:
    where = f"{row.title}\n{row.facts}\nlooked at {look.at}"
    if look.owner is None and not seen.reason:
        # Whom no phone may read about is nobody's for all that they show.
        assert seen.owner is None, where
        return
    assert (seen.owner, seen.reason, seen.contested) == (look.owner, look.reason, look.contested), where
    if look.until:
        assert seen.until == moment(look.until), where
    if look.label:
        assert seen.label == look.label, where
    if look.told:
        assert frozenset(look.told + look.also) == seen.told, where
