"""What a registration claims, and which registrations are one claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sync.entries import Source
from sync.ownership.acts import CreditGround, ReviewKind
from sync.ownership.capture_time import CaptureTime
from sync.policy import RuleBook, RuleBooks


class ClaimKind(StrEnum):
    """What a claim stems from."""

    REGISTRATION = "registration"
    LATE_FOLLOW_UP = "late_follow_up"
    IMPORTED = "imported"
    POOL_CLAIM = "pool_claim"
    ASSIGNMENT = "assignment"
    RECLAIM = "reclaim"


@dataclass(frozen=True, slots=True)
class Registration:
    """One stored registration of a client.

    phone_key: the blind index of its normalised phone, or None without one.
    complete: it has all that the rule book wants at once.
    amends: the registration that it corrects or completes. client_id: whose it is, which matters among linked ones.
    named: the colleague whom the client asked for. review: an open review of a near number. relatives_before: if it
    names an own relative, how many others its agent had named by then.
    """

    entry_id: str
    agent_id: str
    phone_key: str | None
    complete: bool
    source: Source | None
    capture: CaptureTime
    hash: str
    amends: str | None = None
    client_id: str = ""
    named: str | None = None
    review: ReviewKind | None = None
    relatives_before: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A right to the client, from the moment its fingerprint was held.

    id: the entry that carries it. root: the registration it stems from, which a withdrawal names.
    hash: the entry's own, which orders claims of the same millisecond. agent_id: whose the right is.
    standin_id: who made the registration, if it was the reception of `agent_id` by `credit`.
    """

    id: str
    root: str
    agent_id: str
    kind: ClaimKind
    source: Source | None
    capture: CaptureTime
    hash: str
    client_id: str = ""
    standin_id: str | None = None
    credit: CreditGround | None = None
    review: ReviewKind | None = None
    relatives_before: int = 0

    @property
    def ruling_time(self) -> datetime:
        """Return k."""
        return self.capture.ruling_time


def gather_claims(registrations: Iterable[Registration], books: RuleBooks) -> tuple[Claim, ...]:
    """Join amendments with what they amend; an incomplete registration claims nothing until it is completed.

    An amendment inherits the ruling time of the original only with the same agent and phone, within the completion
    grace, and with its text stored within the commitment window after that time. One that does not inherit is a claim
    of its own if it is the first complete one; a late correction of what was complete already changes nothing, else
    rewriting a name would prolong a protection, and another source would move the days of a tenure long settled.
    """
    known = {registration.entry_id: registration for registration in registrations}
    claims: dict[str, Claim] = {}
    for registration in sorted(known.values(), key=lambda each: (each.capture.ruling_time, each.hash)):
        _add(registration, known, claims, books)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.ruling_time, claim.hash)))


def inherits(amendment: Registration, original: Registration, book: RuleBook) -> bool:
    """Say whether an amendment keeps the ruling time of what it amends.

    The grace is measured between ruling times. By stated times a clock set by hand could complete in the afternoon what
    was parked in the morning, and win with it; a stated time may contest, never rank.
    """
    return (
        same_client(amendment, original)
        and amendment.capture.ruling_time <= original.capture.ruling_time + book.completion_grace
        and amendment.capture.text_received <= original.capture.ruling_time + book.commitment_window
    )


def same_client(amendment: Registration, original: Registration) -> bool:
    """Say whether agent and phone are unchanged; a changed phone is a new claim."""
    return (
        amendment.agent_id == original.agent_id
        and amendment.phone_key == original.phone_key
        and amendment.phone_key is not None
    )


def _add(
    registration: Registration, known: Mapping[str, Registration], claims: dict[str, Claim], books: RuleBooks
) -> None:
    if not registration.complete or registration.phone_key is None:
        return
    original = _original(registration, known)
    if original is registration or not same_client(registration, original):
        claims[registration.entry_id] = _claim(registration)
    elif inherits(registration, original, books.at(original.capture.ruling_time)):
        claims[original.entry_id] = replace(
            _claim(original), source=registration.source, relatives_before=registration.relatives_before
        )
    else:
        claims.setdefault(original.entry_id, _claim(registration))


def _original(registration: Registration, known: Mapping[str, Registration]) -> Registration:
    """Follow `amends` to its beginning; a circle cannot arise in a chain, and would end here all the same."""
    seen = {registration.entry_id}
    while registration.amends is not None and registration.amends in known and registration.amends not in seen:
        seen.add(registration.amends)
        registration = known[registration.amends]
    return registration


def _claim(registration: Registration) -> Claim:
    named = registration.named if registration.named != registration.agent_id else None
    return Claim(
        id=registration.entry_id,
        root=registration.entry_id,
        agent_id=named or registration.agent_id,
        kind=ClaimKind.REGISTRATION,
        source=registration.source,
        capture=registration.capture,
        hash=registration.hash,
        client_id=registration.client_id,
        standin_id=registration.agent_id if named else None,
        credit=CreditGround.NAMED if named else None,
        review=registration.review,
        relatives_before=registration.relatives_before,
    )
