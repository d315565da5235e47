"""What would a proposed rule book do? The rules are run again on real cases, with the book put in its place.

Looking ahead, every claim and contact that is known stays, and only time passes. Looking back, a case is cut to what
was known at the moment of its ruling, and ruled there twice: with the books as they were and with the proposed one in
the place of all. Two runs on the same evidence can differ only by the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sync.ownership.acts import Freeze
from sync.ownership.capture_time import CaptureTime
from sync.ownership.case import Case
from sync.ownership.claims import Claim
from sync.ownership.reminders import takes_new
from sync.ownership.rulings import RulingOutcome, rule
from sync.ownership.tenure import walk
from sync.policy import Edition, RuleBooks
from sync.switches import RunningProtections


@dataclass(frozen=True, slots=True)
class Lapse:
    """Until when a client is protected if nobody does anything more: without the proposed book, and with it."""

    before: datetime
    after: datetime


def with_proposed(books: RuleBooks, proposed: Edition) -> RuleBooks:
    """Return the books of an office in which a proposed version has been published."""
    return RuleBooks.of((*books.editions, proposed))


def for_everybody(proposed: Edition) -> Edition:
    """Return the same version as if running protections took it at once."""
    return replace(proposed, book=replace(proposed.book, running_protections=RunningProtections.TAKE_NEW))


def in_place_of_all(books: RuleBooks, proposed: Edition) -> RuleBooks:
    """Return the books of an office in which the proposed version has held from the beginning."""
    return RuleBooks((replace(proposed, effective_from=books.editions[0].effective_from),))


def ends_of(case: Case, now: datetime, several: Sequence[RuleBooks]) -> tuple[datetime, ...] | None:
    """Return until when a client is protected under each of some books; None for one whom nobody owns now.

    The first books are those of the office. Only an edition that running protections take can move an end, so books
    with the same ones to come need one walk.
    """
    horizon = max(now, *(edition.effective_from for books in several for edition in books.editions))
    known: dict[tuple[Edition, ...], datetime | None] = {}
    for books in several:
        if moving(books, now) not in known:
            known[moving(books, now)] = _end(case, books, horizon)
    ends = tuple(end for books in several if (end := known[moving(books, now)]) is not None)
    return ends if len(ends) == len(several) and ends[0] > now else None


def moving(books: RuleBooks, now: datetime) -> tuple[Edition, ...]:
    """Return the editions to come that running protections take."""
    return tuple(edition for edition in books.editions if edition.effective_from > now and takes_new(edition))


def rule_again(case: Case, moment: datetime) -> RulingOutcome:
    """Rule a case at a moment of the past, under its own books and on what was known then."""
    return rule(walk(known_at(case, moment), moment), case.books)


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


def _end(case: Case, books: RuleBooks, horizon: datetime) -> datetime | None:
    standing = walk(replace(case, books=books), horizon)
    if standing.tenure is not None:
        return standing.tenure.protected_until
    return standing.history[-1].ended_at if standing.history else None


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
    if all(each is None or each <= moment for each in (answered, scanned)):
        return capture
    return replace(
        capture,
        answered_at=answered if answered is not None and answered <= moment else None,
        scan_at=scanned if scanned is not None and scanned <= moment else None,
    )
