"""What would a proposed rule book do? The rules are run again on real cases, with the book put in its place.

Looking ahead, every claim and contact that is known stays, and only time passes. Looking back, a case is cut to what
was known at the moment of its ruling, and ruled there twice: with the books as they were and with the proposed one in
the place of all. Two runs on the same evidence can differ only by the book.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sync.ownership.acts import Freeze
from sync.ownership.capture_time import CaptureTime
from sync.ownership.case import Case
from sync.ownership.claims import Claim
from sync.ownership.rulings import RulingOutcome, rule
from sync.ownership.tenure import walk
from sync.policy import Edition, RuleBooks
from sync.switches import RunningProtections


@dataclass(frozen=True, slots=True)
class Lapse:
    """Until when a client is protected if nobody does anything more: without the proposed book, and with it."""

    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True)
class Rerun:
    """One ruling, ruled again."""

    was: RulingOutcome
    would_be: RulingOutcome

    @property
    def differs(self) -> bool:
        """Say whether somebody would have read another ruling; the version alone is no difference."""
        return _gist(self.was) != _gist(self.would_be)


def with_proposed(books: RuleBooks, proposed: Edition) -> RuleBooks:
    """Return the books of an office in which a proposed version has been published."""
    return RuleBooks.of((*books.editions, proposed))


def for_everybody(proposed: Edition) -> Edition:
    """Return the same version as if running protections took it at once."""
    return replace(proposed, book=replace(proposed.book, running_protections=RunningProtections.TAKE_NEW))


def in_place_of_all(books: RuleBooks, proposed: Edition) -> RuleBooks:
    """Return the books of an office in which the proposed version has held from the beginning."""
    return RuleBooks((replace(proposed, effective_from=books.editions[0].effective_from),))


def lapse_of(case: Case, now: datetime, before: RuleBooks, after: RuleBooks) -> Lapse | None:
    """Return when a client that somebody owns now lapses under either books; None for one that nobody owns."""
    if walk(case, now).tenure is None:
        return None
    editions = (*before.editions, *after.editions)
    horizon = max(now, *(edition.effective_from for edition in editions))
    return Lapse(_end(case, before, horizon), _end(case, after, horizon))


def rerun(case: Case, proposed_case: Case, moment: datetime) -> Rerun:
    """Rule a case at a moment of the past under its own books and under others, on what was known then."""
    outcomes = [rule(walk(known_at(each, moment), moment), each.books) for each in (case, proposed_case)]
    return Rerun(*outcomes)


def replays(outcome: RulingOutcome, owner_id: str | None, reason: str) -> bool:
    """Say whether a run gives the ruling that was stored; one that does not proves nothing about a book."""
    return (outcome.owner_id, outcome.reason) == (owner_id, reason)


def known_at(case: Case, moment: datetime) -> Case:
    """Cut a case to what had come by a moment.

    The walk itself looks at nothing that happened later. But a fingerprint is older than its text, and nobody could
    rule on it before the text was there; and what the door wrote down later was no ground yet.
    """
    return replace(
        case,
        claims=_told(case.claims, moment),
        near=_told(case.near, moment),
        contacts=tuple(contact for contact in case.contacts if contact.capture.text_received <= moment),
        turns=tuple(turn for turn in case.turns if turn.stored_at <= moment),
        credits=tuple(credit for credit in case.credits if credit.at <= moment),
        freezes=tuple(_begun(freeze, moment) for freeze in case.freezes if freeze.since <= moment),
    )


def count_by(lapses: Iterable[Lapse]) -> tuple[int, int]:
    """Return how many lapse earlier and how many later."""
    known = tuple(lapses)
    return sum(each.after < each.before for each in known), sum(each.after > each.before for each in known)


def _end(case: Case, books: RuleBooks, horizon: datetime) -> datetime:
    standing = walk(replace(case, books=books), horizon)
    if standing.tenure is not None:
        return standing.tenure.protected_until
    last = standing.history[-1]
    return last.ended_at or last.protected_until


def _told(claims: tuple[Claim, ...], moment: datetime) -> tuple[Claim, ...]:
    return tuple(
        replace(claim, capture=_heard_by(claim.capture, moment))
        for claim in claims
        if claim.capture.text_received <= moment
    )


def _begun(freeze: Freeze, moment: datetime) -> Freeze:
    """Leave open what had not ended yet."""
    return freeze if freeze.until is not None and freeze.until <= moment else replace(freeze, until=None)


def _heard_by(capture: CaptureTime, moment: datetime) -> CaptureTime:
    answered, scanned = capture.answered_at, capture.scan_at
    return replace(
        capture,
        answered_at=answered if answered is not None and answered <= moment else None,
        scan_at=scanned if scanned is not None and scanned <= moment else None,
    )


def _gist(outcome: RulingOutcome) -> tuple[object, ...]:
    return (outcome.owner_id, outcome.reason, outcome.contested)
