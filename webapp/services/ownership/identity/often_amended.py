"""A registration renamed again and again is a way to make one client look like another: somebody should know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from sync.entries import RegistrationBody
from sync.policy import RuleBook
from webapp.models.ownership import Entry, EntryPersonal, Registration
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.ownership.clients.client_names import open_personal
from webapp.services.ownership.wire.batch import Status
from webapp.services.ownership.wire.read_entries import ReadEntry
from webapp.services.work import Actor, Work


class _Member(NamedTuple):
    """A registration of a family. start: the amendment by which it was found."""

    start: str
    entry_id: str
    client_id: str


def look_at_edits(work: Work, actor: Actor, reads: Iterable[ReadEntry], book: RuleBook) -> None:
    """Raise a signal for each registration whose name or number a push changes once more than the rule book lets pass.

    A slip is mended once, perhaps twice.
    """
    amending = {
        read.id
        for read in reads
        if read.status is Status.APPLIED
        and read.entry is not None
        and isinstance(read.entry.body, RegistrationBody)
        and read.entry.body.amends is not None
    }
    if not amending:
        return
    most = book.renames_before_signal
    families = {frozenset(each.entry_id for each in family): family for family in _families(work, amending)}
    long = {key: family for key, family in families.items() if len(key) > most + 1}
    said = _said(work, {each.entry_id for family in long.values() for each in family})
    for key, family in long.items():
        now = _edits([words for entry_id, words in said if entry_id in key])
        before = _edits([words for entry_id, words in said if entry_id in key - amending])
        if before <= most < now:
            newest = max(family, key=lambda each: each.entry_id)
            facts = {"edits": str(now)}
            kind = SignalKind.OFTEN_AMENDED
            raise_signal(work, kind, person_id=actor.person_id, client_id=newest.client_id, **facts)


def _families(work: Work, amending: Collection[str | None]) -> list[list[_Member]]:
    """Return, for each amendment, every registration that it amends or that amends it, near or far."""
    table = Registration
    start = select(table.entry_id.label("start"), table.entry_id, table.client_id, table.amends).where(
        table.project_id == work.project_id, table.entry_id.in_(amending)
    )
    family = start.cte("family", recursive=True)
    next_ones = (
        select(family.c.start, table.entry_id, table.client_id, table.amends)
        .join(family, or_(table.entry_id == family.c.amends, table.amends == family.c.entry_id))
        .where(table.project_id == work.project_id)
    )
    family = family.union(next_ones)
    found: dict[str, list[_Member]] = defaultdict(list)
    for row in work.session.execute(select(family.c.start, family.c.entry_id, family.c.client_id)):
        found[row.start].append(_Member(*row))
    return list(found.values())


def _said(work: Work, entry_ids: Collection[str]) -> list[tuple[str, Any]]:
    """Return which name and number registrations give, in the order in which they came."""
    if not entry_ids:
        return []
    rows = work.session.execute(
        select(EntryPersonal.entry_id, EntryPersonal.sealed)
        .join(Entry, (Entry.project_id == EntryPersonal.project_id) & (Entry.id == EntryPersonal.entry_id))
        .where(EntryPersonal.project_id == work.project_id, EntryPersonal.entry_id.in_(entry_ids))
        .order_by(Entry.received_at, Entry.epoch, Entry.seq)
    )
    opened = [(entry_id, open_personal(work, entry_id, sealed)) for entry_id, sealed in rows]
    return [(entry_id, (said.get("surname") or "", said.get("phone") or "")) for entry_id, said in opened]


def _edits(said: list[Any]) -> int:
    return sum(one != other for one, other in pairwise(said))
