"""A client wants to be forgotten: what is erased at once, what waits, and what an old phone may bring back.

The ruling stays under an id that says nothing; the personal fields go. While a dispute is open they are needed to
decide it: nobody works with them, and they go when it closes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sync.policy import RuleBook


class ErasureCode(StrEnum):
    """What becomes of a wish to be forgotten; stable for ever."""

    ERASED = "erased"
    RESTRICTED = "restricted"


class ReturnCode(StrEnum):
    """What becomes of a registration of a number that was erased; stable for ever."""

    WELCOME = "welcome"
    CONSENT_NEEDED = "consent_needed"


@dataclass(frozen=True, slots=True)
class Erasure:
    """What follows of a wish. fresh_consent_until: until when the number is registered only with fresh consent.

    told: the owner, who hears that the client has withdrawn, and nothing else.
    """

    code: ErasureCode
    erased_at: datetime | None
    fresh_consent_until: datetime | None
    told: str | None


def erase(wished_at: datetime, owner_id: str | None, dispute_until: datetime | None, book: RuleBook) -> Erasure:
    """Say what becomes of a wish. dispute_until: when the open dispute closed, which is later; None without one."""
    if dispute_until is not None and dispute_until > wished_at:
        return Erasure(ErasureCode.RESTRICTED, dispute_until, _consent_until(dispute_until, book), owner_id)
    return Erasure(ErasureCode.ERASED, wished_at, _consent_until(wished_at, book), owner_id)


def restrict(owner_id: str | None) -> Erasure:
    """Say what becomes of a wish while a dispute is open whose end nobody knows."""
    return Erasure(ErasureCode.RESTRICTED, None, None, owner_id)


def take_back(
    registered_at: datetime, erased_at: datetime, consented_at: datetime | None, book: RuleBook
) -> ReturnCode:
    """Say whether a number that was erased may be registered again, by an old phone's text or anew.

    registered_at: when the server hears of it: what was written before the erasure comes back by no later sync.
    """
    fresh = consented_at is not None and consented_at > erased_at
    late = registered_at >= _consent_until(erased_at, book)
    return ReturnCode.WELCOME if fresh or late else ReturnCode.CONSENT_NEEDED


def _consent_until(erased_at: datetime, book: RuleBook) -> datetime:
    return erased_at + timedelta(days=book.erased_number_days)
