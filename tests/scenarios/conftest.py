"""One served app for all rows on each database, with a clock in steps, and an office for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import let_go, new_database
from tests.factories.letters import letter_office
from tests.factories.office import Office, StandingClock
from tests.scenarios.facts import DAY_0
from tests.scenarios.wire import ONLOOKER
from webapp import create_app
from webapp.access import limiter
from webapp.config import Config


@dataclass
class House:
    """The app, its clock, and numbers for offices."""

    app: Flask
    clock: StandingClock
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def office(self, book: Mapping[str, object]) -> Office:
        """Open an office on day 0, with a manager and an agent for each letter."""
        self.clock.at = DAY_0
        with self.app.app_context():
            limiter.reset()
        return letter_office(self.app, self.clock, next(self.numbers), sorted({ONLOOKER, *"ABCD"}), book)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Iterator[House]:
    """Serve the app; a story's looks at other offices are its own affair, so one app does for all of them."""
    clock = StandingClock()
    for database in new_database(request, tmp_path_factory.mktemp("scenarios")):
        app = create_app(Config(database, keys, plain_http=True), clock)
        yield House(app, clock)
        let_go(app)
