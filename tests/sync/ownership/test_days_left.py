"""Phone and desk count the days of protection alike."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sync.ownership.protection import days_left
from tests.vectors import load


def test_phone_and_desk_count_the_same_days() -> None:
    for row in load("days_left")["days"]:
        until, now = datetime.fromisoformat(row["until"]), datetime.fromisoformat(row["now"])
        assert days_left(until, now, ZoneInfo(row["zone"])) == row["left"], row["says"]
