"""Look whether clients are found by the numbers that were sealed for them, and linked as was written down.

What finds a client is no evidence and has no leaf: it is made from evidence and can be made again. But whoever changes
it decides to whom the next registration of a number leads. What is sealed says where it belongs and for whom, and
nobody without the keys can write it; so here it is opened, and all the rest is held against it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from sync.ownership.acts import LinkKind
from sync.ownership.identity import Phone, normalise_phone
from sync.ownership.links import Link, linked_with
from webapp.models.ownership import (
    Client,
    ClientLink,
    ClientNumber,
    ClientUnlink,
    EntryPersonal,
    NearReview,
    Registration,
)
from webapp.services.ownership.clients.client_names import open_personal
from webapp.services.ownership.identity.client_groups import NEAR
from webapp.services.ownership.identity.client_numbers import NumberKind, number_place
from webapp.services.work import Work
from webapp.vault import VaultError

_AT_ONCE = 1000


def verify_numbers(work: Work) -> tuple[str, ...]:
    """Return the clients whom their numbers do not find, or who are joined otherwise than was written down."""
    wrong: set[str] = set()
    for clients in _pages(work):
        ids = {client.id for client in clients}
        numbers = _numbers(work, ids)
        wrong |= {each.id for each in clients if not _is_found(work, each, numbers.get(each.id, ()))}
        wrong |= _lost_numbers(work, [each.id for each in clients if each.phone_sealed is None])
    return tuple(sorted(wrong | _joined_otherwise(work)))


def _pages(work: Work) -> Iterator[Sequence[Any]]:
    after = ""
    while True:
        clients = work.session.execute(
            select(Client.id, Client.phone_key, Client.phone_sealed)
            .where(Client.project_id == work.project_id, Client.id > after)
            .order_by(Client.id)
            .limit(_AT_ONCE)
        ).all()
        if not clients:
            return
        yield clients
        after = clients[-1].id


def _numbers(work: Work, client_ids: Collection[str]) -> Mapping[str, list[Any]]:
    rows = work.session.execute(
        select(ClientNumber.client_id, ClientNumber.phone_key, ClientNumber.kind, ClientNumber.phone_sealed).where(
            ClientNumber.project_id == work.project_id, ClientNumber.client_id.in_(client_ids)
        )
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.client_id, []).append(row)
    return found


def _is_found(work: Work, client: Any, numbers: Collection[Any]) -> bool:  # noqa: ANN401 - a row
    mains = [row.phone_key for row in numbers if row.kind == NumberKind.MAIN]
    spares = [row for row in numbers if row.kind != NumberKind.MAIN]
    if mains != ([client.phone_key] if client.phone_key is not None else []):
        return False
    places = [(client.phone_key, client.phone_sealed, work.place("client", client.id))] if mains else []
    places += [(row.phone_key, row.phone_sealed, number_place(work, client.id, row.phone_key)) for row in spares]
    return all(_fits(work, *place) for place in places)


def _fits(work: Work, key: str, sealed: str | None, place: str) -> bool:
    try:
        return sealed is not None and work.vault.blind_index(work.project_id, work.vault.open(sealed, place)) == key
    except (VaultError, ValueError):
        return False


def _lost_numbers(work: Work, client_ids: Collection[str]) -> set[str]:
    """Return clients without a number of whom a registration has one."""
    rows = work.session.execute(
        select(Registration.client_id, EntryPersonal.entry_id, EntryPersonal.sealed)
        .join(
            EntryPersonal,
            (EntryPersonal.project_id == Registration.project_id) & (EntryPersonal.entry_id == Registration.entry_id),
        )
        .where(Registration.project_id == work.project_id, Registration.client_id.in_(client_ids))
    )
    return {row.client_id for row in rows if _names_a_number(work, row)}


def _names_a_number(work: Work, row: Any) -> bool:  # noqa: ANN401 - a row
    number = open_personal(work, row.entry_id, row.sealed).get("phone")
    return isinstance(number, str) and isinstance(normalise_phone(number), Phone)


def _joined_otherwise(work: Work) -> set[str]:
    """Return clients whose group is not what the links say, or who seem to have no reviews and have some."""
    linked = linked_with(_live_links(work))
    asked = set(
        work.session.scalars(
            select(NearReview.client_id).where(NearReview.project_id == work.project_id, NearReview.kind.in_(NEAR))
        )
    )
    rows = work.session.execute(
        select(Client.id, Client.group_id, Client.has_reviews).where(Client.project_id == work.project_id)
    )
    return {
        row.id
        for row in rows
        if row.group_id != (min(row.id, *linked[row.id]) if row.id in linked else None)
        or row.has_reviews != (row.id in asked)
    }


def _live_links(work: Work) -> list[Link]:
    gone = select(ClientUnlink.link_id).where(ClientUnlink.project_id == work.project_id)
    rows = work.session.execute(
        select(ClientLink.client_id, ClientLink.other_client_id, ClientLink.kind).where(
            ClientLink.project_id == work.project_id, ClientLink.id.not_in(gone)
        )
    )
    return [Link(one, other, LinkKind(kind)) for one, other, kind in rows]
