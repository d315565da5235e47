"""Signing in: a login and a password become a session."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models.people import Account, Person
from webapp.services.people.audit import Act, record
from webapp.services.people.sessions import actor_of, open_session
from webapp.services.work import Actor, Work


def spell_login(typed: str) -> str:
    """Return a login in its one spelling, in whatever letters it was typed."""
    return "".join(letter for letter in typed.strip().lower() if letter.isprintable())


def find_account(session: Session, login: str) -> Account | None:
    """Return the account of a login."""
    return session.scalar(select(Account).where(Account.login == spell_login(login)))


def sign_in(work: Work, person_id: str, *, first_password: bool) -> tuple[Actor, str] | None:
    """Open a session for who has shown the password; None for somebody who no longer works here."""
    person = work.session.get(Person, (work.project_id, person_id))
    if person is None or person.disabled_at is not None:
        return None
    actor = actor_of(person)
    token = open_session(work, person_id, first_password=first_password)
    record(work, actor, Act.SIGNED_IN)
    return actor, token


def keep_password_hash(work: Work, login: str, stronger: str) -> None:
    """Store a password's hash made with today's parameters; the password itself stays."""
    account = work.session.get_one(Account, login)
    account.password_hash = stronger
