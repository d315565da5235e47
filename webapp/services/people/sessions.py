"""Sessions of signed-in people."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update

from sync.people.roles import Role
from webapp.models.people import Person, SignInSession
from webapp.services.work import Actor, Work
from webapp.vault import hash_of_secret

#: A phone's app keeps working without a session; it only has to sign in again before it sends.
SESSION_LIFE = timedelta(days=14)
#: Agents carry their phones with them all day; at a desk somebody else sits down.
IDLE_ON_A_PHONE = timedelta(hours=12)
IDLE_AT_A_DESK = timedelta(minutes=30)
#: How exactly it is known when a session was last used: a write for each request would be too many.
SEEN_TO_WITHIN = timedelta(minutes=3)

_ON_PHONES = frozenset({Role.AGENT, Role.TEAM_LEADER})


@dataclass(frozen=True, slots=True)
class LiveSession:
    """Whose session it is.

    wants_refresh: it is time to write down that it is in use. first_password: it is good for changing that one only.
    """

    actor: Actor
    wants_refresh: bool
    first_password: bool


def open_session(work: Work, person_id: str, *, first_password: bool = False) -> str:
    """Open a session and return its token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    work.session.add(
        SignInSession(
            project_id=work.project_id,
            token_hash=hash_of_secret(token),
            person_id=person_id,
            created_at=work.now,
            seen_at=work.now,
            expires_at=work.now + SESSION_LIFE,
            first_password=first_password,
        )
    )
    return token


def find_session(work: Work, token: str) -> LiveSession | None:
    """Return the session that a token opens, if it still does and the person still works here."""
    found = work.session.execute(
        select(Person, SignInSession.seen_at, SignInSession.first_password)
        .join(SignInSession, (SignInSession.project_id == Person.project_id) & (SignInSession.person_id == Person.id))
        .where(
            SignInSession.project_id == work.project_id,
            SignInSession.token_hash == hash_of_secret(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > work.now,
            Person.disabled_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        return None
    person, seen_at, first_password = found
    actor = actor_of(person)
    if _is_idle(actor.role, seen_at, work.now):
        return None
    return LiveSession(actor, work.now - seen_at > SEEN_TO_WITHIN, first_password)


def session_began(work: Work, token: str) -> datetime:
    """Return when a live session was opened: a phone tells by it whether somebody has signed in anew."""
    return work.session.scalars(
        select(SignInSession.created_at).where(
            SignInSession.project_id == work.project_id, SignInSession.token_hash == hash_of_secret(token)
        )
    ).one()


def refresh_session(work: Work, token: str) -> None:
    """Write down that a session is in use."""
    _change(work, SignInSession.token_hash == hash_of_secret(token), seen_at=work.now)


def actor_of(person: Person) -> Actor:
    """Return a person as who acts."""
    return Actor(person.project_id, person.id, Role(person.role), person.name, person.staff_number, person.language)


def end_session(work: Work, token: str) -> None:
    """End a session; ending one twice is no error."""
    _change(work, SignInSession.token_hash == hash_of_secret(token), ended_at=work.now)


def end_sessions_of(work: Work, person_id: str) -> None:
    """End every session of a person at once."""
    _change(work, SignInSession.person_id == person_id, ended_at=work.now)


def _is_idle(role: Role, seen_at: datetime, now: datetime) -> bool:
    return now - seen_at > (IDLE_ON_A_PHONE if role in _ON_PHONES else IDLE_AT_A_DESK)


def _change(work: Work, which: ColumnElement[bool], **values: datetime) -> None:
    work.session.execute(
        update(SignInSession)
        .where(SignInSession.project_id == work.project_id, which, SignInSession.ended_at.is_(None))
        .values(**values)
    )
