"""Numbers that are fine alone and wrong together, and days on which no rule book can begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from sync.policy_reading import RuleBookError, WhyNot
from sync.switches import RequiredField

if TYPE_CHECKING:
    from sync.policy import RuleBook

#: A year that was mistyped is noticed.
LATEST_DAYS = 366
_DAYS_OF_A_MONTH = 30


def conflicts_of(book: RuleBook) -> tuple[RuleBookError, ...]:
    """Return everything that contradicts something else in the book, each with the field to mend."""
    return (*_in_protection(book), *_in_registration(book), *_in_pool(book))


def _in_protection(book: RuleBook) -> Iterator[RuleBookError]:
    days = (book.protection_days_visit, book.protection_days_phone_enquiry)
    if book.protection_cap_days < max(days):
        yield RuleBookError("protection_cap_days", WhyNot.SHORTER_THAN_PROTECTION)
    if book.warning_days and book.warning_days[0] >= min(days):
        yield RuleBookError("warning_days", WhyNot.LONGER_THAN_PROTECTION)
    elif book.warning_days and book.warning_days[-1] > book.pool_protection_days:
        yield RuleBookError("warning_days", WhyNot.LONGER_THAN_POOL_PROTECTION)
    if book.unconfirmed_expiry_hours > book.protection_cap_days * 24:
        yield RuleBookError("unconfirmed_expiry_hours", WhyNot.LONGER_THAN_CAP)
    if book.retention_months * _DAYS_OF_A_MONTH < book.protection_cap_days:
        yield RuleBookError("retention_months", WhyNot.SHORTER_THAN_PROTECTION)


def _in_registration(book: RuleBook) -> Iterator[RuleBookError]:
    if RequiredField.PHONE not in book.required_fields:
        yield RuleBookError("required_fields", WhyNot.PHONE_IS_WHAT_IS_CLAIMED)
    if book.completion_grace_minutes > book.commitment_window_hours * 60:
        yield RuleBookError("completion_grace_minutes", WhyNot.LONGER_THAN_WINDOW)
    if book.own_relatives_cap > book.live_clients_cap:
        yield RuleBookError("own_relatives_cap", WhyNot.MORE_THAN_LIVE_CLIENTS)


def _in_pool(book: RuleBook) -> Iterator[RuleBookError]:
    if book.pool_protection_days > book.protection_days_visit:
        yield RuleBookError("pool_protection_days", WhyNot.LONGER_THAN_VISIT_PROTECTION)
    if book.pool_claims_per_day > book.live_clients_cap:
        yield RuleBookError("pool_claims_per_day", WhyNot.MORE_THAN_LIVE_CLIENTS)


def beginning_of(day: date, zone: tzinfo) -> datetime:
    """Return the first moment of a day in the project's zone."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def earliest_day(now: datetime, zone: tzinfo) -> date:
    """Return the first day on which a version published now can begin: nobody is bound before being told."""
    return now.astimezone(zone).date() + timedelta(days=1)


def why_not_on(day: date, now: datetime, zone: tzinfo) -> RuleBookError | None:
    """Say why a version published now cannot begin on a day."""
    earliest = earliest_day(now, zone)
    if day < earliest:
        return RuleBookError("effective_from", WhyNot.IN_THE_PAST)
    if day > earliest + timedelta(days=LATEST_DAYS):
        return RuleBookError("effective_from", WhyNot.TOO_FAR_AHEAD)
    return None
