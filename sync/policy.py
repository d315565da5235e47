"""The rule book: every number and switch that the business may change.

A rule book is published, acknowledged and never edited: a change is a new version with an effective date, and every
ruling names the version that it used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, get_type_hints

from sync.policy_conflicts import conflicts_of
from sync.policy_reading import LADDERS, RANGES, RuleBookError, WhyNot, read_values, upcast
from sync.switches import (
    ChannelMode,
    Counting,
    CrossProject,
    FirstRecordFiled,
    HouseholdRule,
    MaskedNumbers,
    PhoneToWalkIn,
    QueueJump,
    RequiredField,
    RunningProtections,
    TurnAfterRepeatVisit,
    TurnMissed,
    TurnOrder,
)

__all__ = [
    "LADDERS",
    "RANGES",
    "Edition",
    "RuleBook",
    "RuleBookError",
    "RuleBooks",
    "WhyNot",
]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One version. Units stand in the names; the defaults are the office's usual ones."""

    version: int = 1

    required_fields: tuple[RequiredField, ...] = tuple(RequiredField)
    completion_grace_minutes: int = 30
    first_record_filed: FirstRecordFiled = FirstRecordFiled.SAME_DAY
    live_clients_cap: int = 150
    full_numbers_per_day: int = 200
    number_checks_per_day: int = 60
    taken_answers_per_day: int = 15

    protection_days_phone_enquiry: int = 7
    protection_days_visit: int = 15
    protection_cap_days: int = 60
    warning_days: tuple[int, ...] = (3,)
    counting: Counting = Counting.CALENDAR_DAY
    unconfirmed_expiry_hours: int = 72
    padding_entries_per_minute: int = 5
    near_number_days: int = 15
    renames_before_signal: int = 3
    searches_before_signal: int = 2
    running_protections: RunningProtections = RunningProtections.KEEP_OLD_VERSION

    commitment_window_hours: int = 6
    offline_grace_hours: int = 24
    tie_gap_seconds: int = 60
    proven_within_seconds: int = 120
    clock_tolerance_seconds: int = 120
    ticket_life_hours: int = 24

    decision_deadline_hours: int = 24
    appeal_deadline_hours: int = 48
    owner_named_to_loser: bool = True
    freeze_on_dispute: bool = True
    objection_days: int = 7

    pool_claims_per_day: int = 3
    pool_protection_days: int = 3
    pool_cooldown_days: int = 30
    pool_freeze_days: int = 1

    channel_mode: ChannelMode = ChannelMode.REPORT_PROTECTS
    channel_report_days: int = 7
    interception_gap_minutes: int = 30
    masked_numbers: MaskedNumbers = MaskedNumbers.FIRST3_LAST4
    cross_project: CrossProject = CrossProject.NONE

    household: HouseholdRule = HouseholdRule.FIRST_AGENT
    phone_to_walk_in: PhoneToWalkIn = PhoneToWalkIn.FIRST_CALLER
    claim_window_days: int = 2
    own_relatives_cap: int = 5
    referral_lookback_days: int = 60
    standin_notice_minutes: int = 10
    standin_same_day_percent: int = 50

    turn_order: TurnOrder = TurnOrder.SIGN_IN
    queue_jump: QueueJump = QueueJump.CREDIT_TO_RIGHTFUL_TURN
    repeat_visit_uses_turn: bool = False
    turn_kept_after_repeat_visit: TurnAfterRepeatVisit = TurnAfterRepeatVisit.KEPT
    makeup_turn_for: tuple[TurnMissed, ...] = tuple(TurnMissed)

    lookback_days: int = 7
    last_week_means_given_up: bool = False

    retention_months: int = 12
    erased_number_days: int = 30
    audit_retention_years: int = 3

    @property
    def completion_grace(self) -> timedelta:
        """How long an incomplete registration may be completed with its time kept."""
        return timedelta(minutes=self.completion_grace_minutes)

    @property
    def commitment_window(self) -> timedelta:
        """How late a text may follow its fingerprint."""
        return timedelta(hours=self.commitment_window_hours)

    @property
    def offline_grace(self) -> timedelta:
        """How late after its earliest time a text may come and its stated time still contest."""
        return timedelta(hours=self.offline_grace_hours)

    @property
    def tie_gap(self) -> timedelta:
        """How close two ruling times are one tie."""
        return timedelta(seconds=self.tie_gap_seconds)

    @property
    def ticket_life(self) -> timedelta:
        """How long a ticket can be answered."""
        return timedelta(hours=self.ticket_life_hours)

    @property
    def unconfirmed_expiry(self) -> timedelta:
        """How long a claim stands without a visit, scan, turn or call."""
        return timedelta(hours=self.unconfirmed_expiry_hours)

    @property
    def appeal_deadline(self) -> timedelta:
        """How long after a ruling it may be appealed."""
        return timedelta(hours=self.appeal_deadline_hours)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; `from_dict` reads them back unchanged."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_dict(cls, body: Mapping[str, Any]) -> RuleBook | tuple[RuleBookError, ...]:
        """Read and validate a version; what is not named keeps its default. All errors are told at once."""
        book = cls.from_stored(body)
        return (conflicts_of(book) or book) if isinstance(book, RuleBook) else book

    @classmethod
    def from_stored(cls, body: Mapping[str, Any]) -> RuleBook | tuple[RuleBookError, ...]:
        """Read a version that was published: what is held to contradict itself today was the law of its time."""
        values, errors = read_values(_TYPES, upcast(body))
        return tuple(errors) or cls(**values)

    @classmethod
    def types(cls) -> Mapping[str, Any]:
        """Return the type of every field, by which forms are drawn."""
        return _TYPES


_TYPES: Mapping[str, Any] = MappingProxyType(get_type_hints(RuleBook))


def _plain(value: object) -> object:
    return [item if isinstance(item, int) else str(item) for item in value] if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the rule book and the moment from which it holds."""

    effective_from: datetime
    book: RuleBook


@dataclass(frozen=True, slots=True)
class RuleBooks:
    """All editions of a project, oldest first; there is always at least one."""

    editions: tuple[Edition, ...]

    @classmethod
    def of(cls, published: Iterable[Edition]) -> RuleBooks:
        """Return what takes effect of all that was published.

        One that was still to come when a later version was published for the same day or an earlier one never begins.
        """
        editions: list[Edition] = []
        for edition in sorted(published, key=lambda each: each.book.version):
            while editions and editions[-1].effective_from >= edition.effective_from:
                editions.pop()
            editions.append(edition)
        return cls(tuple(editions))

    def at(self, moment: datetime) -> RuleBook:
        """Return the version in force; before the first one, the first."""
        return self.edition_at(moment).book

    def edition_at(self, moment: datetime) -> Edition:
        """Return the edition in force; before the first one, the first."""
        in_force = [edition for edition in self.editions if edition.effective_from <= moment]
        return in_force[-1] if in_force else self.editions[0]

    def longest_commitment_window(self, opened_at: datetime) -> timedelta:
        """Return the longest window of the edition in force at a moment and of every later one."""
        later = [edition.book.commitment_window for edition in self.editions if edition.effective_from > opened_at]
        return max([self.at(opened_at).commitment_window, *later])
