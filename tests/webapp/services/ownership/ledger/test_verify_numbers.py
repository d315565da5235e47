"""Whoever redirects a number, or joins and parts clients by hand, is named: no leaf covers what finds a client."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.factories.full_office import engine_of
from tests.factories.office import PROJECT_ID, Office
from tests.webapp.pages.desk.visitor import Visitor, clients_of
from webapp.models.ownership import Client
from webapp.services.ownership.ledger.verify_numbers import verify_numbers
from webapp.services.work import Work
from webapp.switchboard import switchboard
from webapp.transaction import snapshot

NUMBERS = ("138 0013 8000", "139 2222 3333", "137 4444 5555", "137 4444 5556", "")


@pytest.fixture
def lived(office: Office) -> Office:
    """An office with a further number, a link, a link taken back, a near number and a client without any number."""
    anna, bert = office.phone("anna"), office.phone("bert")
    pii = {"phone": NUMBERS[0], "surname": "王", "title": "mr", "spare_phones": ["135 1111 2222"]}
    anna.capture("registration", {"source": "walk_in", "ticket": None}, pii)
    for number in (NUMBERS[1], NUMBERS[2], NUMBERS[4]):
        anna.register(number)
    anna.push()
    bert.register(NUMBERS[3])
    bert.push()
    one, other, third = (each["id"] for each in clients_of(anna)[:3])
    manager = Visitor.of(office, "manager")
    for with_ in (other, third):
        assert manager.post(f"links/{one}/{with_}?kind=household", reason="一家人").status_code == 302
    return office


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM client_number WHERE kind = 'main'",
        "UPDATE client_number SET phone_key = 'x' WHERE kind = 'spare'",
        "UPDATE client_number SET client_id = (SELECT max(id) FROM client) WHERE kind = 'spare'",
        "UPDATE client SET phone_key = 'x' WHERE phone_key IS NOT NULL AND has_reviews",
        "UPDATE client SET phone_sealed = NULL, phone_key = NULL WHERE has_reviews",
        "UPDATE client SET group_id = NULL",
        "UPDATE client SET group_id = id WHERE group_id IS NULL",
        "UPDATE client SET has_reviews = NOT has_reviews",
    ],
)
def test_whatever_finds_or_joins_clients_is_held_against_what_was_sealed(lived: Office, statement: str) -> None:
    with lived.app.app_context(), snapshot(PROJECT_ID) as work:
        assert verify_numbers(work) == ()
    with lived.app.app_context(), Session(engine_of(lived).execution_options(writes=True)) as session:
        session.execute(text(statement))
        work = Work(session, PROJECT_ID, lived.clock.now(), switchboard(lived.app).vault)
        assert verify_numbers(work), statement
        session.rollback()


def test_a_number_given_to_a_client_of_another_s_is_named(lived: Office) -> None:
    """Both rows are exchanged whole, with what is sealed in them: each seal says where it belongs."""
    with lived.app.app_context(), Session(engine_of(lived).execution_options(writes=True)) as session:
        one, other = session.scalars(select(Client).where(Client.phone_key.is_not(None)).limit(2)).all()
        held = [(each.phone_key, each.phone_sealed) for each in (one, other)]
        one.phone_key = one.phone_sealed = None
        session.flush()
        for client, (key, sealed) in ((other, held[0]), (one, held[1])):
            client.phone_key, client.phone_sealed = key, sealed
            session.flush()
        work = Work(session, PROJECT_ID, lived.clock.now(), switchboard(lived.app).vault)
        assert {one.id, other.id} <= set(verify_numbers(work))
        session.rollback()
