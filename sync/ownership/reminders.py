"""When does somebody have to be told that a protection ends, and when do the rules have to look again by themselves?

A warning is due at the beginning of the day on which as many days are left as a step of the ladder says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from sync.ownership.acts import NEVER
from sync.ownership.standing import Tenure
from sync.policy import Edition
from sync.switches import RunningProtections

_LAST_MOMENT = timedelta(milliseconds=1)


def next_due(tenure: Tenure | None, zone: tzinfo, now: datetime, editions: Iterable[Edition] = ()) -> datetime | None:
    """Return the next warning, the next rules that move the end, or the end itself; None if nothing happens."""
    if tenure is None or tenure.protected_until == NEVER:
        return None
    moments = [*_warnings(tenure, zone), *(each.effective_from for each in editions if takes_new(each))]
    return min([*(moment for moment in moments if moment > now), tenure.protected_until])


def takes_new(edition: Edition) -> bool:
    """Say whether running protections are to be looked at again as a version begins."""
    return edition.book.running_protections is RunningProtections.TAKE_NEW


def is_warned(tenure: Tenure | None, zone: tzinfo, due_at: datetime | None, now: datetime) -> bool:
    """Say whether a warning that was due is to be given now.

    due_at: when the rules were to look again, as it stood before. What has moved away since warns another day.
    """
    if tenure is None or due_at is None or now >= tenure.protected_until:
        return False
    return any(due_at <= moment <= now for moment in _warnings(tenure, zone))


def _warnings(tenure: Tenure, zone: tzinfo) -> list[datetime]:
    last_day = (tenure.protected_until - _LAST_MOMENT).astimezone(zone).date()
    days = [last_day - timedelta(days=step) for step in tenure.book.warning_days]
    return [datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC) for day in days]
