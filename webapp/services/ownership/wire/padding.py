"""Mark follow-ups that only pad the record, before they are written: one question, where there are any."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from sync.entries import EntryType, FollowUpOutcome
from sync.floor.contacts import FollowUp, discount, normal_note
from sync.policy import RuleBook
from webapp.models.floor import Contact
from webapp.models.ownership import Entry
from webapp.models.people import Device
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.work import Work

_MINUTE = timedelta(minutes=1)


def mark_padding(
    work: Work, device: Device, reads: Iterable[ReadEntry], contacts: list[dict[str, Any]], book: RuleBook
) -> None:
    """Complete the rows of follow-ups: what stands for their notes, and why one of them does not count."""
    rows = [row for row in contacts if row["kind"] == EntryType.FOLLOW_UP]
    if not rows:
        return
    known = {read.id: read for read in reads}
    fresh = [_fresh(work, row, known[row["entry_id"]]) for row in rows]
    chain = _earlier(work, device, fresh)
    for row, follow_up in zip(rows, fresh, strict=True):
        reason = discount(follow_up, chain, book)
        row |= {"note_key": follow_up.note_key, "discounted": reason, "effective": row["effective"] and reason is None}
        chain.append(follow_up)


def _fresh(work: Work, row: dict[str, Any], read: ReadEntry) -> FollowUp:
    note = normal_note(read.note)
    key = work.vault.note_key(work.project_id, note) if note else None
    stated_at = read.stated_at or work.now
    return FollowUp(row["client_id"], stated_at, row["outcome"] == FollowUpOutcome.REACHED, key)


def _earlier(work: Work, device: Device, fresh: list[FollowUp]) -> list[FollowUp]:
    """Return what of the chain so far bears on some follow-ups: on the same clients, or within the minute before."""
    since = min(each.stated_at for each in fresh) - _MINUTE
    until = max(each.stated_at for each in fresh)
    rows = work.session.execute(
        select(Contact.client_id, Entry.stated_at, Contact.outcome, Contact.note_key)
        .join(Entry, (Entry.project_id == Contact.project_id) & (Entry.id == Contact.entry_id))
        .where(
            Contact.project_id == work.project_id,
            Contact.kind == EntryType.FOLLOW_UP,
            Entry.device_id == device.id,
            Entry.epoch == device.epoch,
            Contact.client_id.in_({each.client_id for each in fresh}) | Entry.stated_at.between(since, until),
        )
        .order_by(Entry.seq)
    )
    return [
        FollowUp(row.client_id, row.stated_at, row.outcome == FollowUpOutcome.REACHED, row.note_key) for row in rows
    ]
