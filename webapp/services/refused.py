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
    # ourselves
    BUSY = "busy"
    SERVER_ERROR = "server_error"


class RefusedError(Exception):
    """Ends a job without any change; `details` name fields, never personal data."""

    def __init__(self, code: ErrorCode, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
