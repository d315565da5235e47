"""Everything that stands in the database, to be compared with what stands there later."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from webapp.extensions import db

#: They change with every request, whatever it asks for.
PASSING = frozenset({"project_clock", "sign_in_session", "sign_in_attempts"})


def dump(app: Flask, *, leave: frozenset[str] = PASSING) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but some."""
    tables = [table for table in db.metadata.tables.values() if table.name not in leave]
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=str) for table in tables
        }
