"""Today's reports with what became of them, for the front desk, the manager and the auditor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select

from sync.ownership.channel_reasons import ChannelReason
from sync.ownership.identity import Phone, mask, normalise_phone
from sync.people.visibility import ClientField, Relation, visible_fields
from webapp.models.ownership import Channel, ChannelRuling, PreRegistration
from webapp.services.ownership.channels.number_checks import answers_are_spent
from webapp.services.people.project import load_zone
from webapp.services.people.roster import names_of_people
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report. number: masked, and only for whom it is to see. reason: None while no visit has come."""

    id: str
    channel: str
    number: str
    masked: bool
    received_at: datetime
    valid_until: datetime
    expected_at: datetime | None
    by: str
    reason: ChannelReason | None


def todays_reports(work: Work, actor: Actor) -> tuple[ReportLine, ...]:
    """Return the reports since the project's last midnight, newest first."""
    midnight = datetime.combine(work.now.astimezone(load_zone(work)).date(), time.min, tzinfo=load_zone(work))
    rows = work.session.execute(
        select(PreRegistration, Channel.name)
        .join(Channel, (Channel.project_id == PreRegistration.project_id) & (Channel.id == PreRegistration.channel_id))
        .where(PreRegistration.project_id == work.project_id, PreRegistration.received_at >= midnight)
        .order_by(PreRegistration.received_at.desc(), PreRegistration.id.desc())
    )
    names = names_of_people(work)
    reasons = {} if answers_are_spent(work, actor) else _reasons_since(work, midnight)
    sees = ClientField.PHONE_MASKED in visible_fields(actor.role, Relation.OTHER)
    return tuple(
        ReportLine(
            id=row.id,
            channel=channel,
            number=_masked(work, row) if sees or row.reported_by == actor.person_id else "",
            masked=row.mask_key is not None,
            received_at=row.received_at,
            valid_until=row.valid_until,
            expected_at=row.expected_at,
            by=names[row.reported_by],
            reason=reasons.get(row.id),
        )
        for row, channel in rows
    )


def _masked(work: Work, row: PreRegistration) -> str:
    spelling = work.vault.open(row.number_sealed, work.place("pre_registration", row.id))
    phone = normalise_phone(spelling) if row.mask_key is None else None
    return mask(phone) if isinstance(phone, Phone) else spelling


def _reasons_since(work: Work, since: datetime) -> Mapping[str, ChannelReason]:
    """Return what became of each report that a ruling since then speaks of; a mask fits several clients, or one."""
    rows = work.session.scalars(
        select(ChannelRuling)
        .where(ChannelRuling.project_id == work.project_id, ChannelRuling.ruled_at >= since)
        .order_by(ChannelRuling.ruled_at, ChannelRuling.id)
    )
    newest = {row.client_id: row for row in rows}
    found: dict[str, ChannelReason] = {}
    for row in newest.values():
        for verdict in row.evidence["verdicts"]:
            if found.get(verdict["report_id"], ChannelReason.MASK_ONLY) is ChannelReason.MASK_ONLY:
                found[verdict["report_id"]] = ChannelReason(verdict["reason"])
    return found
