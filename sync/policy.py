"""The rule book: every number and switch that the business may change.

A rule book is published, acknowledged and never edited: a change is a new version with an effective date, and every
ruling names the version that it used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, cast, get_args, get_type_hints

from sync.switches import (
    ChannelMode,
    Counting,
    HouseholdRule,
    MaskedNumbers,
    PhoneToWalkIn,
    QueueJump,
    RequiredField,
    RunningProtections,
    TurnMissed,
)


@dataclass(frozen=True, slots=True)
class RuleBookError:
    """A number or switch that cannot be: its field, and why as a stable code."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One version. Units stand in the names; the defaults are the office's usual ones."""

    version: int = 1

    required_fields: tuple[RequiredField, ...] = tuple(RequiredField)
    completion_grace_minutes: int = 30

    protection_days_phone_enquiry: int = 7
    protection_days_visit: int = 15
    protection_cap_days: int = 60
    warning_days: int = 3
    counting: Counting = Counting.CALENDAR_DAY
    unconfirmed_expiry_hours: int = 72
    running_protections: RunningProtections = RunningProtections.KEEP_OLD_VERSION

    commitment_window_hours: int = 6
    offline_grace_hours: int = 24
    tie_gap_seconds: int = 60
    proven_within_seconds: int = 120
    clock_tolerance_seconds: int = 120
    ticket_life_hours: int = 24

    decision_deadline_hours: int = 24
    appeal_deadline_hours: int = 48
    lookback_days: int = 7
    claim_window_days: int = 2

    pool_claims_per_day: int = 3
    pool_protection_days: int = 3
    pool_cooldown_days: int = 30
    pool_freeze_days: int = 1
    live_clients_cap: int = 150
    interception_gap_minutes: int = 30
    full_numbers_per_day: int = 200
    number_checks_per_day: int = 60

    phone_to_walk_in: PhoneToWalkIn = PhoneToWalkIn.FIRST_CALLER
    household: HouseholdRule = HouseholdRule.FIRST_AGENT
    standin_same_day_percent: int = 50
    queue_jump: QueueJump = QueueJump.CREDIT_TO_RIGHTFUL_TURN
    repeat_visit_uses_turn: bool = False
    makeup_turn_for: tuple[TurnMissed, ...] = tuple(TurnMissed)
    channel_mode: ChannelMode = ChannelMode.REPORT_PROTECTS
    masked_numbers: MaskedNumbers = MaskedNumbers.FIRST3_LAST4
    owner_named_to_loser: bool = True
    last_week_means_given_up: bool = False

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
        errors = [RuleBookError(name, "unknown") for name in body if name not in _TYPES]
        values: dict[str, Any] = {}
        for name, raw in body.items():
            if name in _TYPES:
                values[name] = _read(name, raw, errors)
        if errors:
            return tuple(errors)
        book = cls(**values)
        return tuple(_conflicts(book)) or book


#: The range of every number. Both ends are allowed.
RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "version": (1, 1_000_000),
        "completion_grace_minutes": (0, 24 * 60),
        "protection_days_phone_enquiry": (1, 365),
        "protection_days_visit": (1, 365),
        "protection_cap_days": (1, 730),
        "warning_days": (0, 30),
        "unconfirmed_expiry_hours": (1, 24 * 30),
        "commitment_window_hours": (1, 24),
        "offline_grace_hours": (0, 72),
        "tie_gap_seconds": (0, 600),
        "proven_within_seconds": (10, 600),
        "clock_tolerance_seconds": (30, 3600),
        "ticket_life_hours": (1, 72),
        "decision_deadline_hours": (1, 240),
        "appeal_deadline_hours": (1, 240),
        "lookback_days": (0, 90),
        "claim_window_days": (0, 30),
        "pool_claims_per_day": (0, 50),
        "pool_protection_days": (1, 60),
        "pool_cooldown_days": (0, 365),
        "pool_freeze_days": (0, 30),
        "live_clients_cap": (1, 10_000),
        "interception_gap_minutes": (0, 24 * 60),
        "full_numbers_per_day": (1, 10_000),
        "number_checks_per_day": (1, 10_000),
        "standin_same_day_percent": (0, 100),
    }
)

_TYPES: Mapping[str, Any] = MappingProxyType(get_type_hints(RuleBook))


def _plain(value: object) -> object:
    return [str(item) for item in value] if isinstance(value, tuple) else value


def _read(name: str, raw: object, errors: list[RuleBookError]) -> object:
    """Read one value; what cannot be is noted in `errors`."""
    wanted = _TYPES[name]
    reason = _why_not(name, wanted, raw)
    if reason is not None:
        errors.append(RuleBookError(name, reason))
        return None
    if wanted in {int, bool}:
        return raw
    if get_args(wanted):
        return tuple(get_args(wanted)[0](item) for item in cast("list[str]", raw))
    return wanted(raw)


def _why_not(name: str, wanted: Any, raw: object) -> str | None:  # noqa: ANN401 - a type read from the annotations
    if wanted is bool:
        return None if isinstance(raw, bool) else "not_a_switch"
    if wanted is int:
        return _why_not_number(name, raw)
    choices = set(get_args(wanted)[0] if get_args(wanted) else wanted)
    if not get_args(wanted):
        return None if isinstance(raw, str) and raw in choices else "not_a_choice"
    if not isinstance(raw, list | tuple) or not all(isinstance(item, str) and item in choices for item in raw):
        return "not_a_choice"
    return "repeated" if len(set(raw)) != len(raw) else None


def _why_not_number(name: str, raw: object) -> str | None:
    if not isinstance(raw, int) or isinstance(raw, bool):
        return "not_a_whole_number"
    lowest, highest = RANGES[name]
    return None if lowest <= raw <= highest else "out_of_range"


def _conflicts(book: RuleBook) -> list[RuleBookError]:
    """Find numbers that are fine alone and wrong together."""
    errors = []
    if book.protection_cap_days < max(book.protection_days_visit, book.protection_days_phone_enquiry):
        errors.append(RuleBookError("protection_cap_days", "shorter_than_protection"))
    if RequiredField.PHONE not in book.required_fields:
        errors.append(RuleBookError("required_fields", "phone_is_what_is_claimed"))
    if book.warning_days >= book.protection_days_phone_enquiry:
        errors.append(RuleBookError("warning_days", "longer_than_protection"))
    return errors


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the rule book and the moment from which it holds."""

    effective_from: datetime
    book: RuleBook


@dataclass(frozen=True, slots=True)
class RuleBooks:
    """All editions of a project, oldest first; there is always at least one."""

    editions: tuple[Edition, ...]

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
