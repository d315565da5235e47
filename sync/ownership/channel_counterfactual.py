"""What would have changed a channel's credit? Found by running the rules again on changed facts, or not said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from sync.ownership.channel_case import ChannelCase, Presence, Report
from sync.ownership.channel_reasons import ChannelCounterfactual as Code
from sync.ownership.channel_reasons import ChannelReason
from sync.ownership.channels import ChannelOutcome, credit

_INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class FoundChange:
    """One change of the facts. channel_id: who would be credited. at: the moment that the changed fact speaks of."""

    code: Code
    channel_id: str | None = None
    at: datetime | None = None


Finder = Callable[[ChannelCase, ChannelOutcome], FoundChange | None]


def find_change(case: ChannelCase, outcome: ChannelOutcome) -> FoundChange:
    """Return the change nearest to the reason that would have changed the credit."""
    for finder in (_stated_times, *_FINDERS[outcome.reason]):
        found = finder(case, outcome)
        if found is not None:
            return found
    return FoundChange(Code.NOTHING_KNOWN)


def _stated_times(case: ChannelCase, outcome: ChannelOutcome) -> FoundChange | None:
    """Take the phones at their word: it decides nothing, and whoever looks into the case has to know."""
    other = credit(case.by_stated_times())
    if other is None or other.channel_id == outcome.channel_id:
        return None
    if other.channel_id is None:
        return FoundChange(Code.BY_STATED_TIME_NOBODY, None, other.arrived_at)
    return FoundChange(Code.BY_STATED_TIME, other.channel_id, other.arrived_at)


def _earlier_report(case: ChannelCase, outcome: ChannelOutcome) -> FoundChange | None:
    """Let the report come the gap ahead of what it was held against."""
    report = _subject(case, outcome)
    if report is None or outcome.arrived_at is None:
        return None
    gap = timedelta(minutes=case.books.at(report.received_at).interception_gap_minutes)
    at = outcome.arrived_at - max(gap, _INSTANT)
    moved = replace(report, received_at=at, valid_until=report.valid_until - (report.received_at - at))
    return _credited(_with(case, moved), report, FoundChange(Code.HAD_REPORTED_BY, report.channel_id, at))


def _came_in_time(case: ChannelCase, outcome: ChannelOutcome) -> FoundChange | None:
    report = _subject(case, outcome)
    if report is None or outcome.arrived_at is None:
        return None
    lasting = replace(report, valid_until=outcome.arrived_at + _INSTANT)
    change = FoundChange(Code.HAD_COME_BEFORE, report.channel_id, report.valid_until)
    return _credited(_with(case, lasting), report, change)


def _escorted(case: ChannelCase, outcome: ChannelOutcome) -> FoundChange | None:
    """Let the report's channel escort the visit that decided."""
    report, at = _subject(case, outcome), outcome.arrived_at
    if report is None or at is None:
        return None
    window = case.books.at(report.received_at).completion_grace
    others = tuple(each for each in case.presences if each.channel_id is None or abs(each.at - at) > window)
    other = replace(case, presences=(*others, Presence(at, at, report.channel_id)))
    return _credited(other, report, FoundChange(Code.HAD_ESCORTED, report.channel_id, at))


def _number_given(case: ChannelCase, outcome: ChannelOutcome) -> FoundChange | None:
    report = _subject(case, outcome)
    if report is None:
        return None
    change = FoundChange(Code.HAD_GIVEN_NUMBER, report.channel_id)
    return _credited(_with(case, replace(report, masked=False)), report, change)


def _without_it(case: ChannelCase, outcome: ChannelOutcome) -> FoundChange | None:
    others = tuple(report for report in case.reports if report.channel_id != outcome.channel_id)
    other = credit(replace(case, reports=others))
    if other is None or other.channel_id is None:
        return FoundChange(Code.WITHOUT_REPORT_NOBODY)
    return FoundChange(Code.WITHOUT_REPORT, other.channel_id)


def _subject(case: ChannelCase, outcome: ChannelOutcome) -> Report | None:
    return next((report for report in case.reports if report.id == outcome.report_id), None)


def _with(case: ChannelCase, changed: Report) -> ChannelCase:
    return replace(case, reports=tuple(changed if each.id == changed.id else each for each in case.reports))


def _credited(case: ChannelCase, report: Report, change: FoundChange) -> FoundChange | None:
    """Keep a change only if the rules, run again, credit the report's channel."""
    other = credit(case)
    return change if other is not None and other.channel_id == report.channel_id else None


_FINDERS: Mapping[ChannelReason, tuple[Finder, ...]] = MappingProxyType(
    {
        ChannelReason.REPORT_STANDS: (_without_it,),
        ChannelReason.REFERRAL_VALID: (_without_it,),
        ChannelReason.IN_PROTECTION: (_earlier_report,),
        ChannelReason.INTERCEPTION_GAP: (_earlier_report,),
        ChannelReason.REPORTED_BY_ANOTHER: (_earlier_report,),
        ChannelReason.ESCORTED_BY_ANOTHER: (_escorted,),
        ChannelReason.REPORT_EXPIRED: (_came_in_time,),
        ChannelReason.MASK_ONLY: (_number_given,),
        ChannelReason.FULL_NUMBER_MISSING: (),
        ChannelReason.WALK_IN: (_escorted,),
    }
)
