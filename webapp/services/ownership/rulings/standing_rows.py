"""How clients stand, one row each, in the shape that lists and clocks ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite

from sync.ownership.acts import NEVER
from sync.ownership.case import Case
from sync.ownership.pool import pool_since
from sync.ownership.reminders import next_due
from sync.ownership.standing import Standing as StandingValue
from webapp.models.ownership import Ruling, Standing
from webapp.services.work import Work


def keep_standings(work: Work, rows: Iterable[dict[str, Any]]) -> None:
    """Keep the one row that says how a client stands; what the session knew of it is read again."""
    options = {"populate_existing": True, "render_nulls": True}
    work.session.scalars(_upsert(work).returning(Standing), list(rows), execution_options=options).all()


def standing_row(work: Work, client_id: str, case: Case, standing: StandingValue, ruling: Ruling) -> dict[str, Any]:
    """Return the row of a client."""
    return {
        "project_id": work.project_id,
        "client_id": client_id,
        "owner_id": standing.owner_id,
        "contested": standing.contested,
        "ruling_number": ruling.number,
        "ruled_at": ruling.ruled_at,
        "protected_until": protected_until(standing),
        "settles_at": standing.settles_at,
        "last_contact_at": last_contact_at(standing),
        "next_due_at": next_due(standing.tenure, case.zone, work.now, case.books.editions),
        "pool_since": pool_since(standing),
        "frozen_since": frozen_since(case, standing),
    }


def protected_until(standing: StandingValue) -> datetime | None:
    """Return the end of protection; None if nothing is protected, or nothing ends it by itself."""
    tenure = standing.tenure
    return None if tenure is None or tenure.protected_until == NEVER else tenure.protected_until


def frozen_since(case: Case, standing: StandingValue) -> datetime | None:
    """Return since when a deal, or else an open dispute, keeps the protection from running."""
    if standing.tenure is not None and standing.tenure.frozen_since is not None:
        return standing.tenure.frozen_since
    return min((freeze.since for freeze in case.freezes if freeze.until is None), default=None)


def last_contact_at(standing: StandingValue) -> datetime | None:
    """Return when the owner was last in touch with the client, by claim or contact."""
    tenure = standing.tenure
    if tenure is None:
        return None
    captures = [claim.capture for claim in (tenure.winner, *tenure.own)]
    captures += [contact.capture for contact in tenure.contacts]
    return max(capture.contact_at for capture in captures)


def _upsert(work: Work) -> Insert:
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Standing)
    key = {"project_id", "client_id"}
    changes = {column.name: statement.excluded[column.name] for column in Standing.__table__.columns}
    upsert: Insert = statement.on_conflict_do_update(
        index_elements=sorted(key), set_={name: value for name, value in changes.items() if name not in key}
    )
    return upsert
