"""All that is known about one client and the channels: reports, visits with who escorted them, inside protections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sync.ownership.standing import Standing, Tenure
from sync.policy import RuleBooks


class ChannelKind(StrEnum):
    """What a channel is to the office."""

    OWN = "own"
    EXTERNAL = "external"
    PUBLIC_REFERRAL = "public_referral"


@dataclass(frozen=True, slots=True)
class Report:
    """A pre-registration. received_at: server time. valid_until: the first moment at which it is worth nothing.

    masked: it gave only some digits, which fit this client as they may fit others.
    """

    id: str
    channel_id: str
    kind: ChannelKind
    masked: bool
    received_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """The client was here. at: the ruling time. stated: what the phone says. channel_id: who escorted, if anybody."""

    at: datetime
    stated: datetime
    channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of time in which the client was some inside agent's, however often the agent changed."""

    began: datetime
    stated: datetime
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChannelCase:
    """The evidence. numbered: the client has given the full number; without one no report can be laid beside it."""

    books: RuleBooks
    reports: tuple[Report, ...]
    presences: tuple[Presence, ...]
    stays: tuple[Stay, ...] = ()
    numbered: bool = True

    def by_stated_times(self) -> ChannelCase:
        """Return the case as the phones' own clocks tell it."""
        return replace(
            self,
            presences=tuple(replace(each, at=each.stated) for each in self.presences),
            stays=tuple(replace(each, began=each.stated) for each in self.stays),
        )


def stays_of(standing: Standing) -> tuple[Stay, ...]:
    """Join tenures that follow each other without a gap."""
    tenures = (*standing.history, *([standing.tenure] if standing.tenure else []))
    stays: list[Stay] = []
    for tenure in tenures:
        began = _began(tenure, stays[-1] if stays else None)
        stated = min(began, tenure.winner.capture.stated)
        if stays and stays[-1].ended == began:
            stays[-1] = replace(stays[-1], ended=tenure.ended_at)
        else:
            stays.append(Stay(began, stated, tenure.ended_at))
    return tuple(stays)


def _began(tenure: Tenure, before: Stay | None) -> datetime:
    """Return when a tenure opened; a decision may name a registration older than the tenure that it ended."""
    return max(tenure.opener_time, before.ended) if before and before.ended else tenure.opener_time


def in_order(presences: Iterable[Presence]) -> tuple[Presence, ...]:
    """Sort by time; of one moment, what an escort is known for comes first."""
    return tuple(sorted(presences, key=lambda each: (each.at, each.channel_id is None, each.channel_id or "")))
