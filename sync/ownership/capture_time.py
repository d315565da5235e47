"""When was it captured? The truth lies between the newest anchor in the chain and the first fingerprint held.

E, the earliest: a phone cannot know an anchor before the server made it.
L, the latest: the server cannot hold the fingerprint of what is not written yet.
k = L is the ruling time. The stated time never ranks; it can only contest, and only if the text came within the grace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sync.instants import clamp
from sync.policy import RuleBook


class Via(StrEnum):
    """By which way the server first held the fingerprint."""

    TEXT = "text"
    HEAD = "head"
    SCAN = "scan"


class EvidenceLabel(StrEnum):
    """How well the ruling time pins the capture, in words on every screen."""

    PROVEN = "proven"
    WITNESSED = "witnessed"
    STATED = "stated"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class HeadReceipt:
    """A signed head that reached the server, from the phone itself or through the client's scan of the code.

    `text_stored_at` is when the text at the head's own place was stored (a held one: released), if it was.
    """

    seq: int
    received_at: datetime
    text_stored_at: datetime | None
    via: Via = Via.HEAD


@dataclass(frozen=True, slots=True)
class CaptureEvidence:
    """All the server knows about the time of one entry.

    earliest: time of the newest anchor named in the chain at or before the entry, the opening anchor included.
    stated: the wall clock corrected at its anchor, as `WrittenAt.stated` gives it.
    text_received: receipt of the text (a held one: its release).
    heads: heads of the same chain; those that do not cover the entry are ignored.
    heads_until: the phone was replaced or revoked, or its epoch closed, at this time; later heads do not count.
    distrusted_since: since when contradictions of this chain are known; texts stored from then on get their receipt.
    rehomed: the text survived a damaged storage and came in a new epoch; its receipt is its ruling time.
    answered_at: when the client's page was answered with the last digits of this entry's phone.
    imported: from an old list.
    """

    seq: int
    earliest: datetime
    stated: datetime
    text_received: datetime
    heads: tuple[HeadReceipt, ...] = ()
    heads_until: datetime | None = None
    distrusted_since: datetime | None = None
    rehomed: bool = False
    answered_at: datetime | None = None
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """One moment at which the server held the fingerprint of an entry."""

    at: datetime
    via: Via


@dataclass(frozen=True, slots=True)
class CaptureTime:
    """The verdict on an entry's time.

    ruling_time: k, also the latest time at which it can have been written.
    stated: clamped to [earliest, ruling_time]. `may_contest`: whether the stated time may open a contest.
    contact_at: the time from which protection runs, clamped to [earliest, text_received]; the receipt if late.
    receipts: every counting receipt, in order; the first is the ruling time.
    scan_at: when the client first opened this entry's own code, whether or not that set the ruling time.
    """

    earliest: datetime
    ruling_time: datetime
    stated: datetime
    contact_at: datetime
    text_received: datetime
    receipts: tuple[Receipt, ...]
    via: Via
    label: EvidenceLabel
    may_contest: bool
    scan_at: datetime | None
    answered_at: datetime | None


def capture_time(evidence: CaptureEvidence, book: RuleBook) -> CaptureTime:
    """Weigh the evidence for one entry's time."""
    text = Receipt(evidence.text_received, Via.TEXT)
    distrusted = evidence.distrusted_since is not None and evidence.text_received >= evidence.distrusted_since
    early = () if distrusted or evidence.rehomed else counting_heads(evidence, book)
    receipts = (*early, text)
    ruling_time = receipts[0].at
    earliest = min(evidence.earliest, ruling_time)
    stated = ruling_time if distrusted else clamp(evidence.stated, earliest, ruling_time)
    in_grace = evidence.text_received - evidence.earliest <= book.offline_grace and not distrusted
    return CaptureTime(
        earliest=earliest,
        ruling_time=ruling_time,
        stated=stated,
        contact_at=clamp(evidence.stated, min(evidence.earliest, text.at), text.at) if in_grace else text.at,
        text_received=text.at,
        receipts=receipts,
        via=receipts[0].via,
        label=_label(evidence, earliest, ruling_time, book),
        may_contest=in_grace,
        scan_at=_scan_at(evidence),
        answered_at=evidence.answered_at,
    )


def seen_at_once(moment: datetime) -> CaptureTime:
    """Return the time of what was done online: written and received in the same moment."""
    return CaptureTime(
        earliest=moment,
        ruling_time=moment,
        stated=moment,
        contact_at=moment,
        text_received=moment,
        receipts=(Receipt(moment, Via.TEXT),),
        via=Via.TEXT,
        label=EvidenceLabel.PROVEN,
        may_contest=True,
        scan_at=None,
        answered_at=None,
    )


def counting_heads(evidence: CaptureEvidence, book: RuleBook) -> tuple[Receipt, ...]:
    """Return the heads that count, in order of receipt.

    Each is judged alone: it covers the entry, it came before the text, and its own text followed within the window.
    """
    counting = (
        Receipt(head.received_at, _via(head, evidence.seq))
        for head in evidence.heads
        if head.seq >= evidence.seq
        and head.received_at < evidence.text_received
        and (evidence.heads_until is None or head.received_at < evidence.heads_until)
        and head.text_stored_at is not None
        and head.text_stored_at - head.received_at <= book.commitment_window
    )
    return tuple(sorted(counting, key=lambda receipt: (receipt.at, receipt.via)))


def clock_stepped(offset_before: timedelta, offset_after: timedelta, book: RuleBook) -> bool:
    """Say whether a phone's clock moved away from server time by more than the tolerance.

    An offset is server time minus wall clock. Only *away* is a signal: operators' networks and careful people correct
    clocks, and being corrected is nothing to explain.
    """
    return abs(offset_after) - abs(offset_before) > timedelta(seconds=book.clock_tolerance_seconds)


def _label(evidence: CaptureEvidence, earliest: datetime, ruling_time: datetime, book: RuleBook) -> EvidenceLabel:
    if evidence.imported:
        return EvidenceLabel.IMPORTED
    if ruling_time - earliest <= timedelta(seconds=book.proven_within_seconds):
        return EvidenceLabel.PROVEN
    if _answered_in_window(evidence, ruling_time, book):
        return EvidenceLabel.WITNESSED
    return EvidenceLabel.STATED


def _answered_in_window(evidence: CaptureEvidence, ruling_time: datetime, book: RuleBook) -> bool:
    """Say whether an answer vouches for the time: one of next week says who received the client, not when."""
    answered, window = evidence.answered_at, book.commitment_window
    if answered is None:
        return False
    return answered <= ruling_time + window and evidence.text_received <= answered + window


def _via(head: HeadReceipt, seq: int) -> Via:
    """Tell a scan of this entry's own code from one further up, which for this entry is only a head that got out."""
    return head.via if head.seq == seq else Via.HEAD


def _scan_at(evidence: CaptureEvidence) -> datetime | None:
    own = (
        head.received_at
        for head in evidence.heads
        if _via(head, evidence.seq) is Via.SCAN and head.text_stored_at is not None
    )
    return min(own, default=None)
