"""Note at the front desk that a channel came with a client; agents note it in their registrations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync.ownership.identity import Phone
from webapp.models.ownership import Escort
from webapp.services.ownership.channels.channels import find_open_channel
from webapp.services.ownership.channels.rule_channels import rule_channels
from webapp.services.ownership.identity.client_numbers import client_with_number
from webapp.services.people.audit import Act, record
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class EscortReceipt:
    """What was noted."""

    channel: str
    at: datetime


def note_escort(work: Work, actor: Actor, channel_id: str, phone: Phone) -> EscortReceipt:
    """Note an escort at server time; the client may be registered only minutes later."""
    channel = find_open_channel(work, channel_id)
    id_ = work.new_id()
    work.session.add(
        Escort(
            project_id=work.project_id,
            id=id_,
            channel_id=channel.id,
            client_id=None,
            entry_id=None,
            phone_key=work.vault.blind_index(work.project_id, phone.e164),
            recorded_at=work.now,
            recorded_by=actor.person_id,
        )
    )
    record(work, actor, Act.ESCORT_NOTED, id_)
    client_id = client_with_number(work, phone)
    rule_channels(work, [client_id] if client_id else [])
    return EscortReceipt(channel.name, work.now)
