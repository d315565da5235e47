"""A client's file as the desk reads it: how it stands, every ruling so far, and what lies behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sync.people.visibility import ClientField, Relation, visible_fields
from webapp.models import floor, ownership
from webapp.models.ownership import Entry, EntryPersonal, Ruling, Standing
from webapp.services.justice.decision_view import DecisionView, decisions_on
from webapp.services.justice.signal_views import SignalView, signals_about_client
from webapp.services.ownership.channels.credit_views import CreditView, credit_history
from webapp.services.ownership.clients.client_names import NamedClient, name_from, open_personal
from webapp.services.ownership.clients.desk_clients import ClientLine, client_lines
from webapp.services.ownership.identity.client_numbers import masked_spares
from webapp.services.ownership.identity.reviews import LinkView, live_links_of
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.ruling_view import RulingView, view_ruling
from webapp.services.people.roster import names_of_people
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class RuledOnce:
    """A ruling of the past or present, and the decision that brought it, if one did."""

    ruling: RulingView
    decision: DecisionView | None


@dataclass(frozen=True, slots=True)
class FiledRegistration:
    """A registration by anybody. missing: what it lacks of what the rule book wants at once."""

    id: str
    agent: str
    name: NamedClient
    source: str | None
    missing: tuple[str, ...]
    amends: bool
    withdrawn_at: datetime | None
    stated_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class FiledContact:
    """A visit or follow-up by anybody. discounted: why one that reached the client does not count."""

    agent: str
    kind: str
    channel: str | None
    outcome: str | None
    effective: bool
    discounted: str | None
    note: str
    stated_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ClientFile:
    """Everything about one client, newest first. spare_numbers: masked."""

    line: ClientLine
    rulings: tuple[RuledOnce, ...]
    registrations: tuple[FiledRegistration, ...]
    contacts: tuple[FiledContact, ...]
    signals: tuple[SignalView, ...]
    credits: tuple[CreditView, ...]
    links: tuple[LinkView, ...]
    spare_numbers: tuple[str, ...]


def view_file(work: Work, actor: Actor, client_id: str) -> ClientFile:
    """Return a client's file; CLIENT_UNKNOWN if there is none."""
    standing = work.session.get(Standing, (work.project_id, client_id))
    if standing is None:
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    names, fields = names_of_people(work), visible_fields(actor.role, Relation.OTHER)
    personal = _personal(work, client_id)
    shows_contacts = ClientField.CONTACTS in fields
    return ClientFile(
        line=client_lines(work, actor, [standing])[0],
        rulings=_rulings(work, client_id, names),
        registrations=_registrations(work, client_id, names, personal),
        contacts=_contacts(work, client_id, names, personal if ClientField.NOTES in fields else {})
        if shows_contacts
        else (),
        signals=signals_about_client(work, client_id),
        credits=credit_history(work, client_id),
        links=live_links_of(work, actor, client_id),
        spare_numbers=masked_spares(work, [client_id])[client_id] if ClientField.SPARE_PHONES in fields else (),
    )


def _rulings(work: Work, client_id: str, names: Mapping[str, str]) -> tuple[RuledOnce, ...]:
    books, decisions = load_books(work), decisions_on(work, [client_id])
    by_time = {decision.at: decision for decision in decisions}
    rows = work.session.scalars(
        select(Ruling)
        .where(Ruling.project_id == work.project_id, Ruling.client_id == client_id)
        .order_by(Ruling.number.desc())
    )
    return tuple(
        RuledOnce(view_ruling(row, names, books, reader_id=None, now=work.now), by_time.get(row.ruled_at))
        for row in rows
    )


def _personal(work: Work, client_id: str) -> dict[str, dict[str, Any]]:
    rows = work.session.execute(
        select(EntryPersonal.entry_id, EntryPersonal.sealed).where(
            EntryPersonal.project_id == work.project_id, EntryPersonal.client_id == client_id
        )
    )
    return {entry_id: open_personal(work, entry_id, sealed) for entry_id, sealed in rows}


def _with_entries(work: Work, table: Any, client_id: str) -> list[tuple[Any, Entry]]:  # noqa: ANN401 - rows of either table
    rows = work.session.execute(
        select(table, Entry)
        .join(Entry, (Entry.project_id == table.project_id) & (Entry.id == table.entry_id))
        .where(table.project_id == work.project_id, table.client_id == client_id)
        .order_by(Entry.received_at.desc(), Entry.seq.desc())
    )
    return [(row, entry) for row, entry in rows]


def _registrations(
    work: Work, client_id: str, names: Mapping[str, str], personal: Mapping[str, dict[str, Any]]
) -> tuple[FiledRegistration, ...]:
    table = ownership.Withdrawal
    withdrawn: dict[str, datetime] = {
        row.claim_root: row.received_at
        for row in work.session.scalars(
            select(table).where(table.project_id == work.project_id, table.client_id == client_id)
        )
    }
    return tuple(
        FiledRegistration(
            id=row.entry_id,
            agent=names[row.agent_id],
            name=name_from(personal.get(row.entry_id)),
            source=row.source,
            missing=tuple(row.missing.split()),
            amends=row.amends is not None,
            withdrawn_at=withdrawn.get(row.entry_id),
            stated_at=entry.stated_at,
            received_at=entry.received_at,
        )
        for row, entry in _with_entries(work, ownership.Registration, client_id)
    )


def _contacts(
    work: Work, client_id: str, names: Mapping[str, str], personal: Mapping[str, dict[str, Any]]
) -> tuple[FiledContact, ...]:
    return tuple(
        FiledContact(
            agent=names[row.agent_id],
            kind=row.kind,
            channel=row.channel,
            outcome=row.outcome,
            effective=row.effective,
            discounted=row.discounted,
            note=personal.get(row.entry_id, {}).get("note") or "",
            stated_at=entry.stated_at,
            received_at=entry.received_at,
        )
        for row, entry in _with_entries(work, floor.Contact, client_id)
    )
