"""What a phone is told of a client's further numbers and of who belongs to it: the owner's phone, and no other."""

from __future__ import annotations

from typing import Any

from sync.people.roles import Role
from sync.people.visibility import ClientField, Relation, Sight, sight_of
from tests.factories.office import Office
from tests.webapp.api.test_collisions import client_of, two_phones, wait
from tests.webapp.api.test_identity import MAIN, SPARE, THIRD, clients_of, register
from tests.webapp.api.test_statements import counted, far_apart
from tests.webapp.pages.desk.test_links import HUSBAND, WIFE, couple, link
from tests.webapp.pages.desk.visitor import Visitor

WORDS = ("spare_phones_masked", "linked")


def told(client: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(client[word] for word in WORDS)


def test_only_who_owns_a_client_is_told_of_further_numbers_and_links() -> None:
    for role in (Role.AGENT, Role.TEAM_LEADER):
        for relation in Relation:
            shown = {sight_of(role, relation, field) for field in (ClientField.SPARE_PHONES, ClientField.LINKED)}
            assert shown == {Sight.SHOWN if relation is Relation.OWN else Sight.HIDDEN}, (role, relation)


def test_the_owner_reads_further_numbers_masked_and_who_lost_reads_none(office: Office) -> None:
    anna, bert = two_phones(office)
    register(anna, MAIN, spare_phones=[SPARE])
    anna.push()
    wait(office, anna, bert, minutes=5)
    register(bert, SPARE, spare_phones=[THIRD])
    bert.push()
    assert told(client_of(bert)) == ([], [])
    assert client_of(bert)["state"] == "theirs"
    anna.cursor = ""
    spares, linked = told(client_of(anna))
    assert sorted(spares) == ["137****5555", "139****3333"]
    assert linked == []


def test_a_registration_that_claims_nothing_buys_no_look_at_further_numbers(office: Office) -> None:
    anna, bert = two_phones(office)
    register(anna, MAIN, spare_phones=[SPARE])
    anna.push()
    bert.capture("registration", {"source": None, "ticket": None}, {"phone": MAIN, "surname": "", "title": None})
    bert.push()
    assert (client_of(bert)["state"], *told(client_of(bert))) == ("unclaimed", [], [])


def test_a_household_stands_on_its_owner_s_phone_by_name_until_it_is_taken_apart(office: Office) -> None:
    anna, bert, (husband, wife) = couple(office)
    manager = Visitor.of(office, "manager")
    link(manager, husband, wife)
    seen = clients_of(anna)
    assert told(seen[f"{HUSBAND[:3]}****{HUSBAND[-4:]}"]) == (
        [],
        [{"name": {"surname": "王", "title": "ms"}, "kind": "household"}],
    )
    assert told(seen["139****3333"]) == ([], [{"name": {"surname": "王", "title": "mr"}, "kind": "household"}])
    assert told(clients_of(bert)["139****3333"]) == ([], [])
    made = manager.read("links").partition("/desk/links/")[2][:36]
    assert manager.post(f"links/{made}", reason="They are neighbours").status_code == 302
    assert [told(each) for each in clients_of(anna).values()] == [([], [])]


def test_whom_a_colleague_calls_otherwise_is_called_so_beside_the_linked_client(office: Office) -> None:
    anna, bert, (husband, wife) = couple(office)
    link(Visitor.of(office, "manager"), husband, wife)
    anna.pull()
    wait(office, anna, bert, minutes=5)
    register(bert, WIFE, surname="汪", title="ms")
    bert.push()
    fresh = {change["id"]: change["value"] for change in anna.pull() if change["kind"] == "client"}
    assert fresh[husband]["linked"] == [{"name": {"surname": "汪", "title": "ms"}, "kind": "household"}]
    assert fresh[wife]["name"]["surname"] == "汪"


def test_a_link_that_rules_nothing_new_reaches_the_phone_all_the_same(office: Office) -> None:
    anna = office.phone("anna")
    for number in (HUSBAND, WIFE):
        register(anna, number)
    anna.push()
    one, other = (client["id"] for client in clients_of(anna).values())
    link(Visitor.of(office, "manager"), one, other, "same_person")
    fresh = [change["value"] for change in anna.pull() if change["kind"] == "client"]
    assert {client["id"] for client in fresh} == {one, other}
    assert [client["linked"][0]["kind"] for client in fresh] == ["same_person"] * 2


def test_ten_linked_clients_cost_a_phone_as_many_statements_as_two(office: Office) -> None:
    anna, manager = office.phone("anna"), Visitor.of(office, "manager")
    costs = []
    for first, count in ((10, 2), (20, 10)):
        for ending in far_apart(first, count):
            register(anna, f"138 0013 {ending}", spare_phones=[f"139 0013 {ending}"])
        anna.push()
        fresh = [change["value"]["id"] for change in anna.pull() if change["kind"] == "client"]
        for one, other in zip(fresh[::2], fresh[1::2], strict=True):
            link(manager, one, other)
        with counted(office) as statements:
            found = [change["value"] for change in anna.pull() if change["kind"] == "client"]
        assert all(len(client["linked"]) == 1 and client["spare_phones_masked"] for client in found)
        costs.append(len(statements))
    assert costs[0] == costs[1], costs
