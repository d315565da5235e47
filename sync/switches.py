"""The choices that a rule book offers, each a closed list of words."""

from __future__ import annotations

from enum import StrEnum


class RequiredField(StrEnum):
    """What an office may want of a registration at once."""

    PHONE = "phone"
    SURNAME = "surname"
    TITLE = "title"
    SOURCE = "source"


class Counting(StrEnum):
    """How days of protection are counted."""

    CALENDAR_DAY = "calendar_day"
    FULL_HOURS = "full_hours"


class PhoneToWalkIn(StrEnum):
    """Who owns a client who rang first and then walks in."""

    FIRST_CALLER = "first_caller"
    NAMED_ONLY = "named_only"
    PUBLIC = "public"


class HouseholdRule(StrEnum):
    """Who owns the second member of a household."""

    FIRST_AGENT = "first_agent"
    SPLIT_50_50 = "split_50_50"


class RunningProtections(StrEnum):
    """Under which version a running protection goes on after a change of the rule book."""

    KEEP_OLD_VERSION = "keep_old_version"
    TAKE_NEW = "take_new"


class QueueJump(StrEnum):
    """What follows when an agent takes a client out of turn."""

    CREDIT_TO_RIGHTFUL_TURN = "credit_to_rightful_turn"
    RECEIVER_KEEPS_LOSES_A_TURN = "receiver_keeps_loses_a_turn"


class TurnMissed(StrEnum):
    """Absences after which a missed turn may be made up."""

    BUSY = "busy"
    TOILET = "toilet"
    ERRAND = "errand"
    LUNCH = "lunch"


class ChannelMode(StrEnum):
    """Whether a channel's report or the first visit protects."""

    REPORT_PROTECTS = "report_protects"
    VISIT_WINS = "visit_wins"


class MaskedNumbers(StrEnum):
    """How much of a number a channel has to report."""

    FIRST3_LAST4 = "first3_last4"
    FIRST3_LAST6 = "first3_last6"
    FULL = "full"


class FirstRecordFiled(StrEnum):
    """By when the record of a first reception has to be complete."""

    SAME_DAY = "same_day"
    NEXT_WORKING_DAY = "next_working_day"


class CrossProject(StrEnum):
    """What an agent has of a client who buys at another project of the group."""

    NONE = "none"
    REFERRAL_MARK = "referral_mark"


class TurnOrder(StrEnum):
    """In which order agents receive."""

    SIGN_IN = "sign_in"
    FEWEST_RECEPTIONS = "fewest_receptions"


class TurnAfterRepeatVisit(StrEnum):
    """What becomes of a turn that comes up while the agent receives a returning client."""

    KEPT = "kept"
    MISSED = "missed"
