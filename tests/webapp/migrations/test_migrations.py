"""The migrations make what the models say, both ways, with rows in the tables, on both databases."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text

from tests.factories.full_office import full_office
from tests.factories.office import Office, StandingClock, new_office
from webapp.cli import MIGRATIONS, alembic_config, migrate
from webapp.extensions import db
from webapp.models import Base
from webapp.models.base import WRITTEN_ONCE


def downgrade(app: Flask, revision: str) -> None:
    with app.app_context(), db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        settings = alembic_config()
        settings.attributes["connection"] = connection
        command.downgrade(settings, revision)


def test_head_is_what_the_models_say(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_there_is_one_head_and_one_beginning() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_both_ways_with_rows_in_the_tables(office: Office, clock: StandingClock) -> None:
    full_office(office)
    app = office.app
    downgrade(app, "base")
    with app.app_context(), db.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
        if connection.dialect.name == "postgresql":
            assert (
                connection.execute(text("SELECT count(*) FROM pg_proc WHERE proname = 'refuse_change'")).scalar() == 0
            )
        else:
            assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")).scalar() == 0
    with app.app_context():
        migrate()
    full_office(new_office(app, clock))


def test_migrating_twice_changes_nothing(office: Office) -> None:
    full_office(office)
    with office.app.app_context():
        migrate()
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM entry")).scalar() == 4


def test_the_migrations_keep_every_table_that_the_models_write_once() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in Path(MIGRATIONS / "versions").glob("*.py"))
    for table in WRITTEN_ONCE:
        assert f'    "{table}": (' in written, table
