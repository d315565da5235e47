"""The words in which a scenario is told: who did what, when, and what somebody who looks must find.

A moment is a day and a clock of the office, such as `"15 23:50"`; day 0 is a Monday. Agents are letters. A number is
written as people write it; without one a fact is about the one client that most scenarios have. Nothing here knows how
the rules or the server call these things: two runners read the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
DAY_0 = datetime(2026, 11, 2, tzinfo=ZONE)
MAIN = "138 1234 5678"
#: How old the newest word from the server is on a phone that has signal.
A_MINUTE = timedelta(minutes=1)


def moment(text: str) -> datetime:
    """Return a moment of the office's calendar, such as `"0 10:00"` or `"0 10:00:05"`."""
    day, clock = text.split()
    hours, minutes, seconds = (int(part) for part in f"{clock}:00".split(":")[:3])
    local = DAY_0 + timedelta(days=int(day), hours=hours, minutes=minutes, seconds=seconds)
    return local.astimezone(UTC)


class Fact:
    """Something that happened, at a moment."""

    at: str


@dataclass(frozen=True)
class Written(Fact):
    """When a phone wrote something down, and when the server heard of it.

    synced: when the text came, at once if left out. anchor: the phone's last word from the server, a minute old if
    left out. heads: when only its fingerprint got out. stated: what the phone's clock said, where that is wrong.
    """

    who: str
    at: str
    synced: str = field(default="", kw_only=True)
    anchor: str = field(default="", kw_only=True)
    heads: tuple[str, ...] = field(default=(), kw_only=True)
    stated: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Registers(Written):
    """An agent registers a client; without a number it is a visit that is counted, and no more.

    channel: who came along. scans: when the client opened the code. answered: when the client said yes on its page,
    with the right digits. named: the colleague whom the client asked for. completes: it completes the agent's own
    registration before it, of the same number or of a client who gave none.
    """

    number: str = MAIN
    spare: str = ""
    surname: str = "王"
    source: str = "walk_in"
    company: str = ""
    complete: bool = True
    completes: bool = False
    scans: tuple[str, ...] = ()
    answered: str = ""
    named: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Visits(Written):
    """The client comes, and an agent who has registered it receives it."""

    number: str = MAIN


@dataclass(frozen=True)
class FollowsUp(Written):
    """An agent tries to reach the client."""

    outcome: str = "reached"
    number: str = MAIN


@dataclass(frozen=True)
class Withdraws(Written):
    """An agent takes the own registration back."""

    number: str = MAIN


@dataclass(frozen=True)
class SendsAgain(Fact):
    """A phone whose answer was lost sends all that it has once more."""

    who: str
    at: str


@dataclass(frozen=True)
class Decides(Fact):
    """The manager settles a contested client for an agent, on everything that is shown then."""

    at: str
    who: str
    number: str = MAIN


@dataclass(frozen=True)
class TurnOf(Fact):
    """The rotation's record: whose turn it was when two came within a minute."""

    who: str
    at: str


@dataclass(frozen=True)
class DoorGives(Fact):
    """The door's record: the client was this agent's to receive. why: named, turn. taken_by: who received instead."""

    who: str
    at: str
    why: str
    taken_by: str = ""


@dataclass(frozen=True)
class Assigns(Fact):
    """The manager gives the client to an agent. why: reassigned, renewed, handed_over."""

    at: str
    to: str
    why: str = "reassigned"
    number: str = MAIN


@dataclass(frozen=True)
class Releases(Fact):
    """The owner gives the client back to the pool, or the office recycles it."""

    who: str
    at: str
    by_office: bool = False
    number: str = MAIN


@dataclass(frozen=True)
class Takes(Fact):
    """An agent wants to take the client from the open pool, online. refused: the code, if it may not."""

    who: str
    at: str
    refused: str = ""
    number: str = MAIN


@dataclass(frozen=True)
class Leaves(Fact):
    """An agent leaves the office."""

    who: str
    at: str
    successor: str = ""


@dataclass(frozen=True)
class Reclaims(Fact):
    """An agent shows an earlier reception of a client who had named nobody."""

    who: str
    at: str
    received: str
    number: str = MAIN


@dataclass(frozen=True)
class Subscribes(Fact):
    """The client subscribes; who: whose client it is then. closed_by: who brought it about, where that is another."""

    who: str
    at: str
    closed_by: str = ""
    number: str = MAIN


@dataclass(frozen=True)
class Cancels(Fact):
    """The subscription is cancelled."""

    at: str
    number: str = MAIN


@dataclass(frozen=True)
class Freezes(Fact):
    """No protection runs for a while. why: dispute, outage."""

    at: str
    why: str
    until: str = ""


@dataclass(frozen=True)
class Publishes(Fact):
    """A new version of the rule book begins."""

    at: str
    changes: Mapping[str, object]


@dataclass(frozen=True)
class Links(Fact):
    """A manager finds that two numbers are one case. why: same_person, household, company."""

    at: str
    one: str
    other: str
    why: str


@dataclass(frozen=True)
class Unlinks(Fact):
    """A manager takes that back."""

    at: str
    one: str
    other: str


@dataclass(frozen=True)
class Reviewed(Fact):
    """A manager looked at a near number: it is the same person, or another one."""

    at: str
    number: str
    near: str
    same: bool


@dataclass(frozen=True)
class Imports(Fact):
    """An old list is published: the agent had the client before, with the last contact on some day."""

    who: str
    at: str
    last_contact: str
    number: str = MAIN


@dataclass(frozen=True)
class Look:
    """Somebody looks: who owns, by which reason, contested or not.

    until: the first moment without protection. shared: who has half of the credit. told: whose records the ruling
    lays side by side, the owner first; also: who else has a notice about the client. label: how well the owner's time
    is proven. What is left out is not looked at.
    """

    at: str
    owner: str | None
    reason: str
    contested: bool = False
    until: str = ""
    shared: str | None = None
    told: str = ""
    also: str = ""
    label: str = ""
    number: str = MAIN


@dataclass(frozen=True)
class Row:
    """One row of the table. number: of the scenario that it is a case of. book: what this office's rules change.

    signals: what the manager is told looks wrong in the end, and about whom, such as `"clock_stepped A"`; nothing else.
    """

    number: str
    story: str
    facts: tuple[Fact, ...]
    looks: tuple[Look, ...]
    book: Mapping[str, object] = field(default_factory=dict)
    signals: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What is printed if it fails."""
        return f"{self.number}: {self.story}"


def arrival(fact: Fact) -> datetime:
    """Return when the office's server knew of it."""
    return moment(fact.synced or fact.at) if isinstance(fact, Written) else moment(fact.at)
