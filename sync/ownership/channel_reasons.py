"""Closed lists of words that a channel's credit is explained by. A code is stable for ever: old rulings carry it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ChannelReason(StrEnum):
    """Why this channel, or nobody, is credited; and what became of each single report."""

    REPORT_STANDS = "report_stands"
    REFERRAL_VALID = "referral_valid"
    IN_PROTECTION = "in_protection"
    INTERCEPTION_GAP = "interception_gap"
    REPORTED_BY_ANOTHER = "reported_by_another"
    ESCORTED_BY_ANOTHER = "escorted_by_another"
    REPORT_EXPIRED = "report_expired"
    MASK_ONLY = "mask_only"
    FULL_NUMBER_MISSING = "full_number_missing"
    WALK_IN = "walk_in"


class ChannelRule(StrEnum):
    """The rule of the rule book that a reason applies."""

    REPORT_BEFORE_VISIT = "report_before_visit"
    REFERRAL = "referral"
    GAP = "gap"
    FIRST_REPORT = "first_report"
    FIRST_VISIT = "first_visit"
    VALIDITY = "validity"
    FULL_NUMBER = "full_number"


RULE_OF: Mapping[ChannelReason, ChannelRule] = MappingProxyType(
    {
        ChannelReason.REPORT_STANDS: ChannelRule.REPORT_BEFORE_VISIT,
        ChannelReason.REFERRAL_VALID: ChannelRule.REFERRAL,
        ChannelReason.IN_PROTECTION: ChannelRule.REPORT_BEFORE_VISIT,
        ChannelReason.INTERCEPTION_GAP: ChannelRule.GAP,
        ChannelReason.REPORTED_BY_ANOTHER: ChannelRule.FIRST_REPORT,
        ChannelReason.ESCORTED_BY_ANOTHER: ChannelRule.FIRST_VISIT,
        ChannelReason.REPORT_EXPIRED: ChannelRule.VALIDITY,
        ChannelReason.MASK_ONLY: ChannelRule.FULL_NUMBER,
        ChannelReason.FULL_NUMBER_MISSING: ChannelRule.FULL_NUMBER,
        ChannelReason.WALK_IN: ChannelRule.FIRST_VISIT,
    }
)

#: A channel is credited by these and by no other.
CREDITS = frozenset({ChannelReason.REPORT_STANDS, ChannelReason.REFERRAL_VALID})


class ChannelCounterfactual(StrEnum):
    """What would have changed a credit. Each is found by running the rules again on changed facts."""

    HAD_REPORTED_BY = "had_reported_by"
    HAD_ESCORTED = "had_escorted"
    HAD_GIVEN_NUMBER = "had_given_number"
    HAD_COME_BEFORE = "had_come_before"
    WITHOUT_REPORT = "without_report"
    WITHOUT_REPORT_NOBODY = "without_report_nobody"
    BY_STATED_TIME = "by_stated_time"
    BY_STATED_TIME_NOBODY = "by_stated_time_nobody"
    NOTHING_KNOWN = "nothing_known"
