"""The clients of the office as its desk lists them: what is contested first, then the newest rulings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from sync.ownership.protection import days_left
from sync.people.visibility import Relation
from webapp.models.ownership import Standing
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, KnownClient, know_clients
from webapp.services.ownership.rulings.ruling_view import NamedAgent
from webapp.services.people.project import load_zone
from webapp.services.people.roster import names_of_people
from webapp.services.work import Actor, Work

PAGE = 25


class Which(StrEnum):
    """How the clients stand that are listed."""

    ALL = "all"
    CONTESTED = "contested"
    OWNED = "owned"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ProtectionLine:
    """Until when a client is protected, and how many days the page shows."""

    until: datetime
    days_left: int


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One client of a list."""

    id: str
    name: NamedClient
    phone_masked: str
    owner: NamedAgent | None
    contested: bool
    protection: ProtectionLine | None
    last_contact_at: datetime | None
    ruled_at: datetime


@dataclass(frozen=True, slots=True)
class ClientPage:
    """A page of a list, and how many clients the whole list has."""

    lines: tuple[ClientLine, ...]
    number: int
    pages: int
    total: int


def list_clients(work: Work, actor: Actor, which: Which, owner_id: str | None, number: int) -> ClientPage:
    """Return a page; beyond the last one, the last."""
    wanted = _wanted(work, which, owner_id)
    total = work.session.scalar(select(func.count()).select_from(Standing).where(*wanted)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    rows = work.session.scalars(
        select(Standing)
        .where(*wanted)
        .order_by(Standing.contested.desc(), Standing.ruled_at.desc(), Standing.client_id)
        .offset((number - 1) * PAGE)
        .limit(PAGE)
    )
    return ClientPage(client_lines(work, actor, rows), number, pages, total)


def client_lines(work: Work, actor: Actor, standings: Iterable[Standing]) -> tuple[ClientLine, ...]:
    """Return how clients stand, in the order given."""
    rows = list(standings)
    known = know_clients(work, actor.role, Relation.OTHER, [row.client_id for row in rows])
    names, zone = names_of_people(work), load_zone(work)
    return tuple(_line(work, row, known.get(row.client_id), names, zone) for row in rows)


def _wanted(work: Work, which: Which, owner_id: str | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [Standing.project_id == work.project_id]
    if which is Which.CONTESTED:
        wanted.append(Standing.contested.is_(True))
    # What nobody has ruled since its protection ended is nobody's all the same.
    lasts = (Standing.protected_until > work.now) | Standing.protected_until.is_(None)
    if which is Which.OWNED:
        wanted += [Standing.owner_id.is_not(None), lasts]
    if which is Which.OPEN:
        wanted.append(Standing.owner_id.is_(None) | ~lasts)
    if owner_id is not None:
        wanted += [Standing.owner_id == owner_id, lasts]
    return wanted


def _owner_now(work: Work, row: Standing) -> str | None:
    """Return who owns a client; the ruling that its protection has ended may still have to be written."""
    return row.owner_id if row.protected_until is None or row.protected_until > work.now else None


def _line(work: Work, row: Standing, known: KnownClient | None, names: dict[str, str], zone: ZoneInfo) -> ClientLine:
    owner_id = _owner_now(work, row)
    until = row.protected_until if owner_id else None
    return ClientLine(
        id=row.client_id,
        name=known.name if known else NOBODY,
        phone_masked=known.phone_masked if known else "",
        owner=NamedAgent(owner_id, names[owner_id]) if owner_id else None,
        contested=row.contested,
        protection=ProtectionLine(until, days_left(until, work.now, zone)) if until else None,
        last_contact_at=row.last_contact_at,
        ruled_at=row.ruled_at,
    )
