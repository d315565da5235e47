"""Outages: a stretch of the past in which nobody could work with Xiandeng, and so no protection ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update

from webapp.models.ownership import Outage, Standing
from webapp.services.ownership.rulings.rule_clients import rule_what_is_due
from webapp.services.people.audit import Act, record
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

LONGEST = timedelta(days=7)
MOST = 50


@dataclass(frozen=True, slots=True)
class OutageLine:
    """One outage, who recorded it, and why."""

    since: datetime
    until: datetime
    by: str
    at: datetime
    words: str


def record_outage(work: Work, actor: Actor, since: datetime, until: datetime, words: str) -> int:
    """Record an outage and return how many protections it moves.

    They are looked at again like whatever is due: a few with each request from now on, so that no phone has to wait.
    """
    if not (since < until <= work.now and until - since <= LONGEST):
        raise RefusedError(ErrorCode.OUTAGE_WRONG)
    id_ = work.new_id()
    work.session.add(
        Outage(
            project_id=work.project_id,
            id=id_,
            since=since,
            until=until,
            made_by=actor.person_id,
            made_at=work.now,
            reason_sealed=work.vault.seal(words, work.place("outage", id_)),
        )
    )
    # A client that lapsed meanwhile may be its last owner's still.
    moved = or_(Standing.protected_until > since, Standing.pool_since >= since)
    affected = (Standing.project_id == work.project_id, moved)
    count = work.session.scalar(select(func.count()).select_from(Standing).where(*affected)) or 0
    work.session.execute(
        update(Standing)
        .where(*affected, or_(Standing.next_due_at.is_(None), Standing.next_due_at > work.now))
        .values(next_due_at=work.now)
        .execution_options(synchronize_session=False)
    )
    record(work, actor, Act.OUTAGE_RECORDED, None, outage=id_, protections=str(count))
    work.session.flush()
    rule_what_is_due(work)
    return count


def list_outages(work: Work) -> tuple[OutageLine, ...]:
    """Return the outages, the newest first."""
    names = names_of_people(work)
    rows = work.session.scalars(
        select(Outage).where(Outage.project_id == work.project_id).order_by(Outage.since.desc()).limit(MOST)
    )
    return tuple(
        OutageLine(
            row.since,
            row.until,
            names[row.made_by],
            row.made_at,
            work.vault.open(row.reason_sealed, work.place("outage", row.id)),
        )
        for row in rows
    )
