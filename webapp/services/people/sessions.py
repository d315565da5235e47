"""Sessions of signed-in people."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import select, update

from sync.people.roles import Role
from webapp.models.people import Person, SignInSession
from webapp.services.work import Actor, Work
from webapp.vault import hash_of_secret

#: A phone's app keeps working without a session; it only has to sign in again before it sends.
SESSION_LIFE = timedelta(days=14)


def open_session(work: Work, person_id: str) -> str:
    """Open a session and return its token, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    work.session.add(
        SignInSession(
            project_id=work.project_id,
            token_hash=hash_of_secret(token),
            person_id=person_id,
            created_at=work.now,
            expires_at=work.now + SESSION_LIFE,
        )
    )
    return token


def find_actor(work: Work, token: str) -> Actor | None:
    """Return whose session a token opens, if it still does and the person still works here."""
    person = work.session.scalar(
        select(Person)
        .join(SignInSession, (SignInSession.project_id == Person.project_id) & (SignInSession.person_id == Person.id))
        .where(
            SignInSession.project_id == work.project_id,
            SignInSession.token_hash == hash_of_secret(token),
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > work.now,
            Person.disabled_at.is_(None),
        )
    )
    return None if person is None else actor_of(person)


def actor_of(person: Person) -> Actor:
    """Return a person as who acts."""
    return Actor(person.project_id, person.id, Role(person.role), person.name, person.staff_number, person.language)


def end_session(work: Work, token: str) -> None:
    """End a session; ending one twice is no error."""
    _end(work, SignInSession.token_hash == hash_of_secret(token))


def end_sessions_of(work: Work, person_id: str) -> None:
    """End every session of a person at once."""
    _end(work, SignInSession.person_id == person_id)


def _end(work: Work, which: object) -> None:
    work.session.execute(
        update(SignInSession)
        .where(SignInSession.project_id == work.project_id, which, SignInSession.ended_at.is_(None))  # type: ignore[arg-type]
        .values(ended_at=work.now)
    )
