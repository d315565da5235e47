"""Clients the way their agents see them: each field only if the visibility table shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from sync.ownership.families import family_of
from sync.ownership.rulings import Lane
from sync.people.visibility import ClientField, Relation, Sight, sight_of
from sync.policy import RuleBooks
from webapp.models.floor import Contact
from webapp.models.ownership import Client, Entry, EntryPersonal, Registration, Ruling, Standing, Withdrawal
from webapp.services.justice.dispute_states import DisputeState, newest_disputes
from webapp.services.ownership.channels.credit_views import CreditView, credits_on_a_phone
from webapp.services.ownership.clients.client_names import (
    NamedClient,
    masked_phone,
    name_from,
    names_of_clients,
    open_personal,
)
from webapp.services.ownership.identity.client_numbers import masked_spares
from webapp.services.ownership.identity.linked_clients import LinkedView, Links, linked_views, links_of_clients
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.act_views import ActView, act_view
from webapp.services.ownership.rulings.names_withheld import reads_names
from webapp.services.ownership.rulings.own_lanes import own_lanes
from webapp.services.ownership.rulings.ruling_view import (
    NamedAgent,
    RulingView,
    agent_named,
    latest_rulings,
    view_ruling,
)
from webapp.services.ownership.rulings.withheld_rulings import withheld_from
from webapp.services.people.roster import names_of_people
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class ContactView:
    """A registration, visit or follow-up of the reader's own."""

    id: str
    kind: str
    at: datetime
    channel: str | None
    outcome: str | None
    note: str
    effective: bool
    discounted: str | None


@dataclass(frozen=True, slots=True)
class ProtectionView:
    """Until when a client is protected. The days that are left change while nothing is sent: the phone counts them."""

    until: datetime


@dataclass(frozen=True, slots=True)
class ClientView:
    """A client in the reader's view."""

    id: str
    name: NamedClient
    phone_masked: str
    state: str
    owner: NamedAgent | None
    contested: bool
    protection: ProtectionView | None
    last_contact_at: datetime | None
    registrations: tuple[str, ...]
    contacts: tuple[ContactView, ...]
    missing: tuple[str, ...]
    ruling: RulingView | None
    channel: CreditView | None
    by_act: ActView
    spare_phones_masked: tuple[str, ...]
    linked: tuple[LinkedView, ...]


def view_clients(work: Work, actor: Actor, client_ids: Collection[str]) -> dict[str, ClientView | None]:
    """Return clients as the actor sees them; None for one that the actor has no part in (any more)."""
    if not client_ids:
        return {}
    gathered = _gather(work, actor, client_ids)
    return {client_id: _view(work, actor, client_id, gathered) for client_id in client_ids}


class _OwnEntry(NamedTuple):
    """An entry of the reader's: its place among them, and when it was written."""

    place: int
    stated_at: datetime


_Own = Mapping[str, _OwnEntry]


@dataclass(frozen=True, slots=True)
class _Gathered:
    entries: _Own
    clients: dict[str, Client]
    rulings: dict[str, tuple[Standing, Ruling]]
    registrations: dict[str, list[Registration]]
    contacts: dict[str, list[Contact]]
    personal: dict[str, dict[str, Any]]
    withdrawn: dict[str, set[str]]
    names: dict[str, str]
    own_lanes: dict[str, Lane]
    office_names: dict[str, NamedClient]
    spares: dict[str, tuple[str, ...]]
    links: Links
    books: RuleBooks
    credits: Mapping[str, CreditView]
    disputes: Mapping[str, DisputeState]
    waiting: frozenset[tuple[str, str]]


def _gather(work: Work, actor: Actor, client_ids: Collection[str]) -> _Gathered:
    rows = work.session.scalars(select(Client).where(Client.project_id == work.project_id, Client.id.in_(client_ids)))
    clients = {client.id: client for client in rows}
    entries = _own_entries(work, actor, client_ids)
    rulings, books = latest_rulings(work, client_ids), load_books(work)
    registrations = _own(work, actor, Registration, client_ids, entries)
    mine = [client_id for client_id, (standing, _ruling) in rulings.items() if standing.owner_id == actor.person_id]
    links = links_of_clients(work, [clients[client_id] for client_id in mine])
    nameless = {client_id for client_id in mine if not registrations[client_id]}
    return _Gathered(
        entries=entries,
        clients=clients,
        rulings=rulings,
        registrations=registrations,
        contacts=_own(work, actor, Contact, client_ids, entries),
        personal=_personal(work, entries),
        withdrawn=_withdrawn(work, client_ids),
        names=names_of_people(work),
        own_lanes=own_lanes(work, actor, [ruling for _standing, ruling in rulings.values()], books),
        office_names=names_of_clients(work, nameless.union(*(links.get(client_id, ()) for client_id in mine))),
        spares=masked_spares(work, mine),
        links=links,
        books=books,
        credits=credits_on_a_phone(work, client_ids),
        disputes=newest_disputes(work, client_ids),
        waiting=withheld_from(work, [(actor.person_id, client_id) for client_id in client_ids]),
    )


def _own_entries(work: Work, actor: Actor, client_ids: Collection[str]) -> dict[str, _OwnEntry]:
    """Return the actor's own entries about clients, oldest first. Asked alone, for the reason given in `captures`."""
    rows = work.session.execute(
        select(Entry.id, Entry.stated_at)
        .where(Entry.project_id == work.project_id, Entry.client_id.in_(client_ids), Entry.agent_id == actor.person_id)
        .order_by(Entry.received_at, Entry.epoch, Entry.seq)
    )
    return {row.id: _OwnEntry(place, row.stated_at) for place, row in enumerate(rows) if row.id is not None}


def _own(work: Work, actor: Actor, table: Any, client_ids: Collection[str], entries: _Own) -> dict[str, list[Any]]:  # noqa: ANN401
    """Return the actor's own rows of a table, oldest first."""
    rows = work.session.scalars(
        select(table).where(
            table.project_id == work.project_id,
            table.client_id.in_(client_ids),
            table.agent_id == actor.person_id,
        )
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: entries[row.entry_id].place):
        found[row.client_id].append(row)
    return found


def _withdrawn(work: Work, client_ids: Collection[str]) -> dict[str, set[str]]:
    """Return the registrations that were taken back, by client."""
    rows = work.session.execute(
        select(Withdrawal.client_id, Withdrawal.claim_root).where(
            Withdrawal.project_id == work.project_id, Withdrawal.client_id.in_(client_ids)
        )
    )
    found: dict[str, set[str]] = defaultdict(set)
    for client_id, root in rows:
        found[client_id].add(root)
    return found


def _personal(work: Work, entries: _Own) -> dict[str, dict[str, Any]]:
    rows = work.session.execute(
        select(EntryPersonal.entry_id, EntryPersonal.sealed).where(
            EntryPersonal.project_id == work.project_id, EntryPersonal.entry_id.in_(entries)
        )
    )
    return {entry_id: open_personal(work, entry_id, sealed) for entry_id, sealed in rows}


def _view(work: Work, actor: Actor, client_id: str, gathered: _Gathered) -> ClientView | None:
    own = _not_taken_back(gathered.registrations[client_id], gathered.withdrawn[client_id])
    standing, ruling = gathered.rulings.get(client_id, (None, None))
    if standing is None or ruling is None or not (own or standing.owner_id == actor.person_id):
        return None
    waits = (actor.person_id, client_id) in gathered.waiting
    relation = Relation.NAMED if waits else _relation(standing, actor, own)

    def shown(field: ClientField) -> bool:
        return sight_of(actor.role, relation, field) is Sight.SHOWN

    owner = standing.owner_id if shown(ClientField.OWNER) else None
    return ClientView(
        id=client_id,
        name=_name(gathered, client_id, own) if shown(ClientField.NAME) else NamedClient("", ""),
        phone_masked=masked_phone(work, gathered.clients[client_id]) if shown(ClientField.PHONE_MASKED) else "",
        state="waiting" if waits else _state(standing, relation),
        owner=agent_named(ruling, owner, actor.person_id, gathered.names) if owner else None,
        contested=standing.contested and shown(ClientField.STAGE),
        protection=_protection(standing) if shown(ClientField.PROTECTION) else None,
        last_contact_at=standing.last_contact_at if shown(ClientField.LAST_CONTACT) else None,
        registrations=tuple(row.entry_id for row in own),
        contacts=_contact_views(gathered, client_id) if shown(ClientField.CONTACTS) else (),
        missing=tuple(own[-1].missing.split()) if own else (),
        ruling=_ruling_view(work, actor, ruling, gathered) if shown(ClientField.RULING) else None,
        channel=gathered.credits.get(client_id) if shown(ClientField.CHANNEL) else None,
        by_act=_act_view(actor, standing, ruling, gathered) if shown(ClientField.RULING) else ActView(),
        spare_phones_masked=gathered.spares.get(client_id, ()) if shown(ClientField.SPARE_PHONES) else (),
        linked=linked_views(gathered.links, client_id, gathered.office_names) if shown(ClientField.LINKED) else (),
    )


def _act_view(actor: Actor, standing: Standing, ruling: Ruling, gathered: _Gathered) -> ActView:
    names = gathered.names if reads_names(ruling, actor.person_id) else {}
    return act_view(standing, ruling, gathered.disputes, names)


def _name(gathered: _Gathered, client_id: str, own: Sequence[Registration]) -> NamedClient:
    """Call a client as the reader did, or else as the office does: who took it from the pool never registered it."""
    if own:
        return name_from(gathered.personal.get(own[-1].entry_id))
    return gathered.office_names.get(client_id, NamedClient("", ""))


def _ruling_view(work: Work, actor: Actor, ruling: Ruling, gathered: _Gathered) -> RulingView:
    own_lane = gathered.own_lanes.get(ruling.client_id)
    return view_ruling(
        ruling, gathered.names, gathered.books, reader_id=actor.person_id, now=work.now, own_lane=own_lane
    )


def _not_taken_back(own: Collection[Registration], withdrawn: Collection[str]) -> list[Registration]:
    amends = {row.entry_id: row.amends for row in own}
    gone = {entry_id for root in withdrawn for entry_id in family_of(root, amends)}
    return [row for row in own if row.entry_id not in gone]


def _relation(standing: Standing, actor: Actor, own: Collection[Registration]) -> Relation:
    if standing.owner_id == actor.person_id:
        return Relation.OWN
    return Relation.NAMED if all(row.missing for row in own) else Relation.CLAIMED


def _state(standing: Standing, relation: Relation) -> str:
    if relation is Relation.NAMED:
        return "unclaimed"
    if standing.owner_id is None:
        return "open"
    return "mine" if relation is Relation.OWN else "theirs"


def _protection(standing: Standing) -> ProtectionView | None:
    until = standing.protected_until
    return ProtectionView(until) if until and standing.owner_id else None


def _contact_views(gathered: _Gathered, client_id: str) -> tuple[ContactView, ...]:
    rows: list[Any] = [*gathered.registrations[client_id], *gathered.contacts[client_id]]
    return tuple(
        ContactView(
            id=row.entry_id,
            kind=row.kind if isinstance(row, Contact) else "registration",
            at=gathered.entries[row.entry_id].stated_at,
            channel=row.channel if isinstance(row, Contact) else None,
            outcome=row.outcome if isinstance(row, Contact) else None,
            note=gathered.personal.get(row.entry_id, {}).get("note") or "",
            effective=row.effective if isinstance(row, Contact) else True,
            discounted=row.discounted if isinstance(row, Contact) else None,
        )
        for row in rows
    )
