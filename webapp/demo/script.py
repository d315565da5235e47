"""The words of the script: who does what, to which client, at which moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sync.personal import Title


class Verb(StrEnum):
    """What somebody can do."""

    REGISTER = "register"
    VISIT = "visit"
    FOLLOW_UP = "follow_up"
    WITHDRAW = "withdraw"
    SEND = "send"
    GO_OFFLINE = "go_offline"
    GO_ONLINE = "go_online"
    BEAT = "beat"
    TAKE_TICKETS = "take_tickets"
    SCAN = "scan"
    ANSWER = "answer"
    SET_CLOCK = "set_clock"
    SETTLE = "settle"
    PUBLISH_RULES = "publish_rules"
    READ_RULES = "read_rules"
    REPORT = "report"
    RELEASE = "release"
    TAKE = "take"
    REASSIGN = "reassign"
    SUBSCRIBE = "subscribe"
    DISPUTE = "dispute"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the script. What the manager does alone names anybody with a phone.

    who: login of the person who acts, or whose code the client opens; for SETTLE and REPORT, of who gets the client.
    word: source, kind of visit, outcome, reason of a withdrawal, answer, channel, or seconds that a clock is ahead.
    note: what the agent writes; of a registration, the channel that came along.
    """

    at: datetime
    who: str
    verb: Verb
    client: str = ""
    word: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """An invented client as an agent types it; what is empty was left out."""

    number: str
    surname: str
    title: Title | None
    area: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of the story, counted back from today in the office's zone."""

    now: datetime
    zone: ZoneInfo

    def at(self, day: int, clock: str) -> datetime:
        """Return the moment of a clock time on a day: 0 is today, -1 yesterday."""
        date = self.now.astimezone(self.zone).date() + timedelta(days=day)
        return datetime.combine(date, time.fromisoformat(clock), tzinfo=self.zone).astimezone(UTC)


def in_order(lines: Iterable[Line], until: datetime) -> list[Line]:
    """Return what has happened by now, no two lines at one moment: server time never stands still."""
    told: list[Line] = []
    for line in sorted(lines, key=lambda each: each.at):
        if line.at >= until:
            break
        earliest = told[-1].at + timedelta(milliseconds=1) if told else line.at
        told.append(replace(line, at=max(line.at, earliest)))
    return told
