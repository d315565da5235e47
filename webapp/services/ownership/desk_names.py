"""Clients as the office calls them: by the name that their owner, or else the newest registration, gave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from sync.people.roles import Role
from sync.people.visibility import ClientField, Relation, visible_fields
from webapp.models.ownership import Client, Entry, EntryPersonal, Registration, Standing, Withdrawal
from webapp.services.ownership.apply_entries import AMENDED
from webapp.services.ownership.client_views import NamedClient, masked_phone, name_from, open_personal
from webapp.services.work import Work

NOBODY = NamedClient("", "")


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client as one reader may know it; empty texts for what is hidden or unknown."""

    id: str
    name: NamedClient
    phone_masked: str


def know_clients(work: Work, role: Role, relation: Relation, client_ids: Collection[str]) -> dict[str, KnownClient]:
    """Return clients by what the visibility table shows of them."""
    if not client_ids:
        return {}
    fields = visible_fields(role, relation)
    names = _names(work, client_ids) if ClientField.NAME in fields else {}
    rows = work.session.scalars(select(Client).where(Client.project_id == work.project_id, Client.id.in_(client_ids)))
    return {
        client.id: KnownClient(
            client.id,
            names.get(client.id, NOBODY),
            masked_phone(work, client) if ClientField.PHONE_MASKED in fields else "",
        )
        for client in rows
    }


def _names(work: Work, client_ids: Collection[str]) -> dict[str, NamedClient]:
    """Open one personal part for each client: the newest of its owner, or else the newest of all."""
    moved = select(Withdrawal.claim_root).where(
        Withdrawal.project_id == work.project_id, Withdrawal.client_id.in_(client_ids), Withdrawal.reason == AMENDED
    )
    rows = work.session.execute(
        select(
            Registration.client_id,
            Registration.entry_id,
            EntryPersonal.sealed,
            (Registration.agent_id == Standing.owner_id).label("owns"),
        )
        .join(Entry, (Entry.project_id == Registration.project_id) & (Entry.id == Registration.entry_id))
        .join(
            EntryPersonal,
            (EntryPersonal.project_id == Registration.project_id) & (EntryPersonal.entry_id == Registration.entry_id),
        )
        .join(
            Standing,
            (Standing.project_id == Registration.project_id) & (Standing.client_id == Registration.client_id),
        )
        .where(
            Registration.project_id == work.project_id,
            Registration.client_id.in_(client_ids),
            Registration.entry_id.not_in(moved),
        )
        .order_by(Entry.received_at, Entry.seq)
    ).all()
    best = {row.client_id: row for row in sorted(rows, key=lambda row: bool(row.owns))}
    return {row.client_id: name_from(open_personal(work, row.entry_id, row.sealed)) for row in best.values()}
