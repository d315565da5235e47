"""Old clients from a list: published to the office, ruled as imported, signed after the days of objections."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import insert

from sync import base64url, chain
from sync.ownership.old_clients import OldClient as Row
from sync.ownership.old_clients import RowProblem, read_old_clients
from sync.ownership.protection import end_of_protection
from webapp.models.ownership import Client, EntryPersonal, OldClient, OldClientList, OldClientListSigned
from webapp.services.ownership.identity.client_numbers import NumberBook, open_book
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.ownership.wire.feed import News, send_notices
from webapp.services.people.audit import Act, record
from webapp.services.people.project import load_zone
from webapp.services.people.roster import carriers, list_members
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work
from webapp.words import say_in_all

#: Clients ruled at once: a question to the database holds their ids.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Published:
    """A list that was published, and how many clients it has."""

    list_id: str
    clients: int


def read_list(work: Work, text: str) -> tuple[tuple[Row, ...], tuple[RowProblem, ...]]:
    """Read a list against the people and the calendar of the project, without writing anything: rows, or problems."""
    staff = frozenset(member.staff_number for member in carriers(list_members(work)))
    read = read_old_clients(text, staff, work.now.astimezone(load_zone(work)).date())
    rows = tuple(each for each in read if isinstance(each, Row))
    return rows, tuple(each for each in read if isinstance(each, RowProblem))


def publish_list(work: Work, actor: Actor, text: str) -> Published | tuple[RowProblem, ...]:
    """Publish a list and rule its clients; with a problem in it nothing is written."""
    rows, problems = read_list(work, text)
    if problems:
        return problems
    list_id = _write(work, actor, rows)
    _tell_everybody(work, len(rows))
    record(work, actor, Act.OLD_CLIENTS_PUBLISHED, list_id, clients=str(len(rows)))
    return Published(list_id, len(rows))


def sign_list(work: Work, actor: Actor, list_id: str) -> None:
    """Sign a list; before the days of objections have passed it is too early, and twice it is nothing new."""
    published = work.session.get(OldClientList, (work.project_id, list_id))
    if published is None:
        raise RefusedError(ErrorCode.LIST_UNKNOWN)
    if work.now < published.objections_until:
        raise RefusedError(ErrorCode.LIST_STILL_OPEN)
    if work.session.get(OldClientListSigned, (work.project_id, list_id)) is None:
        work.session.add(
            OldClientListSigned(
                project_id=work.project_id, list_id=list_id, signed_by=actor.person_id, signed_at=work.now
            )
        )
        record(work, actor, Act.OLD_CLIENTS_SIGNED, list_id)


def _write(work: Work, actor: Actor, rows: Sequence[Row]) -> str:
    zone, book = load_zone(work), load_books(work).at(work.now)
    list_id = work.new_id()
    until = end_of_protection(work.now, book.objection_days, zone, book.counting)
    work.session.add(
        OldClientList(
            project_id=work.project_id,
            id=list_id,
            published_by=actor.person_id,
            published_at=work.now,
            objections_until=until,
        )
    )
    work.session.flush()
    clients = _write_rows(work, actor, rows, list_id)
    for start in range(0, len(clients), _AT_ONCE):
        rule_clients(work, clients[start : start + _AT_ONCE], told=frozenset({actor.person_id}))
    return list_id


def _write_rows(work: Work, actor: Actor, rows: Sequence[Row], list_id: str) -> list[str]:
    """Write the clients, their rows of the list, and their names; return the clients."""
    # Numbers near those of the list are for a registration to find: here nobody has just come.
    numbers = open_book(work, actor, [], [row.phone for row in rows])
    agents = {member.staff_number: member.id for member in carriers(list_members(work))}
    zone = load_zone(work)
    clients: list[dict[str, Any]] = []
    old: list[dict[str, Any]] = []
    personal: list[dict[str, Any]] = []

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=zone)

    for row in rows:
        id_ = work.new_id()
        client_id = numbers.client_of(row.phone) or _new_client(work, numbers, row, id_, clients)
        old.append(
            {
                "project_id": work.project_id,
                "id": id_,
                "list_id": list_id,
                "client_id": client_id,
                "agent_id": agents[row.staff_number],
                "first_at": midnight(row.first_date),
                "last_contact_at": midnight(row.last_contact),
            }
        )
        personal.append(_name(work, id_, client_id, row))
    for table, values in ((Client, clients), (OldClient, old), (EntryPersonal, personal)):
        if values:
            work.session.execute(insert(table), values, execution_options={"render_nulls": True})
    numbers.write()
    return [row["client_id"] for row in old]


def _new_client(work: Work, numbers: NumberBook, row: Row, entry_id: str, clients: list[dict[str, Any]]) -> str:
    client_id = work.new_id()
    clients.append(
        {
            "project_id": work.project_id,
            "id": client_id,
            "phone_key": numbers.key(row.phone),
            "phone_sealed": work.vault.seal(row.phone.e164, work.place("client", client_id)),
            "created_at": work.now,
        }
    )
    numbers.add_main(client_id, row.phone, entry_id)
    return client_id


def _name(work: Work, entry_id: str, client_id: str, row: Row) -> dict[str, Any]:
    """Seal a name the way a phone's registration brings it, so that it is found, shown and erased like any other."""
    salt = base64url.encode(secrets.token_bytes(chain.SALT_BYTES))
    said = json.dumps({"surname": row.surname, "title": row.title}, ensure_ascii=False)
    sealed = work.vault.seal(f"{salt}\n{said}", work.place("entry_personal", entry_id))
    return {"project_id": work.project_id, "entry_id": entry_id, "client_id": client_id, "sealed": sealed}


def _tell_everybody(work: Work, count: int) -> None:
    people = frozenset(member.id for member in carriers(list_members(work)))
    days = load_books(work).at(work.now).objection_days
    send_notices(work, [News(None, people, say_in_all("notices.old_clients_published", count=count, days=days))])
