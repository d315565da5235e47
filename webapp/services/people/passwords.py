"""Passwords: hashed by argon2id, compared at one pace whether the login exists or not."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Return what is stored of a password. It takes a while, on purpose."""
    return _HASHER.hash(password)


def password_fits(password: str, stored: str | None) -> bool:
    """Say whether a password fits; without a stored one it takes as long and says no."""
    try:
        _HASHER.verify(stored or _nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Say whether a hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")
