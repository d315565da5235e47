"""Who changed what about people and phones lately: a grant that everybody at the desk can see is no silent one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.models.people import AuditEvent, Device
from webapp.services.people.audit import Act
from webapp.services.people.roster import names_of_people
from webapp.services.work import Work

MOST = 12
_SHOWN = (Act.PERSON_ADDED, Act.PERSON_ENABLED, Act.PERSON_DISABLED, Act.CODE_ISSUED, Act.PHONE_REVOKED)


@dataclass(frozen=True, slots=True)
class Deed:
    """One act. whom: the person that it was about. role: which role was granted or taken, empty for phones."""

    act: Act
    at: datetime
    by: str
    whom: str
    role: str


def recent_deeds(work: Work) -> tuple[Deed, ...]:
    """Return the newest acts on people and phones."""
    names = names_of_people(work)
    rows = work.session.execute(
        select(AuditEvent, Device.person_id)
        .outerjoin(Device, (Device.project_id == AuditEvent.project_id) & (Device.id == AuditEvent.subject_id))
        .where(AuditEvent.project_id == work.project_id, AuditEvent.act.in_(_SHOWN))
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(MOST)
    )
    return tuple(
        Deed(
            act=Act(event.act),
            at=event.at,
            by=names[event.actor_id],
            whom=names.get(carrier or event.subject_id or "", ""),
            role=event.facts.get("role", ""),
        )
        for event, carrier in rows
    )
