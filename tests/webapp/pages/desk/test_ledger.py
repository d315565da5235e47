"""The ledger at the desk and by the command: the newest seal, and whether everything fits."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from tests.factories.full_office import engine_of
from tests.factories.office import Office
from tests.webapp.pages.desk.visitor import Visitor
from webapp import words
from webapp.ledger_command import verify_command


@pytest.fixture
def at_work(office: Office) -> Office:
    """An office with a few records."""
    anna = office.phone("anna")
    anna.register()
    anna.push()
    return office


def run(office: Office, *options: str) -> tuple[int, str]:
    with office.app.app_context():
        done = CliRunner().invoke(verify_command, options)
    return done.exit_code, done.output


def slip_in(office: Office) -> None:
    """Write a row past the program."""
    forged = "SELECT project_id, 'forged', client_id, entry_id, 'mistake', 1 FROM registration"
    with engine_of(office).begin() as connection:
        connection.execute(text(f"INSERT INTO withdrawal {forged}"))


def test_auditor_and_admin_see_the_seal_and_check_it_and_nobody_else(at_work: Office) -> None:
    for login in ("auditor", "admin"):
        desk = Visitor.of(at_work, login)
        assert words.say("en", "verify.newest") in desk.read("ledger")
        assert words.say("en", "verify.fits") in desk.read("ledger/check")
    for login in ("manager", "anna"):
        assert Visitor.of(at_work, login).get("ledger").status_code == 403


def test_what_does_not_fit_is_said_in_words(at_work: Office) -> None:
    slip_in(at_work)
    page = Visitor.of(at_work, "auditor").read("ledger/check")
    assert words.say("en", "verify.fits_not") in page
    assert words.say("en", "verify.extra", first=1, kind="withdrawal") in page


def test_the_command_says_whether_everything_fits_and_replays(at_work: Office) -> None:
    code, said = run(at_work, "--replay")
    assert code == 0, said
    assert "Every row fits its leaf" in said
    assert "1 rulings replayed for 1 clients" in said
    head = said.splitlines()[0]
    size, root = head.split(" records, root ")[0].rpartition(" ")[2], head.split("root ")[1]
    assert run(at_work, "--project", "1", "--head", f"{size}:{root}")[0] == 0
    code, said = run(at_work, "--project", "1", "--head", f"{int(size) + 3}:{root}")
    assert code == 1
    assert "Set back" in said
    with engine_of(at_work).begin() as connection:
        connection.execute(text("DELETE FROM client_number"))
    code, said = run(at_work, "--replay")
    assert code == 1
    assert "is found or joined otherwise than was written down" in said
    slip_in(at_work)
    code, said = run(at_work)
    assert code == 1
    assert "Added without being written down" in said


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--head", "1:x"), "Say with --project"),
        (("--project", "9"), "no such office"),
        (("--project", "1", "--head", "x"), "SIZE:ROOT"),
    ],
)
def test_a_wrong_option_is_said_in_a_sentence(at_work: Office, options: tuple[str, ...], sentence: str) -> None:
    code, said = run(at_work, *options)
    assert code == 1
    assert sentence in said
