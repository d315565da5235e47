"""What is known of the times of entries: their own, their chain's, their phone's, and the heads that covered them.

Each table is asked by keys of its own, and joined here. A database that has no statistics yet, as on the first
morning, may answer a join of such tables by reading a project's rows over and over: seconds for a client whom hundreds
registered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, literal, null, select, true, type_coerce, union_all

from sync.ownership.capture_time import CaptureEvidence, HeadReceipt, Via
from webapp.models import ownership
from webapp.models.base import UtcDateTime
from webapp.models.people import Chain, Device
from webapp.services.work import Work

Entry, Head = ownership.Entry, ownership.HeadReceipt
#: A chain: device and epoch.
_Place = tuple[str, int]
_HEAD, _CHAIN, _DEVICE = "head", "chain", "device"


@dataclass(frozen=True, slots=True)
class Captured:
    """An entry about a client: its type and hash, and the evidence for its time.

    Who answered the client's page is left open.
    """

    type: str | None
    hash: str
    evidence: CaptureEvidence


@dataclass(frozen=True, slots=True)
class _State:
    """Until when heads of a chain count, and since when its texts count from their receipt."""

    heads_until: datetime | None
    distrusted_since: datetime | None


def load_captured(work: Work, client_ids: Collection[str], agent_id: str | None = None) -> dict[str, Captured]:
    """Return every entry about some clients, or one agent's only, by its id."""
    entries = _entries(work, client_ids, agent_id)
    if not entries:
        return {}
    chains = _chains(work, {entry.device_id for entry in entries})
    states, heads = _states(chains), _heads(work, chains, entries)
    return {entry.id: _captured(entry, states, heads) for entry in entries}


def _entries(work: Work, client_ids: Collection[str], agent_id: str | None) -> list[Any]:
    columns = (
        Entry.id,
        Entry.type,
        Entry.device_id,
        Entry.epoch,
        Entry.seq,
        Entry.hash,
        Entry.anchor_at,
        Entry.stated_at,
        Entry.received_at,
    )
    whose = true() if agent_id is None else Entry.agent_id == agent_id
    rows = work.session.execute(
        select(*columns).where(
            Entry.project_id == work.project_id, Entry.client_id.in_(client_ids), Entry.id.is_not(None), whose
        )
    )
    return list(rows)


def _captured(entry: Any, states: Mapping[_Place, _State], heads: Mapping[_Place, list[HeadReceipt]]) -> Captured:  # noqa: ANN401 - a row
    state = states[entry.device_id, entry.epoch]
    evidence = CaptureEvidence(
        seq=entry.seq,
        earliest=entry.anchor_at,
        stated=entry.stated_at,
        text_received=entry.received_at,
        heads=tuple(heads.get((entry.device_id, entry.epoch), ())),
        heads_until=state.heads_until,
        distrusted_since=state.distrusted_since,
    )
    return Captured(entry.type, entry.hash, evidence)


def _chains(work: Work, devices: Collection[str]) -> list[Any]:
    """Return some phones, their chains and the heads that they showed, all in one shape and by one question.

    `at` is when a head was received, or when a chain or phone was closed. The first of the three tells the types.
    """
    nothing, no_moment = type_coerce(null(), String), type_coerce(null(), UtcDateTime)
    heads = (Head.device_id, Head.epoch, Head.seq, Head.hash, Head.received_at, no_moment, Head.via)
    names = ("device_id", "epoch", "seq", "hash", "at", "distrusted_since", "via")
    chains = (Chain.device_id, Chain.epoch, null(), nothing, Chain.closed_at, Chain.distrusted_since, nothing)
    phones = (Device.id, null(), null(), nothing, Device.closed_at, no_moment, nothing)
    asked: Any = union_all(
        select(
            literal(_HEAD).label("what"),
            *(column.label(name) for column, name in zip(heads, names, strict=True)),
        ).where(Head.project_id == work.project_id, Head.device_id.in_(devices)),
        select(literal(_CHAIN), *chains).where(Chain.project_id == work.project_id, Chain.device_id.in_(devices)),
        select(literal(_DEVICE), *phones).where(Device.project_id == work.project_id, Device.id.in_(devices)),
    )
    return list(work.session.execute(asked))


def _states(rows: Collection[Any]) -> dict[_Place, _State]:
    chains = [row for row in rows if row.what == _CHAIN]
    closed = {row.device_id: row.at for row in rows if row.what == _DEVICE}
    return {
        (row.device_id, row.epoch): _State(_earlier(row.at, closed[row.device_id]), row.distrusted_since)
        for row in chains
    }


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


def _heads(work: Work, rows: Iterable[Any], entries: Iterable[Any]) -> dict[_Place, list[HeadReceipt]]:
    """Return the heads shown in the chains of these entries, with when the text at their own place came."""
    first: dict[_Place, int] = {}
    for entry in entries:
        place = (entry.device_id, entry.epoch)
        first[place] = min(entry.seq, first.get(place, entry.seq))
    heads = (row for row in rows if row.what == _HEAD)
    shown = [row for row in heads if row.seq >= first.get((row.device_id, row.epoch), row.seq + 1)]
    stored = _stored(work, shown)
    found: dict[_Place, list[HeadReceipt]] = defaultdict(list)
    for row in shown:
        stored_at = stored.get((row.device_id, row.epoch, row.seq, row.hash))
        found[row.device_id, row.epoch].append(HeadReceipt(row.seq, row.at, stored_at, Via(row.via)))
    return found


def _stored(work: Work, shown: Collection[Any]) -> dict[tuple[str, int, int, str], datetime]:
    """Return when the texts at the places of heads came; more places are asked for than there are heads."""
    if not shown:
        return {}
    rows = work.session.execute(
        select(Entry.device_id, Entry.epoch, Entry.seq, Entry.hash, Entry.received_at).where(
            Entry.project_id == work.project_id,
            Entry.device_id.in_({row.device_id for row in shown}),
            Entry.seq.in_({row.seq for row in shown}),
        )
    )
    return {(row.device_id, row.epoch, row.seq, row.hash): row.received_at for row in rows}
