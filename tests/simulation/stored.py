"""What stands in the database after a step, read once for all checks, and what the product's own walk makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sync.ownership.case import Case
from tests.factories.office import PROJECT_ID
from tests.simulation.server import Server
from webapp.models.justice import Decision, Signal
from webapp.models.ownership import Entry, Registration, Ruling, Standing, Withdrawal
from webapp.models.people import Chain
from webapp.services.ownership.books import load_books
from webapp.services.ownership.evidence import gather_cases
from webapp.services.people.project import load_zone
from webapp.transaction import snapshot


@dataclass(frozen=True)
class Stored:
    """One moment of the database. entries: by device, epoch, place. rulings: in order of their numbers."""

    now: datetime
    entries: Mapping[tuple[str, int, int], Entry]
    registrations: tuple[Registration, ...]
    withdrawals: tuple[Withdrawal, ...]
    rulings: tuple[Ruling, ...]
    standings: Mapping[str, Standing]
    signals: tuple[Signal, ...]
    chains: Mapping[tuple[str, int], Chain]
    decisions: tuple[Decision, ...]
    cases: Mapping[str, Case]


def read_stored(server: Server) -> Stored:
    """Read it."""
    with server.app.app_context(), snapshot(PROJECT_ID) as work:

        def every(table: type[Any], *order: Any) -> list[Any]:
            return list(work.session.scalars(select(table).order_by(*order)))

        standings = every(Standing)
        clients = [standing.client_id for standing in standings]
        return Stored(
            now=work.now,
            entries={(row.device_id, row.epoch, row.seq): row for row in every(Entry)},
            registrations=tuple(every(Registration)),
            withdrawals=tuple(every(Withdrawal)),
            rulings=tuple(every(Ruling, Ruling.number)),
            standings={standing.client_id: standing for standing in standings},
            signals=tuple(every(Signal, Signal.at, Signal.id)),
            chains={(row.device_id, row.epoch): row for row in every(Chain)},
            decisions=tuple(every(Decision)),
            cases=gather_cases(work, clients, load_books(work), load_zone(work)),
        )


def ms(moment: datetime) -> int:
    """Return a moment in milliseconds."""
    return round(moment.timestamp() * 1000)
