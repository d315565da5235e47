"""What tests share: both databases, an app on each, an office in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests.factories.office import Office, StandingClock, new_office
from tests.postgresql import running_postgresql
from webapp import create_app
from webapp.cli import migrate
from webapp.config import Config
from webapp.extensions import db
from webapp.vault import create_keys

HERE = Path(__file__).parent
TEMPLATE = "xiandeng_template"


class Translated(BytecodeCache):
    """Templates as Python: a thousand apps of one process need not translate them a thousand times."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what an earlier app translated; Jinja throws it away when the template has changed."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next app."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


TRANSLATED = Translated()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        room = item.path.relative_to(HERE).parts[0]
        if room == "architecture":
            item.add_marker(pytest.mark.architecture)
        if room == "e2e":
            item.add_marker(pytest.mark.browser)
        elif "database" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key file for all tests."""
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    create_keys(path)
    return path


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "office.sqlite3"
    _migrate(f"sqlite:///{path}", keys)
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server, up to the name of the database."""
    told = os.environ.get("XIANDENG_TEST_POSTGRESQL")
    if told:
        yield told
        return
    with running_postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str, keys: Path) -> str:
    """A migrated database to copy; its name."""
    with _maintenance(postgresql) as server:
        server.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        server.execute(f"CREATE DATABASE {TEMPLATE}")
    _migrate(postgresql.format(database=TEMPLATE), keys)
    return TEMPLATE


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database: each test that asks for it runs on both kinds."""
    yield from new_database(request, tmp_path)


def new_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Copy the migrated database of the kind that the request names, and drop the copy in the end."""
    if request.param == "sqlite":
        path = folder / "office.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite:///{path}"
        return
    address, template = request.getfixturevalue("postgresql"), request.getfixturevalue("migrated_postgresql")
    name = f"test_{uuid4().hex}"
    with _maintenance(address) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield address.format(database=name)
    with _maintenance(address) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clock() -> StandingClock:
    """A clock that stands until a test moves it."""
    return StandingClock()


@pytest.fixture
def app(database: str, keys: Path, clock: StandingClock) -> Iterator[Flask]:
    """The app on a database of its own."""
    made = create_app(Config(database, keys, plain_http=True), clock)
    made.jinja_env.bytecode_cache = TRANSLATED
    yield made
    let_go(made)


@pytest.fixture
def office(app: Flask, clock: StandingClock) -> Office:
    """An office with a manager, an auditor, an admin and three agents."""
    return new_office(app, clock)


def _migrate(address: str, keys: Path) -> None:
    made = create_app(Config(address, keys, plain_http=True))
    with made.app_context():
        migrate()
    let_go(made)


def let_go(app: Flask) -> None:
    """Close every connection, so that the database can be copied or dropped."""
    with app.app_context():
        db.engine.dispose()


@contextmanager
def _maintenance(address: str) -> Iterator[psycopg.Connection]:
    plain = address.format(database="postgres").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as server:
        yield server
