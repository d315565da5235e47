"""A password that only its owner knows: the first one was shown to whoever added the person."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models.people import Account
from webapp.services.people.audit import Act, record
from webapp.services.people.sessions import end_sessions_of, open_session
from webapp.services.work import Actor, Work

SHORTEST = 12


def account_of(session: Session, actor: Actor) -> Account:
    """Return the account that leads to the actor."""
    return session.scalars(
        select(Account).where(Account.project_id == actor.project_id, Account.person_id == actor.person_id)
    ).one()


def change_password(work: Work, actor: Actor, new_hash: str) -> str:
    """Keep a new password's hash, end every session of the actor, and return the token of a fresh one."""
    account = account_of(work.session, actor)
    account.password_hash, account.changed_at, account.first_password = new_hash, work.now, False
    end_sessions_of(work, actor.person_id)
    record(work, actor, Act.PASSWORD_CHANGED)
    return open_session(work, actor.person_id)
