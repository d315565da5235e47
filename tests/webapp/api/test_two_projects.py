"""Two projects in one database: neither sees the other's clients, and each rules by itself."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import func, select

from tests.factories.office import PEOPLE, Office, StandingClock, new_office
from tests.factories.phone import Phone
from tests.webapp.pages.desk.visitor import NUMBER, Visitor, client_of, notices_of
from webapp.models.ownership import Client, Ruling
from webapp.transaction import across_projects

SISTER = 2


def two_offices(office: Office, clock: StandingClock) -> Office:
    people = tuple(replace(person, login=f"{person.login}2", name=f"{person.name}二", phone="") for person in PEOPLE)
    sister = new_office(office.app, clock, people, project_id=SISTER)
    sister.ids["manager"] = sister.ids["manager2"]
    return sister


def everything(phone: Phone) -> str:
    phone.cursor = ""
    return json.dumps(phone.pull(), ensure_ascii=False)


def test_row_43_the_same_client_at_a_sister_project_is_its_own_agent_s(office: Office, clock: StandingClock) -> None:
    sister = two_offices(office, clock)
    anna, bert = office.phone("anna"), sister.phone("bert2")
    anna.visit(anna.register(NUMBER, surname="东"))
    anna.push()
    clock.wait(minutes=5)
    bert.wait(minutes=5)
    bert.visit(bert.register(NUMBER, surname="西"))
    bert.push()
    here, there = client_of(anna), client_of(bert)
    assert (here["state"], there["state"]) == ("mine", "mine")
    assert here["id"] != there["id"]
    assert [len(client["ruling"]["lanes"]) for client in (here, there)] == [1, 1]
    assert notices_of(anna) == notices_of(bert) == [], "nobody is told of another project's client"
    assert "西" not in everything(anna)
    assert "东" not in everything(bert)
    with office.app.app_context(), across_projects() as session:
        counts = session.execute(select(Client.project_id, func.count()).group_by(Client.project_id)).all()
        assert sorted(tuple(row) for row in counts) == [(1, 1), (SISTER, 1)]
        assert len({row.project_id for row in session.scalars(select(Ruling))}) == SISTER


def test_a_ruling_of_one_project_says_nothing_at_the_desk_of_the_other(office: Office, clock: StandingClock) -> None:
    sister = two_offices(office, clock)
    anna = office.phone("anna")
    anna.register(NUMBER, surname="东")
    anna.push()
    manager = Visitor.of(sister, "manager2")
    assert "东" not in manager.read("clients")
    assert manager.get(f"clients/{client_of(anna)['id']}").status_code == 404
    found = manager.post("clients", number=NUMBER)
    assert found.status_code != 302, "no client of the sister project is found by its number"
