"""The people of the office as its desk lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from sync.people.roles import Role
from webapp.models.people import Account, Person, Team
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Work

#: Who works on the floor, and hence with a phone that registers clients.
CARRIERS = (Role.AGENT, Role.TEAM_LEADER)
_ORDER = tuple(Role)


@dataclass(frozen=True, slots=True)
class Member:
    """One person. waiting: added, and not let in before an office manager has agreed."""

    id: str
    name: str
    staff_number: str
    role: Role
    team: str
    login: str
    disabled_at: datetime | None
    waiting: bool


def list_members(work: Work) -> tuple[Member, ...]:
    """Return everybody: who works here by role and staff number, then who does not any more."""
    members = [_member(*row) for row in work.session.execute(_rows(work))]
    return tuple(
        sorted(
            members,
            key=lambda member: (
                member.disabled_at is not None and not member.waiting,
                _ORDER.index(member.role),
                member.staff_number,
            ),
        )
    )


def find_member(work: Work, person_id: str) -> Member:
    """Return one person."""
    row = work.session.execute(_rows(work).where(Person.id == person_id)).one_or_none()
    if row is None:
        raise RefusedError(ErrorCode.PERSON_UNKNOWN)
    return _member(*row)


def find_carrier(work: Work, person_id: str) -> Member:
    """Return somebody who works here with a phone."""
    member = find_member(work, person_id)
    if member.role not in CARRIERS or member.disabled_at is not None:
        raise RefusedError(ErrorCode.PERSON_UNKNOWN)
    return member


def names_of_teams(work: Work) -> tuple[str, ...]:
    """Return the teams there are."""
    rows = work.session.scalars(select(Team.name).where(Team.project_id == work.project_id).order_by(Team.name))
    return tuple(rows)


def names_of_people(work: Work) -> dict[str, str]:
    """Return the name of everybody in the project, those who left included; a job asks once."""
    return dict(work.once(_names))


def forget_names(work: Work) -> None:
    """Ask for names again in this job: somebody is new."""
    work.forget(_names)


def carriers(members: Iterable[Member]) -> tuple[Member, ...]:
    """Return those who work here with a phone."""
    return tuple(member for member in members if member.role in CARRIERS and member.disabled_at is None)


def is_waiting(person: Person) -> bool:
    """Say whether somebody was added and never let in: such a person is disabled from the first moment on."""
    return person.disabled_at is not None and person.disabled_at == person.created_at


def _names(work: Work) -> dict[str, str]:
    rows = work.session.execute(select(Person.id, Person.name).where(Person.project_id == work.project_id))
    return {row.id: row.name for row in rows}


def _rows(work: Work) -> Select[Person, str, str]:
    return (
        select(Person, Team.name, Account.login)
        .outerjoin(Team, (Team.project_id == Person.project_id) & (Team.id == Person.team_id))
        .outerjoin(Account, (Account.project_id == Person.project_id) & (Account.person_id == Person.id))
        .where(Person.project_id == work.project_id)
    )


def _member(person: Person, team: str | None, login: str | None) -> Member:
    return Member(
        id=person.id,
        name=person.name,
        staff_number=person.staff_number,
        role=Role(person.role),
        team=team or "",
        login=login or "",
        disabled_at=person.disabled_at,
        waiting=is_waiting(person),
    )
