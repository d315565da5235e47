"""The phones of the office, as its desk looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from webapp.models.people import Device, EnrolmentCode, Person
from webapp.services.people.audit import Act, record
from webapp.services.people.devices import ClosedBecause, close_active_device
from webapp.services.people.roster import Member, carriers, list_members
from webapp.services.people.sessions import end_sessions_of
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

#: A phone shows itself whenever its app is open; after this long somebody should ask where it is.
LONG_UNSEEN = timedelta(days=2)
MOST_CLOSED = 50


@dataclass(frozen=True, slots=True)
class Handset:
    """One phone. closed_because: None while it is in use."""

    id: str
    label: str
    enrolled_at: datetime
    seen_at: datetime
    closed_at: datetime | None
    closed_because: ClosedBecause | None
    long_unseen: bool


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody on the floor, the phone in use, and until when an unused code is good."""

    member: Member
    handset: Handset | None
    code_until: datetime | None


@dataclass(frozen=True, slots=True)
class ClosedPhone:
    """A phone that is no longer in use, and whose it was."""

    name: str
    handset: Handset


def list_carriers(work: Work) -> tuple[Carrier, ...]:
    """Return who works on the floor, each with the phone in use."""
    devices = work.session.scalars(
        select(Device).where(Device.project_id == work.project_id, Device.closed_at.is_(None))
    )
    in_use = {device.person_id: _handset(work, device) for device in devices}
    codes = _open_codes(work)
    return tuple(
        Carrier(member, in_use.get(member.id), codes.get(member.id)) for member in carriers(list_members(work))
    )


def list_closed_phones(work: Work) -> tuple[ClosedPhone, ...]:
    """Return the phones that were closed last."""
    rows = work.session.execute(
        select(Device, Person.name)
        .join(Person, (Person.project_id == Device.project_id) & (Person.id == Device.person_id))
        .where(Device.project_id == work.project_id, Device.closed_at.is_not(None))
        .order_by(Device.closed_at.desc())
        .limit(MOST_CLOSED)
    )
    return tuple(ClosedPhone(name, _handset(work, device)) for device, name in rows)


def revoke_phone(work: Work, actor: Actor, device_id: str) -> None:
    """Close a phone at once, and sign its owner out everywhere: a lost phone holds a session as well.

    Revoking one that is closed already changes nothing.
    """
    device = work.session.get(Device, (work.project_id, device_id))
    if device is None:
        raise RefusedError(ErrorCode.DEVICE_UNKNOWN)
    if device.closed_at is not None:
        return
    close_active_device(work, device.person_id, ClosedBecause.REVOKED)
    end_sessions_of(work, device.person_id)
    record(work, actor, Act.PHONE_REVOKED, device.id, person=device.person_id)


def _open_codes(work: Work) -> dict[str, datetime]:
    rows = work.session.execute(
        select(EnrolmentCode.person_id, EnrolmentCode.expires_at).where(
            EnrolmentCode.project_id == work.project_id,
            EnrolmentCode.used_at.is_(None),
            EnrolmentCode.expires_at > work.now,
        )
    )
    return {row.person_id: row.expires_at for row in rows}


def _handset(work: Work, device: Device) -> Handset:
    return Handset(
        id=device.id,
        label=device.label,
        enrolled_at=device.enrolled_at,
        seen_at=device.seen_at,
        closed_at=device.closed_at,
        closed_because=ClosedBecause(device.closed_because) if device.closed_because else None,
        long_unseen=device.closed_at is None and device.seen_at < work.now - LONG_UNSEEN,
    )
