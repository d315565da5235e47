"""Whom did the client ask for? A colleague who works on this floor; anybody else cannot have been meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from sync.entries import RegistrationBody
from webapp.models.people import Person
from webapp.services.ownership.wire.batch import Status
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.people.roster import CARRIERS
from webapp.services.work import Work

NAMED_UNKNOWN = "named_unknown"


def with_colleagues(work: Work, reads: tuple[ReadEntry, ...]) -> tuple[ReadEntry, ...]:
    """Reject registrations that name somebody who is no agent here; nobody is looked up where nobody is named."""
    named = {name for read in reads if (name := _named(read)) is not None}
    if not named:
        return reads
    rows = work.session.execute(
        select(Person.id, Person.disabled_at).where(
            Person.project_id == work.project_id, Person.id.in_(named), Person.role.in_(CARRIERS)
        )
    )
    colleagues = {row.id: row.disabled_at for row in rows}
    return tuple(read if _was_here(read, colleagues) else _rejected(read) for read in reads)


def _named(read: ReadEntry) -> str | None:
    body = read.entry.body if read.entry else None
    return body.named if isinstance(body, RegistrationBody) else None


def _was_here(read: ReadEntry, colleagues: Mapping[str, datetime | None]) -> bool:
    """Say whether who is named worked here as the registration was written; a phone may have been offline since."""
    name = _named(read)
    if name is None:
        return True
    left_at = colleagues.get(name)
    return name in colleagues and (left_at is None or (read.stated_at is not None and read.stated_at < left_at))


def _rejected(read: ReadEntry) -> ReadEntry:
    return replace(read, status=Status.REJECTED, entry=None, code=NAMED_UNKNOWN, field="body.named")
