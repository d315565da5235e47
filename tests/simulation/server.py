"""The real server under simulation: its app, its database, and three seams - now, chance, and the next statement.

One app and one database a process. Before each seed the database becomes again what it was when the office had just
been opened, everybody had signed in and every agent had a phone.
"""

from __future__ import annotations

import gc
import logging
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, event, text
from werkzeug.test import Client

from sync.people.roles import Role
from tests.factories.line import Answer, Line
from tests.factories.office import PASSWORD, new_office
from tests.simulation.entropy import chance_from, seeded
from tests.simulation.memory import Memory
from tests.simulation.phone import enrolled
from tests.simulation.times import SettableClock
from tests.simulation.wire import ServerDiedError
from tests.simulation.without import without_waste
from webapp import create_app
from webapp.cli import migrate
from webapp.config import Config
from webapp.extensions import db
from webapp.services.people.offices import NewPerson
from webapp.vault import create_keys

BEGAN = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
AGENTS = ("anna", "bert", "cora", "dora", "emil", "finn")
DESK = ("manager", "admin")
PEOPLE = (
    NewPerson("manager", PASSWORD, "测试经理", "M01", Role.OFFICE_MANAGER, language="en"),
    NewPerson("admin", PASSWORD, "测试管理员", "X01", Role.ADMIN, language="en"),
    *(
        NewPerson(login, PASSWORD, f"测试{login}", f"A{number:02}", Role.AGENT, "一组", "en", f"+8613900000{number:03}")
        for number, login in enumerate(AGENTS)
    ),
)


class ServerClock:
    """The machine's clock: the world moves it, forwards with time and now and then by a step."""

    def __init__(self) -> None:
        self.at = BEGAN

    def now(self) -> datetime:
        """Return the moment."""
        return self.at

    def wait(self, **duration: float) -> None:
        """Let time pass."""
        self.at += timedelta(**duration)


class DiedError(BaseException):
    """The process is gone: nothing in the app may catch it."""


@dataclass
class Death:
    """Where the server dies: before so many more statements, or in the middle of a commit."""

    statement: int | None = None
    commit: bool = False


@dataclass(frozen=True)
class Opening:
    """The office as it was when it had just been opened."""

    ids: dict[str, str]
    cookies: dict[str, dict[str, str]]
    tokens: dict[str, str]
    phones: dict[str, Memory]


class InProcessWire:
    """Carries one request through the app's WSGI entry, with the cookies of one browser."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.client = Client(server.app)

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Carry a request; ServerDiedError if the server died over it."""
        return self.server.answer(self.client, method, path, body, headers)


class Server:
    """The app, its clock and its database."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.clock: SettableClock = ServerClock()
        keys = folder / "simulation-keys.json"
        with chance_from(seeded("keys")):
            create_keys(keys)
        self.app = create_app(Config(database, keys, plain_http=True), self.clock)
        # What goes wrong is told by the checks; the logger of the product's name is other tests' as well.
        self.app.logger = logging.getLogger("simulation")
        self.app.logger.setLevel(logging.CRITICAL + 1)
        self.death: Death | None = None
        self.statements = self.writes = 0
        self._without = ExitStack()
        self._without.enter_context(without_waste())
        with self.app.app_context():
            self.engine = db.engine
        event.listen(self.engine, "before_cursor_execute", self._before_statement)
        event.listen(self.engine, "commit", self._before_commit)
        self.opening = self._open()
        self._keep_template()
        gc.freeze()  # What stays is looked through once, not before each seed.

    # --- one request ---

    def answer(self, client: Client, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Answer a request, unless the server is meant to die over it."""
        self.statements = 0
        try:
            response = client.open(path, method=method, data=body, headers=dict(headers))
        except DiedError:
            raise ServerDiedError from None
        finally:
            self.death = None
        answer = Answer(response.status_code, dict(response.headers), response.get_data())
        response.close()
        return answer

    def kill_at(self, statement: int | None, *, commit: bool = False) -> None:
        """Let the server die over the next request: before a statement, or when it commits."""
        self.death = Death(statement, commit)

    def told_time(self) -> int:
        """Return the newest time that the server has given to anything, in milliseconds."""
        with self.engine.connect() as connection:
            return int(connection.execute(text("SELECT max(last_at) FROM project_clock")).scalar_one())

    def _before_statement(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("BEGIN"):
            return  # Only SQLite is told so: a seed is the same story on either database.
        self.statements += 1
        if self.death is not None and self.death.statement == self.statements:
            raise DiedError

    def _before_commit(self, connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        if writes and self.death is not None and self.death.commit:
            raise DiedError
        self.writes += writes

    # --- browsers ---

    def line(self, login: str | None = None) -> Line:
        """Return a line: signed in as it was when the office opened, or a stranger's."""
        wire = InProcessWire(self)
        line = Line(wire)
        if login is not None:
            for name, value in self.opening.cookies[login].items():
                wire.client.set_cookie(name, value)
            line.csrf_token = self.opening.tokens[login]
        return line

    # --- the beginning ---

    def begin_again(self) -> None:
        """Make the database what it was when the office had just been opened."""
        self.clock.at = BEGAN
        self.engine.dispose()
        gc.collect()  # What died in the middle may still hold the file.
        if self.engine.dialect.name == "sqlite":
            for end in ("-wal", "-shm"):
                Path(f"{self._file()}{end}").unlink(missing_ok=True)
            shutil.copyfile(self._template_file(), self._file())
        else:
            self._copy(self._name() + "_template", self._name())

    def close(self) -> None:
        """Let go of every connection, and be as slow again as before."""
        self._without.close()
        gc.unfreeze()
        self.engine.dispose()
        if self.engine.dialect.name != "sqlite":
            self._maintain(f"DROP DATABASE IF EXISTS {self._name()}_template WITH (FORCE)")

    def _open(self) -> Opening:
        with chance_from(seeded("office")):
            office = new_office(self.app, self.clock, PEOPLE)
            cookies, tokens, phones = {}, {}, {}
            for number, login in enumerate((*AGENTS, *DESK)):
                wire = InProcessWire(self)
                line = Line(wire)
                line.sign_in(login, PASSWORD)
                if login in AGENTS:
                    phones[login] = enrolled(line, office.code_for(login), number, wall_ms=_ms(self.clock.now()))
                names = ("xiandeng", "xiandeng-form")
                held = {name: wire.client.get_cookie(name) for name in names}
                cookies[login] = {name: cookie.value for name, cookie in held.items() if cookie is not None}
                tokens[login] = line.csrf_token
        return Opening(office.ids, cookies, tokens, phones)

    def _keep_template(self) -> None:
        self.engine.dispose()
        if self.engine.dialect.name == "sqlite":
            shutil.copyfile(self._file(), self._template_file())
        else:
            self._copy(self._name(), self._name() + "_template")

    def _file(self) -> str:
        return str(self.engine.url.database)

    def _template_file(self) -> Path:
        return self.folder / "opened.sqlite3"

    def _name(self) -> str:
        return str(self.engine.url.database)

    def _copy(self, source: str, target: str) -> None:
        self._maintain(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
        self._maintain(f"CREATE DATABASE {target} TEMPLATE {source}")

    def _maintain(self, statement: str) -> None:
        url = self.engine.url.set(drivername="postgresql", database="postgres")
        with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as server:
            server.execute(statement.encode())


def migrated(address: str, folder: Path) -> str:
    """Give an empty database its tables."""
    keys = folder / "migration-keys.json"
    create_keys(keys)
    app = create_app(Config(address, keys, plain_http=True))
    with app.app_context():
        migrate()
        db.engine.dispose()
    return address


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
