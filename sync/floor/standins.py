"""A colleague receives an absent owner's client (义务接待): what is that worth?

The owner owns, whatever the stand-in sells. A stand-in who tells the owner in time shares in what is sold the same day,
and makes up the turn if nothing is; who hides it gets neither, and it is a violation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from sync.money.shares import WHOLE, Share
from sync.policy import RuleBook

_PER_CENT = WHOLE // 100


class StandinCode(StrEnum):
    """What a stand-in reception came to; stable for ever."""

    HIDDEN = "standin_hidden"
    SOLD_SAME_DAY = "standin_sold_same_day"
    UNSOLD = "standin_unsold"


@dataclass(frozen=True, slots=True)
class Standin:
    """A stand-in reception. told_at: when the owner was told, as logged. sold_at: when the client subscribed."""

    owner_id: str
    standin_id: str
    received_at: datetime
    told_at: datetime | None
    sold_at: datetime | None


@dataclass(frozen=True, slots=True)
class StandinOutcome:
    """What follows. makeup_turn: the stand-in is owed one. violation: the owner was not told."""

    code: StandinCode
    shares: tuple[Share, ...]
    makeup_turn: bool
    violation: bool


def weigh_standin(standin: Standin, book: RuleBook, zone: tzinfo) -> StandinOutcome:
    """Say what a stand-in reception is worth, and to whom. The same day is the project's."""
    alone = (Share(standin.owner_id, WHOLE),)
    if not _told_in_time(standin, book):
        return StandinOutcome(StandinCode.HIDDEN, alone, makeup_turn=False, violation=True)
    if not _same_day(standin, zone):
        return StandinOutcome(StandinCode.UNSOLD, alone, makeup_turn=True, violation=False)
    part = book.standin_same_day_percent * _PER_CENT
    both = (Share(standin.owner_id, WHOLE - part), Share(standin.standin_id, part))
    shares = tuple(share for share in both if share.basis_points)
    return StandinOutcome(StandinCode.SOLD_SAME_DAY, shares, makeup_turn=False, violation=False)


def _told_in_time(standin: Standin, book: RuleBook) -> bool:
    limit = standin.received_at + timedelta(minutes=book.standin_notice_minutes)
    return standin.told_at is not None and standin.told_at <= limit


def _same_day(standin: Standin, zone: tzinfo) -> bool:
    if standin.sold_at is None:
        return False
    return standin.sold_at.astimezone(zone).date() == standin.received_at.astimezone(zone).date()
