"""How many statements a push costs: all of them run while every other phone of the project waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from tests.factories.office import Office
from tests.factories.phone import Phone
from webapp.extensions import db

#: Beginning and ending a transaction are among them where the database is told.
ABOUT_FORTY = 42
#: The ledger: how large it is, its leaves, its nodes, how large it is now.
LEDGER = 4
#: Contacts, tickets with their answers, and notices have tables of their own.
MORE_IF_MIXED = 12


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """Note every statement that reaches the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with office.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def far_apart(first: int, count: int) -> list[str]:
    """Return ends of numbers of which no two are nearly alike: those cost more, and are counted elsewhere."""
    return [f"{tens}{tens}{ones}{ones}" for tens, ones in (divmod(place, 10) for place in range(first, first + count))]


def cost_of_push(office: Office, phone: Phone) -> int:
    with counted(office) as statements:
        results = phone.push()["results"]
    assert {result["status"] for result in results} == {"applied"}
    return len(statements)


def test_a_push_of_sixty_new_clients_costs_as_many_statements_as_one_of_one(office: Office) -> None:
    phone = office.phone("anna")
    costs = []
    for first, count in ((10, 1), (11, 60)):
        for number in far_apart(first, count):
            phone.register(f"138 0013 {number}")
        costs.append(cost_of_push(office, phone))
    assert costs[0] == costs[1] <= ABOUT_FORTY + LEDGER, costs


def test_a_mixed_push_costs_as_many_statements_whatever_its_size(office: Office) -> None:
    """One round: a client of a colleague, an incomplete one, one with a code, and a contact; notices come of it."""
    bert, anna = office.phone("bert"), office.phone("anna")
    anna.take_tickets(20)
    costs = []
    for first, rounds in ((10, 1), (11, 13)):
        for number in far_apart(first, rounds):
            bert.register(f"138 0013 {number}")
            anna.register(f"138 0013 {number}", surname="争")
            anna.register("", surname="缺")
            entry = anna.register(f"139 1113 {number}", ticket=anna.tickets.pop()["id"])
            anna.follow_up(entry)
        bert.push()
        costs.append(cost_of_push(office, anna))
    assert costs[0] == costs[1] <= ABOUT_FORTY + LEDGER + MORE_IF_MIXED, costs
