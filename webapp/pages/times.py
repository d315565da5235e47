"""Times as an office reads them: in its own zone, the day only where it is not today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from markupsafe import Markup

from webapp import words

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: From here on people count days.
_MANY_HOURS = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Times:
    """One reader's way of writing times."""

    zone: tzinfo
    language: str
    now: datetime

    def clock(self, at: datetime) -> str:
        """Write `10:04`."""
        return f"{self._local(at):%H:%M}"

    def short(self, at: datetime) -> str:
        """Write the time alone today, with its day otherwise."""
        return self.clock(at) if self.same_day(at, self.now) else self.dated(at)

    def dated(self, at: datetime) -> str:
        """Write day and time, today as well: a page with a term on it may lie open until tomorrow."""
        return self._moment(at, self.clock(at))

    def exact(self, at: datetime) -> str:
        """Write day and time to the second, for what may have to be proven."""
        return self._moment(at, f"{self._local(at):%H:%M:%S}")

    def day(self, at: datetime) -> str:
        """Write a day with its year."""
        local = self._local(at)
        return words.say(self.language, "desk.day", year=local.year, month=self._month(local), day=local.day)

    def month_and_day(self, day: date) -> str:
        """Write a day of the calendar as short as an axis needs it."""
        month = words.say(self.language, "reasons.months").split()[day.month - 1]
        return words.say(self.language, "rules.page.axis_day", month=month, day=day.day)

    def today(self) -> str:
        """Write what day it is."""
        return self.day(self.now)

    def duration(self, span: timedelta) -> str:
        """Write a stretch of time in the one unit that tells how long it is."""
        if span >= _MANY_HOURS:
            return words.say(self.language, "desk.duration_days", count=span // _DAY)
        if span >= _HOUR:
            return words.say(self.language, "desk.duration_hours", count=span // _HOUR)
        return words.say(self.language, "desk.duration_minutes", count=span // timedelta(minutes=1))

    def left(self, until: datetime) -> str:
        """Write how long it is until a moment, or that it has passed."""
        if until <= self.now:
            return words.say(self.language, "desk.overdue")
        return words.say(self.language, "desk.time_left", duration=self.duration(until - self.now))

    def same_day(self, one: datetime, other: datetime) -> bool:
        """Say whether two moments lie on one day of the project."""
        return self._local(one).date() == self._local(other).date()

    def tag(self, at: datetime, text: str) -> Markup:
        """Return a time that machines can read as well."""
        return Markup('<time datetime="{}">{}</time>').format(at.isoformat(timespec="seconds"), text)

    def _moment(self, at: datetime, clock: str) -> str:
        local = self._local(at)
        return words.say(self.language, "reasons.moment", month=self._month(local), day=local.day, clock=clock)

    def _month(self, local: datetime) -> str:
        return words.say(self.language, "reasons.months").split()[local.month - 1]

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)
