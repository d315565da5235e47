"""How often somebody has done today what may be done only so often a day."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from webapp.models.people import AuditEvent
from webapp.services.people.audit import Act
from webapp.services.work import Actor, Work


def acts_today(work: Work, actor: Actor, act: Act, zone: ZoneInfo) -> int:
    """Count an act of the actor since the project's last midnight."""
    return (
        work.session.scalar(
            select(func.count())
            .select_from(AuditEvent)
            .where(
                AuditEvent.project_id == work.project_id,
                AuditEvent.actor_id == actor.person_id,
                AuditEvent.act == act,
                AuditEvent.at >= midnight(work, zone),
            )
        )
        or 0
    )


def midnight(work: Work, zone: ZoneInfo) -> datetime:
    """Return when the project's day began."""
    return datetime.combine(work.now.astimezone(zone).date(), time.min, tzinfo=zone)
