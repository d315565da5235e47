"""Rows in every table, for tests of what the database itself promises."""

from __future__ import annotations

from sqlalchemy import Engine, select, text

from tests.factories.office import Office
from webapp.extensions import db
from webapp.models.ownership import Ruling


def full_office(office: Office) -> None:
    """Leave at least one row in every table that is written once."""
    anna, bert = office.phone("anna"), office.phone("bert")
    anna.take_tickets(1)
    entry = anna.register(ticket=anna.tickets[0]["id"])
    anna.beat()
    anna.line.post("/api/v1/rules/1/read", {})
    path = anna.code_path(entry, anna.tickets[0])
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    office.stranger().wire.send("POST", path, b"answer=yes&last_four=8000", form)
    office.clock.wait(minutes=5)
    bert.register()
    bert.push()
    anna.visit(entry)
    anna.push()
    bert.withdraw(bert.captured[0])
    bert.push()
    bert.wait(hours=-3)
    bert.beat()
    with engine_of(office).begin() as connection:
        found = select(Ruling.client_id, Ruling.claim_id).where(Ruling.claim_id.is_not(None))
        client_id, claim_id = connection.execute(found).first() or ("", "")
        connection.execute(
            text(
                "INSERT INTO decision (project_id, id, client_id, claim_id, agent_id, decided_by, decided_at, "
                "ruling_number, winner_ruling_time, listed, reason_sealed) "
                "VALUES (1, 'd', :client, :claim, 'a', 'm', 1, 1, 1, '{\"claims\": []}', 's')"
            ),
            {"client": client_id, "claim": claim_id},
        )


def engine_of(office: Office) -> Engine:
    with office.app.app_context():
        return db.engine
