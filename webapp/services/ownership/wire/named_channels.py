"""Note which channels came with the clients that a push registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from sync.entries import RegistrationBody
from webapp.models.ownership import Channel, Escort
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.work import Actor, Work


def note_named_channels(work: Work, actor: Actor, reads: Iterable[ReadEntry], registered: Mapping[str, str]) -> None:
    """Write an escort for each registration that names a channel. registered: the client of each registration.

    A channel that the office does not know is nobody, like a ticket that nobody issued: the registration stands. A
    closed one may still come with whom it reported in time.
    """
    named = {
        read.entry.id: read.entry.body.channel
        for read in reads
        if read.entry is not None and isinstance(read.entry.body, RegistrationBody) and read.entry.id in registered
    }
    wanted = {channel_id for channel_id in named.values() if channel_id is not None}
    if not wanted:
        return
    known = set(
        work.session.scalars(select(Channel.id).where(Channel.project_id == work.project_id, Channel.id.in_(wanted)))
    )
    work.session.add_all(
        Escort(
            project_id=work.project_id,
            id=work.new_id(),
            channel_id=channel_id,
            client_id=registered[entry_id],
            entry_id=entry_id,
            phone_key=None,
            recorded_at=work.now,
            recorded_by=actor.person_id,
        )
        for entry_id, channel_id in named.items()
        if channel_id in known
    )
