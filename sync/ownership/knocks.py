"""All evidence of a case as one row of knocks on the client's door, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sync.ownership.acts import Act, ReviewKind
from sync.ownership.case import Case, Contact, Decision, Withdrawal
from sync.ownership.claims import Claim
from sync.ownership.standing import Presentation
from sync.policy import Edition

Happening = Presentation | Contact | Withdrawal | Edition | Act | Decision

#: What one request brings has one time: a registration opens before the visit in the same push extends it.
_RANKS: tuple[type, ...] = (Edition, Presentation, Contact, Withdrawal, Decision)
#: What the office does follows what phones brought in the same millisecond, and a decision stands over all.
_RANK_OF_ACTS = _RANKS.index(Withdrawal)


@dataclass(frozen=True, slots=True)
class Knock:
    """Something happens at a moment."""

    at: datetime
    rank: int
    hash: str
    what: Happening


def knocks(case: Case, now: datetime) -> tuple[Knock, ...]:
    """Return everything that happened up to now, by time; the hash orders what no clock can."""
    row = sorted(_all(case), key=lambda knock: (knock.at, knock.rank, knock.hash))
    return tuple(knock for knock in row if knock.at <= now)


def presentations(case: Case) -> Iterator[Presentation]:
    """Yield every counting receipt of every claim; one that waits for a manager to look at it claims nothing yet."""
    for claim in case.claims:
        if _waits(claim):
            continue
        for receipt in claim.capture.receipts:
            yield Presentation(receipt.at, claim, receipt.via)


def _all(case: Case) -> Iterator[Knock]:
    for edition in case.books.editions[1:]:
        yield _knock(edition.effective_from, edition)
    for presentation in presentations(case):
        yield _knock(presentation.at, presentation, presentation.claim.hash)
    for contact in case.contacts:
        yield _knock(contact.capture.ruling_time, contact, contact.hash)
    for withdrawal in case.withdrawals:
        yield _knock(withdrawal.received_at, withdrawal, withdrawal.claim_root)
    for act in case.acts:
        yield Knock(act.at, _RANK_OF_ACTS, act.id, act)
    for decision in case.decisions:
        yield _knock(decision.decided_at, decision, decision.id)


def _knock(at: datetime, what: Happening, hash_: str = "") -> Knock:
    return Knock(at, _RANKS.index(type(what)), hash_, what)


def _waits(claim: Claim) -> bool:
    return claim.review is ReviewKind.SUSPEND
