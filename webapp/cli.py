"""Commands for whoever runs the server: `python -m webapp COMMAND`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import click
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.util import CommandError
from flask import current_app
from sqlalchemy.exc import DatabaseError, OperationalError

from sync.people.roles import Role
from sync.policy import RuleBook
from webapp import create_app
from webapp.config import Config, ConfigError
from webapp.demo.opening import OfficeExistsError, open_demo_office
from webapp.demo.people import PROJECT_ID
from webapp.demo.welcome import is_demo_office, welcome
from webapp.extensions import db
from webapp.ledger_command import verify_command
from webapp.serve import Address, become_server, how_to_reach, look_first
from webapp.services.people.offices import (
    NewPerson,
    add_people,
    has_login,
    is_empty,
    keys_fit,
    next_project,
    open_office,
)
from webapp.services.people.sign_in import spell_login
from webapp.services.people.staff import new_password
from webapp.switchboard import switchboard
from webapp.transaction import across_projects, snapshot, transaction
from webapp.vault import VaultError, add_missing_keys, create_keys

MIGRATIONS = Path(__file__).parent / "migrations"


class _InWords(click.Group):
    """Ends what cannot go on with one sentence and exit code 1, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        try:
            return super().invoke(ctx)
        except (ConfigError, VaultError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            message = f"{error.filename} cannot be written or read: {error.strerror}."
            raise click.ClickException(message) from error
        except (DatabaseError, CommandError) as error:
            raise click.ClickException(_what_is_wrong(error)) from error


def _what_is_wrong(error: DatabaseError | CommandError) -> str:
    """Say what to do about a database; never the statement or its values, which may be personal."""
    if isinstance(error, CommandError):
        return f"The database does not fit this version of the server ({error}): use the version that it was made with."
    if isinstance(error, OperationalError):
        return f"The database that XIANDENG_DATABASE names cannot be used ({_first_line(error)}): see that it is there."
    return f"The database is damaged ({_first_line(error)}): put its last copy back, or start with a new one."


def _first_line(error: DatabaseError) -> str:
    return next(iter(str(error.orig).splitlines()), "no reason given")


@click.group(cls=_InWords)
def main() -> None:
    r"""Look after a Xiandeng server.

    \b
    It reads from its environment:
      XIANDENG_DATABASE    address of the database: sqlite:////srv/office.sqlite3
                           or postgresql+psycopg://office@localhost/office
      XIANDENG_KEYS        file of the keys; keep it apart from the database
      XIANDENG_PLAIN_HTTP  1 lets cookies travel without TLS, for this machine only
      XIANDENG_PROXY_HOPS  how many of our own proxies stand in front, 0 unless told
    """


@main.group()
def keys() -> None:
    """Look after the keys."""


@keys.command("create")
def _create_keys() -> None:
    """Write a new key file where XIANDENG_KEYS says; one that is there only gets the keys that it lacks."""
    path = Config.from_environment(os.environ).keys
    try:
        create_keys(path)
    except FileExistsError:
        added = add_missing_keys(path)
        if not added:
            message = f"There is a key file at {path} already; it is left alone."
            raise click.ClickException(message) from None
        click.echo(f"The key file at {path} was of an older version; added: {', '.join(added)}. Copy it anew.")


@main.command("migrate")
def _migrate() -> None:
    """Bring the database to the newest shape."""
    with create_app().app_context():
        migrate()


@main.command("open")
@click.option("--name", required=True, help="Name of the sales office.")
@click.option("--zone", default="Asia/Shanghai", help="Where its days end; Asia/Shanghai unless told.")
@click.option("--manager", required=True, help="Name of the office manager.")
@click.option("--login", required=True, help="Login of the office manager.")
def _open(name: str, zone: str, manager: str, login: str) -> None:
    """Open an office with its manager, who adds everybody else at the desk, and show the first password once."""
    if zone not in available_timezones():
        message = f"There is no time zone {zone}; write it like Asia/Shanghai."
        raise click.ClickException(message)
    with create_app().app_context():
        password = _open_office(name, zone, manager, spell_login(login))
    click.echo(f"{manager} signs in as {spell_login(login)} with {password} and then chooses a password of their own.")


def _open_office(name: str, zone: str, manager: str, login: str) -> str:
    """Return the manager's first password."""
    board, password = switchboard(current_app), new_password()
    with across_projects(writes=True) as session:
        if has_login(session, login):
            message = f"The login {login} is taken: choose another one."
            raise click.ClickException(message)
        work = open_office(
            session,
            board.vault,
            board.clock.now(),
            project_id=next_project(session),
            name=name,
            time_zone=zone,
            book=RuleBook(),
        )
        newcomer = NewPerson(login, password, manager, "M01", Role.OFFICE_MANAGER)
        add_people(work, [newcomer], first_passwords=True)
    return password


main.add_command(verify_command)


@main.command("demo")
def _demo() -> None:
    """Open the demo office, in an empty database only."""
    with create_app().app_context():
        try:
            demo()
        except OfficeExistsError:
            message = "There is an office in this database already; the demo office wants an empty one."
            raise click.ClickException(message) from None


@main.command("serve")
@click.option("--host", default="127.0.0.1", help="This machine only unless told; 0.0.0.0 lets phones in.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, help="8000 unless told.")
@click.option("--cert", help="Certificate for TLS, which phones need.")
@click.option("--key", help="Private key of the certificate.")
@click.option("--workers", type=click.IntRange(1, 32), default=2, help="Processes, 2 unless told.")
def _serve(host: str, port: int, cert: str | None, key: str | None, workers: int) -> None:
    """Make what is missing, down to a demo office, say how to get in, and run the office.

    Without a certificate it is for this machine only: cookies travel without TLS.
    """
    address = Address(host, port, cert, key)
    look_first(address)
    if not cert:
        os.environ["XIANDENG_PLAIN_HTTP"] = "1"
    prepare()
    click.echo(how_to_reach(address))
    become_server(address, workers)


def prepare() -> None:
    """Make keys, tables and the demo office, each only if it is missing, and say how to get in.

    An office whose keys are lost gets no new ones: they would open nothing, and hide that the old ones are missed.
    """
    path = Config.from_environment(os.environ).keys
    made = not path.exists()
    if made:
        create_keys(path)
    elif added := add_missing_keys(path):
        click.echo(f"· adding to the key file, which has to be copied anew: {', '.join(added)}")
    with create_app().app_context():
        migrate()
        with across_projects() as session:
            empty, fit = is_empty(session), keys_fit(session, switchboard(current_app).vault)
        if made and not empty:
            path.unlink()
        if not empty and (made or not fit):
            message = f"The keys of this office are not at {path}: put their copy there, or start with a new database."
            raise VaultError(message)
        if empty:
            click.echo("· opening the demo office")
            demo()
        click.echo(_how_to_get_in())


def migrate(revision: str = "head") -> None:
    """Bring the database of the current app to a shape; what is in it stays."""
    with db.engine.connect().execution_options(writes=True) as connection, connection.begin():
        settings = alembic_config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)


def demo() -> None:
    """Open the demo office in the database of the current app; OfficeExistsError if there is one."""
    board = switchboard(current_app)
    with across_projects(writes=True) as session:
        open_demo_office(session, board.vault, board.clock.now())


def alembic_config() -> AlembicConfig:
    """Return where the migrations are."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings


def _how_to_get_in() -> str:
    with snapshot(PROJECT_ID) as work:
        demo_office = is_demo_office(work)
    if not demo_office:
        return "The office in this database is no demo: people sign in as they do every day."
    with transaction(PROJECT_ID) as work:
        return welcome(work)
