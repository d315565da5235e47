"""Planted faults: each breaks the product, or a phone, from outside while a run lasts, and the checks have to notice.

A harness that stays green with one of them in would prove nothing. The product itself has no switch for any of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType, SimpleNamespace
from typing import Any

from sqlalchemy import select, update

from sync.ownership import openings, tenure
from sync.ownership.capture_time import CaptureEvidence, CaptureTime, Receipt, Via, capture_time
from sync.policy import RuleBook
from tests.simulation import checks, owners, probes
from tests.simulation.ledger_checks import heads_of_the_ledger_are_of_one_tree
from tests.simulation.look import Look
from tests.simulation.memory import Kept
from tests.simulation.phone import Phone
from tests.simulation.server import DiedError
from webapp import transaction as transactions
from webapp.api import ownership as wire
from webapp.models.ownership import HeadReceipt
from webapp.models.people import Chain, Device, ProjectClock
from webapp.services.justice import codes
from webapp.services.ownership.rulings import evidence
from webapp.services.ownership.wire import accept_batch, captures, feed, place_entries
from webapp.services.ownership.wire.batch import Push, Status
from webapp.services.ownership.wire.place_entries import Placed, Placement, place
from webapp.services.people.devices import own_device
from webapp.services.refused import ErrorCode
from webapp.services.work import Actor, Work, next_feed_positions
from webapp.vault import Vault

Planting = AbstractContextManager[None]


@contextmanager
def _changed(*changes: tuple[Any, str, object]) -> Iterator[None]:
    """Put other things in the places of some names, and put them back."""
    with ExitStack() as stack:
        for owner, name, other in changes:
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, other)
        yield


def ack_before_commit() -> Planting:
    """Answer a push first and commit afterwards: what dies in between was promised."""

    @contextmanager
    def hasty(project_id: int) -> Iterator[Work]:
        answered = False
        try:
            with transactions.transaction(project_id) as work:
                yield work
                answered = True
        except DiedError:
            if not answered:
                raise

    return _changed((wire, "transaction", hasty))


def no_dedupe() -> Planting:
    """Take what is sent again as if it were new."""

    def forgetful(
        push: Push, acked_seq: int, stored: Mapping[int, str], shown: Mapping[int, frozenset[str]]
    ) -> Placement | ErrorCode:
        placement = place(push, acked_seq, stored, shown)
        if not isinstance(placement, Placement) or not placement.known:
            return placement
        again = tuple(Placed(seq, stored[seq], sent) for seq, sent in zip(placement.known, push.entries, strict=False))
        return Placement(fresh=again + placement.fresh)

    return _changed((accept_batch, "place", forgetful))


def delete_on_send() -> Planting:
    """Let phones forget entries when they send them, not when the server has them."""
    push = Phone.send_entries

    def hasty(phone: Phone, entries: list[Kept]) -> None:
        memory = phone.memory
        push(phone, entries)
        memory.queue = [entry for entry in memory.queue if entry not in entries]

    return _changed((Phone, "send_entries", hasty))


def _ruled_by(rule: Callable[[CaptureEvidence, RuleBook], CaptureTime]) -> Planting:
    return _changed((evidence, "capture_time", rule))


def wall_clock_ruling() -> Planting:
    """Rule by the phone's own clock."""

    def believing(told: CaptureEvidence, book: RuleBook) -> CaptureTime:
        receipts = (Receipt(told.stated, Via.TEXT),)
        return replace(capture_time(told, book), ruling_time=told.stated, receipts=receipts)

    return _ruled_by(believing)


def first_arrival_ruling() -> Planting:
    """Rule by the arrival of the text alone."""
    return _ruled_by(lambda told, book: capture_time(replace(told, heads=()), book))


def no_commitment_window() -> Planting:
    """Let a text follow its fingerprint whenever it likes."""
    return _ruled_by(lambda told, book: capture_time(told, replace(book, commitment_window_hours=24 * 365)))


def chain_unchecked() -> Planting:
    """Believe whatever hash a phone tells."""
    return _changed((place_entries, "fault_of", lambda *_told: None))


def anchor_position_unchecked() -> Planting:
    """Let an entry name any anchor, however old."""
    return _changed((accept_batch, "first_contradicted", lambda *_told: None))


class _AnyHash(dict[tuple[str, int, int, str], datetime]):
    """Finds what is stored at a place, whatever its hash."""

    def get(self, place: Any, default: Any = None) -> Any:
        return next((at for known, at in self.items() if known[:3] == place[:3]), default)


def scan_without_a_place_in_the_chain() -> Planting:
    """Count a scan for whatever text comes to stand at its place."""
    stored = captures._stored  # noqa: SLF001 - a fault is planted where the product is vulnerable

    def without_scans(work: Work, running: Chain) -> dict[int, frozenset[str]]:
        heads = select(HeadReceipt).where(
            HeadReceipt.project_id == work.project_id,
            HeadReceipt.device_id == running.device_id,
            HeadReceipt.epoch == running.epoch,
            HeadReceipt.seq > running.acked_seq,
            HeadReceipt.via != Via.SCAN,
        )
        shown: dict[int, frozenset[str]] = {}
        for head in work.session.scalars(heads):
            shown[head.seq] = shown.get(head.seq, frozenset()) | {head.hash}
        return shown

    return _changed(
        (captures, "_stored", lambda work, shown: _AnyHash(stored(work, shown))),
        (accept_batch, "_shown_hashes", without_scans),
        (codes, "_forks", lambda *_told: False),
    )


def server_time_not_strictly_increasing() -> Planting:
    """Believe the machine's clock, even when it steps back."""

    def believing(session: Any, project_id: int, now: datetime, vault: Vault) -> Work:
        session.execute(update(ProjectClock).where(ProjectClock.project_id == project_id).values(last_at=now))
        return Work(session, project_id, now, vault)

    return _changed((transactions, "begin_writing", believing))


def settlement_too_early() -> Planting:
    """Call a tenure settled as soon as nobody can tie with it any more, though texts may still follow their heads."""

    def hasty(opener_time: datetime, tie_gap: timedelta, _longest_window: timedelta) -> datetime:
        return opener_time + tie_gap

    return _changed((tenure, "settles_at", hasty), (openings, "settles_at", hasty))


def stored_verdict_not_replayed() -> Planting:
    """Tell whoever sends an entry again that all is well with it."""

    def soothing(stored: str, *, repeated: bool) -> Status:
        return Status.DUPLICATE if repeated else Status(stored)

    return _changed((accept_batch, "_status", soothing))


def feed_not_commit_ordered() -> Planting:
    """Let one request after another take positions, and the later ones be seen first."""
    spare: list[int] = []

    def overtaking(work: Work, count: int) -> range:
        if len(spare) >= count:
            taken = range(spare[0], spare[0] + count)
            spare.clear()
            return taken
        both = next_feed_positions(work, 2 * count)
        spare[:] = both[:count]
        return both[count:]

    return _changed((feed, "next_feed_positions", overtaking))


def heads_counted_after_the_epoch_closed() -> Planting:
    """Take texts of a closed epoch, and count heads that came after it was closed."""
    accept = accept_batch.accept_batch
    pushed: list[int] = []

    def remembering(work: Work, actor: Actor, push: Push) -> Any:
        pushed[:] = [push.epoch]
        return accept(work, actor, push)

    def old_self(work: Work, actor: Actor, device_id: str) -> Any:
        device: Device = own_device(work, actor, device_id)
        if pushed[0] >= device.epoch:
            return device
        columns = ("id", "person_id", "project_id", "public_key")
        return SimpleNamespace(epoch=pushed[0], **{name: getattr(device, name) for name in columns})

    return _changed(
        (wire, "accept_batch", remembering),
        (accept_batch, "own_device", old_self),
        (captures, "_earlier", lambda *_told: None),
    )


@dataclass(frozen=True)
class Fault:
    """A fault, and the invariants that speak of it: that another one was broken as well proves nothing."""

    plant: Callable[[], Planting]
    spoken_of_by: frozenset[str]


def _fault(plant: Callable[[], Planting], *checks: Callable[[Look], Iterator[str]]) -> Fault:
    return Fault(plant, frozenset(check.__name__ for check in checks))


DURABLE = checks.acknowledged_entries_are_durable_with_a_stable_verdict
ANSWERS = checks.answers_fit_the_chains
TIMES = checks.the_true_time_lies_between
#: By the names of the design; the last three are ours.
FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        "ack before commit": _fault(ack_before_commit, DURABLE, heads_of_the_ledger_are_of_one_tree),
        "no dedupe": _fault(no_dedupe, probes.sending_again_changes_nothing, DURABLE),
        "delete on send": _fault(delete_on_send, checks.every_entry_is_somewhere),
        "wall-clock ruling": _fault(wall_clock_ruling, TIMES),
        "first-arrival ruling": _fault(first_arrival_ruling, TIMES),
        "chain unchecked": _fault(chain_unchecked, ANSWERS, DURABLE),
        "anchor position unchecked": _fault(anchor_position_unchecked, checks.contradictions_have_consequences, TIMES),
        "no commitment window": _fault(no_commitment_window, TIMES),
        "scan without a place in the chain": _fault(scan_without_a_place_in_the_chain, ANSWERS, TIMES),
        "server time not strictly increasing": _fault(
            server_time_not_strictly_increasing, checks.server_time_only_moves_forward
        ),
        "settlement too early": _fault(settlement_too_early, owners.settled_owners_change_only_by_an_act),
        "stored verdict not replayed": _fault(stored_verdict_not_replayed, DURABLE),
        "feed not commit-ordered": _fault(feed_not_commit_ordered, probes.caches_converge, probes.a_pull_skips_nothing),
        "heads counted after the epoch closed": _fault(heads_counted_after_the_epoch_closed, ANSWERS, TIMES),
    }
)
