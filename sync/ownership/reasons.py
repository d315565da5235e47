"""Closed lists of words that a ruling is explained by. A code is stable for ever: old rulings carry it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ReasonCode(StrEnum):
    """Why this agent, or nobody, owns the client."""

    FIRST_REGISTRATION = "first_registration"
    FIRST_REGISTRATION_WITNESSED = "first_registration_witnessed"
    EARLIER_HEAD = "earlier_head"
    EARLIER_SCAN = "earlier_scan"
    CONTESTED_STATED_TIME = "contested_stated_time"
    TIE_TURN = "tie_turn"
    TIE_ANSWER = "tie_answer"
    TIE_CONTESTED = "tie_contested"
    DECIDED_BY_MANAGER = "decided_by_manager"
    DECISION_CONTESTED = "decision_contested"
    PREVIOUS_LAPSED = "previous_lapsed"
    PREVIOUS_CAP_REACHED = "previous_cap_reached"
    PREVIOUS_UNCONFIRMED = "previous_unconfirmed"
    PREVIOUS_WITHDRAWN = "previous_withdrawn"
    REGISTERED_AGAIN = "registered_again"
    LATE_FOLLOW_UP_RENEWS = "late_follow_up_renews"
    LATE_FOLLOW_UP_CONTESTS = "late_follow_up_contests"
    WITHDRAWN_NEXT = "withdrawn_next"
    WITHDRAWN_NEXT_CONTESTED = "withdrawn_next_contested"
    NAMED_CLIENT = "named_client"
    TURN_CREDIT = "turn_credit"
    IMPORTED = "imported"
    POOL_CLAIMED = "pool_claimed"
    REASSIGNED = "reassigned"
    RENEWED = "renewed"
    HANDED_OVER = "handed_over"
    RECLAIMED = "reclaimed"
    SUBSCRIBED = "subscribed"
    RETURNED = "returned"
    WALKED_IN = "walked_in"
    PREVIOUS_RELEASED = "previous_released"
    PREVIOUS_RECYCLED = "previous_recycled"
    PREVIOUS_DEPARTED = "previous_departed"
    LINKED_SAME_PERSON = "linked_same_person"
    LINKED_HOUSEHOLD = "linked_household"
    LINKED_COMPANY = "linked_company"
    HOUSEHOLD_SHARED = "household_shared"
    NEAR_NUMBER_CONTESTED = "near_number_contested"
    NOBODY_SUSPENDED = "nobody_suspended"
    NOBODY_RELEASED = "nobody_released"
    NOBODY_RECYCLED = "nobody_recycled"
    NOBODY_DEPARTED = "nobody_departed"
    NOBODY_LAPSED = "nobody_lapsed"
    NOBODY_CAP_REACHED = "nobody_cap_reached"
    NOBODY_UNCONFIRMED = "nobody_unconfirmed"
    NOBODY_WITHDRAWN = "nobody_withdrawn"
    NOBODY_CLAIMED = "nobody_claimed"


class RuleCode(StrEnum):
    """The rule of the rule book that a reason applies."""

    FIRST_REGISTRATION = "first_registration"
    STATED_TIME_CONTESTS = "stated_time_contests"
    TIE = "tie"
    DECISION = "decision"
    PROTECTION = "protection"
    UNCONFIRMED_EXPIRY = "unconfirmed_expiry"
    WITHDRAWAL = "withdrawal"
    NAMED_CLIENT = "named_client"
    TURN = "turn"
    IMPORT = "import"
    OPEN_POOL = "open_pool"
    ASSIGNMENT = "assignment"
    HANDOVER = "handover"
    CLAIM_WINDOW = "claim_window"
    SUBSCRIPTION = "subscription"
    PHONE_TO_WALK_IN = "phone_to_walk_in"
    SAME_CLIENT = "same_client"
    HOUSEHOLD = "household"
    NEAR_NUMBER = "near_number"


RULE_OF: Mapping[ReasonCode, RuleCode] = MappingProxyType(
    {
        ReasonCode.FIRST_REGISTRATION: RuleCode.FIRST_REGISTRATION,
        ReasonCode.FIRST_REGISTRATION_WITNESSED: RuleCode.FIRST_REGISTRATION,
        ReasonCode.EARLIER_HEAD: RuleCode.FIRST_REGISTRATION,
        ReasonCode.EARLIER_SCAN: RuleCode.FIRST_REGISTRATION,
        ReasonCode.CONTESTED_STATED_TIME: RuleCode.STATED_TIME_CONTESTS,
        ReasonCode.TIE_TURN: RuleCode.TIE,
        ReasonCode.TIE_ANSWER: RuleCode.TIE,
        ReasonCode.TIE_CONTESTED: RuleCode.TIE,
        ReasonCode.DECIDED_BY_MANAGER: RuleCode.DECISION,
        ReasonCode.DECISION_CONTESTED: RuleCode.DECISION,
        ReasonCode.PREVIOUS_LAPSED: RuleCode.PROTECTION,
        ReasonCode.PREVIOUS_CAP_REACHED: RuleCode.PROTECTION,
        ReasonCode.PREVIOUS_UNCONFIRMED: RuleCode.UNCONFIRMED_EXPIRY,
        ReasonCode.PREVIOUS_WITHDRAWN: RuleCode.WITHDRAWAL,
        ReasonCode.REGISTERED_AGAIN: RuleCode.FIRST_REGISTRATION,
        ReasonCode.LATE_FOLLOW_UP_RENEWS: RuleCode.PROTECTION,
        ReasonCode.LATE_FOLLOW_UP_CONTESTS: RuleCode.STATED_TIME_CONTESTS,
        ReasonCode.WITHDRAWN_NEXT: RuleCode.WITHDRAWAL,
        ReasonCode.WITHDRAWN_NEXT_CONTESTED: RuleCode.WITHDRAWAL,
        ReasonCode.NAMED_CLIENT: RuleCode.NAMED_CLIENT,
        ReasonCode.TURN_CREDIT: RuleCode.TURN,
        ReasonCode.IMPORTED: RuleCode.IMPORT,
        ReasonCode.POOL_CLAIMED: RuleCode.OPEN_POOL,
        ReasonCode.REASSIGNED: RuleCode.ASSIGNMENT,
        ReasonCode.RENEWED: RuleCode.ASSIGNMENT,
        ReasonCode.HANDED_OVER: RuleCode.HANDOVER,
        ReasonCode.RECLAIMED: RuleCode.CLAIM_WINDOW,
        ReasonCode.SUBSCRIBED: RuleCode.SUBSCRIPTION,
        ReasonCode.RETURNED: RuleCode.SUBSCRIPTION,
        ReasonCode.WALKED_IN: RuleCode.PHONE_TO_WALK_IN,
        ReasonCode.PREVIOUS_RELEASED: RuleCode.OPEN_POOL,
        ReasonCode.PREVIOUS_RECYCLED: RuleCode.OPEN_POOL,
        ReasonCode.PREVIOUS_DEPARTED: RuleCode.HANDOVER,
        ReasonCode.LINKED_SAME_PERSON: RuleCode.SAME_CLIENT,
        ReasonCode.LINKED_HOUSEHOLD: RuleCode.HOUSEHOLD,
        ReasonCode.LINKED_COMPANY: RuleCode.SAME_CLIENT,
        ReasonCode.HOUSEHOLD_SHARED: RuleCode.HOUSEHOLD,
        ReasonCode.NEAR_NUMBER_CONTESTED: RuleCode.NEAR_NUMBER,
        ReasonCode.NOBODY_SUSPENDED: RuleCode.NEAR_NUMBER,
        ReasonCode.NOBODY_RELEASED: RuleCode.OPEN_POOL,
        ReasonCode.NOBODY_RECYCLED: RuleCode.OPEN_POOL,
        ReasonCode.NOBODY_DEPARTED: RuleCode.HANDOVER,
        ReasonCode.NOBODY_LAPSED: RuleCode.PROTECTION,
        ReasonCode.NOBODY_CAP_REACHED: RuleCode.PROTECTION,
        ReasonCode.NOBODY_UNCONFIRMED: RuleCode.UNCONFIRMED_EXPIRY,
        ReasonCode.NOBODY_WITHDRAWN: RuleCode.WITHDRAWAL,
        ReasonCode.NOBODY_CLAIMED: RuleCode.FIRST_REGISTRATION,
    }
)


class CounterfactualCode(StrEnum):
    """What would have changed a ruling. Each is found by running the rules again on changed evidence."""

    WITHOUT_SCAN = "without_scan"
    WITHOUT_HEAD = "without_head"
    HAD_SCANNED = "had_scanned"
    HAD_BEEN_EARLIER = "had_been_earlier"
    HAD_FOLLOWED_UP = "had_followed_up"
    HAD_TURN = "had_turn"
    WITHOUT_DECISION = "without_decision"
    WITHOUT_DECISION_NOBODY = "without_decision_nobody"
    WITHOUT_WITHDRAWAL = "without_withdrawal"
    WITHOUT_ACT = "without_act"
    WITHOUT_ACT_NOBODY = "without_act_nobody"
    WITHOUT_NAMING = "without_naming"
    WITHOUT_LINK = "without_link"
    WITHOUT_LINK_NOBODY = "without_link_nobody"
    IF_ANOTHER_PERSON = "if_another_person"
    WITHOUT_IMPORT = "without_import"
    WITHOUT_IMPORT_NOBODY = "without_import_nobody"
    HAD_VISITED = "had_visited"
    NOTHING_KNOWN = "nothing_known"
