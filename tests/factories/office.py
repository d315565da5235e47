"""An office to test in: everybody in it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Protocol

from flask import Flask
from sqlalchemy import select

from sync.people.roles import Role
from sync.policy import RuleBook
from tests.factories.line import FlaskWire, Line
from tests.factories.phone import Phone
from webapp.access import limiter
from webapp.models.justice import Signal
from webapp.models.people import EnrolmentCode
from webapp.services.people.devices import normal_code
from webapp.services.people.offices import NewPerson, add_people, open_office
from webapp.services.people.passwords import hash_password
from webapp.switchboard import switchboard
from webapp.transaction import across_projects, snapshot, transaction
from webapp.vault import hash_of_secret

PASSWORD = "long enough for a test"
PROJECT_ID = 1
UNAUTHORISED = 401
PEOPLE = (
    NewPerson("manager", PASSWORD, "测试经理", "M01", Role.OFFICE_MANAGER, language="en"),
    NewPerson("auditor", PASSWORD, "测试稽核", "U01", Role.AUDITOR, language="en"),
    NewPerson("admin", PASSWORD, "测试管理员", "X01", Role.ADMIN, language="en"),
    NewPerson("arbiter", PASSWORD, "测试仲裁", "R01", Role.ARBITER, language="en"),
    NewPerson("front", PASSWORD, "测试前台", "F01", Role.FRONT_DESK, language="en"),
    NewPerson("anna", PASSWORD, "测试甲", "A01", Role.AGENT, "一组", "en", "+8613900000001"),
    NewPerson("bert", PASSWORD, "测试乙", "A02", Role.AGENT, "一组", "en", "+8613900000002"),
    NewPerson("cora", PASSWORD, "测试丙", "A03", Role.AGENT, "二组", "zh", "+8613900000003"),
)


@dataclass
class StandingClock:
    """Server time that moves only when a test says so."""

    at: datetime = field(default=datetime(2026, 11, 2, 2, 0, tzinfo=UTC))

    def now(self) -> datetime:
        """Return the moment."""
        return self.at

    def wait(self, **duration: float) -> None:
        """Let time pass, such as `minutes=5`."""
        self.at += timedelta(**duration)


class MovingClock(Protocol):
    """Server time that a test can move."""

    def now(self) -> datetime:
        """Return the moment."""

    def wait(self, **duration: float) -> None:
        """Let time pass, such as `minutes=5`."""


@dataclass
class Office:
    """An open office and the ways into it."""

    app: Flask
    clock: MovingClock
    ids: dict[str, str]
    project_id: int = PROJECT_ID

    def line(self, login: str) -> Line:
        """Return a signed-in line."""
        line = Line(FlaskWire(self.app))
        line.sign_in(login, PASSWORD)
        return line

    def stranger(self) -> Line:
        """Return a line that is not signed in."""
        return Line(FlaskWire(self.app))

    def phone(self, login: str) -> Phone:
        """Return an enrolled phone whose clock is right."""
        return Phone.enrol(self.line(login), self.code_for(login), wall=self.clock.now())

    def sign_in_again(self, phone: Phone) -> None:
        """Let whoever holds a phone sign in again, if the session fell asleep."""
        if phone.line.get("/api/v1/session").status == UNAUTHORISED:
            login = next(login for login, id_ in self.ids.items() if id_ == phone.person)
            phone.line.sign_in(login, PASSWORD)

    def forget_limits(self) -> None:
        """Let a test ask more often than people do."""
        with self.app.app_context():
            limiter.reset()

    def signals(self) -> list[Signal]:
        """Return what looked wrong so far, oldest first."""
        with self.app.app_context(), snapshot(self.project_id) as work:
            return list(work.session.scalars(select(Signal).order_by(Signal.at, Signal.id)))

    def seconds_until(self, moment: str) -> float:
        """Return how long it is until a moment as the wire writes it."""
        return (datetime.fromisoformat(moment) - self.clock.now()).total_seconds()

    def code_for(self, login: str) -> str:
        """Issue an enrolment code, as the manager's desk does."""
        code = f"TEST{login.upper()}{self.clock.now().timestamp():.0f}"
        with self.app.app_context(), transaction(self.project_id) as work:
            work.session.merge(
                EnrolmentCode(
                    project_id=self.project_id,
                    code_hash=hash_of_secret(normal_code(code)),
                    person_id=self.ids[login],
                    issued_by=self.ids["manager"],
                    issued_at=work.now,
                    expires_at=work.now + timedelta(hours=1),
                    used_at=None,
                )
            )
        return code


def new_office(
    app: Flask,
    clock: MovingClock,
    people: tuple[NewPerson, ...] = PEOPLE,
    project_id: int = PROJECT_ID,
    rules: Mapping[str, object] = MappingProxyType({}),
) -> Office:
    """Open an office; its rule book has held for a year. rules: what it changes of the usual one."""
    book = RuleBook.from_dict(rules)
    assert isinstance(book, RuleBook), book
    with app.app_context(), across_projects(writes=True) as session:
        vault = switchboard(app).vault
        began = clock.now() - timedelta(days=365)
        work = open_office(
            session, vault, began, project_id=project_id, name="测试案场", time_zone="Asia/Shanghai", book=book
        )
        added = add_people(work, people, [_hash()] * len(people))
        ids = {person.login: row.id for person, row in zip(people, added, strict=True)}
    return Office(app, clock, ids, project_id)


@cache
def _hash() -> str:
    return hash_password(PASSWORD)
