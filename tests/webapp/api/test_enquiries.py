"""A phone enquiry, and then the client walks in to somebody else: whose it is, says the rule book's switch."""

from __future__ import annotations

import pytest

from sync.policy import RuleBook
from tests.factories.office import PROJECT_ID, Office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.visitor import NUMBER, client_of
from webapp.models.ownership import RuleBookEdition
from webapp.transaction import transaction

ROWS = (
    ("row 28: the first caller's for seven days", "first_caller", 3, False, "anna"),
    ("row 29: after them, whoever receives the client", "first_caller", 9, False, "bert"),
    ("only a client who asks for the first caller is", "named_only", 3, False, "bert"),
    ("and this one asks", "named_only", 3, True, "anna"),
    ("an enquiry is the whole office's", "public", 3, False, "bert"),
)


def publish(office: Office, **values: object) -> None:
    body = RuleBook(version=2).to_dict() | values
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        row = RuleBookEdition(
            project_id=PROJECT_ID,
            version=2,
            effective_from=work.now,
            published_at=work.now,
            published_by=None,
            body=body,
        )
        work.session.add(row)


def wait(office: Office, *phones: Phone, days: float) -> None:
    office.clock.wait(days=days)
    for phone in phones:
        phone.wait(days=days)
        office.sign_in_again(phone)
        phone.beat()


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_who_rang_first(office: Office, row: tuple[str, str, int, bool, str]) -> None:
    what, switch, days, asks, owner = row
    publish(office, phone_to_walk_in=switch)
    office.clock.wait(minutes=1)
    anna, bert = office.phone("anna"), office.phone("bert")
    rang = anna.register(NUMBER, source="phone_enquiry")
    anna.follow_up(rang, note="约周末")
    anna.push()
    wait(office, anna, bert, days=days)
    named = {"named": office.ids["anna"]} if asks else {}
    body = {"source": "walk_in", "ticket": None, **named}
    bert.capture("registration", body, {"phone": NUMBER, "surname": "王", "title": "ms"})
    bert.push()
    phones = {"anna": anna, "bert": bert}
    assert client_of(phones[owner])["state"] == "mine", what


@pytest.mark.parametrize(
    ("rings", "owner"),
    [((("unanswered", 10), ("switched_off", 14)), "bert"), ((("reached", 14),), "anna")],
    ids=["row 13: nobody was reached", "somebody was"],
)
def test_only_who_is_reached_is_kept(office: Office, rings: tuple[tuple[str, int], ...], owner: str) -> None:
    anna, bert = office.phone("anna"), office.phone("bert")
    entry = anna.register(NUMBER)
    anna.visit(entry)
    anna.push()
    day = 0
    for outcome, on in rings:
        wait(office, anna, days=on - day)
        day = on
        anna.follow_up(entry, outcome=outcome)
        anna.push()
    wait(office, anna, bert, days=16 - day)
    bert.register(NUMBER)
    bert.push()
    assert client_of({"anna": anna, "bert": bert}[owner])["state"] == "mine"


def test_what_was_done_offline_in_time_is_weighed_against_the_lapse(office: Office) -> None:
    """Row 14: the text came after a colleague had registered what had lapsed as the server saw it."""
    anna, bert = office.phone("anna"), office.phone("bert")
    entry = anna.register(NUMBER)
    anna.visit(entry)
    anna.push()
    wait(office, anna, bert, days=15)
    anna.wait(hours=10)
    anna.follow_up(entry, note="接通，周末来")
    office.clock.wait(hours=23)
    office.sign_in_again(bert)
    bert.register(NUMBER)
    bert.push()
    office.clock.wait(hours=1)
    anna.wait(hours=14)
    office.sign_in_again(anna)
    anna.push()
    assert client_of(bert)["contested"]
    assert client_of(anna)["ruling"]["reason"] == "late_follow_up_contests"
