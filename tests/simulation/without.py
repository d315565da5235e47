"""What costs time and proves nothing here: passwords that are slow to hash, and counting how often somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher

from webapp.access import limiter
from webapp.services.people import passwords


@contextmanager
def without_waste() -> Iterator[None]:
    """Hash passwords in no time, and let phones ask more often than people do."""
    slow, limits = passwords._HASHER, limiter.enabled  # noqa: SLF001 - the product has no switch for either
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # noqa: SLF001 - as above
    limiter.enabled = False
    try:
        yield
    finally:
        passwords._HASHER, limiter.enabled = slow, limits  # noqa: SLF001 - as above
