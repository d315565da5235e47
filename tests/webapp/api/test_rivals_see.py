"""Whoever has a claim on a client sees when the owner was last in touch, and not only after the next ruling."""

from __future__ import annotations

from tests.factories.office import Office
from tests.webapp.api.test_collisions import NUMBER, client_of, two_phones, wait


def test_a_rival_hears_that_the_owner_has_met_the_client_again(office: Office) -> None:
    anna, bert = two_phones(office)
    mine = anna.register(NUMBER)
    anna.visit(mine)
    anna.push()
    wait(office, anna, bert, minutes=5)
    bert.register(NUMBER)
    bert.push()
    bert.pull()
    wait(office, anna, bert, minutes=5)
    anna.follow_up(mine)
    anna.push()
    changed = [change["value"] for change in bert.pull() if change["kind"] == "client"]
    assert [client["last_contact_at"] for client in changed] == [client_of(bert)["last_contact_at"]]
