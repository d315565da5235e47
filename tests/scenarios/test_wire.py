"""Every row that the served app can be told, on both databases: one app for all, and an office for each row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import let_go, new_database
from tests.factories.letters import letter_office
from tests.factories.office import StandingClock
from tests.scenarios.facts import DAY_0, Look, Row, moment
from tests.scenarios.rows import OWNERSHIP
from tests.scenarios.wire import ONLOOKER, Seen, Told, can_tell
from webapp import create_app
from webapp.access import limiter
from webapp.config import Config

ROWS = [row for row in OWNERSHIP if can_tell(row)]


@dataclass
class House:
    """The app, its clock, and numbers for offices."""

    app: Flask
    clock: StandingClock
    numbers: Iterator[int] = field(default_factory=lambda: count(1))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Iterator[House]:
    clock = StandingClock()
    for database in new_database(request, tmp_path_factory.mktemp("scenarios")):
        app = create_app(Config(database, keys, plain_http=True), clock)
        yield House(app, clock)
        let_go(app)


@pytest.mark.database
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_the_served_app_says_what_an_office_would_say(house: House, row: Row) -> None:
    house.clock.at = DAY_0
    with house.app.app_context():
        limiter.reset()
    letters = sorted({ONLOOKER, *"ABCD"})
    office = letter_office(house.app, house.clock, next(house.numbers), letters, row.book)
    story = Told(office, row)
    story.play(lambda look, seen: assert_seen(row, look, seen))


def assert_seen(row: Row, look: Look, seen: Seen) -> None:
    where = f"{row.title}\n{row.facts}\nlooked at {look.at}"
    if look.owner is None and not seen.reason:
        # Whom no phone may read about is nobody's for all that they show.
        assert seen.owner is None, where
        return
    assert (seen.owner, seen.reason, seen.contested) == (look.owner, look.reason, look.contested), where
    if look.until:
        assert seen.until == moment(look.until), where
    if look.told:
        assert frozenset(look.told) <= seen.told, where
