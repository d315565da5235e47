"""Phones of agents: enrolment, epochs, and whose phone it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, update

from sync import chain
from webapp.models.people import Chain, Device, EnrolmentCode
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.people.audit import Act, record
from webapp.services.people.signatures import epoch_is_signed, read_public_key
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work
from webapp.vault import hash_of_secret

LONGEST_LABEL = 64
#: How far a phone may be ahead of a server that was restored from an older copy.
MOST_AHEAD = 1_000


class ClosedBecause(StrEnum):
    """Why a phone is no longer active."""

    REPLACED = "replaced"
    REVOKED = "revoked"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class OpenedEpoch:
    """What a phone needs to begin a chain."""

    device: str
    epoch: int
    anchor: str


@dataclass(frozen=True, slots=True)
class EpochWish:
    """An epoch that a phone wants to open, as it signed it; `anchor` is the newest that it holds."""

    epoch: int
    anchor: str
    signature: bytes


def enrol(work: Work, actor: Actor, code: str, public_key: Mapping[str, str], label: str) -> OpenedEpoch:
    """Make a phone the agent's phone, by a code from the manager; the phone before it is closed."""
    key = read_public_key(public_key)
    if key is None:
        raise RefusedError(ErrorCode.PUBLIC_KEY_INVALID)
    if (again := _just_enrolled(work, actor, code, key)) is not None:
        return again
    _spend_code(work, actor, code)
    close_active_device(work, actor.person_id, ClosedBecause.REPLACED)
    device = Device(
        project_id=work.project_id,
        id=work.new_id(),
        person_id=actor.person_id,
        label=label[:LONGEST_LABEL],
        public_key=key,
        epoch=1,
        enrolled_at=work.now,
        seen_at=work.now,
    )
    work.session.add(device)
    work.session.flush()
    record(work, actor, Act.PHONE_ENROLLED, device.id)
    return _open_chain(work, device)


def open_epoch(work: Work, actor: Actor, device_id: str, wish: EpochWish) -> OpenedEpoch | ErrorCode:
    """Close the chain of a phone and open the next; asked again, because the answer was lost, it answers the same.

    It takes the phone's own signature: closing a chain voids the heads that are ahead of their texts, so a session
    alone may not do it. A phone may be ahead by more than one: then this server was restored from a copy that is older
    than its epoch. An ErrorCode means that nothing was opened, and that a signal about it was written.
    """
    device = own_device(work, actor, device_id)
    if work.vault.anchor_time(wish.anchor, work.project_id, device.id) is None:
        raise RefusedError(ErrorCode.ANCHOR_UNKNOWN)
    if not _is_signed(device, wish):
        raise_signal(
            work,
            SignalKind.SIGNATURE_INVALID,
            person_id=device.person_id,
            device_id=device.id,
            epoch=str(device.epoch),
        )
        return ErrorCode.SIGNATURE_INVALID
    running = running_chain(work, device)
    if wish.epoch == device.epoch and running.acked_seq == 0:
        return OpenedEpoch(device.id, device.epoch, running.opening_anchor)
    if not device.epoch < wish.epoch <= device.epoch + MOST_AHEAD:
        raise RefusedError(ErrorCode.EPOCH_WRONG)
    running.closed_at = work.now
    device.epoch = wish.epoch
    record(work, actor, Act.EPOCH_OPENED, device.id, epoch=str(wish.epoch))
    return _open_chain(work, device)


def own_device(work: Work, actor: Actor, device_id: str) -> Device:
    """Return the actor's phone; another's is as unknown as none."""
    device = work.session.get(Device, (work.project_id, device_id))
    if device is None or device.person_id != actor.person_id:
        raise RefusedError(ErrorCode.DEVICE_UNKNOWN)
    if device.closed_at is not None:
        raise RefusedError(ErrorCode.DEVICE_CLOSED)
    return device


def running_chain(work: Work, device: Device) -> Chain:
    """Return the chain of the open epoch."""
    return work.session.get_one(Chain, (work.project_id, device.id, device.epoch))


def close_active_device(work: Work, person_id: str, because: ClosedBecause) -> None:
    """Close the phone that a person has, if any; what it still holds no longer counts from earlier heads."""
    work.session.execute(
        update(Device)
        .where(Device.project_id == work.project_id, Device.person_id == person_id, Device.closed_at.is_(None))
        .values(closed_at=work.now, closed_because=because)
    )


def normal_code(code: str) -> str:
    """Return a code the way it is stored: people write it with spaces, hyphens and small letters."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _is_signed(device: Device, wish: EpochWish) -> bool:
    return epoch_is_signed(
        device.public_key, device=device.id, epoch=wish.epoch, anchor=wish.anchor, signature=wish.signature
    )


def _just_enrolled(work: Work, actor: Actor, code: str, key: str) -> OpenedEpoch | None:
    """Answer the same to a phone that did not hear the answer: it made its key before it asked."""
    found = work.session.get(EnrolmentCode, (work.project_id, hash_of_secret(normal_code(code))))
    if found is None or found.person_id != actor.person_id or found.used_at is None:
        return None
    device = work.session.scalar(
        select(Device).where(
            Device.project_id == work.project_id,
            Device.person_id == actor.person_id,
            Device.public_key == key,
            Device.enrolled_at == found.used_at,
            Device.closed_at.is_(None),
        )
    )
    if device is None or device.epoch > 1:
        return None
    return OpenedEpoch(device.id, device.epoch, running_chain(work, device).opening_anchor)


def _spend_code(work: Work, actor: Actor, code: str) -> None:
    found = work.session.scalar(
        select(EnrolmentCode).where(
            EnrolmentCode.project_id == work.project_id,
            EnrolmentCode.code_hash == hash_of_secret(normal_code(code)),
            EnrolmentCode.person_id == actor.person_id,
            EnrolmentCode.used_at.is_(None),
            EnrolmentCode.expires_at > work.now,
        )
    )
    if found is None:
        raise RefusedError(ErrorCode.CODE_UNKNOWN)
    found.used_at = work.now


def _open_chain(work: Work, device: Device) -> OpenedEpoch:
    anchor = work.vault.anchor_for(work.now, work.project_id, device.id)
    genesis = chain.genesis(device=device.id, person=device.person_id, epoch=device.epoch, anchor=anchor)
    work.session.add(
        Chain(
            project_id=work.project_id,
            device_id=device.id,
            epoch=device.epoch,
            opened_at=work.now,
            acked_seq=0,
            opening_anchor=anchor,
            genesis=genesis,
            head=genesis,
            last_anchor_at=work.now,
            shown_seq=0,
            shown_anchor_at=work.now,
        )
    )
    return OpenedEpoch(device.id, device.epoch, anchor)
