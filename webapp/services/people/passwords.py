"""Passwords: hashed by argon2id, compared at one pace whether the login exists or not.

The parameters are OWASP's smallest ones: 40 a second on one core, so that five hundred people can sign in within the
minute before a launch. At most two are hashed at once in a process: sign-ins must not take the processor from phones.
"""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

MEMORY_KIB = 19 * 1024
ROUNDS = 2
LANES = 1
AT_ONCE = 2

_HASHER = PasswordHasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES)
_TURNS = BoundedSemaphore(AT_ONCE)
_NOBODY = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return what is stored of a password. It takes a while, on purpose."""
    with _TURNS:
        return _HASHER.hash(password)


def password_fits(password: str, stored: str | None) -> bool:
    """Say whether a password fits; without a stored one it takes as long and says no."""
    try:
        with _TURNS:
            _HASHER.verify(stored or _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Say whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)
