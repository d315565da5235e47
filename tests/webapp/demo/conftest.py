"""One demo office for all tests of a file, on each database: it takes seconds to build."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import new_database
from tests.factories.office import StandingClock
from webapp import create_app
from webapp.cli import demo
from webapp.config import Config
from webapp.extensions import db

NOON = datetime(2026, 11, 24, 4, 10, tzinfo=UTC)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database that lasts as long as the file."""
    yield from new_database(request, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def office(database: str, keys: Path) -> Iterator[Flask]:
    """The app with the demo office in it, at noon."""
    made = create_app(Config(database, keys, plain_http=True), StandingClock(NOON))
    with made.app_context():
        demo()
    yield made
    with made.app_context():
        db.engine.dispose()
