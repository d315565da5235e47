"""Look whether a registration is about somebody's client under another number; a manager is asked, nothing is joined.

Three things ask: a number one digit off, under the same surname; a spare number that is another client's; a company
that another client buys for. Candidates are known from the question whose the numbers are; only where there are any the
rest is asked, in sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select, union_all, update
from sqlalchemy.orm import Mapped

from sync.instants import clamp
from sync.ownership.near_numbers import Held, Named, is_near, near_kind
from sync.policy import RuleBook
from webapp.models.ownership import (
    Client,
    ClientCompany,
    ClientLink,
    Entry,
    EntryPersonal,
    NearReview,
    Registration,
    Standing,
)
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.ownership.clients.client_names import name_from, open_personal
from webapp.services.ownership.identity.client_groups import PairKind
from webapp.services.ownership.wire.apply_entries import Applied
from webapp.services.ownership.wire.batch import Status
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.people.project import load_zone
from webapp.services.work import Actor, Work

_SIGNALS = {PairKind.SAME_WINDOW: SignalKind.NEAR_NUMBER, PairKind.LATER: SignalKind.POACHING_SUSPECT}


@dataclass(frozen=True, slots=True)
class _Found:
    """A registration of a client, and whom it may be about as well. owner_id: of the other one, where it matters."""

    client_id: str
    other_id: str
    entry_id: str
    kind: PairKind
    owner_id: str | None = None


def find_pairs(work: Work, actor: Actor, reads: Iterable[ReadEntry], applied: Applied, book: RuleBook) -> None:
    """Write down the pairs that a push brings, so that its rulings know of them."""
    registered = [read for read in reads if read.status is Status.APPLIED and read.id in applied.registered]
    found = [_Found(*shared, PairKind.SPARE_NUMBER) for shared in applied.shared]
    found += _companies(work, registered, applied)
    if book.near_number_days:
        found += _near_numbers(work, actor, registered, applied, book)
    if found:
        _keep(work, actor, found)


def _companies(work: Work, reads: Iterable[ReadEntry], applied: Applied) -> list[_Found]:
    """Note whom clients buy for; who buys for the same company under another number may be of the same deal."""
    named = [
        (work.vault.company_index(work.project_id, read.company), applied.registered[read.id or ""], read.id or "")
        for read in reads
        if read.company is not None and read.phone is not None
    ]
    if not named:
        return []
    rows = work.session.execute(
        select(ClientCompany.company_key, ClientCompany.client_id).where(
            ClientCompany.project_id == work.project_id, ClientCompany.company_key.in_({key for key, *_rest in named})
        )
    )
    clients: dict[str, list[str]] = defaultdict(list)
    for key, client_id in rows:
        clients[key].append(client_id)
    found = []
    for key, client_id, entry_id in named:
        found += [_Found(client_id, other, entry_id, PairKind.COMPANY) for other in clients[key] if other != client_id]
        if client_id not in clients[key]:
            clients[key].append(client_id)
            work.session.add(
                ClientCompany(project_id=work.project_id, company_key=key, client_id=client_id, entry_id=entry_id)
            )
    return found


def _near_numbers(
    work: Work, actor: Actor, reads: Iterable[ReadEntry], applied: Applied, book: RuleBook
) -> list[_Found]:
    """Find whose clients' numbers are one digit off those that a push registers completely."""
    fresh = {
        applied.registered[read.id]: read
        for read in reads
        if read.id is not None and read.phone is not None and not read.missing
    }
    fresh = {client_id: read for client_id, read in fresh.items() if client_id in applied.named}
    candidates = _candidates(work, fresh, applied.near)
    if not candidates:
        return []
    standings = _owned_now(work, {*fresh, *(other for _client, other in candidates)})
    pairs = [
        (client_id, other)
        for client_id, other in candidates
        if client_id not in standings and other in standings and standings[other].owner_id != actor.person_id
    ]
    return list(_judged(work, actor, pairs, fresh, standings, book)) if pairs else []


def _candidates(
    work: Work, fresh: Mapping[str, ReadEntry], near: Mapping[str, Collection[str]]
) -> list[tuple[str, str]]:
    """Return which clients from before share a token with which new one."""
    if not near:
        return []
    pairs = {
        (client_id, other)
        for client_id, read in fresh.items()
        for token in work.vault.near_tokens(work.project_id, _e164(read))
        for other in near.get(token, ())
        if other != client_id
    }
    return sorted(pairs)


def _owned_now(work: Work, client_ids: Collection[str]) -> dict[str, Standing]:
    rows = work.session.scalars(
        select(Standing).where(
            Standing.project_id == work.project_id,
            Standing.client_id.in_(client_ids),
            Standing.owner_id.is_not(None),
            or_(Standing.protected_until.is_(None), Standing.protected_until > work.now),
        )
    )
    return {row.client_id: row for row in rows}


def _judged(  # noqa: PLR0913, PLR0917 - who registered whom, beside whom, by which rules
    work: Work,
    actor: Actor,
    pairs: Iterable[tuple[str, str]],
    fresh: Mapping[str, ReadEntry],
    standings: Mapping[str, Standing],
    book: RuleBook,
) -> Iterator[_Found]:
    """Hold the real numbers, names and days against one another; the tokens only found candidates."""
    by_other: dict[str, list[str]] = defaultdict(list)
    for client_id, other in pairs:
        by_other[other].append(client_id)
    numbers = _numbers(work, by_other)
    near = [
        (client_id, other)
        for other, those in by_other.items()
        for client_id in those
        if is_near(_e164(fresh[client_id]), numbers[other])
    ]
    said, zone = _said_by_owners(work, {other: standings[other] for _client, other in near}), load_zone(work)
    for client_id, other in near:
        if not said.get(other):
            continue
        names, times = zip(*said[other], strict=True)
        standing, read = standings[other], fresh[client_id]
        named = Named(actor.person_id, _e164(read), read.surname, _stated(work, read))
        last = standing.last_contact_at or max(times)
        held = Held(standing.owner_id or "", numbers[other], frozenset(names), times, last)
        kind = near_kind(named, held, zone, book.near_number_days)
        if kind is not None:
            yield _Found(client_id, other, read.id or "", PairKind(kind), standing.owner_id)


def _e164(read: ReadEntry) -> str:
    return read.phone.e164 if read.phone else ""


def _stated(work: Work, read: ReadEntry) -> datetime:
    anchor_at = read.anchor_at or work.now
    return clamp(read.stated_at or anchor_at, anchor_at, work.now)


def _numbers(work: Work, client_ids: Collection[str]) -> dict[str, str]:
    rows = work.session.execute(
        select(Client.id, Client.phone_sealed).where(Client.project_id == work.project_id, Client.id.in_(client_ids))
    )
    return {row.id: work.vault.open(row.phone_sealed or "", work.place("client", row.id)) for row in rows}


def _said_by_owners(work: Work, standings: Mapping[str, Standing]) -> dict[str, list[tuple[str, datetime]]]:
    """Return by which surname, and when, each client's owner registered it."""
    if not standings:
        return {}
    rows = work.session.execute(
        select(Registration.client_id, Registration.agent_id, Registration.entry_id).where(
            Registration.project_id == work.project_id, Registration.client_id.in_(standings)
        )
    )
    of_owners = {row.entry_id: row.client_id for row in rows if row.agent_id == standings[row.client_id].owner_id}
    times = work.session.execute(
        select(Entry.id, Entry.anchor_at, Entry.stated_at, Entry.received_at).where(
            Entry.project_id == work.project_id, Entry.id.in_(of_owners)
        )
    )
    stated = {row.id: clamp(row.stated_at, row.anchor_at, row.received_at) for row in times}
    personal = work.session.execute(
        select(EntryPersonal.entry_id, EntryPersonal.sealed).where(
            EntryPersonal.project_id == work.project_id, EntryPersonal.entry_id.in_(of_owners)
        )
    )
    said: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for entry_id, sealed in personal:
        surname = name_from(open_personal(work, entry_id, sealed)).surname
        said[of_owners[entry_id]].append((surname, stated[entry_id]))
    return said


def _keep(work: Work, actor: Actor, found: Sequence[_Found]) -> None:
    """Write reviews, and tell of near numbers; what was asked or linked once, either way round, is not asked again."""
    known = _known_pairs(work, {each.client_id for each in found})
    reviewed = set()
    for each in found:
        pair = frozenset({each.client_id, each.other_id})
        if pair in known:
            continue
        known.add(pair)
        work.session.add(_review(work, actor, each))
        if each.kind in _SIGNALS:
            reviewed.add(each.client_id)
            raise_signal(work, _SIGNALS[each.kind], person_id=actor.person_id, client_id=each.client_id)
    if reviewed:
        mine = (Client.project_id == work.project_id, Client.id.in_(reviewed))
        work.session.execute(update(Client).where(*mine).values(has_reviews=True))


def _review(work: Work, actor: Actor, found: _Found) -> NearReview:
    return NearReview(
        project_id=work.project_id,
        id=work.new_id(),
        client_id=found.client_id,
        near_client_id=found.other_id,
        agent_id=actor.person_id,
        near_agent_id=found.owner_id,
        entry_id=found.entry_id,
        kind=found.kind,
        found_at=work.now,
    )


def _known_pairs(work: Work, client_ids: Collection[str]) -> set[frozenset[str]]:
    """Return with whom some clients were compared or linked already."""
    review, link = NearReview, ClientLink
    rows = work.session.execute(
        union_all(
            _pairs_with(work, client_ids, review.project_id, review.client_id, review.near_client_id),
            _pairs_with(work, client_ids, link.project_id, link.client_id, link.other_client_id),
        )
    )
    return {frozenset((one, other)) for one, other in rows}


def _pairs_with(
    work: Work, client_ids: Collection[str], project: Mapped[int], one: Mapped[str], other: Mapped[str]
) -> Select[str, str]:
    return select(one, other).where(project == work.project_id, or_(one.in_(client_ids), other.in_(client_ids)))
