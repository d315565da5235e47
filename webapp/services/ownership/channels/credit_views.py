"""A channel's credit the way people read it, with its history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.ownership.channel_reasons import ChannelReason
from webapp.models.ownership import Channel, ChannelRuling
from webapp.services.ownership.channels.rule_channels import newest_credits
from webapp.services.work import Work


@dataclass(frozen=True, slots=True)
class CreditView:
    """One ruling on a channel's credit. name: the channel's, empty where none is credited."""

    name: str
    at: datetime
    reason: ChannelReason
    rule_title: Mapping[str, str]
    rule_version: int
    sentence: Mapping[str, str]
    counterfactual: Mapping[str, str]
    appeal: Mapping[str, str]


def credit_history(work: Work, client_id: str) -> tuple[CreditView, ...]:
    """Return every ruling on the channel credit of a client, newest first."""
    rows = work.session.scalars(
        select(ChannelRuling)
        .where(ChannelRuling.project_id == work.project_id, ChannelRuling.client_id == client_id)
        .order_by(ChannelRuling.ruled_at.desc(), ChannelRuling.id.desc())
    ).all()
    names = _names(work, rows)
    return tuple(_view(row, names) for row in rows)


def credits_on_a_phone(work: Work, client_ids: Collection[str]) -> dict[str, CreditView]:
    """Return the credit of each client as its agents see it: a mere candidate is the desk's to know."""
    rows = {
        client_id: row
        for client_id, row in newest_credits(work, client_ids).items()
        if row.reason != ChannelReason.MASK_ONLY
    }
    names = _names(work, rows.values())
    return {client_id: _view(row, names) for client_id, row in rows.items()}


def _names(work: Work, rows: Collection[ChannelRuling]) -> dict[str, str]:
    ids = {row.channel_id for row in rows if row.channel_id is not None}
    if not ids:
        return {}
    found = work.session.execute(
        select(Channel.id, Channel.name).where(Channel.project_id == work.project_id, Channel.id.in_(ids))
    )
    return {row.id: row.name for row in found}


def _view(row: ChannelRuling, names: Mapping[str, str]) -> CreditView:
    said = row.explanation
    return CreditView(
        name=names[row.channel_id] if row.channel_id else "",
        at=row.ruled_at,
        reason=ChannelReason(row.reason),
        rule_title=said["rule_title"],
        rule_version=row.rule_version,
        sentence=said["sentence"],
        counterfactual=said["counterfactual"],
        appeal=said["appeal"],
    )
