"""Moments: aware UTC, whole milliseconds, on the wire and in the rules alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Far enough for every honest clock, and inside what `datetime` can hold with room for an offset.
EARLIEST_MS = 0
LATEST_MS = 253_370_764_800_000


def to_milliseconds(moment: datetime) -> int:
    """Return whole milliseconds since 1970; a fraction is cut off, never rounded up into the future."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the moment, held inside what a clock can honestly show, so that no phone can overflow a date."""
    return EPOCH + timedelta(milliseconds=min(max(milliseconds, EARLIEST_MS), LATEST_MS))


def clamp(moment: datetime, earliest: datetime, latest: datetime) -> datetime:
    """Hold `moment` inside [earliest, latest]."""
    return min(max(moment, earliest), latest)
