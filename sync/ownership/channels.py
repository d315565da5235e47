"""Which channel is credited with a client? Apart from whose client it is: no report ever changes an inside owner.

Each report is weighed alone, top down; the first line that fits decides:

    a mask that no escort of its channel has turned into a number    MASK_ONLY: fits this client as it may fit others
    received while the client was an inside agent's                  IN_PROTECTION
    a referral within the look-back of the last visit                IN_PROTECTION
    received less than the gap after a visit                         INTERCEPTION_GAP
    no visit since                                                   nothing to rule: it waits, or runs out unheard
    the first visit since came after its validity                    REPORT_EXPIRED
    the first visit since came less than the gap after it            INTERCEPTION_GAP
    else                                                             it holds, and meets the others that hold

Then those that hold, by the mode of the rule book at the first of them:

    report_protects   the first one received                         REPORT_STANDS, of a referral REFERRAL_VALID
                      the later ones                                 REPORTED_BY_ANOTHER
    visit_wins        whose channel escorted the first visit         REPORT_STANDS, of a referral REFERRAL_VALID
                      another channel escorted it                    ESCORTED_BY_ANOTHER
                      nobody escorted it                             WALK_IN

Credit belongs to a round: once an inside protection has ended, the next visit begins a new one, and what held in the
last round holds no more. A client without a number whom a channel escorted is FULL_NUMBER_MISSING; one whom nobody had
reported is a WALK_IN. All times are ruling times; what stated times would have given is said, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.ownership.channel_case import ChannelCase, ChannelKind, Presence, Report, in_order
from sync.ownership.channel_reasons import CREDITS, ChannelReason
from sync.policy import RuleBook
from sync.switches import ChannelMode


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """What became of a report. arrived_at: the visit or registration that it was held against.

    suspect_minutes: how close it lay to a visit that its channel did not escort, if that is closer than the gap.
    """

    report_id: str
    channel_id: str
    reason: ChannelReason
    arrived_at: datetime | None
    suspect_minutes: int | None


@dataclass(frozen=True, slots=True)
class ChannelOutcome:
    """Who is credited and why. report_id: the report that the reason speaks of, if it speaks of one."""

    channel_id: str | None
    reason: ChannelReason
    report_id: str | None
    arrived_at: datetime | None
    rule_version: int
    verdicts: tuple[ReportVerdict, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A report weighed alone. reason: None where it holds. round: how many inside protections had ended by then."""

    report: Report
    reason: ChannelReason | None
    arrived_at: datetime | None
    round: int


def credit(case: ChannelCase) -> ChannelOutcome | None:
    """Return who is credited; None while there is nothing to rule."""
    presences = in_order(case.presences)
    if not case.numbered or not case.reports:
        return _without_reports(case, presences)
    weighed = [found for report in _by_time(case.reports) if (found := _weigh(case, presences, report)) is not None]
    if not weighed:
        return _without_reports(case, presences)
    now = max([each.round for each in weighed if each.reason is not ChannelReason.MASK_ONLY], default=0)
    now = max([now, *(_round(case, presence.at) for presence in presences)])
    holding = [each for each in weighed if each.reason is None]
    verdicts = tuple(_verdict(case, presences, each, holding) for each in weighed)
    return _outcome(case, weighed, verdicts, now)


def _outcome(
    case: ChannelCase, weighed: list[_Weighed], verdicts: tuple[ReportVerdict, ...], now: int
) -> ChannelOutcome:
    """Say it of the round that runs: who is credited, or else what the first report came to, masks last."""
    pairs = list(zip(weighed, verdicts, strict=True))
    masks = [pair for pair in pairs if pair[1].reason is ChannelReason.MASK_ONLY]
    full = [pair for pair in pairs if pair not in masks]
    running = [pair for pair in full if pair[0].round == now]
    chosen = next((pair for pair in running if pair[1].reason in CREDITS), None) or next(iter(running), None)
    if chosen is None and full:
        version = case.books.at(full[-1][0].report.received_at).version
        return ChannelOutcome(None, ChannelReason.WALK_IN, None, None, version, verdicts)
    each, verdict = chosen or masks[0]
    return ChannelOutcome(
        channel_id=verdict.channel_id if verdict.reason in CREDITS else None,
        reason=verdict.reason,
        report_id=verdict.report_id,
        arrived_at=verdict.arrived_at,
        rule_version=case.books.at(each.report.received_at).version,
        verdicts=verdicts,
    )


def _without_reports(case: ChannelCase, presences: tuple[Presence, ...]) -> ChannelOutcome | None:
    """Rule a client whom a channel escorted and nobody had reported."""
    escort = next((presence for presence in presences if presence.channel_id is not None), None)
    if escort is None:
        return None
    reason = ChannelReason.WALK_IN if case.numbered else ChannelReason.FULL_NUMBER_MISSING
    return ChannelOutcome(None, reason, None, escort.at, case.books.at(escort.at).version, ())


def _weigh(case: ChannelCase, presences: tuple[Presence, ...], report: Report) -> _Weighed | None:
    """Weigh a report alone; None while no visit has come."""
    at, book = report.received_at, case.books.at(report.received_at)
    if report.masked and not _number_given(presences, report):
        return _Weighed(report, ChannelReason.MASK_ONLY, None, _round(case, at))
    protected_since = _protected_since(case, presences, report, book)
    if protected_since is not None:
        return _Weighed(report, ChannelReason.IN_PROTECTION, protected_since, _round(case, at))
    gap = timedelta(minutes=book.interception_gap_minutes)
    before = [presence.at for presence in presences if presence.at <= at and at - presence.at < gap]
    if before:
        return _Weighed(report, ChannelReason.INTERCEPTION_GAP, before[-1], _round(case, at))
    arrival = next((presence.at for presence in presences if presence.at > at), None)
    if arrival is None:
        return None
    reason = None
    if arrival >= report.valid_until:
        reason = ChannelReason.REPORT_EXPIRED
    elif arrival - at < gap:
        reason = ChannelReason.INTERCEPTION_GAP
    return _Weighed(report, reason, arrival, _round(case, arrival))


def _number_given(presences: Iterable[Presence], report: Report) -> bool:
    """Say whether the channel brought the client whom its mask meant: in time, and with the number."""
    return any(
        presence.channel_id == report.channel_id and report.received_at <= presence.at < report.valid_until
        for presence in presences
    )


def _protected_since(
    case: ChannelCase, presences: tuple[Presence, ...], report: Report, book: RuleBook
) -> datetime | None:
    """Return the registration or visit that came before a report and voids it."""
    at = report.received_at
    for stay in case.stays:
        if stay.began <= at and (stay.ended is None or at < stay.ended):
            return stay.began
    if report.kind is ChannelKind.PUBLIC_REFERRAL:
        since = at - timedelta(days=book.referral_lookback_days)
        return next((presence.at for presence in reversed(presences) if since < presence.at <= at), None)
    return None


def _verdict(
    case: ChannelCase, presences: tuple[Presence, ...], each: _Weighed, holding: list[_Weighed]
) -> ReportVerdict:
    report = each.report
    rivals = [other for other in holding if other.round == each.round]
    reason = each.reason or _among(case, presences, each, rivals)
    suspect = None if reason is ChannelReason.MASK_ONLY else _suspect_minutes(case, presences, each)
    return ReportVerdict(report.id, report.channel_id, reason, each.arrived_at, suspect)


def _among(case: ChannelCase, presences: tuple[Presence, ...], each: _Weighed, rivals: list[_Weighed]) -> ChannelReason:
    """Set one that holds against all that hold in its round, the first of them in front."""
    first, report = rivals[0].report, each.report
    stands = ChannelReason.REPORT_STANDS
    if report.kind is ChannelKind.PUBLIC_REFERRAL:
        stands = ChannelReason.REFERRAL_VALID
    book = case.books.at(first.received_at)
    if book.channel_mode is ChannelMode.REPORT_PROTECTS:
        return stands if report.channel_id == first.channel_id else ChannelReason.REPORTED_BY_ANOTHER
    arrival = min(rival.arrived_at for rival in rivals if rival.arrived_at is not None)
    escort = _escort_of(presences, arrival, book)
    if escort is None:
        return ChannelReason.WALK_IN
    return stands if escort == report.channel_id else ChannelReason.ESCORTED_BY_ANOTHER


def _escort_of(presences: Iterable[Presence], arrival: datetime, book: RuleBook) -> str | None:
    """Return who escorted a visit: one visit is what is written down of it within the time that completes a record."""
    close = (each for each in presences if abs(each.at - arrival) <= book.completion_grace)
    return next((each.channel_id for each in close if each.channel_id is not None), None)


def _suspect_minutes(case: ChannelCase, presences: tuple[Presence, ...], each: _Weighed) -> int | None:
    """Return how many minutes lie between a report and a visit without its channel, by either time of that visit.

    Visits before it count, and the one that it was held against; those that follow a void report are nothing to it.
    """
    report, book = each.report, case.books.at(each.report.received_at)
    visits = [visit for visit in presences if _escort_of(presences, visit.at, book) != report.channel_id]
    moments = [moment for visit in visits for moment in (visit.at, visit.stated)]
    before = [moment for moment in moments if moment <= report.received_at or moment == each.arrived_at]
    closest = min((abs(moment - report.received_at) for moment in before), default=None)
    if closest is None or closest >= timedelta(minutes=book.interception_gap_minutes):
        return None
    return round(closest / timedelta(minutes=1))


def _round(case: ChannelCase, at: datetime) -> int:
    return sum(stay.ended is not None and stay.ended <= at for stay in case.stays)


def _by_time(reports: Iterable[Report]) -> list[Report]:
    return sorted(reports, key=lambda report: (report.received_at, report.id))
