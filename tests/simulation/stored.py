"""What stands in the database after a step, read once for all checks, and what the product's own walk makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sync.ownership.case import Case
from tests.factories.office import PROJECT_ID
from tests.simulation.server import Server
from webapp.models.justice import Decision, Signal
from webapp.models.ownership import (
    Assignment,
    Departure,
    Entry,
    LedgerLeaf,
    PoolClaim,
    Registration,
    Ruling,
    Standing,
    Withdrawal,
)
from webapp.models.people import Chain
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.evidence import gather_cases
from webapp.services.people.project import load_zone
from webapp.services.work import Work
from webapp.transaction import snapshot


@dataclass(frozen=True)
class Stored:
    """One moment of the database. entries: by device, epoch, place. rulings: in order of their numbers."""

    #: How many transactions had written before.
    writes: int
    now: datetime
    entries: Mapping[tuple[str, int, int], Entry]
    registrations: tuple[Registration, ...]
    withdrawals: tuple[Withdrawal, ...]
    rulings: tuple[Ruling, ...]
    standings: Mapping[str, Standing]
    signals: tuple[Signal, ...]
    chains: Mapping[tuple[str, int], Chain]
    decisions: tuple[Decision, ...]
    assignments: tuple[Assignment, ...]
    pool_claims: tuple[PoolClaim, ...]
    departures: tuple[Departure, ...]
    #: Of every leaf of the ledger, in order: table, key, hash.
    leaves: tuple[tuple[str, str, str], ...]
    cases: Mapping[str, Case]


def read_stored(server: Server, before: Stored | None) -> Stored:
    """Read it; if nobody has written since `before`, only time has passed."""
    with server.app.app_context(), snapshot(PROJECT_ID) as work:
        if before is not None and before.writes == server.writes:
            return replace(before, now=work.now)

        def every(table: type[Any], *order: Any) -> list[Any]:
            return list(work.session.scalars(select(table).order_by(*order)))

        standings = every(Standing)
        clients = [standing.client_id for standing in standings]
        return Stored(
            writes=server.writes,
            now=work.now,
            entries={(row.device_id, row.epoch, row.seq): row for row in every(Entry)},
            registrations=tuple(every(Registration)),
            withdrawals=tuple(every(Withdrawal)),
            rulings=tuple(every(Ruling, Ruling.number)),
            standings={standing.client_id: standing for standing in standings},
            signals=tuple(every(Signal, Signal.at, Signal.id)),
            chains={(row.device_id, row.epoch): row for row in every(Chain)},
            decisions=tuple(every(Decision)),
            assignments=tuple(every(Assignment)),
            pool_claims=tuple(every(PoolClaim)),
            departures=tuple(every(Departure)),
            leaves=_leaves(work),
            cases=gather_cases(work, clients, load_books(work), load_zone(work)),
        )


def _leaves(work: Work) -> tuple[tuple[str, str, str], ...]:
    columns = (LedgerLeaf.kind, LedgerLeaf.key, LedgerLeaf.leaf_hash)
    rows = work.session.execute(select(*columns).order_by(LedgerLeaf.position))
    return tuple((row.kind, row.key, row.leaf_hash) for row in rows)


def ms(moment: datetime) -> int:
    """Return a moment in milliseconds."""
    return round(moment.timestamp() * 1000)
