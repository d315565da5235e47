"""What a job remembers: asked once, unknown to any other job, and asked anew where the job itself changes it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import event

from sync.people.roles import Role
from sync.policy import RuleBook
from tests.factories.office import PASSWORD, PROJECT_ID, Office
from webapp.extensions import db
from webapp.models.people import Person
from webapp.services.ownership.rules.books import load_books, load_published
from webapp.services.ownership.rules.publish_rules import Proposal, publish
from webapp.services.people.offices import NewPerson, add_people
from webapp.services.people.project import load_zone
from webapp.services.people.roster import names_of_people
from webapp.services.people.sessions import actor_of
from webapp.services.work import Work
from webapp.transaction import snapshot, transaction

TABLES = ("rule_book", "project", "person")


def test_a_job_asks_for_rules_zone_and_names_once_and_the_next_job_again(office: Office) -> None:
    statements: list[str] = []
    with office.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
        for asked in (1, 2):
            with snapshot(PROJECT_ID) as work:
                ask_again_and_again(work)
            told = [sum(f"\nFROM {table} \n" in each for each in statements) for table in TABLES]
            assert told == [asked] * len(TABLES)


def ask_again_and_again(work: Work) -> None:
    for _step in range(3):
        load_books(work)
        load_zone(work)
        names_of_people(work)


def test_a_job_that_publishes_rules_goes_by_them(office: Office) -> None:
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        manager = work.session.get_one(Person, (PROJECT_ID, office.ids["manager"]))
        assert [each.version for each in load_published(work)] == [1]
        day = (work.now + timedelta(days=2)).date()
        changed = RuleBook().to_dict() | {"near_number_days": RuleBook().near_number_days + 1}
        publish(work, actor_of(manager), Proposal(changed, day, based_on=1))
        assert [each.version for each in load_published(work)] == [1, 2]
        assert load_books(work).at(work.now + timedelta(days=9)).version == 2


def test_a_job_that_adds_people_knows_their_names(office: Office) -> None:
    with office.app.app_context(), transaction(PROJECT_ID) as work:
        before = names_of_people(work)
        (dora,) = add_people(work, [NewPerson("dora", PASSWORD, "测试丁", "A04", Role.AGENT)], ["no hash"])
        assert names_of_people(work) == before | {dora.id: "测试丁"}
