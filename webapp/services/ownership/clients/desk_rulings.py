"""The newest rulings of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.people.visibility import Relation
from webapp.models.ownership import Ruling
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, know_clients
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class RecentRuling:
    """One ruling of the list."""

    client_id: str
    name: NamedClient
    at: datetime
    sentence: Mapping[str, str]
    contested: bool


def newest_rulings(work: Work, actor: Actor, most: int) -> tuple[RecentRuling, ...]:
    """Return the newest rulings."""
    rows = work.session.scalars(
        select(Ruling).where(Ruling.project_id == work.project_id).order_by(Ruling.number.desc()).limit(most)
    ).all()
    known = know_clients(work, actor.role, Relation.OTHER, {row.client_id for row in rows})
    return tuple(
        RecentRuling(
            client_id=row.client_id,
            name=known[row.client_id].name if row.client_id in known else NOBODY,
            at=row.ruled_at,
            sentence=row.explanation["sentence"],
            contested=row.contested,
        )
        for row in rows
    )
