"""Who else belongs to a client's case, the way the client's owner sees it on a phone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from sync.ownership.acts import LinkKind
from sync.ownership.links import linked_with
from webapp.models.ownership import Client
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.identity.client_groups import live_links
from webapp.services.work import Work

Links = Mapping[str, Mapping[str, LinkKind]]


@dataclass(frozen=True, slots=True)
class LinkedView:
    """Another client of the same case: its name alone, and why the two belong together."""

    name: NamedClient
    kind: LinkKind


def links_of_clients(work: Work, clients: Collection[Client]) -> Links:
    """Return each client's other clients of the same case; nothing is asked where nobody is linked."""
    groups = {client.group_id for client in clients if client.group_id is not None}
    if not groups:
        return {}
    members = work.session.scalars(
        select(Client.id).where(Client.project_id == work.project_id, Client.group_id.in_(groups))
    )
    return linked_with(live_links(work, members.all()))


def linked_views(links: Links, client_id: str, names: Mapping[str, NamedClient]) -> tuple[LinkedView, ...]:
    """Return who is linked with a client, always in the same order."""
    linked = sorted(links.get(client_id, {}).items())
    return tuple(LinkedView(names.get(other, NamedClient("", "")), kind) for other, kind in linked)
