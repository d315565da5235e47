"""Commands for whoever runs the server: `python -m webapp COMMAND`."""

from __future__ import annotations

import os
from pathlib import Path

import click
from alembic import command
from alembic.config import Config as AlembicConfig

from webapp import create_app
from webapp.config import Config
from webapp.extensions import db
from webapp.vault import create_keys

MIGRATIONS = Path(__file__).parent / "migrations"


@click.group()
def main() -> None:
    """Look after a Xiandeng server."""


@main.group()
def keys() -> None:
    """Look after the keys."""


@keys.command("create")
def _create_keys() -> None:
    """Write a new key file where XIANDENG_KEYS says; an existing one is never overwritten."""
    path = Config.from_environment(os.environ).keys
    try:
        create_keys(path)
    except FileExistsError:
        message = f"There is a key file at {path} already; it is left alone."
        raise click.ClickException(message) from None


@main.command("migrate")
def _migrate() -> None:
    """Bring the database to the newest shape."""
    with create_app().app_context():
        migrate()


def migrate(revision: str = "head") -> None:
    """Bring the database of the current app to a shape; what is in it stays."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        settings = alembic_config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)


def alembic_config() -> AlembicConfig:
    """Return where the migrations are."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings
