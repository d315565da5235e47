"""How a client is called, and what of the number is shown."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import select

from sync.ownership.identity import Phone, mask, normalise_phone
from webapp.models.ownership import Client, Entry, EntryPersonal, OldClient, Registration, Standing, Withdrawal
from webapp.services.work import Work

#: The reason of a withdrawal by an amendment that changed the number.
AMENDED = "amended"
#: What a registration lacks that says not even how the client is called.
NAME = "surname"


class NamedClient(NamedTuple):
    """How a client is addressed; empty texts where nothing is known."""

    surname: str
    title: str


def open_personal(work: Work, entry_id: str, sealed: str) -> dict[str, Any]:
    """Return the personal part of an entry."""
    _salt, _, pii_json = work.vault.open(sealed, work.place("entry_personal", entry_id)).partition("\n")
    personal: dict[str, Any] = json.loads(pii_json)
    return personal


def masked_phone(work: Work, client: Client) -> str:
    """Return a client's number as anybody but the owner sees it; empty without one."""
    if client.phone_sealed is None:
        return ""
    phone = normalise_phone(work.vault.open(client.phone_sealed, work.place("client", client.id)))
    return mask(phone) if isinstance(phone, Phone) else ""


def name_from(personal: dict[str, Any] | None) -> NamedClient:
    """Return how the personal part of a registration names the client."""
    said = personal or {}
    return NamedClient(said.get("surname") or "", said.get("title") or "")


def names_of_clients(work: Work, client_ids: Collection[str]) -> dict[str, NamedClient]:
    """Open one personal part for each client: the newest of its owner, or else the newest of all.

    What lacks a name calls nobody while another one has it. A client whom nobody has registered has the name that the
    published list of old clients gave.
    """
    if not client_ids:
        return {}
    found = _registered_names(work, client_ids)
    return _listed_names(work, set(client_ids) - found.keys()) | found


def _registered_names(work: Work, client_ids: Collection[str]) -> dict[str, NamedClient]:
    moved = select(Withdrawal.claim_root).where(
        Withdrawal.project_id == work.project_id, Withdrawal.client_id.in_(client_ids), Withdrawal.reason == AMENDED
    )
    rows = work.session.execute(
        select(
            Registration.client_id,
            Registration.entry_id,
            Registration.missing,
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
    rows = sorted(rows, key=lambda row: (NAME not in row.missing.split(), bool(row.owns)))
    best = {row.client_id: row for row in rows}
    return {row.client_id: name_from(open_personal(work, row.entry_id, row.sealed)) for row in best.values()}


def _listed_names(work: Work, client_ids: Collection[str]) -> dict[str, NamedClient]:
    if not client_ids:
        return {}
    rows = work.session.execute(
        select(OldClient.client_id, OldClient.id, EntryPersonal.sealed)
        .join(
            EntryPersonal, (EntryPersonal.project_id == OldClient.project_id) & (EntryPersonal.entry_id == OldClient.id)
        )
        .where(OldClient.project_id == work.project_id, OldClient.client_id.in_(client_ids))
    )
    return {row.client_id: name_from(open_personal(work, row.id, row.sealed)) for row in rows}
