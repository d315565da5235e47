"""The libraries that the app is made with, unbound."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine, event

from webapp.models import Base

#: How long a writer waits for another on SQLite, in milliseconds.
BUSY_TIMEOUT_MS = 20_000

db = SQLAlchemy(metadata=Base.metadata)
csrf = CSRFProtect()


def tune(engine: Engine) -> None:
    """Make SQLite keep what it acknowledged and let one writer in at a time; PostgreSQL does so by itself.

    Python's driver begins transactions late, at the first write, when another writer may have changed what was read.
    So we begin them ourselves, and writing ones with BEGIN IMMEDIATE.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - the pool's own
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
