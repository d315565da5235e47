"""What do entries speak about? Subjects, amendments and ids are checked against what is stored and what came before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from sync.entries import Entry, EntryType, FollowUpBody, RegistrationBody, VisitBody, WithdrawalBody
from webapp.models.ownership import Entry as EntryRow
from webapp.models.ownership import Registration
from webapp.services.ownership.batch import Status
from webapp.services.ownership.read_entries import ReadEntry
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
    status: Status
    client_id: str | None


def load_known(work: Work, reads: Iterable[ReadEntry]) -> dict[str, Known]:
    """Find every stored entry that a push repeats or speaks about, in one question."""
    wanted = {id_ for read in reads for id_ in _ids(read)}
    if not wanted:
        return {}
    rows = work.session.execute(
        select(EntryRow.id, EntryRow.agent_id, EntryRow.type, EntryRow.status, Registration.client_id)
        .outerjoin(
            Registration,
            (Registration.project_id == EntryRow.project_id) & (Registration.entry_id == EntryRow.id),
        )
        .where(EntryRow.project_id == work.project_id, EntryRow.id.in_(wanted))
    )
    return {row.id: Known(row.id, row.agent_id, row.type, Status(row.status), row.client_id) for row in rows}


def relate(actor: Actor, reads: Iterable[ReadEntry], known: dict[str, Known]) -> tuple[ReadEntry, ...]:
    """Judge each entry by what it repeats and speaks about; `known` grows with those of this push."""
    related = []
    for read in reads:
        judged = _judge(actor, read, known)
        related.append(judged)
        if judged.id is not None and judged.id not in known:
            known[judged.id] = Known(judged.id, actor.person_id, judged.type, judged.status, None)
    return tuple(related)


def subject_of(entry: Entry) -> str | None:
    """Return the registration that an entry is about, if it is not one itself."""
    match entry.body:
        case VisitBody(subject=subject) | FollowUpBody(subject=subject) | WithdrawalBody(subject=subject):
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
        if repeated.agent_id == actor.person_id:
            return replace(read, status=Status.DUPLICATE, entry=None)  # written again after a damaged chain
        return replace(read, status=Status.REJECTED, entry=None, code=ID_TAKEN, field="id")
    if read.entry is None:
        return read
    about = subject_of(read.entry)
    if about is None:
        return _judge_amendment(actor, read, known)
    return _judge_subject(actor, read, known.get(about), "body.subject")


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
