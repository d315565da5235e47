"""The channels of an office. Nobody of a channel signs in: front desk and manager write down what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.ownership.channel_case import ChannelKind
from webapp.models.ownership import Channel
from webapp.services.people.audit import Act, record
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel."""

    id: str
    name: str
    kind: ChannelKind
    opened_at: datetime
    closed_at: datetime | None


def list_channels(work: Work) -> tuple[ChannelLine, ...]:
    """Return all channels, those in use first."""
    rows = work.session.scalars(
        select(Channel)
        .where(Channel.project_id == work.project_id)
        .order_by(Channel.closed_at.is_not(None), Channel.name)
    )
    return tuple(ChannelLine(row.id, row.name, ChannelKind(row.kind), row.opened_at, row.closed_at) for row in rows)


def open_channels(work: Work) -> tuple[ChannelLine, ...]:
    """Return the channels that may report."""
    return tuple(line for line in list_channels(work) if line.closed_at is None)


def find_open_channel(work: Work, channel_id: str) -> Channel:
    """Return a channel that may report; CHANNEL_UNKNOWN or CHANNEL_CLOSED."""
    channel = work.session.get(Channel, (work.project_id, channel_id))
    if channel is None:
        raise RefusedError(ErrorCode.CHANNEL_UNKNOWN)
    if channel.closed_at is not None:
        raise RefusedError(ErrorCode.CHANNEL_CLOSED)
    return channel


def add_channel(work: Work, actor: Actor, name: str, kind: ChannelKind) -> str:
    """Add a channel and return its id; a name stands for one channel for ever."""
    taken = select(Channel.id).where(Channel.project_id == work.project_id, Channel.name == name)
    if work.session.scalar(taken) is not None:
        raise RefusedError(ErrorCode.CHANNEL_NAME_TAKEN)
    channel = Channel(
        project_id=work.project_id,
        id=work.new_id(),
        name=name,
        kind=kind,
        opened_at=work.now,
        opened_by=actor.person_id,
        closed_at=None,
    )
    work.session.add(channel)
    record(work, actor, Act.CHANNEL_ADDED, channel.id, kind=kind)
    work.session.flush()
    return channel.id


def close_channel(work: Work, actor: Actor, channel_id: str) -> None:
    """Let a channel report no more; what it reported stays."""
    channel = find_open_channel(work, channel_id)
    channel.closed_at = work.now
    record(work, actor, Act.CHANNEL_CLOSED, channel.id)
