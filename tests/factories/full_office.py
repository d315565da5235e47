"""Rows in every table, for tests of what the database itself promises."""

from __future__ import annotations

from sqlalchemy import Engine, select, text

from tests.factories.office import Office
from webapp.extensions import db
from webapp.models.ownership import Ruling

#: A manager who looked at a pair, linked, and thought better of it.
IDENTITY = (
    (
        "INSERT INTO near_review (project_id, id, client_id, near_client_id, agent_id, near_agent_id, entry_id, kind, "
        "found_at) VALUES (1, 'r', :client, :client, 'a', 'b', 'e', 'same_window', 1)"
    ),
    (
        "INSERT INTO near_outcome (project_id, review_id, outcome, decided_by, decided_at, reason_sealed) "
        "VALUES (1, 'r', 'different', 'm', 1, 's')"
    ),
    (
        "INSERT INTO client_link (project_id, id, client_id, other_client_id, kind, linked_by, linked_at, "
        "reason_sealed) VALUES (1, 'l', :client, :client, 'household', 'm', 1, 's')"
    ),
    (
        "INSERT INTO client_unlink (project_id, link_id, unlinked_by, unlinked_at, reason_sealed) "
        "VALUES (1, 'l', 'm', 1, 's')"
    ),
)

#: A channel that reported a client, came along, and is credited with nobody.
CHANNELS = (
    "INSERT INTO channel (project_id, id, name, kind, opened_at, opened_by) VALUES (1, 'c', '渠道', 'own', 1, 'm')",
    (
        "INSERT INTO pre_registration (project_id, id, channel_id, mask_key, number_sealed, received_at, valid_until, "
        "reported_by) VALUES (1, 'p', 'c', 'k', 's', 1, 2, 'm')"
    ),
    (
        "INSERT INTO escort (project_id, id, channel_id, phone_key, recorded_at, recorded_by) "
        "VALUES (1, 'e', 'c', 'k', 1, 'm')"
    ),
    (
        "INSERT INTO channel_ruling (project_id, id, client_id, ruled_at, reason, rule, rule_version, evidence, "
        "explanation) VALUES (1, 'cr', :client, 1, 'mask_only', 'full_number', 1, '{}', '{}')"
    ),
)

#: Everything that an office can do to one client, and to one of its people.
ACTS = (
    (
        "INSERT INTO assignment (project_id, id, client_id, kind, from_agent, made_by, made_at) "
        "VALUES (1, 'a', :client, 'released', 'a', 'a', 1)"
    ),
    "INSERT INTO pool_claim (project_id, id, client_id, agent_id, claimed_at) VALUES (1, 'p', :client, 'a', 2)",
    (
        "INSERT INTO subscription (project_id, id, client_id, agent_id, subscribed_at, made_by) "
        "VALUES (1, 's', :client, 'a', 3, 'm')"
    ),
    (
        "INSERT INTO subscription_end (project_id, subscription_id, client_id, ended_at, made_by, reason_sealed) "
        "VALUES (1, 's', :client, 4, 'm', 's')"
    ),
    (
        "INSERT INTO dispute (project_id, id, client_id, ruling_number, kind, filed_by, filed_at, words_sealed) "
        "VALUES (1, 'd', :client, 1, 'appeal', 'a', 5, 's')"
    ),
    (
        "INSERT INTO dispute_end (project_id, dispute_id, client_id, ended_at, ended_by, outcome, reason_sealed) "
        "VALUES (1, 'd', :client, 6, 'm', 'dismissed', 's')"
    ),
    (
        "INSERT INTO outage (project_id, id, since, until, made_by, made_at, reason_sealed) "
        "VALUES (1, 'o', 1, 2, 'm', 3, 's')"
    ),
    "INSERT INTO departure (project_id, id, agent_id, departed_at, made_by) VALUES (1, 'x', :person, 7, 'm')",
    "INSERT INTO readmission (project_id, id, agent_id, readmitted_at, made_by) VALUES (1, 'y', :person, 8, 'm')",
)

#: A list of old clients, with one in it, and signed.
OLD_CLIENTS = (
    (
        "INSERT INTO old_client_list (project_id, id, published_by, published_at, objections_until) "
        "VALUES (1, 'ol', 'm', 1, 2)"
    ),
    (
        "INSERT INTO old_client (project_id, id, list_id, client_id, agent_id, first_at, last_contact_at) "
        "VALUES (1, 'oc', 'ol', :client, 'a', 1, 2)"
    ),
    "INSERT INTO old_client_list_signed (project_id, list_id, signed_by, signed_at) VALUES (1, 'ol', 'm', 3)",
)


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
        for statement in (*IDENTITY, *CHANNELS, *ACTS, *OLD_CLIENTS):
            connection.execute(text(statement), {"client": client_id, "person": office.ids["cora"]})


def engine_of(office: Office) -> Engine:
    with office.app.app_context():
        return db.engine
