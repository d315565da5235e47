"""Read a rule book that somebody wrote: every value by its type and its range, and why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any, cast, get_args


class WhyNot(StrEnum):
    """Why a rule cannot be; never renamed. Each has a sentence that says how to mend it."""

    UNKNOWN = "unknown"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_SWITCH = "not_a_switch"
    NOT_A_CHOICE = "not_a_choice"
    REPEATED = "repeated"
    NOT_FALLING = "not_falling"
    TOO_MANY_STEPS = "too_many_steps"
    # fine alone and wrong together
    SHORTER_THAN_PROTECTION = "shorter_than_protection"
    PHONE_IS_WHAT_IS_CLAIMED = "phone_is_what_is_claimed"
    LONGER_THAN_PROTECTION = "longer_than_protection"
    LONGER_THAN_POOL_PROTECTION = "longer_than_pool_protection"
    LONGER_THAN_VISIT_PROTECTION = "longer_than_visit_protection"
    LONGER_THAN_CAP = "longer_than_cap"
    LONGER_THAN_WINDOW = "longer_than_window"
    MORE_THAN_LIVE_CLIENTS = "more_than_live_clients"
    # the day from which it holds
    NOT_A_DAY = "not_a_day"
    IN_THE_PAST = "in_the_past"
    TOO_FAR_AHEAD = "too_far_ahead"
    NOTHING_CHANGED = "nothing_changed"


@dataclass(frozen=True, slots=True)
class RuleBookError:
    """A number or switch that cannot be: its field, and why as a stable code."""

    field: str
    reason: str


#: The range of every number. Both ends are allowed.
RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "version": (1, 1_000_000),
        "completion_grace_minutes": (0, 24 * 60),
        "protection_days_phone_enquiry": (1, 365),
        "protection_days_visit": (1, 365),
        "protection_cap_days": (1, 730),
        "unconfirmed_expiry_hours": (1, 24 * 30),
        "near_number_days": (0, 90),
        "padding_entries_per_minute": (1, 60),
        "objection_days": (0, 60),
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
        "own_relatives_cap": (0, 50),
        "referral_lookback_days": (0, 365),
        "interception_gap_minutes": (0, 24 * 60),
        "channel_report_days": (1, 90),
        "full_numbers_per_day": (1, 10_000),
        "number_checks_per_day": (1, 10_000),
        "taken_answers_per_day": (1, 1_000),
        "renames_before_signal": (1, 20),
        "searches_before_signal": (1, 20),
        "standin_same_day_percent": (0, 100),
        "standin_notice_minutes": (1, 24 * 60),
        "retention_months": (1, 60),
        "erased_number_days": (1, 365),
        "audit_retention_years": (3, 30),
    }
)

#: The range of every step of a ladder of days, and how many steps a person can tell apart.
LADDERS: Mapping[str, tuple[int, int]] = MappingProxyType({"warning_days": (1, 30)})
MOST_STEPS = 5


def upcast(body: Mapping[str, Any]) -> dict[str, Any]:
    """Put what older versions wrote into the words of today; stored bodies are never edited.

    `warning_days` was one number, 0 for no warning, and is a ladder.
    """
    steps = body.get("warning_days")
    if isinstance(steps, int) and not isinstance(steps, bool):
        return {**body, "warning_days": [steps] if steps else []}
    return dict(body)


def read_values(types: Mapping[str, Any], body: Mapping[str, Any]) -> tuple[dict[str, Any], list[RuleBookError]]:
    """Read every value by the type of its field; all that cannot be is told at once."""
    errors = [RuleBookError(name, WhyNot.UNKNOWN) for name in body if name not in types]
    values: dict[str, Any] = {}
    for name, raw in body.items():
        if name in types:
            values[name] = _read(name, types[name], raw, errors)
    return values, errors


def _read(name: str, wanted: Any, raw: object, errors: list[RuleBookError]) -> object:  # noqa: ANN401 - a type
    """Read one value; what cannot be is noted in `errors`."""
    reason = _why_not(name, wanted, raw)
    if reason is not None:
        errors.append(RuleBookError(name, reason))
        return None
    if wanted in {int, bool}:
        return raw
    if get_args(wanted):
        return tuple(get_args(wanted)[0](item) for item in cast("list[Any]", raw))
    return wanted(raw)


def _why_not(name: str, wanted: Any, raw: object) -> WhyNot | None:  # noqa: ANN401 - a type read from the annotations
    if wanted is bool:
        return None if isinstance(raw, bool) else WhyNot.NOT_A_SWITCH
    if wanted is int:
        return _why_not_number(RANGES[name], raw)
    if name in LADDERS:
        return _why_not_ladder(LADDERS[name], raw)
    choices = set(get_args(wanted)[0] if get_args(wanted) else wanted)
    if not get_args(wanted):
        return None if isinstance(raw, str) and raw in choices else WhyNot.NOT_A_CHOICE
    if not isinstance(raw, list | tuple) or not all(isinstance(item, str) and item in choices for item in raw):
        return WhyNot.NOT_A_CHOICE
    return WhyNot.REPEATED if len(set(raw)) != len(raw) else None


def _why_not_number(ends: tuple[int, int], raw: object) -> WhyNot | None:
    if not isinstance(raw, int) or isinstance(raw, bool):
        return WhyNot.NOT_A_WHOLE_NUMBER
    lowest, highest = ends
    return None if lowest <= raw <= highest else WhyNot.OUT_OF_RANGE


def _why_not_ladder(ends: tuple[int, int], raw: object) -> WhyNot | None:
    if not isinstance(raw, list | tuple):
        return WhyNot.NOT_A_WHOLE_NUMBER
    reasons = (_why_not_number(ends, step) for step in raw)
    wrong = next((reason for reason in reasons if reason is not None), None)
    if wrong is not None:
        return wrong
    if len(raw) > MOST_STEPS:
        return WhyNot.TOO_MANY_STEPS
    falls = all(one > other for one, other in pairwise(raw))
    return None if falls else WhyNot.NOT_FALLING
