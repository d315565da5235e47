"""When does somebody have to be told that a protection ends, and when do the rules have to look again by themselves?

A warning is due at the beginning of the day on which as many days are left as a step of the ladder says.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from sync.ownership.acts import NEVER
from sync.ownership.standing import Tenure

_LAST_MOMENT = timedelta(milliseconds=1)


def next_due(tenure: Tenure | None, zone: tzinfo, now: datetime) -> datetime | None:
    """Return the next warning, or else the end of protection; None if nothing happens by itself."""
    if tenure is None or tenure.protected_until == NEVER:
        return None
    coming = [moment for moment in _warnings(tenure, zone) if moment > now]
    return min([*coming, tenure.protected_until])


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
