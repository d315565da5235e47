"""Build ownership from the rulings of the ledger alone, and compare it with how clients stand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Integer, cast, select

from webapp.models.ownership import LedgerLeaf, Ruling, Standing
from webapp.services.work import Work

_RULING = "ruling"
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many rulings were read, how many clients they are about, and which clients stand otherwise."""

    rulings: int
    clients: int
    otherwise: tuple[str, ...]


def replay_rulings(work: Work) -> Replayed:
    """Let every ruling of the ledger speak, in the order in which they were written down."""
    rows = work.session.execute(
        select(Ruling.client_id, Ruling.owner_id, Ruling.contested, Ruling.number)
        .join(
            LedgerLeaf,
            (LedgerLeaf.project_id == Ruling.project_id)
            & (LedgerLeaf.kind == _RULING)
            & (cast(LedgerLeaf.key, Integer) == Ruling.number),
        )
        .where(Ruling.project_id == work.project_id)
        .order_by(LedgerLeaf.position)
        .execution_options(yield_per=_AT_ONCE)
    )
    said: dict[str, tuple[str | None, bool, int]] = {}
    count = 0
    for row in rows:
        said[row.client_id] = (row.owner_id, row.contested, row.number)
        count += 1
    stands = {
        row.client_id: (row.owner_id, row.contested, row.ruling_number)
        for row in work.session.execute(
            select(Standing.client_id, Standing.owner_id, Standing.contested, Standing.ruling_number).where(
                Standing.project_id == work.project_id
            )
        )
    }
    otherwise = {client_id for client_id in said.keys() | stands.keys() if said.get(client_id) != stands.get(client_id)}
    return Replayed(count, len(said), tuple(sorted(otherwise)))
