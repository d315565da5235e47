"""Take what a phone sends: check the chain, read each entry, write them, rule the clients that they concern.

One transaction of about forty statements, a dozen more with contacts, tickets and notices among the entries: as many
for sixty entries as for one, for every other phone of the project waits meanwhile. The answer is given after the
commit; an answer that is lost is given again from what is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update

from sync.contradictions import ChainSoFar, NamedAnchor, first_contradicted
from sync.instants import from_milliseconds
from sync.ownership.capture_time import Via, clock_stepped
from sync.policy import RuleBooks
from sync.refusals import RefusalCode
from webapp.models.ownership import Entry, HeadReceipt, Standing, TakenAnswer
from webapp.models.people import Chain, Device
from webapp.services.justice.answers import look_at_answers
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.ownership.channels.rule_channels import rule_channels
from webapp.services.ownership.identity.find_pairs import find_pairs
from webapp.services.ownership.identity.held_numbers import look_at_numbers
from webapp.services.ownership.identity.often_amended import look_at_edits
from webapp.services.ownership.identity.own_relatives import look_at_relatives
from webapp.services.ownership.ledger.ledger_head import newest_head
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.rule_clients import rule_clients, rule_what_is_due
from webapp.services.ownership.rulings.withheld_rulings import spend_taken_answers, waits
from webapp.services.ownership.wire.apply_entries import Applied, apply_entries
from webapp.services.ownership.wire.batch import Push, Status, Taken, Verdict
from webapp.services.ownership.wire.heads import ShownPlace, keep_head
from webapp.services.ownership.wire.named_channels import note_named_channels
from webapp.services.ownership.wire.named_colleagues import with_colleagues
from webapp.services.ownership.wire.place_entries import Placement, first_seq, place
from webapp.services.ownership.wire.read_entries import ReadEntry, anchors_so_far, read_entries
from webapp.services.ownership.wire.relate_entries import load_known, relate
from webapp.services.people.devices import own_device, running_chain
from webapp.services.people.signatures import head_is_signed
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work

#: A clock that is further behind than this was set back. Of less, many writers at once are reason enough.
_SET_BACK = timedelta(seconds=5)
_SIGNALS = {
    ErrorCode.SIGNATURE_INVALID: SignalKind.SIGNATURE_INVALID,
    ErrorCode.CHAIN_BROKEN: SignalKind.CHAIN_BROKEN,
    ErrorCode.FORKED: SignalKind.CHAIN_FORKED,
}


def accept_batch(work: Work, actor: Actor, push: Push) -> Taken | ErrorCode:
    """Take a push. An ErrorCode means that nothing was applied, and that a signal about it was written."""
    device = own_device(work, actor, push.device)
    if push.epoch != device.epoch:
        # Of an epoch that it never opened, this server has lost everything: the phone sends it again in a new one.
        raise RefusedError(ErrorCode.EPOCH_CLOSED if push.epoch < device.epoch else ErrorCode.EPOCH_WRONG)
    shown_at = work.vault.anchor_time(push.anchor, work.project_id, device.id)
    if shown_at is None:
        raise RefusedError(ErrorCode.ANCHOR_UNKNOWN)
    running = running_chain(work, device)
    placement = _checked(work, device, running, push)
    if isinstance(placement, ErrorCode):
        _tell(work, device, running, placement)
        return placement
    books = load_books(work)
    reads = read_entries(work, device.id, placement.fresh, books.at(work.now))
    known = load_known(work, actor, reads)
    reads = with_colleagues(work, relate(actor, reads, known))
    _judge_anchors(work, device, running, reads)
    _judge_commitments(work, device, running, reads)
    anchors = anchors_so_far(reads, running.last_anchor_at)
    applied = apply_entries(work, actor, device, reads, known, anchors, books.at(work.now))
    _advance(running, reads, anchors)
    _note_clock(work, device, running, push, books)
    _note_head(work, running, push, shown_at)
    find_pairs(work, actor, reads, applied, books.at(work.now))
    look_at_edits(work, actor, reads, books.at(work.now))
    look_at_relatives(work, actor, reads, books.at(work.now))
    look_at_answers(work, applied.tickets)
    note_named_channels(work, actor, reads, applied.registered)
    rule_clients(work, applied.clients, told=frozenset({actor.person_id}), named=applied.named, books=books)
    if applied.named:
        look_at_numbers(work, actor, books.at(work.now))
    spend_taken_answers(work, actor, _complete(reads, applied), books.at(work.now))
    rule_channels(work, applied.clients)
    rule_what_is_due(work)
    device.seen_at = work.now
    work.session.flush()
    anchor = work.vault.anchor_for(work.now, work.project_id, device.id)
    return Taken(anchor, running.acked_seq, _verdicts(work, running, placement), newest_head(work))


def _checked(work: Work, device: Device, running: Chain, push: Push) -> Placement | ErrorCode:
    signed = head_is_signed(
        device.public_key,
        device=device.id,
        epoch=push.epoch,
        seq=push.head_seq,
        hash_=push.head_hash,
        anchor=push.anchor,
        signature=push.signature,
    )
    if not signed:
        return ErrorCode.SIGNATURE_INVALID
    start = first_seq(push.entries, running.acked_seq)
    stored = _stored_hashes(work, running, start - 1, push.head_seq)
    return place(push, running.acked_seq, stored, _shown_hashes(work, running))


def _stored_hashes(work: Work, running: Chain, start: int, head_seq: int) -> dict[int, str]:
    """Return the stored hashes from a place on, and the one at the head's place."""
    stored = {0: running.genesis, running.acked_seq: running.head}
    if start >= running.acked_seq and (head_seq >= running.acked_seq or head_seq == 0):
        return stored
    rows = work.session.execute(
        select(Entry.seq, Entry.hash).where(
            Entry.project_id == work.project_id,
            Entry.device_id == running.device_id,
            Entry.epoch == running.epoch,
            (Entry.seq >= start) | (Entry.seq == head_seq),
        )
    )
    return stored | {row.seq: row.hash for row in rows}


def _shown_hashes(work: Work, running: Chain) -> dict[int, frozenset[str]]:
    """Return the heads that were shown beyond what is stored."""
    rows = work.session.execute(
        select(HeadReceipt.seq, HeadReceipt.hash)
        .where(
            HeadReceipt.project_id == work.project_id,
            HeadReceipt.device_id == running.device_id,
            HeadReceipt.epoch == running.epoch,
            HeadReceipt.seq > running.acked_seq,
        )
        .distinct()
    )
    shown: dict[int, frozenset[str]] = {}
    for seq, hash_ in rows:
        shown[seq] = shown.get(seq, frozenset()) | {hash_}
    return shown


def _tell(work: Work, device: Device, running: Chain, code: ErrorCode) -> None:
    """Write a signal; of a chain that forked, later texts count from their receipt."""
    if code is ErrorCode.FORKED:
        running.distrusted_since = running.distrusted_since or work.now
    raise_signal(work, _SIGNALS[code], person_id=device.person_id, device_id=device.id, epoch=str(running.epoch))


def _judge_anchors(work: Work, device: Device, running: Chain, reads: tuple[ReadEntry, ...]) -> None:
    """Look for entries that name an older anchor than the phone had shown before: an honest phone never does."""
    if running.distrusted_since is not None:
        return
    before = ChainSoFar(running.last_anchor_at, NamedAnchor(running.shown_seq, running.shown_anchor_at))
    named = [NamedAnchor(read.placed.seq, read.anchor_at) for read in reads if read.anchor_at is not None]
    seq = first_contradicted(named, before)
    if seq is None:
        return
    running.distrusted_since = work.now
    raise_signal(work, SignalKind.ANCHOR_CONTRADICTED, person_id=device.person_id, device_id=device.id, seq=str(seq))


def _judge_commitments(work: Work, device: Device, running: Chain, reads: tuple[ReadEntry, ...]) -> None:
    """Look for personal parts that do not fit their texts: no honest phone sends one.

    Whoever guesses numbers would commit to many and spoil all but one when the client has come; so that one, too,
    counts from its receipt.
    """
    spoilt = sum(read.code == RefusalCode.COMMITMENT_MISMATCH for read in reads)
    if spoilt == 0:
        return
    running.distrusted_since = running.distrusted_since or work.now
    raise_signal(
        work, SignalKind.COMMITMENT_BROKEN, person_id=device.person_id, device_id=device.id, entries=str(spoilt)
    )


def _complete(reads: tuple[ReadEntry, ...], applied: Applied) -> dict[str, str]:
    """Return the clients of complete registrations, in the chain's order; the others claim nothing."""
    return {
        read.id: applied.registered[read.id]
        for read in reads
        if read.id is not None and read.id in applied.registered and not read.missing
    }


def _advance(running: Chain, reads: tuple[ReadEntry, ...], anchors: Mapping[int, datetime]) -> None:
    if not reads:
        return
    last = reads[-1].placed
    running.acked_seq, running.head, running.last_anchor_at = last.seq, last.hash, anchors[last.seq]


def _note_clock(work: Work, device: Device, running: Chain, push: Push, books: RuleBooks) -> None:
    if work.behind > _SET_BACK:
        _forget_clocks(work)
        return
    offset = work.now - from_milliseconds(push.wall_ms)
    offset_ms = offset // timedelta(milliseconds=1)
    before = running.clock_offset_ms
    running.clock_offset_ms = offset_ms
    if before is None or not clock_stepped(timedelta(milliseconds=before), offset, books.at(work.now)):
        return
    raise_signal(
        work,
        SignalKind.CLOCK_STEPPED,
        person_id=device.person_id,
        device_id=device.id,
        seconds_before=str(before // 1000),
        seconds_now=str(offset_ms // 1000),
    )


def _forget_clocks(work: Work) -> None:
    """Forget how far every phone's clock was from ours: it is ours that was set, and no phone is to blame."""
    known = update(Chain).where(Chain.project_id == work.project_id, Chain.clock_offset_ms.is_not(None))
    work.session.execute(known.values(clock_offset_ms=None))


def _note_head(work: Work, running: Chain, push: Push, shown_at: datetime) -> None:
    """Keep a head that is ahead of its text; of one whose text is there, remember which anchor it showed."""
    if push.head_seq > running.acked_seq:
        shown = ShownPlace(running.device_id, running.epoch, push.head_seq, push.head_hash, shown_at)
        keep_head(work, shown, Via.HEAD)
    elif push.head_seq >= running.shown_seq and shown_at >= running.shown_anchor_at:
        running.shown_seq, running.shown_anchor_at = push.head_seq, shown_at


def _verdicts(work: Work, running: Chain, placement: Placement) -> tuple[Verdict, ...]:
    """Read the verdicts back as stored, so that a retry cannot be told anything else."""
    known, sent = frozenset(placement.known), (*placement.known, *(each.seq for each in placement.fresh))
    if not sent:
        return ()
    rows = work.session.execute(
        select(Entry.seq, Entry.id, Entry.status, Entry.code, Entry.field, Standing.ruling_number, TakenAnswer.withheld)
        .outerjoin(Standing, (Standing.project_id == Entry.project_id) & (Standing.client_id == Entry.client_id))
        .outerjoin(
            TakenAnswer,
            waits(work) & (TakenAnswer.person_id == Entry.agent_id) & (TakenAnswer.client_id == Entry.client_id),
        )
        .where(
            Entry.project_id == work.project_id,
            Entry.device_id == running.device_id,
            Entry.epoch == running.epoch,
            Entry.seq.between(sent[0], sent[-1]),
        )
        .order_by(Entry.seq)
    ).all()
    return tuple(
        Verdict(
            row.seq,
            row.id,
            _status(row.status, repeated=row.seq in known),
            row.code,
            row.field,
            None if row.withheld else row.ruling_number,
        )
        for row in rows
    )


def _status(stored: str, *, repeated: bool) -> Status:
    return Status.DUPLICATE if repeated and stored == Status.APPLIED else Status(stored)
