"""How many statements pushes and pulls cost: those of a push run while every other phone of the project waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from tests.factories.office import Office
from tests.factories.phone import Phone
from webapp.extensions import db

#: Who pushes (2), the project's lock (1), phone, chain, heads and rules (4), what is known of entries and numbers (2),
#: rows (6), the chain's new end (1), evidence (9), names, numbers and rulings (4), the feed (2), how many numbers are
#: held and what was told (2), channels (2), what is due (1), phone and verdicts (2), the ledger (3).
PLAIN = 41
#: Tickets with their answers (3), contacts there, written and padded (3), rulings before (1), what is told whom (3).
MORE_IF_MIXED = 10
#: Who pulls (2), what is due (2), phone, chain, feed and ledger (5).
PULL_OF_NOTHING = 9
#: The clients, as one reader may see them.
MORE_WITH_CLIENTS = 14
#: Only one of the databases is told.
BEGINNING = "BEGIN"


@contextmanager
def counted(office: Office) -> Iterator[list[str]]:
    """Note every statement that reaches the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(BEGINNING):
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
    assert costs[0] == costs[1] <= PLAIN, costs


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
    assert costs[0] == costs[1] <= PLAIN + MORE_IF_MIXED, costs


def test_a_pull_of_sixty_clients_costs_as_many_statements_as_one_of_one_and_one_of_nothing_few(office: Office) -> None:
    phone = office.phone("anna")
    costs = []
    for first, count in ((10, 1), (11, 60), (71, 0)):
        for number in far_apart(first, count):
            phone.register(f"138 0013 {number}")
        phone.push()
        with counted(office) as statements:
            assert len(phone.pull()) == count
        costs.append(len(statements))
    assert costs[0] == costs[1] <= PULL_OF_NOTHING + MORE_WITH_CLIENTS, costs
    assert costs[2] <= PULL_OF_NOTHING, costs
