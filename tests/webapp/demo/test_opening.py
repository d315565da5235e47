"""The demo office holds what it is shown for, on both databases."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Executable, func, select

from sync.ownership.reasons import ReasonCode
from sync.people.roles import Role
from tests.factories.line import FlaskWire, Line
from tests.factories.office import StandingClock
from tests.factories.phone import Phone
from tests.webapp.demo.conftest import NOON
from webapp import create_app
from webapp.cli import demo
from webapp.config import Config
from webapp.demo.opening import OfficeExistsError
from webapp.demo.people import PASSWORD, PEOPLE, PROJECT_ID, WITH_PHONE
from webapp.demo.welcome import welcome
from webapp.extensions import db
from webapp.models.floor import Contact
from webapp.models.justice import Answer, Decision, Dispute, DisputeEnd, Signal
from webapp.models.ownership import ChannelRuling, Client, Entry, Outage, Registration, Ruling, Standing
from webapp.models.people import Device, Person, Project
from webapp.services.ownership.rules.rule_versions import VersionState, list_versions
from webapp.services.ownership.wire.pull_changes import pull_changes
from webapp.services.people.sessions import actor_of
from webapp.transaction import across_projects, transaction

JUST_AFTER_MIDNIGHT = datetime(2026, 11, 24, 16, 5, tzinfo=UTC)
WAITING = {
    ReasonCode.CONTESTED_STATED_TIME,
    ReasonCode.TIE_CONTESTED,
    ReasonCode.LATE_FOLLOW_UP_CONTESTS,
}
#: Sixty days of a cap do not fit into two weeks, and turns are not recorded yet.
NOT_TOLD = {
    ReasonCode.PREVIOUS_CAP_REACHED,
    ReasonCode.NOBODY_CAP_REACHED,
    ReasonCode.TIE_TURN,
    ReasonCode.DECISION_CONTESTED,
    ReasonCode.WITHDRAWN_NEXT_CONTESTED,
    # Of what an office does by hand it tells the commonest; links, lists and the rotation's record it leaves out.
    ReasonCode.RENEWED,
    ReasonCode.HANDED_OVER,
    ReasonCode.RECLAIMED,
    ReasonCode.RETURNED,
    ReasonCode.WALKED_IN,
    ReasonCode.NAMED_CLIENT,
    ReasonCode.TURN_CREDIT,
    ReasonCode.IMPORTED,
    ReasonCode.LINKED_SAME_PERSON,
    ReasonCode.LINKED_HOUSEHOLD,
    ReasonCode.LINKED_COMPANY,
    ReasonCode.HOUSEHOLD_SHARED,
    ReasonCode.NEAR_NUMBER_CONTESTED,
    ReasonCode.NOBODY_SUSPENDED,
    ReasonCode.NOBODY_RECYCLED,
    ReasonCode.NOBODY_DEPARTED,
    ReasonCode.PREVIOUS_RELEASED,
    ReasonCode.PREVIOUS_RECYCLED,
    ReasonCode.PREVIOUS_DEPARTED,
}


def rows(app: Flask, question: Executable) -> list[Any]:
    with app.app_context(), across_projects() as session:
        return list(session.execute(question).all())


def count(app: Flask, table: type) -> int:
    found: int = rows(app, select(func.count()).select_from(table))[0][0]
    return found


def reasons_now(app: Flask) -> Counter[str]:
    found = rows(app, select(Ruling.reason).join(Standing, Standing.ruling_number == Ruling.number))
    return Counter(row.reason for row in found)


def test_it_tells_of_every_reason_that_fits_into_two_weeks(office: Flask) -> None:
    assert set(reasons_now(office)) >= set(ReasonCode) - NOT_TOLD


def test_it_tells_of_acts_of_the_office(office: Flask) -> None:
    told = reasons_now(office)
    reasons = (ReasonCode.NOBODY_RELEASED, ReasonCode.POOL_CLAIMED, ReasonCode.REASSIGNED, ReasonCode.SUBSCRIBED)
    assert [told[reason] for reason in reasons] == [1, 1, 1, 1]
    assert [row.kind for row in rows(office, select(Dispute.kind))] == ["appeal"]
    assert count(office, DisputeEnd) == 0
    assert count(office, Outage) == 1


def test_three_cases_wait_for_the_manager_and_one_is_settled(office: Flask) -> None:
    waiting = rows(
        office,
        select(Ruling.reason).join(Standing, Standing.ruling_number == Ruling.number).where(Standing.contested),
    )
    assert Counter(row.reason for row in waiting) == Counter(WAITING)
    assert count(office, Decision) == 1
    assert reasons_now(office)[ReasonCode.DECIDED_BY_MANAGER] == 1


def test_it_is_as_lively_as_two_weeks_of_an_office(office: Flask) -> None:
    assert 60 <= count(office, Client) <= 100
    assert count(office, Contact) > 100
    assert count(office, Answer) >= 2
    kinds = {row.kind for row in rows(office, select(Signal.kind))}
    assert kinds == {"clock_stepped", "client_denies", "interception_suspect"}
    missing = {row.missing for row in rows(office, select(Registration.missing).distinct())}
    assert {"phone", "surname", "title"} <= missing
    soon = rows(
        office,
        select(Standing.client_id).where(
            Standing.protected_until.between(NOON, NOON + timedelta(days=3)), Standing.owner_id.is_not(None)
        ),
    )
    assert len(soon) >= 3
    seen = {row.seen_at for row in rows(office, select(Device.seen_at))}
    assert min(seen) < NOON - timedelta(days=2)
    assert max(seen) > NOON - timedelta(minutes=10)


def test_a_channel_is_credited_with_one_client_and_not_with_the_one_it_intercepted(office: Flask) -> None:
    found = rows(office, select(ChannelRuling.reason, ChannelRuling.channel_id))
    assert {row.reason: row.channel_id is not None for row in found} == {"report_stands": True, "in_protection": False}


def test_everybody_is_there_and_the_project_says_that_they_are_invented(office: Flask) -> None:
    assert Counter(row.role for row in rows(office, select(Person.role))) == Counter(
        {Role.AGENT: 8, Role.TEAM_LEADER: 2}
        | dict.fromkeys((Role.FRONT_DESK, Role.OFFICE_MANAGER, Role.ARBITER, Role.AUDITOR, Role.ADMIN), 1)
    )
    assert "演示" in rows(office, select(Project.name))[0].name
    assert all(person.phone.startswith("+861349") for person in PEOPLE if person.phone)


def test_server_time_moves_on_with_every_job_and_ends_before_now(office: Flask) -> None:
    ruled = [row.ruled_at for row in rows(office, select(Ruling.ruled_at).order_by(Ruling.number))]
    assert all(before <= after for before, after in pairwise(ruled))
    received = [row.received_at for row in rows(office, select(Entry.received_at).order_by(Entry.received_at))]
    assert received[-1] < NOON
    assert received[0] > NOON - timedelta(days=15)


def test_a_second_rule_book_is_published_and_six_of_ten_have_read_it(office: Flask) -> None:
    with office.app_context(), transaction(PROJECT_ID) as work:
        coming, in_force = list_versions(work)
    assert (coming.version, coming.state, in_force.state) == (2, VersionState.COMING, VersionState.IN_FORCE)
    assert (len(coming.readers.read), len(coming.readers.unread)) == (6, 4)
    assert (len(in_force.readers.read), len(in_force.readers.unread)) == (9, 1)


def test_every_agents_phone_can_pull(office: Flask) -> None:
    found = rows(
        office, select(Person, Device).join(Device, Device.person_id == Person.id).where(Device.closed_at.is_(None))
    )
    assert len(found) == len(WITH_PHONE)
    for person, device in found:
        with office.app_context(), transaction(PROJECT_ID) as work:
            pulled = pull_changes(work, actor_of(person), device.id, "")
        assert pulled.changes, person.name
        assert not pulled.more, person.name


def test_who_starts_it_gets_in_with_the_printed_code(office: Flask) -> None:
    with office.app_context(), transaction(PROJECT_ID) as work:
        told = welcome(work)
    with office.app_context(), transaction(PROJECT_ID) as work:
        again = welcome(work)
    code = next(row.split()[2] for row in again.splitlines() if row.startswith("  lin "))
    assert code not in told
    line = Line(FlaskWire(office))
    line.sign_in("lin", PASSWORD)
    phone = Phone.enrol(line, code, wall=NOON)
    assert any(change["kind"] == "client" for change in phone.pull())


def test_it_refuses_a_database_that_is_not_empty(office: Flask) -> None:
    before = count(office, Entry)
    with office.app_context(), pytest.raises(OfficeExistsError):
        demo()
    assert count(office, Entry) == before


def test_one_moment_tells_one_story(migrated_sqlite: Path, keys: Path, tmp_path: Path) -> None:
    """Also right after midnight, when the day has brought nothing yet."""
    stories = [story(migrated_sqlite, tmp_path / name, keys, JUST_AFTER_MIDNIGHT) for name in ("one", "two")]
    assert stories[0] == stories[1]
    assert len(stories[0]) > 100
    assert {reason for reason, *_ in stories[0]} == set(ReasonCode) - NOT_TOLD


def story(template: Path, file: Path, keys: Path, now: datetime) -> list[tuple[Any, ...]]:
    """Tell the story in a database of its own and return its rulings, with names instead of ids."""
    shutil.copy(template, file)
    app = create_app(Config(f"sqlite:///{file}", keys, plain_http=True), StandingClock(now))
    with app.app_context():
        demo()
    told = rows(
        app,
        select(Ruling.reason, Person.name, Ruling.ruled_at)
        .outerjoin(Person, (Person.project_id == Ruling.project_id) & (Person.id == Ruling.owner_id))
        .order_by(Ruling.number),
    )
    with app.app_context():
        db.engine.dispose()
    return [tuple(row) for row in told]
