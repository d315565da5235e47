"""Triggers that let the database itself refuse to change or delete what is written once."""

from __future__ import annotations

from collections.abc import Mapping

from alembic import op

#: Table to the keys by which SQLite's INSERT OR REPLACE would find a row to delete, each without the project.
Tables = Mapping[str, tuple[str, ...]]


def keep_written_once(tables: Tables) -> None:
    """Protect the tables of a migration, whoever holds the password of the database's user."""
    for table, keys in tables.items():
        if op.get_bind().dialect.name == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
        else:
            _keep_on_sqlite(table, keys)


def _keep_on_sqlite(table: str, keys: tuple[str, ...]) -> None:
    """Refuse REPLACE as well: it deletes what is in its way without asking the triggers for deletion."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
    for act in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_written_once_{act.lower()} BEFORE {act} ON {table} {refuse}")
    found = f"EXISTS (SELECT 1 FROM {table} WHERE "  # noqa: S608 - our own names of tables
    # A new row is -1 here unless the statement chose its number, and no row of ours ever has that one.
    in_the_way = " OR ".join(f"{found}{same})" for same in (*map(_same_key, keys), "rowid = NEW.rowid"))
    op.execute(f"CREATE TRIGGER {table}_written_once_insert BEFORE INSERT ON {table} WHEN {in_the_way} {refuse}")


def _same_key(columns: str) -> str:
    return " AND ".join(f"{name} = NEW.{name}" for name in ("project_id", *columns.split(", ")))
