"""Browser tests: real Chromium, each phone a context of its own, against the real server on a real database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.agent_phone import AgentPhone
from tests.e2e.client_phone import ClientPhone
from tests.e2e.desk import Desk
from tests.factories.office import Office, new_office
from tests.factories.served import ShiftedClock, served
from tests.rooms import CHROMIUM_NAMES
from webapp import create_app
from webapp.config import Config
from webapp.extensions import db

#: Headless Chromium as root needs the first two; without the others it calls its maker at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    assert found, "install Chromium"
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, Any]:
    return {"executable_path": chromium, "args": FLAGS, "headless": True}


@pytest.fixture
def database(tmp_path: Path, migrated_sqlite: Path) -> str:
    """A database of this test; SQLite, unless a story asks for both kinds."""
    path = tmp_path / "office.sqlite3"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def shifted(tmp_path: Path) -> ShiftedClock:
    file = tmp_path / "shift"
    file.write_text("0")
    return ShiftedClock(file)


@pytest.fixture
def open_office(database: str, keys: Path, shifted: ShiftedClock) -> Iterator[Office]:
    """An office in the database, reached from this process for what the desk would do by hand."""
    app = create_app(Config(database, keys, plain_http=True), shifted)
    yield new_office(app, shifted)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def address(database: str, keys: Path, shifted: ShiftedClock, open_office: Office) -> Iterator[str]:
    """The address of the served office."""
    assert open_office.ids
    with served(database, keys, shifted) as at:
        yield at


@pytest.fixture
def new_phone(browser: Browser, address: str, open_office: Office) -> Iterator[Callable[..., AgentPhone]]:
    """Make phones of agents: signed in, enrolled, with a PIN, ready to register."""
    phones: list[AgentPhone] = []

    def make(login: str, **options: Any) -> AgentPhone:
        phone = AgentPhone.ready(browser, address, open_office, login, **options)
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.assert_no_complaints()
        phone.context.close()


@pytest.fixture
def new_client(browser: Browser) -> Iterator[Callable[[], ClientPhone]]:
    """Make phones of clients: their own network, inside WeChat, without script."""
    phones: list[ClientPhone] = []

    def make() -> ClientPhone:
        phones.append(ClientPhone.fresh(browser))
        return phones[-1]

    yield make
    for phone in phones:
        phone.context.close()


@pytest.fixture
def new_desk(browser: Browser, address: str) -> Iterator[Callable[..., Desk]]:
    """Make desks: somebody signed in on a computer."""
    desks: list[Desk] = []

    def make(login: str, **options: Any) -> Desk:
        desks.append(Desk.of(browser, address, login, **options))
        return desks[-1]

    yield make
    for desk in desks:
        desk.context.close()


@pytest.fixture
def wait(shifted: ShiftedClock) -> Callable[..., None]:
    """Let time pass on the server and on these phones alike."""

    def pass_(*phones: AgentPhone, minutes: float) -> None:
        shifted.wait(minutes=minutes)
        for phone in phones:
            phone.pass_time(minutes)

    return pass_
