"""Refusals of the server: each with a stable code, which `webapp.errors` turns into a status and a sentence."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """The closed list; a code is never renamed or reused."""

    # what was sent
    NOT_JSON = "not_json"
    NOT_UTF8 = "not_utf8"
    NOT_AN_OBJECT = "not_an_object"
    TOO_DEEP = "too_deep"
    DUPLICATE_KEY = "duplicate_key"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    CONTROL_CHARACTER = "control_character"
    FIELDS_WRONG = "fields_wrong"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    CSRF = "csrf"
    CROSS_SITE = "cross_site"
    BAD_REQUEST = "bad_request"
    # who asks
    SIGN_IN = "sign_in"
    SIGN_IN_WRONG = "sign_in_wrong"
    PASSWORD_FIRST = "password_first"  # noqa: S105 - the name of a refusal
    NOT_ALLOWED = "not_allowed"
    TOO_MANY = "too_many"
    # what is asked for
    NOT_FOUND = "not_found"
    METHOD = "method"
    CLIENT_UNKNOWN = "client_unknown"
    NOTICE_UNKNOWN = "notice_unknown"
    FULL_NUMBERS_SPENT = "full_numbers_spent"
    NUMBER_CHECKS_SPENT = "number_checks_spent"
    # phones
    DEVICE_UNKNOWN = "device_unknown"
    DEVICE_CLOSED = "device_closed"
    CODE_UNKNOWN = "code_unknown"
    CODE_UNREADABLE = "code_unreadable"
    PUBLIC_KEY_INVALID = "public_key_invalid"
    EPOCH_WRONG = "epoch_wrong"
    EPOCH_CLOSED = "epoch_closed"
    ANCHOR_UNKNOWN = "anchor_unknown"
    SIGNATURE_INVALID = "signature_invalid"
    CHAIN_BROKEN = "chain_broken"
    FORKED = "forked"
    # people and decisions
    PERSON_UNKNOWN = "person_unknown"
    LOGIN_TAKEN = "login_taken"
    STAFF_NUMBER_TAKEN = "staff_number_taken"
    LAST_MANAGER = "last_manager"
    NOT_CONTESTED = "not_contested"
    RULING_CHANGED = "ruling_changed"
    CLAIM_UNKNOWN = "claim_unknown"
    RULE_BOOK_UNKNOWN = "rule_book_unknown"
    RULE_BOOK_CHANGED = "rule_book_changed"
    LIST_UNKNOWN = "list_unknown"
    LIST_STILL_OPEN = "list_still_open"
    OLD_CLIENT_UNKNOWN = "old_client_unknown"
    OBJECTION_LATE = "objection_late"
    # channels and their reports
    CHANNEL_UNKNOWN = "channel_unknown"
    CHANNEL_CLOSED = "channel_closed"
    CHANNEL_NAME_TAKEN = "channel_name_taken"
    CHANNEL_NOT_OWN = "channel_not_own"
    EXPECTED_AT_WRONG = "expected_at_wrong"
    PHONE_MISSING = "phone_missing"
    PHONE_INVALID = "phone_invalid"
    PHONE_TOO_SHORT = "phone_too_short"
    PHONE_TOO_LONG = "phone_too_long"
    MASK_INVALID = "mask_invalid"
    MASK_TOO_SHORT = "mask_too_short"
    MASK_NOT_TAKEN = "mask_not_taken"
    # clients that are one
    ALREADY_LINKED = "already_linked"
    HOUSEHOLD_FULL = "household_full"
    TWO_LIVE_DEALS = "two_live_deals"
    LINK_UNKNOWN = "link_unknown"
    REVIEW_UNKNOWN = "review_unknown"
    # the open pool, acts of the office, disputes
    POOL_CAP = "pool_cap"
    COOLDOWN = "cooldown"
    POOL_FROZEN = "pool_frozen"
    POOL_TAKEN = "pool_taken"
    LIVE_CAP = "live_cap"
    NOT_IN_POOL = "not_in_pool"
    APPEAL_LATE = "appeal_late"
    NOT_A_PARTY = "not_a_party"
    ALREADY_DISPUTED = "already_disputed"
    ALREADY_YOURS = "already_yours"
    TIME_BARRED = "time_barred"
    DISPUTE_UNKNOWN = "dispute_unknown"
    DISPUTE_CLOSED = "dispute_closed"
    RECUSED = "recused"
    FROZEN_BY_DEAL = "frozen_by_deal"
    NOT_OWNED = "not_owned"
    ALREADY_THEIRS = "already_theirs"
    NOT_SUBSCRIBED = "not_subscribed"
    OUTAGE_WRONG = "outage_wrong"
    SUCCESSOR_WRONG = "successor_wrong"
    # ourselves
    BUSY = "busy"
    SERVER_ERROR = "server_error"


class RefusedError(Exception):
    """Ends a job without any change; `details` name fields, never personal data."""

    def __init__(self, code: ErrorCode, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
