"""Who works in the office: add, disable, enable. Every one of these is written down.

Nobody chooses a password for somebody else: the server makes the first one, and it is shown once. An admin looks after
accounts and sees no client; so whoever would see clients by an admin's hand has to wait for an office manager, who is
the one that is shown the first password. That one opens nothing but the page on which its owner changes it.
"""

from __future__ import annotations

import secrets

from sqlalchemy import func, select

from sync.people.roles import Role
from webapp.models.people import Account, Person
from webapp.services.ownership.office.departures import depart, readmit
from webapp.services.people.audit import Act, record
from webapp.services.people.codes import void_codes
from webapp.services.people.devices import ClosedBecause, close_active_device
from webapp.services.people.offices import NewPerson, add_people
from webapp.services.people.roster import CARRIERS, is_waiting
from webapp.services.people.sessions import end_sessions_of
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

#: Roles that read clients of the whole office.
READERS = frozenset({Role.OFFICE_MANAGER, Role.ARBITER, Role.AUDITOR})
#: Who may let a reader in.
_MAY_ADMIT_READERS = frozenset({Role.OFFICE_MANAGER})
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def new_password() -> str:
    """Make a first password that can be copied by hand; 79 bits of chance."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def add_person(work: Work, actor: Actor, newcomer: NewPerson, password_hash: str) -> bool:
    """Add somebody, and say whether an office manager has to agree before the person can sign in."""
    if work.session.get(Account, newcomer.login) is not None:
        raise RefusedError(ErrorCode.LOGIN_TAKEN)
    if _has_number(work, newcomer.staff_number):
        raise RefusedError(ErrorCode.STAFF_NUMBER_TAKEN)
    waits = not may_admit(actor, newcomer.role)
    person = add_people(work, [newcomer], [password_hash], first_passwords=True)[0]
    if waits:
        person.disabled_at = person.created_at
    record(work, actor, Act.PERSON_ADDED, person.id, role=newcomer.role, waits="yes" if waits else "no")
    return waits


def disable_person(work: Work, actor: Actor, person_id: str, successor_id: str | None = None) -> None:
    """Let somebody in no more: sessions, phone and unused codes end in this transaction.

    successor_id: to whom an agent's clients go; without one, into the open pool.
    """
    person = _person(work, person_id)
    if person.disabled_at is not None:
        return
    if person.role == Role.OFFICE_MANAGER and _managers(work) == 1:
        raise RefusedError(ErrorCode.LAST_MANAGER)
    person.disabled_at = work.now
    end_sessions_of(work, person_id)
    close_active_device(work, person_id, ClosedBecause.DISABLED)
    void_codes(work, person_id)
    record(work, actor, Act.PERSON_DISABLED, person_id, role=person.role)
    if person.role in CARRIERS:
        depart(work, actor, person_id, successor_id)


def is_waiting_for_admission(work: Work, person_id: str) -> bool:
    """Say whether somebody has never been let in, and will need a first password."""
    return is_waiting(_person(work, person_id))


def enable_person(work: Work, actor: Actor, person_id: str, first_hash: str | None) -> None:
    """Let somebody in (again). first_hash: of the first password, for who has never been let in."""
    person = _person(work, person_id)
    if person.disabled_at is None:
        return
    if not may_admit(actor, Role(person.role)):
        raise RefusedError(ErrorCode.NOT_ALLOWED)
    if is_waiting(person):
        _give_first_password(work, person, first_hash)
    person.disabled_at = None
    readmit(work, actor, person_id)
    record(work, actor, Act.PERSON_ENABLED, person_id, role=person.role)


def may_admit(actor: Actor, role: Role) -> bool:
    """Say whether the actor alone may let somebody of a role in."""
    return role not in READERS or actor.role in _MAY_ADMIT_READERS


def _give_first_password(work: Work, person: Person, first_hash: str | None) -> None:
    account = work.session.scalar(
        select(Account).where(Account.project_id == work.project_id, Account.person_id == person.id)
    )
    if account is None or first_hash is None:
        # Somebody else has let the person in and out since the page was shown.
        raise RefusedError(ErrorCode.PERSON_UNKNOWN)
    account.password_hash, account.changed_at, account.first_password = first_hash, work.now, True


def _person(work: Work, person_id: str) -> Person:
    person = work.session.get(Person, (work.project_id, person_id))
    if person is None:
        raise RefusedError(ErrorCode.PERSON_UNKNOWN)
    return person


def _has_number(work: Work, staff_number: str) -> bool:
    taken = select(Person.id).where(Person.project_id == work.project_id, Person.staff_number == staff_number)
    return work.session.scalar(taken) is not None


def _managers(work: Work) -> int:
    return (
        work.session.scalar(
            select(func.count())
            .select_from(Person)
            .where(
                Person.project_id == work.project_id,
                Person.role == Role.OFFICE_MANAGER,
                Person.disabled_at.is_(None),
            )
        )
        or 0
    )
