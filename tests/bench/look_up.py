"""How long does it take to find out whose a number is, among millions?

The worst case is measured: all of them in one project. Half of the questions are about numbers that nobody knows.
Invented numbers, inserted in bulk; the question is the one that every push and every look-up at the desk asks.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import event, text

from sync.ownership.identity import Phone, normalise_phone
from tests.factories.office import PROJECT_ID, StandingClock, new_office
from tests.postgresql import running_postgresql
from webapp import create_app
from webapp.cli import migrate
from webapp.config import Config
from webapp.extensions import db
from webapp.services.ownership.identity.client_numbers import client_with_number
from webapp.switchboard import switchboard
from webapp.transaction import snapshot
from webapp.vault import create_keys

LOOKS, ROUNDS, AT_ONCE = 2_000, 3, 50_000


def measure_look_up(kind: str, identities: int) -> None:
    """Fill a database of a kind, and print p50 and p95 of a look-up and the plan that the database chose."""
    with tempfile.TemporaryDirectory(prefix="xiandeng-bench-") as folder, _database(kind, Path(folder)) as address:
        create_keys(Path(folder) / "keys.json")
        app = create_app(Config(address, Path(folder) / "keys.json", plain_http=True), StandingClock())
        with app.app_context():
            migrate()
            new_office(app, StandingClock())
            _fill(app, identities)
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("ANALYZE"))
            rounds = [_round(number, identities) for number in range(ROUNDS)]
            p50, p95 = (median(each[place] for each in rounds) for place in (0, 1))
            print(f"\n{kind}: {identities:,} identities, {LOOKS:,} look-ups, median of {ROUNDS} rounds")
            print(f"p50 {p50:.3f} ms, p95 {p95:.3f} ms")
            print(*_plan(kind), sep="\n")


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    with running_postgresql() as server:
        with psycopg.connect(server.format(database="postgres").replace("+psycopg", ""), autocommit=True) as made:
            made.execute("CREATE DATABASE bench")
        yield server.format(database="bench")


def _number(place: int) -> str:
    """Return the invented mobile number at a place."""
    return f"+8613{place:09d}"


def _fill(app: Flask, identities: int) -> None:
    vault = switchboard(app).vault
    client = text("INSERT INTO client (project_id, id, phone_key, created_at) VALUES (1, :id, :key, 1)")
    number = text(
        "INSERT INTO client_number (project_id, client_id, phone_key, agent_id, kind) "
        "VALUES (1, :id, :key, 'a', 'main')"
    )
    for start in range(0, identities, AT_ONCE):
        places = range(start, min(start + AT_ONCE, identities))
        rows = [{"id": f"client {place}", "key": vault.blind_index(PROJECT_ID, _number(place))} for place in places]
        with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(client, rows)
            connection.execute(number, rows)
        print(f"\r{start + len(rows):,} of {identities:,} written", end="", flush=True)


def _round(seed: int, identities: int) -> tuple[float, float]:
    """Ask for known and unknown numbers in turn; return p50 and p95 in milliseconds."""
    chance, times = Random(seed), []  # noqa: S311 - a story, no secret
    with snapshot(PROJECT_ID) as work:
        for look in range(LOOKS):
            phone = normalise_phone(_number(chance.randrange(identities) + (look % 2) * identities))
            assert isinstance(phone, Phone)
            began = time.perf_counter()
            found = client_with_number(work, phone)
            times.append((time.perf_counter() - began) * 1000)
            assert (found is None) == bool(look % 2)
    return median(times), quantiles(times, n=20)[18]


def _plan(kind: str) -> list[str]:
    """Return the plan of the very statement that a look-up runs."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, values: Any, *_more: object) -> None:
        asked.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    phone = normalise_phone(_number(1))
    assert isinstance(phone, Phone)
    with snapshot(PROJECT_ID) as work:
        client_with_number(work, phone)
    event.remove(db.engine, "before_cursor_execute", note)
    statement, values = next(each for each in asked if "client_number" in each[0])
    explain = "EXPLAIN QUERY PLAN " if kind == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS) "
    with db.engine.connect() as connection:
        return [str(row[-1]) for row in connection.exec_driver_sql(explain + statement, values)]
