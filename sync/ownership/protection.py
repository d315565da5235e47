"""Until when is a client protected? Days end where the project's day ends, whatever zone a phone is set to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo

from sync.entries import Source
from sync.ownership.acts import NEVER, Freeze
from sync.ownership.case import Contact, ContactKind
from sync.ownership.claims import Claim, ClaimKind
from sync.policy import RuleBook
from sync.switches import Counting


def end_of_protection(contact_at: datetime, days: int, zone: tzinfo, counting: Counting) -> datetime:
    """Return the first unprotected moment. By calendar day the last day is protected to its end."""
    if counting is Counting.FULL_HOURS:
        return contact_at + timedelta(days=days)
    day_after = contact_at.astimezone(zone).date() + timedelta(days=days + 1)
    return datetime.combine(day_after, time.min, tzinfo=zone).astimezone(UTC)


def extended(end: datetime, start: datetime, freezes: Iterable[Freeze], zone: tzinfo, counting: Counting) -> datetime:
    """Return the end with every freeze between start and end added: by calendar day, each day that it touches.

    What two freezes have in common is added once.
    """
    counted = start
    for freeze in sorted(freezes, key=lambda each: each.since):
        if freeze.since >= end or end == NEVER:
            break
        if freeze.until is None:
            return NEVER
        since = max(freeze.since, counted)
        if freeze.until > since:
            end = _later(end, since, freeze.until, zone, counting)
            counted = end_of_protection(freeze.until, 0, zone, counting)
    return end


def protected_until(  # noqa: PLR0913, PLR0917 - a protection depends on all of these
    winner: Claim,
    own: tuple[Claim, ...],
    contacts: tuple[Contact, ...],
    book: RuleBook,
    zone: tzinfo,
    freezes: tuple[Freeze, ...] = (),
) -> datetime:
    """Return the end of protection of one agent's claim, cap and expiry left aside.

    A phone enquiry is worth fewer days than a visit, and becomes a visit with the first one. A take from the pool has
    days of its own; what follows it counts like what follows a visit.
    """
    keeping: list[Claim | Contact] = [winner, *own, *contacts]
    visits = [_moment(each) for each in keeping if is_visit(each)]
    first_visit = min(visits, default=None)
    lasting = {(_days(each, first_visit, book), _moment(each)) for each in keeping}
    if not freezes:
        # Of what is worth the same days the latest lasts longest. By calendar day a freeze can turn that around.
        lasting = set(dict(sorted(lasting)).items())
    ends = [
        extended(end_of_protection(moment, days, zone, book.counting), moment, freezes, zone, book.counting)
        for days, moment in lasting
    ]
    if winner.kind is ClaimKind.IMPORTED:
        # Nobody may snatch from a published list what the office has not had its days to object to.
        ends.append(end_of_protection(winner.ruling_time, book.objection_days, zone, book.counting))
    return max(ends)


def days_left(until: datetime, now: datetime, zone: tzinfo) -> int:
    """Count the days that a screen shows: 0 on the last protected day, and never less."""
    last_moment = until - timedelta(milliseconds=1)
    return max(0, (last_moment.astimezone(zone).date() - now.astimezone(zone).date()).days)


def is_visit(each: Claim | Contact) -> bool:
    """Say whether the client was met, or is protected as if so; a phone enquiry is not that."""
    if isinstance(each, Contact):
        return each.kind is ContactKind.VISIT
    return each.kind in _MET or (each.kind is ClaimKind.REGISTRATION and each.source is not Source.PHONE_ENQUIRY)


_MET = frozenset({ClaimKind.IMPORTED, ClaimKind.POOL_CLAIM, ClaimKind.ASSIGNMENT, ClaimKind.RECLAIM})


def _days(each: Claim | Contact, first_visit: datetime | None, book: RuleBook) -> int:
    if isinstance(each, Claim) and each.kind is ClaimKind.POOL_CLAIM:
        return book.pool_protection_days
    if first_visit is not None and first_visit <= _moment(each):
        return book.protection_days_visit
    return book.protection_days_phone_enquiry


def _moment(each: Claim | Contact) -> datetime:
    return each.capture.contact_at


def _later(end: datetime, since: datetime, until: datetime, zone: tzinfo, counting: Counting) -> datetime:
    if counting is Counting.FULL_HOURS:
        return end + (until - since)
    days = (until.astimezone(zone).date() - since.astimezone(zone).date()).days + 1
    day = end.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
