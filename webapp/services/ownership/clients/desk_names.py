"""Clients as the office calls them: by the name that their owner, or else the newest registration, gave."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from sync.people.roles import Role
from sync.people.visibility import ClientField, Relation, visible_fields
from webapp.models.ownership import Client
from webapp.services.ownership.clients.client_names import NamedClient, masked_phone, names_of_clients
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
    names = names_of_clients(work, client_ids) if ClientField.NAME in fields else {}
    rows = work.session.scalars(select(Client).where(Client.project_id == work.project_id, Client.id.in_(client_ids)))
    return {
        client.id: KnownClient(
            client.id,
            names.get(client.id, NOBODY),
            masked_phone(work, client) if ClientField.PHONE_MASKED in fields else "",
        )
        for client in rows
    }
