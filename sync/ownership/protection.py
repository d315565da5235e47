"""Until when is a client protected? Days end where the project's day ends, whatever zone a phone is set to."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from sync.entries import Source
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


def protected_until(
    winner: Claim,
    own: tuple[Claim, ...],
    contacts: tuple[Contact, ...],
    book: RuleBook,
    zone: tzinfo,
) -> datetime:
    """Return the end of protection of one agent's claim, cap and expiry left aside.

    A phone enquiry is worth fewer days than a visit, and becomes a visit with the first one.
    """
    keeping: list[Claim | Contact] = [winner, *own, *contacts]
    visits = [_moment(each) for each in keeping if _is_visit(each)]
    first_visit = min(visits, default=None)
    return max(
        end_of_protection(_moment(each), _days(_moment(each), first_visit, book), zone, book.counting)
        for each in keeping
    )


def days_left(until: datetime, now: datetime, zone: tzinfo) -> int:
    """Count the days that a screen shows: 0 on the last protected day, and never less."""
    last_moment = until - timedelta(milliseconds=1)
    return max(0, (last_moment.astimezone(zone).date() - now.astimezone(zone).date()).days)


def _days(moment: datetime, first_visit: datetime | None, book: RuleBook) -> int:
    if first_visit is not None and first_visit <= moment:
        return book.protection_days_visit
    return book.protection_days_phone_enquiry


def _moment(each: Claim | Contact) -> datetime:
    return each.capture.contact_at


def _is_visit(each: Claim | Contact) -> bool:
    if isinstance(each, Contact):
        return each.kind is ContactKind.VISIT
    return each.kind is ClaimKind.REGISTRATION and each.source is not Source.PHONE_ENQUIRY
