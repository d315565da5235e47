"""The commands end well, or with one sentence that says how to mend what is broken."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.factories.line import FlaskWire, Line
from webapp import cli, create_app
from webapp.config import Config
from webapp.demo.people import PASSWORD
from webapp.extensions import db
from webapp.serve import Address, look_first
from webapp.vault import create_keys


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """The variables of an office that is not there yet."""
    return {
        "XIANDENG_DATABASE": f"sqlite:///{tmp_path / 'office.sqlite3'}",
        "XIANDENG_KEYS": str(tmp_path / "keys.json"),
        "XIANDENG_PLAIN_HTTP": "1",
    }


def run(place: Mapping[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, list(arguments), env=dict(place))


def refused(place: Mapping[str, str], *arguments: str) -> str:
    """Return the one sentence with which a command ends."""
    done = run(place, *arguments)
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit), done.output
    sentences = [line for line in done.output.splitlines() if line.startswith("Error: ")]
    assert len(sentences) == 1, done.output
    assert "secret" not in done.output
    return sentences[0]


def serve(place: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    """Serve up to the moment at which the process would become the web server."""
    monkeypatch.setattr(cli, "become_server", lambda _address, workers: click.echo(f"server with {workers} workers"))
    return run(place, "serve", "--port", "8765", *options)


def test_serve_makes_what_is_missing_and_says_how_to_get_in(
    place: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = serve(place, monkeypatch)
    assert first.exit_code == 0, first.output
    for words in (
        PASSWORD,
        "opening the demo office",
        "http://127.0.0.1:8765/",
        "--cert FILE",
        "server with 2 workers",
    ):
        assert words in first.output, words
    second = serve(place, monkeypatch)
    assert "opening the demo office" not in second.output
    codes = [{line.split()[2] for line in each.output.splitlines() if " agent " in line} for each in (first, second)]
    assert [len(each) for each in codes] == [8, 8]
    assert codes[0].isdisjoint(codes[1])


def test_the_demo_office_wants_an_empty_database(place: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    serve(place, monkeypatch)
    assert "an empty one" in refused(place, "demo")


def test_an_office_without_its_own_keys_gets_no_new_ones(
    place: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(place, monkeypatch)
    keys = Path(place["XIANDENG_KEYS"])
    keys.unlink()
    assert "put their copy there" in refused(place, "serve", "--port", "8765")
    assert not keys.exists()
    create_keys(keys)
    assert "put their copy there" in refused(place, "serve", "--port", "8765")


def test_keys_are_never_overwritten(place: dict[str, str]) -> None:
    assert run(place, "keys", "create").exit_code == 0
    before = Path(place["XIANDENG_KEYS"]).read_bytes()
    assert "left alone" in refused(place, "keys", "create")
    assert Path(place["XIANDENG_KEYS"]).read_bytes() == before


def test_each_broken_setting_ends_with_a_sentence(place: dict[str, str], tmp_path: Path) -> None:
    create_keys(Path(place["XIANDENG_KEYS"]))
    damaged = tmp_path / "damaged.json"
    damaged.write_text(json.dumps({"seals": {}}))
    blocked = tmp_path / "file" / "keys.json"
    blocked.parent.write_text("no folder")
    table = (
        ({"XIANDENG_DATABASE": ""}, "Set XIANDENG_DATABASE"),
        ({"XIANDENG_KEYS": ""}, "Set XIANDENG_KEYS"),
        ({"XIANDENG_DATABASE": "mysql://me:secret@host/office"}, "names no database that is known here"),
        ({"XIANDENG_DATABASE": "nonsense"}, "names no database that is known here"),
        ({"XIANDENG_DATABASE": "postgresql+psycopg://me:secret@127.0.0.1:9/office"}, "see that it is there"),
        ({"XIANDENG_DATABASE": "sqlite:////nowhere/at/all.sqlite3"}, "see that it is there"),
        ({"XIANDENG_KEYS": str(damaged)}, "is damaged: restore it"),
        ({"XIANDENG_KEYS": str(tmp_path / "none.json")}, "keys create"),
        ({"XIANDENG_KEYS": str(blocked)}, "cannot be written or read"),
        ({"XIANDENG_PROXY_HOPS": "many"}, "Set XIANDENG_PROXY_HOPS"),
    )
    for change, words in table:
        assert words in refused({**place, **change}, "migrate"), change


def test_a_damaged_or_newer_database_ends_with_a_sentence(
    place: dict[str, str], migrated_sqlite: Path, tmp_path: Path
) -> None:
    create_keys(Path(place["XIANDENG_KEYS"]))
    file = tmp_path / "office.sqlite3"
    file.write_bytes(b"this is no database at all, whatever its name says" * 100)
    assert "put its last copy back" in refused(place, "serve", "--port", "8765")
    shutil.copy(migrated_sqlite, file)
    with sqlite3.connect(file) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    assert "does not fit this version" in refused(place, "serve", "--port", "8765")


def test_a_taken_port_or_a_bad_certificate_is_found_before_the_work_begins(
    place: dict[str, str], tmp_path: Path
) -> None:
    no_pem = str(tmp_path / "cert.pem")
    Path(no_pem).write_text("no certificate")
    assert "Give both" in refused(place, "serve", "--cert", no_pem)
    assert "can be read" in refused(place, "serve", "--cert", no_pem, "--key", no_pem)
    assert "can be read" in refused(place, "serve", "--cert", "none.pem", "--key", "none.pem")
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        assert f"stop what holds 127.0.0.1:{port}" in refused(place, "serve", "--port", str(port))
    look_first(Address("127.0.0.1", port, None, None))
    assert not Path(place["XIANDENG_KEYS"]).exists()


def test_the_help_names_every_variable(place: dict[str, str]) -> None:
    told = run({}, "--help").output
    assert all(name in told for name in place)


def test_an_office_is_opened_with_a_manager_whose_first_password_has_to_be_changed(place: dict[str, str]) -> None:
    options = ("--name", "测试案场", "--manager", "测试经理", "--login", "Mira ")
    for command in (("keys", "create"), ("migrate",)):
        assert run(place, *command).exit_code == 0
    done = run(place, "open", *options)
    assert done.exit_code == 0, done.output
    first = done.output.split(" with ")[1].split(" and ")[0]
    app = create_app(Config.from_environment(place))
    line = Line(FlaskWire(app))
    line.sign_in_first("mira", first, PASSWORD)
    who = line.get("/api/v1/session").json
    assert (who["person"]["role"], who["project"]["id"], who["project"]["name"]) == ("office_manager", 1, "测试案场")
    with app.app_context():
        db.engine.dispose()
    assert "taken" in refused(place, "open", *options)
    assert "time zone" in refused(place, "open", *options, "--zone", "Mars/Olympus")
    assert "project" not in refused(place, "demo")
