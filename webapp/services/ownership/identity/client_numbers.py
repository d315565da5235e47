"""Which client is it? The numbers of clients, main and spare, and whose each of them is.

A number leads to one client. A registration is about the client whose number, main or spare, its main number is; a
spare number that is somebody else's joins nothing by itself, or anybody could draw a colleague's client to the own one
by naming its number: it is a pair for a manager to look at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Insert, Select, delete, insert, literal, select, union_all
from sqlalchemy.dialects import postgresql, sqlite

from sync.ownership.identity import HOME_COUNTRY, HOME_MOBILE_DIGITS, Phone, mask, normalise_phone
from webapp.models.ownership import ClientNumber, NearToken
from webapp.services.work import Actor, Work

_HEAD, _TAIL, _LONG_TAIL = 3, 4, 6


class NumberKind(StrEnum):
    """What a number is to its client."""

    MAIN = "main"
    SPARE = "spare"


class Holder(NamedTuple):
    """A client who has a number, and the agent who said so."""

    client_id: str
    agent_id: str
    kind: NumberKind


@dataclass
class NumberBook:
    """Whose the numbers of a push are, as its entries are applied one after the other.

    near: clients from before by token, with one of whom a number may have all but a digit in common.
    """

    work: Work
    actor: Actor
    holders: dict[str, list[Holder]]
    near: dict[str, list[str]]
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    tokens: list[dict[str, Any]] = field(default_factory=list)
    forgotten: set[str] = field(default_factory=set)

    def client_of(self, phone: Phone) -> str | None:
        """Return the client who has a number."""
        found = self.holders.get(self.key(phone))
        return found[0].client_id if found else None

    def key(self, phone: Phone) -> str:
        """Return a number's blind index."""
        return self.work.vault.blind_index(self.work.project_id, phone.e164)

    def add_main(self, client_id: str, phone: Phone, entry_id: str) -> None:
        """Note the main number of a new client, with what finds numbers near it."""
        self._add(client_id, phone, entry_id, NumberKind.MAIN)
        project_id = self.work.project_id
        self.tokens += (
            {"project_id": project_id, "token": token, "client_id": client_id}
            for token in sorted(self.work.vault.near_tokens(project_id, phone.e164))
        )

    def name(self, client_id: str, phones: Iterable[Phone], entry_id: str) -> list[str]:
        """Note further numbers of a client; return the clients who have one of them already."""
        others = []
        for phone in phones:
            holders = self.holders.get(self.key(phone), [])
            if any(each.client_id != client_id for each in holders):
                others += [each.client_id for each in holders]
            elif not any(each.kind is NumberKind.MAIN for each in holders):
                self._add(client_id, phone, entry_id, NumberKind.SPARE)
        return list(dict.fromkeys(others))

    def forget(self, client_id: str) -> None:
        """Drop the spare numbers that the actor gave a client: a mended registration names them anew, or no more."""
        self.forgotten.add(client_id)
        mine = Holder(client_id, self.actor.person_id, NumberKind.SPARE)
        self.holders = {key: [each for each in held if each != mine] for key, held in self.holders.items()}
        spare = {place for place, row in self.rows.items() if place[0] == client_id and row["kind"] == NumberKind.SPARE}
        self.rows = {place: row for place, row in self.rows.items() if place not in spare}

    def write(self) -> None:
        """Write what was noted, once the clients are there."""
        session = self.work.session
        if self.forgotten:
            session.execute(
                delete(ClientNumber).where(
                    ClientNumber.project_id == self.work.project_id,
                    ClientNumber.client_id.in_(self.forgotten),
                    ClientNumber.agent_id == self.actor.person_id,
                    ClientNumber.kind == NumberKind.SPARE,
                )
            )
        if self.rows:
            session.execute(
                _unless_known(self.work), list(self.rows.values()), execution_options={"render_nulls": True}
            )
        if self.tokens:
            session.execute(insert(NearToken), self.tokens)

    def _add(self, client_id: str, phone: Phone, entry_id: str, kind: NumberKind) -> None:
        key, vault, project_id = self.key(phone), self.work.vault, self.work.project_id
        self.holders.setdefault(key, []).append(Holder(client_id, self.actor.person_id, kind))
        short, long = (
            [vault.mask_token(project_id, *shown) for shown in ends_of(phone)] if shows_ends(phone) else (None, None)
        )
        sealed = None if kind is NumberKind.MAIN else vault.seal(phone.e164, number_place(self.work, client_id, key))
        self.rows[client_id, key] = {
            "project_id": project_id,
            "client_id": client_id,
            "phone_key": key,
            "agent_id": self.actor.person_id,
            "entry_id": entry_id,
            "kind": kind,
            "phone_sealed": sealed,
            "mask_key": short,
            "long_mask_key": long,
        }


def open_book(work: Work, actor: Actor, mains: Collection[Phone], spares: Iterable[Phone]) -> NumberBook:
    """Return whose these numbers are by now, and whose are near the main ones; both in one question."""
    keys = {work.vault.blind_index(work.project_id, phone.e164) for phone in (*mains, *spares)}
    tokens = {token for phone in mains for token in work.vault.near_tokens(work.project_id, phone.e164)}
    near = select(NearToken.token, NearToken.client_id, literal(""), literal("")).where(
        NearToken.project_id == work.project_id, NearToken.token.in_(tokens)
    )
    rows = work.session.execute(union_all(_with_keys(work, keys), near)).all() if keys else []
    book = NumberBook(work, actor, _holders(row for row in rows if row.kind), {})
    for row in rows:
        if not row.kind:
            book.near.setdefault(row.phone_key, []).append(row.client_id)
    return book


def client_with_number(work: Work, phone: Phone) -> str | None:
    """Return the client who has a number, as the main or as a spare one."""
    key = work.vault.blind_index(work.project_id, phone.e164)
    found = _holders(work.session.execute(_with_keys(work, [key]))).get(key)
    return found[0].client_id if found else None


def spare_numbers(work: Work, client_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the spare numbers of clients, opened."""
    rows = work.session.execute(
        select(ClientNumber.client_id, ClientNumber.phone_key, ClientNumber.phone_sealed)
        .where(
            ClientNumber.project_id == work.project_id,
            ClientNumber.client_id.in_(client_ids),
            ClientNumber.phone_sealed.is_not(None),
        )
        .order_by(ClientNumber.phone_key)
    )
    found: dict[str, dict[str, str]] = {client_id: {} for client_id in client_ids}
    for client_id, key, sealed in rows:
        found[client_id][key] = work.vault.open(sealed or "", number_place(work, client_id, key))
    return {client_id: tuple(numbers.values()) for client_id, numbers in found.items()}


def masked_spares(work: Work, client_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the spare numbers of clients as phones and desks show them; nothing is asked where there is no client."""
    opened = spare_numbers(work, client_ids) if client_ids else {}
    return {client_id: tuple(_masked(numbers)) for client_id, numbers in opened.items()}


def _masked(numbers: Iterable[str]) -> Iterator[str]:
    phones = (normalise_phone(number) for number in numbers)
    return (mask(phone) for phone in phones if isinstance(phone, Phone))


def number_place(work: Work, client_id: str, key: str) -> str:
    """Return where a sealed spare number belongs."""
    return work.place("client_number", f"{client_id}/{key}")


def shows_ends(phone: Phone) -> bool:
    """Say whether reports can show only the ends of a number: mainland mobiles."""
    return phone.country == HOME_COUNTRY and len(phone.national) == HOME_MOBILE_DIGITS


def ends_of(phone: Phone) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what a report shows of a number: its first three digits with the last four, and with the last six."""
    head, digits = phone.national[:_HEAD], phone.national
    return (head, digits[-_TAIL:]), (head, digits[-_LONG_TAIL:])


def _with_keys(work: Work, keys: Collection[str]) -> Select[str, str, str, str]:
    return select(ClientNumber.phone_key, ClientNumber.client_id, ClientNumber.agent_id, ClientNumber.kind).where(
        ClientNumber.project_id == work.project_id, ClientNumber.phone_key.in_(keys)
    )


def _holders(rows: Iterable[Any]) -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = {}
    for key, client_id, agent_id, kind in rows:
        found.setdefault(key, []).append(Holder(client_id, agent_id, NumberKind(kind)))
    return found


def _unless_known(work: Work) -> Insert:
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    statement: Insert = dialect.insert(ClientNumber).on_conflict_do_nothing()
    return statement
