"""Refusals: why something was not taken, as a value with a stable code and the field that needs mending."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RefusalCode(StrEnum):
    """The closed list of reasons. A code is never renamed or reused: phones keep refused entries for years."""

    NOT_JSON = "not_json"
    NOT_UTF8 = "not_utf8"
    NOT_AN_OBJECT = "not_an_object"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    DUPLICATE_KEY = "duplicate_key"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    CONTROL_CHARACTER = "control_character"
    FIELD_MISSING = "field_missing"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_TYPE = "field_type"
    FIELD_VALUE = "field_value"
    FIELD_TOO_LONG = "field_too_long"
    COMMITMENT_MISSING = "commitment_missing"
    COMMITMENT_MISMATCH = "commitment_mismatch"
    PHONE_MISSING = "phone_missing"
    PHONE_INVALID = "phone_invalid"
    PHONE_TOO_SHORT = "phone_too_short"
    PHONE_TOO_LONG = "phone_too_long"
    COMPANY_CODE_INVALID = "company_code_invalid"
    MASK_INVALID = "mask_invalid"
    MASK_TOO_SHORT = "mask_too_short"
    MASK_NOT_TAKEN = "mask_not_taken"
    TYPE_UNKNOWN = "type_unknown"
    VERSION_UNKNOWN = "version_unknown"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that was not taken; `field` is a dotted path such as `body.source`, or empty for the whole text."""

    code: RefusalCode
    field: str = ""
