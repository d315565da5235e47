"""An office whose agents are called by letters, beside others in the same database: logins end in its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Flask

from sync.people.roles import Role
from tests.factories.line import FlaskWire, Line
from tests.factories.office import PASSWORD, MovingClock, Office, new_office
from webapp.services.people.offices import NewPerson
from webapp.services.people.sessions import open_session
from webapp.transaction import transaction

MANAGER = "manager"


def letter_office(
    app: Flask, clock: MovingClock, project_id: int, letters: Iterable[str], rules: Mapping[str, object]
) -> Office:
    """Open an office with a manager and an agent for each letter; `ids` has them by letter."""
    agents = [
        _person(letter, project_id, f"测试{letter}", f"A{letter}", Role.AGENT, number_of(letter)) for letter in letters
    ]
    manager = _person(MANAGER, project_id, "测试经理", "M01", Role.OFFICE_MANAGER)
    office = new_office(app, clock, (manager, *agents), project_id, rules)
    return Office(
        app, clock, {login.removesuffix(str(project_id)): id_ for login, id_ in office.ids.items()}, project_id
    )


def signed_in(office: Office, who: str) -> Line:
    """Return a line with a session that is opened behind the door: hundreds of passwords would take minutes."""
    with office.app.app_context(), transaction(office.project_id) as work:
        token = open_session(work, office.ids[who.lower()])
    wire = FlaskWire(office.app)
    wire.client.set_cookie("xiandeng", f"{office.project_id}.{token}")
    line = Line(wire)
    line.take_token()
    return line


def number_of(letter: str) -> str:
    """Return an agent's own number in its one spelling."""
    return f"+861390000{ord(letter):04}"


def _person(  # noqa: PLR0913, PLR0917 - as many as a person has
    who: str, project_id: int, name: str, staff_number: str, role: Role, phone: str = ""
) -> NewPerson:
    return NewPerson(f"{who}{project_id}".lower(), PASSWORD, name, staff_number, role, language="en", phone=phone)
