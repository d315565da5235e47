"""Attempts to sign in: counted in the database, so that any number of workers count together.

An attempt is taken before the password is compared, and given back when it fits: parallel guesses cannot slip through
between counting and comparing. Who signs in reads and writes this table; phones that sync never do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Insert, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.models.people import SignInAttempts
from webapp.vault import Vault

WINDOW = timedelta(minutes=15)
MOST_FOR_A_LOGIN = 10
#: A whole office and its guests share one address: it stops the trying of many logins, never a morning's mistakes.
MOST_FROM_AN_ADDRESS = 200


def take_attempt(session: Session, vault: Vault, now: datetime, *, login: str, address: str) -> bool:
    """Count an attempt; say whether it may be made at all."""
    session.execute(delete(SignInAttempts).where(SignInAttempts.since <= now - WINDOW))
    allowed = True
    for whose, most in _buckets(vault, login, address).items():
        allowed &= session.scalar(_count_one(session, whose, now)) <= most
    return allowed


def give_back(session: Session, vault: Vault, *, login: str, address: str) -> None:
    """Forget the attempts of a login whose password has been shown, and this one of its address."""
    for_login, from_address = _buckets(vault, login, address)
    session.execute(delete(SignInAttempts).where(SignInAttempts.whose == for_login))
    session.execute(
        update(SignInAttempts)
        .where(SignInAttempts.whose == from_address, SignInAttempts.count > 0)
        .values(count=SignInAttempts.count - 1)
    )


def _buckets(vault: Vault, login: str, address: str) -> Mapping[str, int]:
    return {
        vault.unnamed(f"sign-in login {login}"): MOST_FOR_A_LOGIN,
        vault.unnamed(f"sign-in address {address}"): MOST_FROM_AN_ADDRESS,
    }


def _count_one(session: Session, whose: str, now: datetime) -> Insert:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(SignInAttempts).values(whose=whose, since=now, count=1)
    counted: Insert = statement.on_conflict_do_update(
        index_elements=["whose"], set_={"count": SignInAttempts.count + 1}
    ).returning(SignInAttempts.count)
    return counted
