"""Whom agents name as their own relatives: how many each had named before, and a signal where they are too many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from sync.entries import RegistrationBody, Source
from sync.ownership.families import family_of
from sync.ownership.relatives import NamedRelative, relatives_before
from sync.policy import RuleBook, RuleBooks
from webapp.models.ownership import Entry, Registration, Withdrawal
from webapp.services.justice.signals import SignalKind, raise_signal, was_raised_today
from webapp.services.ownership.wire.batch import Status
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.work import Actor, Work


def load_relatives(work: Work, registrations: Iterable[Any], books: RuleBooks) -> dict[str, int]:
    """Return, for each registration of a relative, how many others its agent had named by then.

    registrations: rows with source and agent_id. Most clients are nobody's relatives, and then nothing is asked.
    """
    agents = {row.agent_id for row in registrations if row.source == Source.OWN_RELATIVE}
    if not agents:
        return {}
    return relatives_before(_named(work, agents), timedelta(days=books.at(work.now).protection_cap_days))


def look_at_relatives(work: Work, actor: Actor, reads: Iterable[ReadEntry], book: RuleBook) -> None:
    """Raise a signal, once a day, when a push names more relatives than an agent may have at a time."""
    fresh = {
        read.id
        for read in reads
        if read.status is Status.APPLIED
        and read.entry is not None
        and isinstance(read.entry.body, RegistrationBody)
        and read.entry.body.source is Source.OWN_RELATIVE
    }
    if not fresh:
        return
    counts = relatives_before(_named(work, {actor.person_id}), timedelta(days=book.protection_cap_days))
    named = max((count + 1 for entry_id, count in counts.items() if entry_id in fresh), default=0)
    kind = SignalKind.RELATIVES_BEYOND_CAP
    if named > book.own_relatives_cap and not was_raised_today(work, kind, actor.person_id):
        raise_signal(work, kind, person_id=actor.person_id, named=str(named), cap=str(book.own_relatives_cap))


def _named(work: Work, agents: Collection[str]) -> list[NamedRelative]:
    rows = work.session.execute(
        select(
            Registration.entry_id,
            Registration.client_id,
            Registration.agent_id,
            Registration.amends,
            Entry.received_at,
            Entry.epoch,
            Entry.seq,
        )
        .join(Entry, (Entry.project_id == Registration.project_id) & (Entry.id == Registration.entry_id))
        .where(
            Registration.project_id == work.project_id,
            Registration.agent_id.in_(agents),
            Registration.source == Source.OWN_RELATIVE,
            Registration.missing == "",
        )
    ).all()
    gone = _taken_back(work, rows)
    return [
        NamedRelative(
            row.entry_id, row.client_id, row.agent_id, row.received_at, (row.epoch, row.seq), gone.get(row.entry_id)
        )
        for row in rows
    ]


def _taken_back(work: Work, rows: Collection[Any]) -> dict[str, Any]:
    """Return when registrations were taken back, each with all that amends it or that it amends."""
    amends = {row.amends: None for row in rows if row.amends} | {row.entry_id: row.amends for row in rows}
    withdrawn = work.session.execute(
        select(Withdrawal.claim_root, Withdrawal.received_at).where(
            Withdrawal.project_id == work.project_id, Withdrawal.client_id.in_({row.client_id for row in rows})
        )
    )
    found = defaultdict(list)
    for root, received_at in withdrawn:
        for entry_id in family_of(root, amends):
            found[entry_id].append(received_at)
    return {entry_id: min(moments) for entry_id, moments in found.items()}
