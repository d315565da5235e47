"""Read the fresh entries of a push: strictly, each alone, so that a bad one holds up no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sync import chain
from sync.entries import Entry, RegistrationBody, UnknownEntry, parse_text
from sync.ownership.company_code import normalise_company_code
from sync.ownership.identity import Phone, normalise_phone
from sync.personal import (
    PersonalNote,
    PersonalRegistration,
    missing_fields,
    parse_personal_note,
    parse_personal_registration,
)
from sync.policy import RuleBook
from sync.refusals import Refusal, RefusalCode
from webapp.services.ownership.wire.batch import Sent, Status
from webapp.services.ownership.wire.place_entries import Placed
from webapp.services.work import Work

SEQ_WRONG = "seq_wrong"
ANCHOR_UNKNOWN = "anchor_unknown"


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """A fresh entry as far as it could be read.

    anchor_at: time of the anchor that it names, or None. phone: its number in the one spelling.
    spares: its further numbers. surname, company: whom it is about. missing: required fields that it lacks.
    note: the agent's own words on a contact.
    code, field: why it is held or rejected.
    repeats: its id stands at an earlier place already, where it got its verdict. client_id: of what it repeats.
    """

    placed: Placed
    id: str | None
    type: str | None
    anchor_at: datetime | None
    stated_at: datetime | None
    status: Status
    entry: Entry | None = None
    code: str | None = None
    field: str | None = None
    phone: Phone | None = None
    spares: tuple[Phone, ...] = ()
    surname: str = ""
    company: str | None = None
    missing: tuple[str, ...] = ()
    note: str = ""
    repeats: bool = False
    client_id: str | None = None


def read_entries(work: Work, device_id: str, fresh: Iterable[Placed], book: RuleBook) -> tuple[ReadEntry, ...]:
    """Read each fresh entry."""
    return tuple(_read(work, device_id, placed, book) for placed in fresh)


def _read(work: Work, device_id: str, placed: Placed, book: RuleBook) -> ReadEntry:
    parsed = parse_text(placed.sent.text)
    if isinstance(parsed, Refusal):
        return ReadEntry(placed, None, None, None, None, Status.REJECTED, code=parsed.code, field=parsed.field or None)
    anchor_at = work.vault.anchor_time(parsed.at.anchor, work.project_id, device_id)
    stated_at = parsed.at.stated(anchor_at) if anchor_at else None
    kind = str(parsed.type)
    if parsed.seq != placed.seq:
        return ReadEntry(placed, parsed.id, kind, anchor_at, stated_at, Status.REJECTED, code=SEQ_WRONG, field="seq")
    if anchor_at is None:
        return ReadEntry(placed, parsed.id, kind, None, None, Status.REJECTED, code=ANCHOR_UNKNOWN, field="at.anchor")
    if isinstance(parsed, UnknownEntry):
        return ReadEntry(placed, parsed.id, kind, anchor_at, stated_at, Status.HELD, code=parsed.code)
    return _with_personal(ReadEntry(placed, parsed.id, kind, anchor_at, stated_at, Status.APPLIED, parsed), book)


def _with_personal(read: ReadEntry, book: RuleBook) -> ReadEntry:
    entry, sent = read.entry, read.placed.sent
    if entry is None:
        return read
    personal = _personal(entry, sent)
    if isinstance(personal, Refusal):
        return _rejected(read, personal)
    if not isinstance(entry.body, RegistrationBody):
        return replace(read, note=personal.note) if isinstance(personal, PersonalNote) else read
    registration = personal if isinstance(personal, PersonalRegistration) else None
    missing = tuple(str(field) for field in missing_fields(entry, registration, book))
    read = replace(read, missing=missing)
    return read if registration is None else _with_client(read, registration)


def _with_client(read: ReadEntry, personal: PersonalRegistration) -> ReadEntry:
    """Read who is registered: each number in its one spelling, and the company, if it buys for one."""
    phone = normalise_phone(personal.phone) if personal.phone else None
    company = normalise_company_code(personal.company_code) if personal.company_code else None
    spares = [_spare(text, place) for place, text in enumerate(personal.spare_phones)]
    for each in (phone, company, *spares):
        if isinstance(each, Refusal):
            return _rejected(read, each)
    return replace(
        read,
        phone=phone if isinstance(phone, Phone) else None,
        spares=tuple(each for each in spares if isinstance(each, Phone) and each != phone),
        surname=personal.surname,
        company=company if isinstance(company, str) else None,
    )


def _spare(text: str, place: int) -> Phone | Refusal:
    phone = normalise_phone(text)
    return replace(phone, field=f"pii.spare_phones.{place}") if isinstance(phone, Refusal) else phone


def _personal(entry: Entry, sent: Sent) -> PersonalRegistration | PersonalNote | Refusal | None:
    """Read what travels beside the text, if it is what the text is bound to."""
    if entry.pii_commitment is None:
        return None if sent.pii_json is None else Refusal(RefusalCode.COMMITMENT_MISSING, "pii_commitment")
    if sent.pii_json is None or sent.salt is None:
        return Refusal(RefusalCode.COMMITMENT_MISMATCH, "pii")
    if chain.commitment(sent.salt, sent.pii_json) != entry.pii_commitment:
        return Refusal(RefusalCode.COMMITMENT_MISMATCH, "pii")
    if isinstance(entry.body, RegistrationBody):
        return parse_personal_registration(sent.pii_json)
    return parse_personal_note(sent.pii_json)


def _rejected(read: ReadEntry, refusal: Refusal) -> ReadEntry:
    return replace(read, status=Status.REJECTED, entry=None, code=refusal.code, field=refusal.field or None)


def anchors_so_far(reads: Iterable[ReadEntry], newest: datetime) -> Mapping[int, datetime]:
    """Return the time of the newest anchor named up to each place; `newest` is that of the chain before."""
    times: dict[int, datetime] = {}
    for read in reads:
        newest = max(newest, read.anchor_at) if read.anchor_at else newest
        times[read.placed.seq] = newest
    return times
