"""What do entries speak about? Subjects, amendments and ids are checked against what is stored and what came before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from sync.entries import (
    Entry,
    EntryType,
    FollowUpBody,
    RegistrationBody,
    ReleaseBody,
    VisitBody,
    WithdrawalBody,
)
from webapp.models.ownership import Entry as EntryRow
from webapp.models.ownership import Registration, Ruling
from webapp.services.ownership.wire.batch import Status
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.work import Actor, Work

ID_TAKEN = "id_taken"
SUBJECT_UNKNOWN = "subject_unknown"
SUBJECT_NOT_YOURS = "subject_not_yours"
SUBJECT_HELD = "subject_held"


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that others may speak about. client_id: of a stored registration that was applied."""

    id: str
    agent_id: str
    type: str | None
    text: str
    status: Status
    code: str | None
    field: str | None
    client_id: str | None
    about_client: str | None


def load_known(work: Work, actor: Actor, reads: Collection[ReadEntry]) -> dict[str, Known]:
    """Find every stored entry that a push repeats or speaks about.

    What is no entry may be a client whom the actor owns without having registered it: from the pool, say.
    """
    wanted = {id_ for read in reads for id_ in _ids(read)}
    if not wanted:
        return {}
    found = _stored_entries(work, wanted)
    mine = {read.id for read in reads}
    subjects = {subject_of(read.entry) for read in reads if read.entry} - mine - found.keys() - {None}
    return found | _owned_clients(work, actor, {each for each in subjects if each is not None})


def _stored_entries(work: Work, wanted: Collection[str]) -> dict[str, Known]:
    entries = work.session.scalars(
        select(EntryRow).where(EntryRow.project_id == work.project_id, EntryRow.id.in_(wanted))
    )
    found = {entry.id: entry for entry in entries if entry.id is not None}
    if not found:
        return {}
    registered = work.session.execute(
        select(Registration.entry_id, Registration.client_id).where(
            Registration.project_id == work.project_id, Registration.entry_id.in_(found)
        )
    )
    client_of = {row.entry_id: row.client_id for row in registered}
    return {id_: _stored(entry, client_of.get(id_)) for id_, entry in found.items()}


def _owned_clients(work: Work, actor: Actor, ids: Collection[str]) -> dict[str, Known]:
    """Return the clients among some ids whom the actor owns or has owned by any ruling."""
    if not ids:
        return {}
    rows = work.session.scalars(
        select(Ruling.client_id)
        .where(Ruling.project_id == work.project_id, Ruling.client_id.in_(ids), Ruling.owner_id == actor.person_id)
        .distinct()
    )
    kind = EntryType.REGISTRATION
    return {id_: Known(id_, actor.person_id, kind, "", Status.APPLIED, None, None, id_, id_) for id_ in rows}


def relate(actor: Actor, reads: Iterable[ReadEntry], known: dict[str, Known]) -> tuple[ReadEntry, ...]:
    """Judge each entry by what it repeats and speaks about; `known` grows with those of this push."""
    related = []
    for read in reads:
        judged = _judge(actor, read, known)
        related.append(judged)
        if judged.id is not None and judged.id not in known:
            known[judged.id] = _now_read(actor, judged.id, judged)
    return tuple(related)


def _stored(entry: EntryRow, client_id: str | None) -> Known:
    return Known(
        id=entry.id or "",
        agent_id=entry.agent_id,
        type=entry.type,
        text=entry.text,
        status=Status(entry.status),
        code=entry.code,
        field=entry.field,
        client_id=client_id,
        about_client=entry.client_id,
    )


def _now_read(actor: Actor, id_: str, read: ReadEntry) -> Known:
    text = read.placed.sent.text
    return Known(id_, actor.person_id, read.type, text, read.status, read.code, read.field, None, None)


def subject_of(entry: Entry) -> str | None:
    """Return the registration that an entry is about, if it is not one itself."""
    match entry.body:
        case (
            VisitBody(subject=subject)
            | FollowUpBody(subject=subject)
            | WithdrawalBody(subject=subject)
            | ReleaseBody(subject=subject)
        ):
            return subject
        case RegistrationBody():
            return None


def _ids(read: ReadEntry) -> Iterator[str]:
    if read.id is not None:
        yield read.id
    if read.entry is not None:
        subject = subject_of(read.entry)
        if subject is not None:
            yield subject
        if isinstance(read.entry.body, RegistrationBody) and read.entry.body.amends is not None:
            yield read.entry.body.amends


def _judge(actor: Actor, read: ReadEntry, known: dict[str, Known]) -> ReadEntry:
    repeated = known.get(read.id) if read.id is not None else None
    if repeated is not None:
        return _judge_repeated(actor, read, repeated)
    if read.entry is None:
        return read
    about = subject_of(read.entry)
    if about is None:
        return _judge_amendment(actor, read, known)
    return _judge_subject(actor, read, known.get(about), "body.subject")


def _judge_repeated(actor: Actor, read: ReadEntry, before: Known) -> ReadEntry:
    """Give what was written again, after a damaged chain, the verdict that it got at its first place."""
    if before.agent_id != actor.person_id or not _says_the_same(read.placed.sent.text, before.text):
        return replace(read, status=Status.REJECTED, entry=None, code=ID_TAKEN, field="id", repeats=True)
    status = Status.DUPLICATE if before.status is Status.APPLIED else before.status
    verdict = replace(read, status=status, code=before.code, field=before.field)
    return replace(verdict, entry=None, repeats=True, client_id=before.about_client)


def _says_the_same(text: str, before: str) -> bool:
    """Compare two texts of one id; place and anchor are the new chain's own."""
    one, other = json.loads(text), json.loads(before)
    return all(one.get(name) == other.get(name) for name in ("type", "v", "body", "pii_commitment"))


def _judge_amendment(actor: Actor, read: ReadEntry, known: dict[str, Known]) -> ReadEntry:
    body = read.entry.body if read.entry else None
    if not isinstance(body, RegistrationBody) or body.amends is None:
        return read
    amended = known.get(body.amends)
    if amended is not None and amended.agent_id != actor.person_id:
        return replace(read, status=Status.REJECTED, entry=None, code=SUBJECT_NOT_YOURS, field="body.amends")
    return read


def _judge_subject(actor: Actor, read: ReadEntry, subject: Known | None, field: str) -> ReadEntry:
    if subject is None or subject.status is Status.REJECTED or subject.type != EntryType.REGISTRATION:
        return replace(read, status=Status.REJECTED, entry=None, code=SUBJECT_UNKNOWN, field=field)
    if subject.agent_id != actor.person_id:
        return replace(read, status=Status.REJECTED, entry=None, code=SUBJECT_NOT_YOURS, field=field)
    if subject.status is Status.HELD:
        return replace(read, status=Status.HELD, entry=None, code=SUBJECT_HELD, field=field)
    return read
